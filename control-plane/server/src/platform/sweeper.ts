import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from './clock';
import { Log } from './logger';

/** One that took long, because it waited for something, is not to wait as long again. */
const LONGEST_REST_MS = 1_000;

interface Round {
  intervalMs: number;
  work: () => Promise<void>;
  running: Promise<void> | null;
  again: boolean;
  cancel: () => void;
  /** Ends the pause between two runs, if there is one. */
  rest: () => void;
}

/**
 * Rounds that every replica makes: each runs alone within a replica, begins again after its interval, and at
 * once when nudged; one that is nudged without end leaves others as much time as it takes, up to a second. A round that throws is
 * logged and goes on with the next interval. Rounds must be safe beside the same round of another replica.
 */
@Injectable()
export class Sweeper implements OnApplicationShutdown {
  private readonly rounds = new Map<string, Round>();
  private stopped = false;
  /** Rounds run in the context of the boot: not in the transaction, nor under the trace id, of who nudged. */
  private readonly boot = new AsyncResource('Sweeper');

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  every(name: string, intervalMs: number, work: () => Promise<void>): void {
    if (this.rounds.has(name)) throw new Error(`two rounds named ${name}`);
    const nothing = (): void => undefined;
    const round: Round = { intervalMs, work, running: null, again: false, cancel: nothing, rest: nothing };
    this.rounds.set(name, round);
    this.nudge(name);
  }

  /** Runs the round now, or once more after the run that is under way. Unknown names are ignored: nothing listens yet. */
  nudge(name: string): void {
    const round = this.rounds.get(name);
    if (!round || this.stopped) return;
    round.cancel();
    if (round.running) {
      round.again = true;
      return;
    }
    round.running = this.boot.runInAsyncScope(() => this.run(name, round));
  }

  private async run(name: string, round: Round): Promise<void> {
    for (;;) {
      round.again = false;
      const begun = this.clock.monotonicMs();
      try {
        await round.work();
      } catch (error) {
        if (!this.stopped) this.log.error({ err: error, round: name }, 'round failed');
      }
      if (!round.again || this.stopped) break;
      await this.pause(round, Math.min(this.clock.monotonicMs() - begun, LONGEST_REST_MS));
      if (this.stopped) break;
    }
    round.running = null;
    if (!this.stopped) round.cancel = this.clock.after(round.intervalMs, () => this.nudge(name));
  }

  /** As long as that, or until everything stops. */
  private async pause(round: Round, ms: number): Promise<void> {
    if (ms <= 0) return;
    await new Promise<void>((resume) => {
      const cancel = this.clock.after(ms, resume);
      round.rest = () => {
        cancel();
        resume();
      };
    });
    round.rest = () => undefined;
  }

  /** Waits for what is under way and begins nothing new. */
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const round of this.rounds.values()) {
      round.cancel();
      round.rest();
    }
    await Promise.all([...this.rounds.values()].map(async (round) => round.running));
  }
}

/** Makes no rounds: for one-off commands that share rooms with the control plane. */
@Injectable()
export class IdleSweeper extends Sweeper {
  override every(): void {}
}
