import { instantOf, localOf } from './zone';

/** Hours of a week in the rule's zone. `to` at or before `from` is on the next day; the same: a whole day. */
export interface WeeklyHours {
  /** 0 is Sunday: the days on which it begins. */
  readonly weekdays: readonly number[];
  /** `22:00` */
  readonly from: string;
  readonly to: string;
}

/** When scans of a network or a job may run (`window`), or may not (`blackout`): every week, or once. */
export interface WindowRule {
  readonly kind: 'window' | 'blackout';
  readonly name: string;
  readonly zone: string;
  /** Null: once, from startsAt until endsAt. */
  readonly weekly: readonly WeeklyHours[] | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** Null: it is about a job. */
  readonly networkId: string | null;
}

/** Whether scans may run at a moment; if not, because of which rule, and when they may again (null: not in a week). */
export type Gate<Rule extends WindowRule = WindowRule> =
  | { readonly open: true }
  | {
      readonly open: false;
      readonly code: 'blackout' | 'window-closed';
      readonly rule: Rule;
      readonly opensAt: number | null;
    };

const DAY = 86_400_000;
const MINUTE = 60_000;
const WEEK_DAYS = 7;

/** No blackout holds; and of a network's windows, as of a job's, one is open if there are any. */
export function gateOf<Rule extends WindowRule>(rules: readonly Rule[], at: number): Gate<Rule> {
  const closed = closedBy(rules, at);
  if (!closed) return { open: true };
  const boundaries = rules.flatMap((rule) => boundariesOf(rule, at)).filter((boundary) => boundary > at);
  const opensAt = boundaries.sort((a, b) => a - b).find((boundary) => !closedBy(rules, boundary)) ?? null;
  return { open: false, ...closed, opensAt };
}

function closedBy<Rule extends WindowRule>(
  rules: readonly Rule[],
  at: number,
): { code: 'blackout' | 'window-closed'; rule: Rule } | undefined {
  const blackout = rules.find((rule) => rule.kind === 'blackout' && holds(rule, at));
  if (blackout) return { code: 'blackout', rule: blackout };
  for (const ofNetwork of [true, false]) {
    const windows = rules.filter(
      ({ kind, networkId }) => kind === 'window' && (networkId !== null) === ofNetwork,
    );
    const [first] = windows;
    if (first && !windows.some((rule) => holds(rule, at))) return { code: 'window-closed', rule: first };
  }
  return undefined;
}

/** Whether the moment lies in the rule's hours. */
export function holds({ weekly, startsAt, endsAt, zone }: WindowRule, at: number): boolean {
  if (weekly === null)
    return at >= (startsAt?.getTime() ?? Infinity) && at < (endsAt?.getTime() ?? -Infinity);
  const local = localOf(zone, at);
  const minute = Math.floor(modulo(local, DAY) / MINUTE);
  const today = new Date(local).getUTCDay();
  const yesterday = modulo(today - 1, WEEK_DAYS);
  return weekly.some(({ weekdays, from, to }) => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)];
    if (begins < ends) return weekdays.includes(today) && minute >= begins && minute < ends;
    return (weekdays.includes(today) && minute >= begins) || (weekdays.includes(yesterday) && minute < ends);
  });
}

/** The moments around and in the week after `at` at which the rule may begin or end to hold. */
function boundariesOf({ weekly, startsAt, endsAt, zone }: WindowRule, at: number): number[] {
  if (weekly === null) return [startsAt, endsAt].flatMap((moment) => (moment ? [moment.getTime()] : []));
  const today = Math.floor(localOf(zone, at) / DAY) * DAY;
  const found: number[] = [];
  for (let day = 0; day <= WEEK_DAYS + 1; day++) {
    for (const { from, to } of weekly) {
      for (const time of [from, to]) {
        const moment = instantOf(zone, today + day * DAY + minutesOf(time) * MINUTE);
        if (moment !== null) found.push(moment);
      }
    }
  }
  return found;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
