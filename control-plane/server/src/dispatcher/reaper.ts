import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, isContention, Log, Sweeper, type Config } from '../platform';
import { SliceLists, SliceMoves } from '../scans';
import { Replicas } from './replicas';
import { Watch, type Seen } from './watch';

/** Takes slices back from agents that show no sign of life. Runs on every replica; the ledger decides. */
@Injectable()
export class Reaper {
  /** Leases that this replica has taken back since it started. */
  lost = 0;
  private readonly watch: Watch;
  private readonly interval: number;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(SliceLists) private readonly slices: SliceLists,
    @Inject(SliceMoves) private readonly moves: SliceMoves,
    @Inject(Replicas) private readonly replicas: Replicas,
    @Inject(Log) private readonly log: Log,
  ) {
    this.interval = Math.max(100, Math.min(5_000, config.timings.lostAfter / 20));
    this.watch = new Watch(config.timings.lostAfter, this.interval * 4 + 1_000);
  }

  start(): void {
    this.sweeper.every('reaper', this.interval, () => this.round());
  }

  /** To be called when this replica could not write a sign of life: the silence may be ours. */
  interrupt(): void {
    this.watch.interrupt();
  }

  /** The same, of one slice. */
  overlook(sliceId: string): void {
    this.watch.forget(sliceId);
  }

  async round(): Promise<void> {
    try {
      // Signs of life are writes: silence counts only while the ledger takes them.
      await this.replicas.beat();
      const leased = await this.slices.leased();
      for (const slice of this.watch.round(this.clock.monotonicMs(), leased)) await this.revoke(slice);
    } catch (error) {
      this.watch.interrupt();
      throw error;
    }
  }

  private async revoke(slice: Seen): Promise<void> {
    try {
      if (!(await this.moves.loseLease(slice.id, slice))) return;
      this.lost += 1;
      this.log.warn({ sliceId: slice.id, epoch: slice.epoch }, 'lease lost');
    } catch (error) {
      // A scan that is locked for long must not begin every other wait anew, for ever; an outage must.
      if (!isContention(error)) throw error;
      this.log.warn({ err: error, sliceId: slice.id }, 'lease not taken back, again in the next round');
    }
  }
}
