/**
 * What the reaper has itself watched. Pure but for its memory.
 *
 * A slice is lost only after this replica saw it unchanged for `lostAfterMs` of its own monotonic time,
 * without a break. Any break (database away, a round that came late, a failed write) begins the wait anew for
 * every slice: after an outage agents first get the chance to say that they live.
 */
export interface Seen {
  readonly id: string;
  readonly epoch: number;
  /** Grows with each sign of life. */
  readonly signsOfLife: number;
}

export class Watch {
  private readonly since = new Map<string, { mark: string; at: number; seen: Seen }>();
  private lastRound: number | undefined;

  constructor(
    private readonly lostAfterMs: number,
    /** A round later than this after the one before it is a break. */
    private readonly longestGapMs: number,
  ) {}

  /** Begins every wait anew. */
  interrupt(): void {
    this.since.clear();
    this.lastRound = undefined;
  }

  /** Begins this slice's wait anew. */
  forget(id: string): void {
    this.since.delete(id);
  }

  /** Takes in what is leased now; answers what has been unchanged for long enough. */
  round(now: number, leased: readonly Seen[]): Seen[] {
    if (this.lastRound !== undefined && now - this.lastRound > this.longestGapMs) this.interrupt();
    this.lastRound = now;
    const present = new Set(leased.map((slice) => slice.id));
    for (const id of this.since.keys()) if (!present.has(id)) this.since.delete(id);
    const lost: Seen[] = [];
    for (const slice of leased) {
      const mark = `${slice.epoch}.${slice.signsOfLife}`;
      const before = this.since.get(slice.id);
      if (before?.mark !== mark) this.since.set(slice.id, { mark, at: now, seen: slice });
      else if (now - before.at >= this.lostAfterMs) lost.push(slice);
    }
    return lost;
  }
}
