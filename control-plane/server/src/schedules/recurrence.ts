import { isRefusal, Refusal, type Result } from '../platform';
import { readCron, type Cron } from './cron';
import { instantOf, isZone, localOf } from './zone';

export const KINDS = ['once', 'daily', 'weekly', 'monthly', 'monthly-weekday', 'every', 'cron'] as const;
export const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;

/** When a schedule is due, as a person says it. Local times are of the zone: `2026-03-29T02:30`. */
export interface Recurrence {
  readonly kind: (typeof KINDS)[number];
  readonly zone: string;
  /** The first day and the time of day; for cron and `every` the earliest moment. */
  readonly start: string;
  /** The last moment, included. */
  readonly end?: string;
  /** weekly: 0 is Sunday. */
  readonly weekdays?: readonly number[];
  /** monthly: 29 to 31 mean the last of a shorter month. */
  readonly day?: number;
  /** monthly-weekday: which one of the month, and of which weekday; 'last' is the last. */
  readonly nth?: number | 'last';
  readonly weekday?: number;
  /** every. */
  readonly every?: number;
  readonly unit?: (typeof UNITS)[number];
  readonly cron?: string;
}

/** A moment a schedule is due at, or a local day it named that never was. */
export interface Occurrence {
  readonly at: number;
  /** Local days before it that never were, as `2011-12-30`. */
  readonly skippedDays: readonly string[];
}

const DAY = 86_400_000;
const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: DAY, weeks: 7 * DAY };
/** A leap day on a given weekday returns within 28 years, 40 across a century without one. */
const FARTHEST_DAYS = 41 * 366;

/** A recurrence checked and ready to be asked. */
export interface Plan {
  readonly zone: string;
  readonly start: number;
  readonly end: number;
  /** Absolute steps of so long; 0: by local days. */
  readonly stepMs: number;
  readonly firstDay: number;
  /** Whether the local day (UTC midnight of its date) is one of the schedule's. */
  readonly onDay: (day: number) => boolean;
  /** Times of day in ms, ascending. */
  readonly times: readonly number[];
  readonly once: boolean;
}

/** `2026-02-30T01:00` is not one. */
export function readLocal(text: string): number | null {
  if (!/^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : null;
}

/** Refusals (422): `no-such-zone`, `bad-local-time`, `missing-field`, `bad-cron`, `ends-before-start`, `never-fires`. */
export function planOf(recurrence: Recurrence): Result<Plan> {
  const { zone, kind, end } = recurrence;
  if (!isZone(zone)) return refused('/recurrence/zone', 'no-such-zone', 'There is no such time zone.');
  const local = readLocal(recurrence.start);
  if (local === null)
    return refused('/recurrence/start', 'bad-local-time', 'A local time looks like 2026-03-29T02:30.');
  const localEnd = end === undefined ? null : readLocal(end);
  if (end !== undefined && localEnd === null)
    return refused('/recurrence/end', 'bad-local-time', 'A local time looks like 2026-03-29T02:30.');
  if (localEnd !== null && localEnd < local)
    return refused('/recurrence/end', 'ends-before-start', 'The schedule would end before it starts.');
  const days = daysOf(recurrence, local);
  if (isRefusal(days)) return days;
  const plan: Plan = {
    zone,
    start: instantOf(zone, local) ?? instantOf(zone, local + DAY) ?? local,
    end:
      localEnd === null
        ? Infinity
        : (instantOf(zone, localEnd) ?? instantOf(zone, localEnd + DAY) ?? Infinity),
    firstDay: dayOf(local),
    once: kind === 'once',
    ...days,
  };
  if (!nextOccurrence(plan, plan.start - 1))
    return refused(
      kind === 'cron' ? '/recurrence/cron' : '/recurrence/start',
      'never-fires',
      'There is no moment at which this schedule would be due.',
    );
  return plan;
}

/** The first occurrence after the instant, or null when there is none within the bound of the search. */
export function nextOccurrence(plan: Plan, after: number): Occurrence | null {
  if (plan.stepMs > 0) {
    const steps = Math.max(0, Math.floor((after - plan.start) / plan.stepMs) + 1);
    const at = plan.start + steps * plan.stepMs;
    return at <= plan.end ? { at, skippedDays: [] } : null;
  }
  const skippedDays: string[] = [];
  // A day early: what a gap moved past midnight belongs to the day before.
  const from = Math.max(plan.firstDay, dayOf(localOf(plan.zone, after)) - DAY);
  const last = plan.once ? plan.firstDay : from + FARTHEST_DAYS * DAY;
  for (let day = from; day <= last; day += DAY) {
    if (!plan.onDay(day)) continue;
    for (const time of plan.times) {
      const at = instantOf(plan.zone, day + time);
      if (at === null) {
        if (day > localOf(plan.zone, after)) skippedDays.push(new Date(day).toISOString().slice(0, 10));
        break;
      }
      if (at > plan.end) return null;
      if (at > after && at >= plan.start) return { at, skippedDays };
    }
  }
  return null;
}

function daysOf(of: Recurrence, local: number): Result<Pick<Plan, 'onDay' | 'times' | 'stepMs'>> {
  const times = [local - dayOf(local)];
  const byDay = (onDay: (day: number) => boolean) => ({ onDay, times, stepMs: 0 });
  switch (of.kind) {
    case 'once':
      return byDay((day) => day === dayOf(local));
    case 'daily':
      return byDay(() => true);
    case 'weekly': {
      if (!of.weekdays?.length) return missing('weekdays');
      const weekdays = new Set(of.weekdays);
      return byDay((day) => weekdays.has(new Date(day).getUTCDay()));
    }
    case 'monthly': {
      const { day: wanted } = of;
      if (wanted === undefined) return missing('day');
      return byDay((day) => new Date(day).getUTCDate() === Math.min(wanted, monthLength(day)));
    }
    case 'monthly-weekday': {
      if (of.nth === undefined) return missing('nth');
      if (of.weekday === undefined) return missing('weekday');
      return byDay((day) => new Date(day).getUTCDay() === of.weekday && isNth(day, of.nth));
    }
    case 'every': {
      if (of.every === undefined) return missing('every');
      if (of.unit === undefined) return missing('unit');
      const stepMs = of.every * UNIT_MS[of.unit];
      if (of.unit === 'minutes' || of.unit === 'hours') return { ...byDay(() => false), stepMs };
      return byDay((day) => (day - dayOf(local)) % stepMs === 0);
    }
    case 'cron': {
      if (of.cron === undefined) return missing('cron');
      const cron = readCron(of.cron);
      if (isRefusal(cron)) return cron;
      const cronTimes = cron.hours.flatMap((h) => cron.minutes.map((m) => h * 3_600_000 + m * 60_000));
      return { onDay: (day) => cronDay(cron, new Date(day)), times: cronTimes, stepMs: 0 };
    }
  }
}

function cronDay({ months, days, weekdays, eitherDay }: Cron, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [day, weekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return eitherDay ? day || weekday : day && weekday;
}

const dayOf = (local: number): number => Math.floor(local / DAY) * DAY;

function monthLength(day: number): number {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function isNth(day: number, nth: number | 'last' | undefined): boolean {
  const date = new Date(day).getUTCDate();
  return nth === 'last' ? date + 7 > monthLength(day) : Math.ceil(date / 7) === nth;
}

const missing = (field: string): Refusal =>
  refused(`/recurrence/${field}`, 'missing-field', `This kind of schedule needs ${field}.`);

function refused(path: string, code: string, reason: string): Refusal {
  return new Refusal(code, 422, reason, [{ path, code, reason }]);
}
