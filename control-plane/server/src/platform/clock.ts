import { Injectable } from '@nestjs/common';

/**
 * The only source of time in the control plane. `now` is wall time for records; `monotonicMs` is for
 * waiting and measuring, it never steps. Tests inject ManualClock and move it.
 */
export abstract class Clock {
  abstract now(): Date;
  abstract monotonicMs(): number;
  /** Calls back once after `ms`; the returned function takes the call back. Does not keep the process alive. */
  abstract after(ms: number, call: () => void): () => void;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  monotonicMs(): number {
    return Number(process.hrtime.bigint() / 1_000n) / 1_000;
  }

  after(ms: number, call: () => void): () => void {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  }
}

/** A clock that stands still until it is moved; `advance` fires what falls due, in order of time. */
export class ManualClock extends Clock {
  private waiting: { at: number; call: () => void }[] = [];
  private elapsed = 0;

  constructor(private readonly start = new Date('2026-01-01T00:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.start.getTime() + this.elapsed);
  }

  monotonicMs(): number {
    return this.elapsed;
  }

  after(ms: number, call: () => void): () => void {
    const entry = { at: this.elapsed + ms, call };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  advance(ms: number): void {
    const until = this.elapsed + ms;
    for (;;) {
      const due = this.waiting.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.elapsed = Math.max(this.elapsed, due.at);
      this.waiting = this.waiting.filter((entry) => entry !== due);
      due.call();
    }
    this.elapsed = until;
  }
}
