import { Cron } from 'croner';
import type { ScanFacts, DigestPeriod, SeverityLabel } from './facts';
import { SEVERITIES } from './facts';

export const TRIGGERS = ['always', 'failure', 'new-findings', 'digest'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** How many findings a scan saw for the first time, or again after they were fixed, by severity. */
export type NewBySeverity = Readonly<Partial<Record<SeverityLabel, number>>>;

/**
 * Whether a rule has something to say at once when a scan ended. A failure is a scan in Error, or one that finished
 * without some of its targets; one that a person canceled is none. `minSeverity`: 5 critical to 1 information.
 */
export function saysAtOnce(
  trigger: Trigger,
  minSeverity: number | null,
  scan: Pick<ScanFacts, 'end'>,
  isNew: NewBySeverity,
): boolean {
  switch (trigger) {
    case 'always':
      return true;
    case 'failure':
      return scan.end === 'failed' || scan.end === 'partial';
    case 'new-findings':
      return SEVERITIES.some((label, index) => 5 - index >= (minSeverity ?? 1) && (isNew[label] ?? 0) > 0);
    case 'digest':
      return false;
  }
}

/** When a digest goes out, in its own time zone. */
export interface DigestTime {
  readonly every: DigestPeriod;
  /** 0 to 23. */
  readonly hour: number;
  /** 1 Monday to 7 Sunday; means nothing for a daily one. */
  readonly weekday: number;
  /** IANA time zone. */
  readonly zone: string;
}

/** The first time after `now`. An hour that a clock change skips comes right after it, one that it repeats once. */
export function nextDigest({ every, hour, weekday, zone }: DigestTime, now: Date): Date {
  const pattern = `0 ${hour} * * ${every === 'day' ? '*' : weekday % 7}`;
  const next = new Cron(pattern, { timezone: zone }).nextRun(now);
  if (!next) throw new Error(`${pattern} never comes`);
  return next;
}
