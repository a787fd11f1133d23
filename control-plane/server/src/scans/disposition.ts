/**
 * How a target ends: every target of a scan that is finished has exactly one of these for each profile, with a reason
 * where one is needed.
 */
export const DISPOSITIONS = [
  'scanned',
  /** Nobody answers at the address; believed only of a tool that ended well. */
  'down',
  /** Left out by an exclusion. */
  'excluded',
  'out of scope',
  /** A host name without an address. */
  'unresolved',
  /** There, but not to be reached by this engine. */
  'unreachable',
  /** The tool, or the scan's maximum duration, ran out before the target was looked at to its end. */
  'timed out',
  'authentication failed',
  /** The profile does not fit the target. */
  'not applicable',
  'failed',
  /** The scan was canceled before. */
  'not reached',
] as const;
export type DispositionKind = (typeof DISPOSITIONS)[number];

/** What only the agent that ran the tool can say. */
export type ToolDisposition = Exclude<
  DispositionKind,
  'excluded' | 'out of scope' | 'unresolved' | 'not reached'
>;

/** Nothing was tried: these say nothing about whether a host is there. */
export const NOT_TRIED: readonly DispositionKind[] = [
  'excluded',
  'out of scope',
  'unresolved',
  'not applicable',
  'not reached',
];
