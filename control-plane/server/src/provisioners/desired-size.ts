/** How large a pool may be, and when it grows. */
export interface SizeRules {
  readonly min: number;
  readonly max: number;
  /** Hosts beyond what work needs, kept ready; only on demand. */
  readonly warmSpare: number;
  /** False: a fixed size, `min`. */
  readonly onDemand: boolean;
  /** Slices that a host runs at once. */
  readonly slotsPerHost: number;
}

/** What the pool looks like now. */
export interface PoolFigures {
  /** Slices that wait and that the pool's hosts could run. */
  readonly waiting: number;
  /** Slices that run. */
  readonly running: number;
  /** Hosts that serve or are on their way. */
  readonly hosts: number;
  /** Agents' free places beside those of the pool's own hosts: of machines that people brought. */
  readonly otherPlaces: number;
  /** False: the figures may be from before an outage. */
  readonly fresh: boolean;
}

export interface DesiredSize {
  readonly size: number;
  /** For people. */
  readonly why: string;
}

/** How many hosts the pool should have. Pure. Never more than `max`; never fewer than `min`. */
export function desiredSize(rules: SizeRules, figures: PoolFigures): DesiredSize {
  const { min, max, warmSpare, onDemand, slotsPerHost } = rules;
  const within = (size: number): number => Math.min(Math.max(size, min), Math.max(min, max));
  if (!figures.fresh)
    return { size: within(figures.hosts), why: 'held as it is: what is known of the pool is stale' };
  if (!onDemand) return { size: min, why: 'fixed size' };
  const slices = figures.running + Math.max(0, figures.waiting - figures.otherPlaces);
  const needed = Math.ceil(slices / slotsPerHost);
  const size = within(needed + warmSpare);
  const spare = warmSpare > 0 ? ` and ${warmSpare} to spare` : '';
  const limit =
    size < needed + warmSpare ? `, limited to ${max}` : size > needed + warmSpare ? `, at least ${min}` : '';
  return { size, why: `${slices} slices by ${slotsPerHost} a host need ${needed}${spare}${limit}` };
}
