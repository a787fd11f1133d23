import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '../jobs';
import { Clock, Database, isRefusal, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import { Subscriptions } from '../subscriptions';
import { jitterOf, type Definition } from './policy';
import { nextOccurrence, planOf } from './recurrence';

export interface ScheduleRecord {
  readonly id: string;
  readonly jobId: string;
  readonly definition: Definition;
  /** The one that it follows; null: it is the job's own. */
  readonly namedScheduleId: string | null;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A scan that will start by itself. */
export interface ComingOccurrence {
  readonly scheduleId: string;
  readonly jobId: string;
  readonly dueAt: Date;
  /** Due and jitter. */
  readonly fireAt: Date;
}

export interface OccurrenceRecord {
  readonly id: string;
  readonly dueAt: Date;
  readonly state: string;
  readonly code: string;
  readonly reason: string;
  readonly scanId: string | null;
  readonly at: Date;
}

const COLUMNS = `id, job_id jobId, definition, named_schedule_id namedScheduleId, version, due_at dueAt, created_at createdAt, updated_at updatedAt`;

/** JSON columns come as text or parsed, as the driver likes. */
export const parsed = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;

/** When the tenant's jobs start by themselves. */
@Injectable()
export class Schedules {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /** Refusal `not-found`: no such job, or it is manual. */
  async ofJob(tenantId: string, jobId: string): Promise<Result<ScheduleRecord>> {
    const [row] = await this.database.rows<ScheduleRecord>(
      `SELECT ${COLUMNS} FROM schedules WHERE tenant_id = ? AND job_id = ?`,
      [tenantId, jobId],
    );
    return row ? recordOf(row) : notFound('schedule');
  }

  /**
   * Gives the job this schedule in place of the one it has, counted and due from now on. `expected` is asked only
   * of a job that has one. Refusals: `not-found` (the job), `not-subscribed` (409), those of firstAfter,
   * `if-match-required` (428), `version-mismatch` (412).
   */
  async put(
    tenantId: string,
    jobId: string,
    { definition, namedScheduleId = null }: { definition: Definition; namedScheduleId?: string | null },
    expected: ExpectedVersion | undefined,
  ): Promise<Result<ScheduleRecord>> {
    return this.database.transaction(async (tx) => {
      const job = await this.jobs.find(tenantId, jobId);
      if (isRefusal(job)) return job;
      const refusal = await this.subscriptions.requireActive(tx, tenantId);
      if (refusal) return refusal;
      const now = this.clock.now();
      const next = firstAfter(definition, now);
      if (isRefusal(next)) return next;
      const [present] = await tx.rows<{ id: string; version: number }>(
        'SELECT id, version FROM schedules WHERE tenant_id = ? AND job_id = ? FOR UPDATE',
        [tenantId, jobId],
      );
      if (present && expected === undefined)
        return new Refusal(
          'if-match-required',
          428,
          'Send If-Match with the ETag of the version that you edit.',
        );
      const stale = present && expected !== undefined ? outdated(expected, present.version) : undefined;
      if (stale) return stale;
      const id = present?.id ?? newId();
      const fireAt = new Date(next + jitterOf(id, next, definition.jitterSeconds));
      await tx.change(
        `INSERT INTO schedules (id, tenant_id, job_id, definition, named_schedule_id, due_at, fire_at, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE definition = VALUES(definition), named_schedule_id = VALUES(named_schedule_id), version = version + 1, passed = 0, waiting = 0,
           due_at = VALUES(due_at), fire_at = VALUES(fire_at), updated_at = VALUES(updated_at)`,
        [id, tenantId, jobId, JSON.stringify(definition), namedScheduleId, new Date(next), fireAt, now, now],
      );
      return this.ofJob(tenantId, jobId);
    });
  }

  /** The job is manual from now on. Its occurrences stay on record. */
  async remove(tenantId: string, jobId: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) => this.removeIn(tx, tenantId, jobId));
    if (affectedRows === 0) return notFound('schedule');
  }

  removeIn(tx: Tx, tenantId: string, jobId: string) {
    return tx.change('DELETE FROM schedules WHERE tenant_id = ? AND job_id = ?', [tenantId, jobId]);
  }

  removeAll(tx: Tx, tenantId: string) {
    return tx.change('DELETE FROM schedules WHERE tenant_id = ?', [tenantId]);
  }

  /** Newest first; before this key. */
  async list(tenantId: string, before: readonly [at: number, id: string] | undefined, limit: number) {
    const rows = await this.database.rows<ScheduleRecord>(
      `SELECT ${COLUMNS} FROM schedules FORCE INDEX (schedule_list)
        WHERE tenant_id = ? ${before ? 'AND (created_at, id) < (?, ?)' : ''}
        ORDER BY created_at DESC, id DESC LIMIT ?`,
      before ? [tenantId, new Date(before[0]), before[1], limit] : [tenantId, limit],
    );
    return rows.map(recordOf);
  }

  /** What fires later than `after` and not later than `until`, of one job or of all; those that wait already aside. */
  coming(tenantId: string, jobId: string | null, after: Date, until: Date): Promise<ComingOccurrence[]> {
    return this.database.rows<ComingOccurrence>(
      `SELECT id scheduleId, job_id jobId, due_at dueAt, fire_at fireAt
         FROM schedules FORCE INDEX (${jobId ? 'schedule_job' : 'schedule_tenant_due'})
        WHERE tenant_id = ? ${jobId ? 'AND job_id = ?' : ''} AND fire_at > ? AND fire_at <= ? AND NOT waiting
        ORDER BY fire_at, id`,
      [tenantId, ...(jobId ? [jobId] : []), after, until],
    );
  }

  /** Latest due first; before this key. Those of a deleted job stay. Refusal `not-found`. */
  async occurrences(
    tenantId: string,
    jobId: string,
    before: readonly [at: number, id: string] | undefined,
    limit: number,
  ): Promise<Result<OccurrenceRecord[]>> {
    const rows = await this.database.rows<OccurrenceRecord>(
      `SELECT CAST(id AS CHAR) id, due_at dueAt, state, code, reason, scan_id scanId, at FROM schedule_occurrences
        WHERE tenant_id = ? AND job_id = ? ${before ? 'AND (due_at, id) < (?, ?)' : ''}
        ORDER BY schedule_occurrences.due_at DESC, schedule_occurrences.id DESC LIMIT ?`,
      before ? [tenantId, jobId, new Date(before[0]), before[1], limit] : [tenantId, jobId, limit],
    );
    if (rows.length > 0) return rows;
    const job = await this.jobs.find(tenantId, jobId);
    return isRefusal(job) ? job : [];
  }
}

function recordOf(row: ScheduleRecord): ScheduleRecord {
  return { ...row, definition: parsed<Definition>(row.definition) };
}

/** The first occurrence after now. Refusals (422): those of planOf, `past`. */
export function firstAfter(definition: Definition, now: Date): Result<number> {
  const plan = planOf(definition.recurrence);
  if (isRefusal(plan)) return plan;
  return nextOccurrence(plan, now.getTime())?.at ?? past();
}

function past(): Refusal {
  const reason = 'All of this schedule lies in the past.';
  return new Refusal('past', 422, reason, [{ path: '/recurrence/start', code: 'past', reason }]);
}
