/**
 * The life of a finding as data: docs/architecture/states.md is printed from this table, finding-moves.ts obeys it, the
 * spec walks it. No clock and no database in here.
 */
export const FINDING_STATES = ['New', 'Active', 'Fixed', 'Reopened'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What one scan says of a finding: it saw it, or looked at the very spot and did not. */
export type Account = 'seen' | 'missed';

export interface FindingMove {
  /** Null: nothing was known of it. */
  readonly from: FindingState | null;
  readonly to: FindingState;
  readonly cause: 'first seen' | 'seen again' | 'seen after it was fixed' | 'looked at and not seen';
  readonly by: Account;
}

const move = (
  from: FindingState | null,
  to: FindingState,
  cause: FindingMove['cause'],
  by: Account,
): FindingMove => ({ from, to, cause, by });

export const findingMoves: readonly FindingMove[] = [
  move(null, 'New', 'first seen', 'seen'),
  move('New', 'Active', 'seen again', 'seen'),
  move('Reopened', 'Active', 'seen again', 'seen'),
  move('Fixed', 'Reopened', 'seen after it was fixed', 'seen'),
  move('New', 'Fixed', 'looked at and not seen', 'missed'),
  move('Active', 'Fixed', 'looked at and not seen', 'missed'),
  move('Reopened', 'Fixed', 'looked at and not seen', 'missed'),
];

/** What was seen and is not fixed. */
export const isOpen = (state: FindingState): boolean => state !== 'Fixed';

/** What is known of when a finding was last seen and last found fixed. */
export interface Times {
  readonly lastSeenAt: Date;
  readonly fixedAt: Date | null;
}

/**
 * The move that a scan's account means, or undefined. Scans are processed in any order, and results may arrive a day
 * late: a look older than the last sighting fixes nothing, a sighting older than the fix reopens nothing.
 */
export function moveOf(
  state: FindingState,
  account: Account,
  lookedAt: Date,
  { lastSeenAt, fixedAt }: Times,
): FindingMove | undefined {
  if (account === 'missed' && lookedAt <= lastSeenAt) return undefined;
  if (account === 'seen' && state === 'Fixed' && fixedAt && lookedAt <= fixedAt) return undefined;
  return findingMoves.find((one) => one.from === state && one.by === account);
}
