import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, CONFIG, Database, Sweeper, type Config, type Tx } from '../platform';
import { Deliveries } from './deliveries';
import type { NoticeFacts } from './facts';
import { Readers } from './readers';

const ROUND = 'notifications.agents';
const ROUND_MS = 60_000;
const MOST_AGENTS = 100;
/** Silence that is older is no news any more. */
const NEWS_MS = 24 * 3_600_000;

/** Whose deliveries to the fleet's administrators are: no tenant's. */
export const FLEET = '00000000-0000-0000-0000-000000000000';

/** What the administrators hear of without a rule. */
@Injectable()
export class Notices implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'timings'>,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every(ROUND, ROUND_MS, () => this.agentsLost());
  }

  /** To the tenant's administrators, or the fleet's for null; once for each `event`, however often it is told. */
  async tell(tx: Tx, tenantId: string | null, event: string, notice: NoticeFacts): Promise<void> {
    const readers = await this.readers.administrators(tenantId);
    const told = { kind: 'notice', notice } as const;
    await this.deliveries.queue(
      tx,
      readers.map((to) => ({ tenantId: tenantId ?? FLEET, event, ruleId: null, scanId: null, told, to })),
    );
  }

  /** An agent that is lost is told once for each silence; what it said last names the silence. */
  private async agentsLost(): Promise<void> {
    const now = this.clock.now().getTime();
    const agents = await this.database.rows<{ id: string; name: string; at: Date }>(
      `SELECT id, name, last_seen_at at FROM agents
        WHERE state = 'Active' AND last_seen_at < ? AND last_seen_at > ? ORDER BY last_seen_at DESC LIMIT ?`,
      [new Date(now - this.config.timings.lostAfter), new Date(now - NEWS_MS), MOST_AGENTS],
    );
    for (const { id, name, at } of agents) {
      const notice = { notice: 'agent-lost', name, reason: '', at: at.toISOString() } as const;
      await this.database.transaction((tx) =>
        this.tell(tx, null, `agent lost ${id} ${at.toISOString()}`, notice),
      );
    }
  }
}
