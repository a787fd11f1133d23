import type { ScanResult } from '../scans';

/** The five severities, gravest first, by the labels that the API gives them. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'information'] as const;
export type SeverityLabel = (typeof SEVERITIES)[number];

/** How a scan ended: Finished with every target, Finished without some, Canceled, Error. */
export type ScanEnd = 'complete' | 'partial' | 'canceled' | 'failed';

/** What a scan's processing counted: the same numbers as `summary.findings` of the scan in the API. */
export interface CountedFindings {
  readonly bySeverity: Readonly<Record<string, number>>;
  readonly new: number;
  readonly active: number;
  readonly fixed: number;
  readonly reopened: number;
}

/** A scan that ended, as it was when it was processed. Kept with the delivery, so that every attempt says the same. */
export interface ScanFacts {
  readonly scanId: string;
  readonly jobId: string | null;
  readonly name: string;
  readonly end: ScanEnd;
  readonly result: ScanResult | null;
  /** Why it is in its state; may be empty. */
  readonly reason: string;
  /** ISO 8601. */
  readonly startedAt: string | null;
  readonly endedAt: string;
  /** Null: the scan failed, and no findings were drawn. */
  readonly findings: CountedFindings | null;
}

export interface DigestFacts {
  readonly every: DigestPeriod;
  /** ISO 8601; scans that were processed from here until there. */
  readonly from: string;
  readonly until: string;
  /** The newest ones, at most MOST_LISTED. */
  readonly scans: readonly ScanFacts[];
  /** How many there were. */
  readonly count: number;
  /** Of all of them together. */
  readonly totals: CountedFindings;
}

export type DigestPeriod = 'day' | 'week';

export const NOTICES = [
  'agent-lost',
  'pool-quarantined',
  'schedule-missed',
  'subscription-canceled',
  'exclusion-expiring',
] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** Something that the administrators hear of. */
export interface NoticeFacts {
  readonly notice: NoticeKind;
  /** The name of the agent, pool, schedule or exclusion; for a subscription who canceled it. */
  readonly name: string;
  /** For people; may be empty. */
  readonly reason: string;
  /** ISO 8601: when it happened, or will. */
  readonly at: string;
}

/** A scan that a schedule is about to start. */
export interface AnnouncementFacts {
  readonly jobId: string;
  readonly name: string;
  /** ISO 8601: when it starts. */
  readonly at: string;
}

/** What a delivery tells. */
export type Told =
  | { readonly kind: 'scan'; readonly scan: ScanFacts }
  | { readonly kind: 'digest'; readonly digest: DigestFacts }
  | { readonly kind: 'notice'; readonly notice: NoticeFacts }
  | { readonly kind: 'announcement'; readonly announcement: AnnouncementFacts }
  | { readonly kind: 'test'; readonly name: string };

export type ToldKind = Told['kind'];
export const TOLD_KINDS: readonly ToldKind[] = ['scan', 'announcement', 'digest', 'notice', 'test'];

/** How many scans a digest lists. */
export const MOST_LISTED = 50;

export const NO_FINDINGS: CountedFindings = {
  bySeverity: Object.fromEntries(SEVERITIES.map((label) => [label, 0])),
  new: 0,
  active: 0,
  fixed: 0,
  reopened: 0,
};

/** The sums, member by member. */
export function addFindings(one: CountedFindings, other: CountedFindings | null): CountedFindings {
  if (!other) return one;
  return {
    bySeverity: Object.fromEntries(
      SEVERITIES.map((label) => [label, (one.bySeverity[label] ?? 0) + (other.bySeverity[label] ?? 0)]),
    ),
    new: one.new + other.new,
    active: one.active + other.active,
    fixed: one.fixed + other.fixed,
    reopened: one.reopened + other.reopened,
  };
}
