/** Arithmetic between instants and local times of an IANA zone, over the runtime's own zone data. */

const DAY = 86_400_000;
const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

interface Format {
  readonly format: Intl.DateTimeFormat;
  /** At which place among the numbers of what it writes each of FIELDS stands. */
  readonly places: readonly number[];
}

const formats = new Map<string, Format>();

function formatOf(zone: string): Format {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const written = format.formatToParts(0).flatMap(({ type }) => FIELDS.find((field) => field === type) ?? []);
  const made = { format, places: FIELDS.map((field) => written.indexOf(field)) };
  formats.set(zone, made);
  return made;
}

/** A name such as Europe/Berlin or UTC; fixed offsets ("+02:00") are no zones. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The local time of an instant, as if it were UTC. Taken from the text: its parts cost four times as much. */
export function localOf(zone: string, instant: number): number {
  const { format, places } = formatOf(zone);
  const numbers = format.format(instant).match(/\d+/g) ?? [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = places.map((at) =>
    Number(numbers[at]),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000);
}

const offsetAt = (zone: string, instant: number): number => localOf(zone, instant) - instant;

/**
 * The instant of a local time: in a fold the first, in a gap the first instant after it, null on a day that never
 * was (Samoa left out 2011-12-30).
 */
export function instantOf(zone: string, local: number): number | null {
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const found = [local - before, local - after].filter((at) => localOf(zone, at) === local);
  if (found.length > 0) return Math.min(...found);
  if (after - before >= DAY) return null;
  return transition(zone, local - after, local - before, after);
}

/** The first instant of (low, high] that has the offset. */
function transition(zone: string, low: number, high: number, offset: number): number {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}
