import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AgentSessions, type Beat, type HeartbeatFacts } from '../fleet';
import { Clock, CONFIG, Sweeper, type Config } from '../platform';

const SLOWEST_MS = 1_000;

/** Signs of life of this replica's agents: gathered, and written together once a second. What was not written is with the next. */
@Injectable()
export class Heartbeats implements OnApplicationBootstrap {
  private due = new Map<string, Beat>();

  constructor(
    @Inject(AgentSessions) private readonly sessions: AgentSessions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  onApplicationBootstrap(): void {
    const everyMs = Math.min(SLOWEST_MS, this.config.timings.heartbeat / 4);
    this.sweeper.every('ingest.heartbeats', everyMs, () => this.write());
  }

  heard(agentId: string, sessionId: string, { freeSlots, load }: HeartbeatFacts): void {
    this.due.set(agentId, { agentId, sessionId, freeSlots, load, at: this.clock.now() });
  }

  async write(): Promise<void> {
    if (this.due.size === 0) return;
    const beats = this.due;
    this.due = new Map();
    try {
      await this.sessions.beat([...beats.values()]);
    } catch (error) {
      // A younger one of the same agent stands.
      this.due = new Map([...beats, ...this.due]);
      throw error;
    }
  }
}
