import { isRefusal, Refusal, type Result } from '../platform';
import { nextOccurrence, planOf, type Recurrence } from './recurrence';
import { isZone, localOf } from './zone';

export interface PreviewedOccurrence {
  readonly at: string;
  /** In the schedule's zone. */
  readonly local: string;
  /** In the caller's zone. */
  readonly yours: string;
  readonly skippedDays: readonly string[];
}

const MOST = 5;

/** The next five after now. Refusals: those of planOf, `no-such-zone`. */
export function previewOf(
  recurrence: Recurrence,
  count: number | null,
  zone: string,
  now: number,
): Result<PreviewedOccurrence[]> {
  const plan = planOf(recurrence);
  if (isRefusal(plan)) return plan;
  if (!isZone(zone)) {
    const reason = 'There is no such time zone.';
    return new Refusal('no-such-zone', 422, reason, [{ path: '/zone', code: 'no-such-zone', reason }]);
  }
  const found: PreviewedOccurrence[] = [];
  let next = nextOccurrence(plan, now);
  while (next && found.length < Math.min(MOST, count ?? MOST)) {
    const { at, skippedDays } = next;
    const local = written(plan.zone, at);
    found.push({ at: new Date(at).toISOString(), local, yours: written(zone, at), skippedDays });
    next = nextOccurrence(plan, at);
  }
  return found;
}

const written = (zone: string, at: number): string => new Date(localOf(zone, at)).toISOString().slice(0, 19);
