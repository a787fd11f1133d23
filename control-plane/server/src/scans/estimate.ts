/** What is known of a scan's speed. */
export interface Pace {
  readonly targetsLeft: number;
  /** Targets a second since the present segment began, and lately; null when not known. */
  readonly segmentRate: number | null;
  readonly recentRate: number | null;
}

/** Times between which a scan is expected to end. */
export interface EstimatedEnd {
  readonly from: Date;
  readonly to: Date;
}

/** A single rate may be off by this much either way. */
export const DOUBT = 0.25;

/**
 * The range between what both rates say, each with its doubt. Null without a rate: then nobody knows. No clock: `now`
 * is given.
 */
export function estimatedEnd({ targetsLeft, segmentRate, recentRate }: Pace, now: Date): EstimatedEnd | null {
  const rates = [segmentRate, recentRate].filter((rate): rate is number => rate !== null && rate > 0);
  if (rates.length === 0) return null;
  const at = (rate: number): Date => new Date(now.getTime() + Math.round((targetsLeft / rate) * 1_000));
  return { from: at(Math.max(...rates) * (1 + DOUBT)), to: at(Math.min(...rates) * (1 - DOUBT)) };
}
