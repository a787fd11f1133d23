import { readFileSync } from 'node:fs';

/** A timer that can be cleared; clearing twice is harmless. */
export interface Timer {
  clear(): void;
}

/**
 * Every reading of time in the agent goes through one of these. Three clocks, for three questions:
 * boot time for deadlines that the guard holds, monotonic for durations, wall for what people read.
 */
export interface Clock {
  /**
   * Milliseconds since boot on CLOCK_BOOTTIME, which also counts while the machine is suspended.
   * Resolution 10 ms. Equal in every process of the machine, so it may travel between them.
   */
  bootTimeMs(): number;
  /** Milliseconds on CLOCK_MONOTONIC, which stands still while the machine is suspended. */
  monotonicMs(): number;
  /** Milliseconds since 1970 in UTC; it may jump. */
  wallMs(): number;
  /** Calls once after `ms` of monotonic time. */
  after(ms: number, call: () => void): Timer;
  /** Calls every `ms` of monotonic time until cleared. */
  every(ms: number, call: () => void): Timer;
}

/**
 * Milliseconds since boot. Source: proc_uptime(5), whose first field the kernel fills from
 * CLOCK_BOOTTIME in seconds with two decimals. Throws where /proc is not mounted.
 */
export function bootTimeMs(): number {
  const seconds = Number.parseFloat(readFileSync('/proc/uptime', 'latin1'));
  if (!Number.isFinite(seconds)) throw new Error('/proc/uptime does not begin with a number of seconds');
  return Math.round(seconds * 1000);
}

export const systemClock: Clock = Object.freeze({
  bootTimeMs,
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after(ms: number, call: () => void): Timer {
    const timer = setTimeout(call, ms);
    return { clear: () => clearTimeout(timer) };
  },
  every(ms: number, call: () => void): Timer {
    const timer = setInterval(call, ms);
    return { clear: () => clearInterval(timer) };
  },
});

interface Due {
  at: number;
  every: number | null;
  call: () => void;
}

/** A clock that stands still until it is told to advance: for specs of whatever takes a `Clock`. */
export class ManualClock implements Clock {
  private readonly due = new Set<Due>();
  private suspendedMs = 0;
  private now = 0;

  constructor(private readonly wallStart = Date.UTC(2026, 0, 1)) {}

  bootTimeMs(): number {
    return this.now + this.suspendedMs;
  }

  monotonicMs(): number {
    return this.now;
  }

  wallMs(): number {
    return this.wallStart + this.bootTimeMs();
  }

  after(ms: number, call: () => void): Timer {
    return this.add({ at: this.now + ms, every: null, call });
  }

  every(ms: number, call: () => void): Timer {
    return this.add({ at: this.now + ms, every: Math.max(1, ms), call });
  }

  /** Moves all three clocks on, calling what falls due in its order. */
  advance(ms: number): void {
    const end = this.now + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.now = next.at;
      if (next.every === null) this.due.delete(next);
      else next.at += next.every;
      next.call();
    }
    this.now = end;
  }

  /** The machine sleeps: boot time and wall time go on, monotonic time and timers do not. */
  suspend(ms: number): void {
    this.suspendedMs += ms;
  }

  private add(due: Due): Timer {
    this.due.add(due);
    return { clear: () => void this.due.delete(due) };
  }

  private next(end: number): Due | undefined {
    let first: Due | undefined;
    for (const due of this.due) if (due.at <= end && (!first || due.at < first.at)) first = due;
    return first;
  }
}
