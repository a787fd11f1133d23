import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { exclusionExpiring } from '../assets';
import { Users } from '../auth';
import { Jobs } from '../jobs';
import {
  Clock,
  CONFIG,
  Database,
  isRefusal,
  Outbox,
  Sweeper,
  type Config,
  type EventKind,
  type Tx,
} from '../platform';
import { scheduleMissed } from '../schedules';
import { subscriptionMoved } from '../subscriptions';
import { Deliveries } from './deliveries';
import type { NoticeFacts } from './facts';
import { Readers } from './readers';

const ROUND = 'notifications.fleet';
const ROUND_MS = 60_000;
const MOST_AGENTS = 100;
/** Silence that is older is no news any more. */
const NEWS_MS = 24 * 3_600_000;

/** Occurrences that are left out because the tenant said so: no news. */
const EXPECTED: readonly string[] = ['overlap', 'job-disabled', 'no-such-day'];

type PayloadOf<K> = K extends EventKind<infer P> ? P : never;

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
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Users) private readonly users: Users,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every(ROUND, ROUND_MS, async () => {
      await this.agentsLost();
      await this.poolsQuarantined();
    });
    this.outbox.hear(scheduleMissed, 'notices', async (missed) => {
      if (!EXPECTED.includes(missed.code)) await this.scheduleMissed(missed);
    });
    this.outbox.hear(exclusionExpiring, 'notices', (facts) => this.exclusionExpiring(facts));
    this.outbox.hear(subscriptionMoved, 'notices', async (moved) => {
      if (moved.state === 'canceled') await this.subscriptionCanceled(moved);
    });
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

  private async scheduleMissed({
    tenantId,
    scheduleId,
    jobId,
    dueAt,
    reason,
  }: PayloadOf<typeof scheduleMissed>): Promise<void> {
    const job = await this.jobs.find(tenantId, jobId);
    const name = isRefusal(job) ? jobId : job.name;
    const notice = { notice: 'schedule-missed', name, reason, at: dueAt } as const;
    await this.database.transaction((tx) =>
      this.tell(tx, tenantId, `schedule missed ${scheduleId} ${dueAt}`, notice),
    );
  }

  private async exclusionExpiring({
    tenantId,
    exclusionId,
    target,
    comment,
    expiresAt,
  }: PayloadOf<typeof exclusionExpiring>): Promise<void> {
    const notice = { notice: 'exclusion-expiring', name: target, reason: comment, at: expiresAt } as const;
    await this.database.transaction((tx) =>
      this.tell(tx, tenantId, `exclusion expiring ${exclusionId}`, notice),
    );
  }

  private async subscriptionCanceled({
    tenantId,
    actor,
    at,
  }: PayloadOf<typeof subscriptionMoved>): Promise<void> {
    const [kind, id = ''] = actor.split(' ', 2);
    const user = kind === 'user' ? await this.users.find(id) : undefined;
    const name = user && !isRefusal(user) ? user.name || user.email : actor;
    const notice = { notice: 'subscription-canceled', name, reason: '', at } as const;
    await this.database.transaction((tx) =>
      this.tell(tx, tenantId, `subscription canceled ${tenantId} ${at}`, notice),
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

  /** A pool whose hosts fail to boot is told once for each time that it is given up for a while. */
  private async poolsQuarantined(): Promise<void> {
    const pools = await this.database.rows<{ id: string; name: string; reason: string; until: Date }>(
      `SELECT p.id, p.name, s.quarantine_reason reason, s.quarantined_until until
         FROM pool_provisioning s JOIN pools p ON p.id = s.pool_id
        WHERE s.quarantined_until > ? ORDER BY p.id LIMIT ?`,
      [this.clock.now(), MOST_AGENTS],
    );
    for (const { id, name, reason, until } of pools) {
      const notice = { notice: 'pool-quarantined', name, reason, at: until.toISOString() } as const;
      await this.database.transaction((tx) =>
        this.tell(tx, null, `pool quarantined ${id} ${until.toISOString()}`, notice),
      );
    }
  }
}
