import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '../jobs';
import { Database, isRefusal, Sweeper, type Tx } from '../platform';
import { Schedules, type ComingOccurrence } from '../schedules';
import { Deliveries } from './deliveries';
import { Readers } from './readers';
import { Rules, type DueAnnouncement } from './rules';

const ROUND = 'notifications.announcements';
const ROUND_MS = 15_000;

/**
 * Tells of scheduled scans before they start, to whom a rule says. A rule remembers up to when it has told; that and what
 * it queues are one transaction, so nothing is told twice or left out, whichever replica looks. What a person schedules
 * for a time nearer than the rule's is told at once, unless the rule has been past that time already.
 */
@Injectable()
export class Announcements implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every(ROUND, ROUND_MS, () => this.tellDue());
  }

  async tellDue(): Promise<void> {
    while (await this.database.transaction((tx) => this.next(tx)));
  }

  private async next(tx: Tx): Promise<boolean> {
    const due = await this.rules.dueAnnouncement(tx);
    if (!due) return false;
    const { tenantId, rule, from, until } = due;
    for (const coming of await this.schedules.coming(tenantId, rule.jobId, from, until))
      await this.tell(tx, due, coming);
    return true;
  }

  private async tell(tx: Tx, { tenantId, rule }: DueAnnouncement, coming: ComingOccurrence): Promise<void> {
    const { scheduleId, jobId, dueAt, fireAt } = coming;
    const job = await this.jobs.find(tenantId, jobId);
    if (isRefusal(job) || !job.enabled) return;
    const announcement = { jobId, name: job.name, at: fireAt.toISOString() };
    const told = { kind: 'announcement', announcement } as const;
    const event = `scan announced ${scheduleId} ${dueAt.toISOString()}`;
    const readers = await this.readers.of(tenantId, rule, { kind: 'schedule', id: job.ownerId });
    await this.deliveries.queue(
      tx,
      readers.map((to) => ({ tenantId, event, ruleId: rule.id, scanId: null, told, to })),
    );
  }
}
