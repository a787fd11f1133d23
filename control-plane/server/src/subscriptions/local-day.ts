/** A calendar day in a zone. Pure. */
export interface LocalDay {
  /** ISO 8601, such as 2026-01-31. */
  readonly day: string;
  /** Until the next day begins there, in whole seconds, at least 1. */
  readonly secondsLeft: number;
}

const HOUR_MS = 3_600_000;

/** Days are 23 to 25 hours long where clocks are changed, so the next one is looked for and not computed. */
export function localDay(at: Date, zone: string): LocalDay {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  const dayAt = (ms: number): string => format.format(new Date(ms));
  const now = at.getTime();
  const day = dayAt(now);
  let [same, next] = [now, now + 26 * HOUR_MS];
  while (next - same > 1) {
    const middle = Math.floor((same + next) / 2);
    if (dayAt(middle) === day) same = middle;
    else next = middle;
  }
  return { day, secondsLeft: Math.max(1, Math.ceil((next - now) / 1_000)) };
}
