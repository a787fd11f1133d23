import { Inject, Injectable } from '@nestjs/common';
import { Watch } from '../dispatcher';
import { Clock, CONFIG, Database, Sweeper, type Config } from '../platform';

/**
 * Hosts' agents that this replica itself has watched to be silent for lost_after, without a break: as the reaper does, so
 * that an outage of ours never looks like the loss of a fleet.
 */
@Injectable()
export class Silences {
  private readonly watch: Watch;
  private readonly interval: number;
  private silent: ReadonlySet<string> = new Set();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {
    this.interval = Math.max(100, Math.min(5_000, config.timings.lostAfter / 20));
    this.watch = new Watch(config.timings.lostAfter, this.interval * 4 + 1_000);
  }

  start(): void {
    this.sweeper.every('provisioners.silences', this.interval, () => this.round());
  }

  has(agentId: string): boolean {
    return this.silent.has(agentId);
  }

  async round(): Promise<void> {
    try {
      const agents = await this.database.rows<{ id: string; lastSeenAt: Date | null }>(
        `SELECT a.id, a.last_seen_at lastSeenAt FROM hosts h JOIN agents a ON a.id = h.agent_id
          WHERE h.state IN ('ready', 'busy', 'draining')`,
      );
      const seen = agents.map(({ id, lastSeenAt }) => ({
        id,
        epoch: 0,
        signsOfLife: lastSeenAt?.getTime() ?? 0,
      }));
      this.silent = new Set(this.watch.round(this.clock.monotonicMs(), seen).map(({ id }) => id));
    } catch (error) {
      this.watch.interrupt();
      this.silent = new Set();
      throw error;
    }
  }
}
