import { Refusal, type Result } from '../platform';

/** A cron expression of five fields, understood. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** As cron has it: where both day fields are restricted, either may match. */
  readonly eitherDay: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  name: string;
  low: number;
  high: number;
  names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', low: 0, high: 59 },
  { name: 'hour', low: 0, high: 23 },
  { name: 'day of month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12, names: MONTHS },
  { name: 'day of week', low: 0, high: 7, names: WEEKDAYS },
];

/** Refusal `bad-cron` names the field and the part that is not understood. */
export function readCron(text: string, path = '/recurrence/cron'): Result<Cron> {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    return badCron(path, `A cron expression has five fields, not ${parts.length}.`);
  const sets: Set<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const set = readField(parts[index] ?? '', field);
    if (typeof set === 'string')
      return badCron(path, `The ${field.name} field does not understand "${set.slice(0, 40)}".`);
    sets.push(set);
  }
  const [minutes, hours, days, months, weekdays] = sets as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  if (weekdays.delete(7)) weekdays.add(0);
  const open = (index: number) => parts[index]?.startsWith('*') ?? false;
  const ascending = (set: Set<number>) => [...set].sort((a, b) => a - b);
  const eitherDay = !open(2) && !open(4);
  return { minutes: ascending(minutes), hours: ascending(hours), days, months, weekdays, eitherDay };
}

/** The numbers of a field, or the part that was not understood. */
function readField(text: string, field: Field): Set<number> | string {
  const set = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|[a-z0-9]{1,3})(?:-([a-z0-9]{1,3}))?(?:\/(\d{1,2}))?$/i.exec(part);
    if (!match) return part;
    const [, from = '', to, by] = match;
    const step = by === undefined ? 1 : Number(by);
    const first = from === '*' ? field.low : numberOf(from, field);
    const last = lastOf(from, to, by, first, field);
    if (step < 1 || first === null || last === null || first > last || (from === '*' && to)) return part;
    for (let value = first; value <= last; value += step) set.add(value);
  }
  return set;
}

function lastOf(
  from: string,
  to: string | undefined,
  by: string | undefined,
  first: number | null,
  field: Field,
) {
  if (to !== undefined) return numberOf(to, field);
  if (from === '*') return field.names === WEEKDAYS ? 6 : field.high;
  return by === undefined ? first : field.high;
}

function numberOf(text: string, { low, high, names }: Field): number | null {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + low;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= low && value <= high ? value : null;
}

function badCron(path: string, reason: string): Refusal {
  return new Refusal('bad-cron', 422, reason, [{ path, code: 'bad-cron', reason }]);
}
