import type { Clock, Timer } from '../clock';
import type { StopOrder } from '../link';

/** How long what is finished may still be delivered once the tool is gone, unless the slice is only paused. */
export const DRAIN_MS = 10_000;

/** What an order asked for that no order before it did. */
export type Heard = 'nothing new' | 'less grace' | 'no pause any more';

/**
 * The orders to stop that one slice has heard, of which the sharpest holds, and the two waits that they allow:
 * the grace of a tool that runs, and the drain of what it left.
 */
export class StopOrders {
  /** Null: no order yet. */
  private pause: boolean | null = null;
  /** Monotonic milliseconds. */
  private graceUntil = Infinity;
  private drainUntil: number | null = null;
  private grace: Timer | null = null;
  private drain: Timer | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly graceOver: () => void,
    private readonly drainOver: () => void,
  ) {}

  /** Milliseconds that a running tool still has; 0: none. */
  get graceLeft(): number {
    return Math.max(0, this.graceUntil - this.clock.monotonicMs());
  }

  /** Takes the order as far as it is sharper than the ones before. */
  hear({ kind, graceMs }: StopOrder): Heard {
    const until = this.clock.monotonicMs() + graceMs;
    const sooner = until < this.graceUntil;
    const first = this.pause === null;
    const sharper = first || (this.pause === true && kind !== 'pause');
    if (sooner) this.graceUntil = until;
    if (sharper) this.pause = kind === 'pause';
    return sharper ? 'no pause any more' : sooner ? 'less grace' : 'nothing new';
  }

  /** A tool runs on: calls `graceOver` when its time is up. */
  awaitGrace(): void {
    this.grace?.clear();
    this.grace = this.clock.after(this.graceLeft, this.graceOver);
  }

  /** The tool is gone: calls `drainOver` in ten seconds, counted from the first time, unless this is a pause. */
  awaitDrain(): void {
    this.grace?.clear();
    if (this.pause !== false) return;
    const now = this.clock.monotonicMs();
    this.drainUntil ??= now + DRAIN_MS;
    this.drain?.clear();
    this.drain = this.clock.after(Math.max(0, this.drainUntil - now), this.drainOver);
  }

  /** Nothing is waited for any more. */
  over(): void {
    this.grace?.clear();
    this.drain?.clear();
  }
}
