import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import { Subscriptions } from '../subscriptions';
import { jitterOf, type Definition } from './policy';
import { firstAfter, parsed, Schedules, type ScheduleRecord } from './schedules';

export interface NamedScheduleRecord {
  readonly id: string;
  readonly name: string;
  readonly definition: Definition;
  /** How many jobs follow it. */
  readonly jobs: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NamedScheduleContent = Pick<NamedScheduleRecord, 'name' | 'definition'>;

const COLUMNS = `n.id, n.name, n.definition, n.version, n.created_at createdAt, n.updated_at updatedAt,
  (SELECT COUNT(*) FROM schedules s WHERE s.named_schedule_id = n.id) jobs`;

/** Schedules of the tenant that jobs follow: an edit moves them all. */
@Injectable()
export class NamedSchedules {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Schedules) private readonly schedules: Schedules,
  ) {}

  /** Refusal `not-found`. */
  async find(tenantId: string, id: string): Promise<Result<NamedScheduleRecord>> {
    const [row] = await this.database.rows<NamedScheduleRecord>(
      `SELECT ${COLUMNS} FROM named_schedules n WHERE n.tenant_id = ? AND n.id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('named-schedule');
  }

  /** Oldest first, after this id. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<NamedScheduleRecord[]> {
    const rows = await this.database.rows<NamedScheduleRecord>(
      `SELECT ${COLUMNS} FROM named_schedules n WHERE n.tenant_id = ? ${after ? 'AND n.id > ?' : ''}
        ORDER BY n.id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
    return rows.map(recordOf);
  }

  /** Refusals: `not-subscribed` (409), `schedule-name-taken` (409), those of firstAfter. */
  async create(
    tenantId: string,
    { name, definition }: NamedScheduleContent,
  ): Promise<Result<NamedScheduleRecord>> {
    return this.database.transaction(async (tx) => {
      const refusal = await this.subscriptions.requireActive(tx, tenantId);
      if (refusal) return refusal;
      const now = this.clock.now();
      const first = firstAfter(definition, now);
      if (isRefusal(first)) return first;
      const id = newId();
      return unlessTaken(async () => {
        await tx.change(
          `INSERT INTO named_schedules (id, tenant_id, name, definition, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
          [id, tenantId, name, JSON.stringify(definition), now, now],
        );
        return this.find(tenantId, id);
      });
    });
  }

  /**
   * Every job that follows it is due by the new definition, counted from now on. Refusals: `not-found`, `version-mismatch` (412),
   * those of create.
   */
  async edit(
    tenantId: string,
    id: string,
    { name, definition }: Partial<NamedScheduleContent>,
    expected: ExpectedVersion,
  ): Promise<Result<NamedScheduleRecord>> {
    return this.database.transaction(async (tx) => {
      const present = await this.lock(tx, tenantId, id);
      if (isRefusal(present)) return present;
      const refusal =
        outdated(expected, present.version) ?? (await this.subscriptions.requireActive(tx, tenantId));
      if (refusal) return refusal;
      if (definition) {
        const moved = await this.moveJobs(tx, id, definition);
        if (moved) return moved;
      }
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE named_schedules SET name = ?, definition = ?, version = version + 1, updated_at = ?
            WHERE tenant_id = ? AND id = ?`,
          [
            ...[name ?? present.name, JSON.stringify(definition ?? present.definition), this.clock.now()],
            ...[tenantId, id],
          ],
        );
        return this.find(tenantId, id);
      });
    });
  }

  /** Refusals: `not-found`, `schedule-in-use` (409): jobs follow it. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const present = await this.lock(tx, tenantId, id);
      if (isRefusal(present)) return present;
      // Read after the lock: whoever has a job follow it locks it too.
      const [use] = await tx.rows<{ n: number }>(
        'SELECT COUNT(*) n FROM schedules WHERE named_schedule_id = ? LOCK IN SHARE MODE',
        [id],
      );
      const jobs = Number(use?.n ?? 0);
      if (jobs > 0) {
        const reason = `${jobs} ${jobs === 1 ? 'job follows' : 'jobs follow'} it.`;
        return new Refusal('schedule-in-use', 409, reason);
      }
      await tx.change('DELETE FROM named_schedules WHERE tenant_id = ? AND id = ?', [tenantId, id]);
      return undefined;
    });
  }

  /** Has the job follow it. Refusals: `no-such-schedule` (422), those of Schedules.put. */
  async follow(
    tenantId: string,
    jobId: string,
    namedScheduleId: string,
    expected: ExpectedVersion | undefined,
  ): Promise<Result<ScheduleRecord>> {
    return this.database.transaction(async (tx) => {
      const named = await this.lock(tx, tenantId, namedScheduleId);
      if (isRefusal(named)) {
        const reason = 'There is no such named schedule.';
        const field = { path: '/namedScheduleId', code: 'no-such-schedule', reason };
        return new Refusal('no-such-schedule', 422, reason, [field]);
      }
      const { definition } = named;
      return this.schedules.put(tenantId, jobId, { definition, namedScheduleId }, expected);
    });
  }

  /** So that neither an edit nor its end passes a job that is about to follow it. Refusal `not-found`. */
  async lock(
    tx: Tx,
    tenantId: string,
    id: string,
  ): Promise<Result<Pick<NamedScheduleRecord, 'name' | 'definition' | 'version'>>> {
    const [row] = await tx.rows<{ name: string; definition: unknown; version: number }>(
      'SELECT name, definition, version FROM named_schedules WHERE tenant_id = ? AND id = ? FOR UPDATE',
      [tenantId, id],
    );
    return row ? { ...row, definition: parsed<Definition>(row.definition) } : notFound('named-schedule');
  }

  removeAll(tx: Tx, tenantId: string) {
    return tx.change('DELETE FROM named_schedules WHERE tenant_id = ?', [tenantId]);
  }

  private async moveJobs(tx: Tx, id: string, definition: Definition): Promise<Refusal | undefined> {
    const now = this.clock.now();
    const first = firstAfter(definition, now);
    if (isRefusal(first)) return first;
    const following = await tx.rows<{ id: string }>(
      'SELECT id FROM schedules WHERE named_schedule_id = ? ORDER BY id FOR UPDATE',
      [id],
    );
    for (const schedule of following) {
      const fireAt = new Date(first + jitterOf(schedule.id, first, definition.jitterSeconds));
      await tx.change(
        `UPDATE schedules SET definition = ?, version = version + 1, passed = 0, waiting = 0, due_at = ?, fire_at = ?,
                updated_at = ? WHERE id = ?`,
        [JSON.stringify(definition), new Date(first), fireAt, now, schedule.id],
      );
    }
    return undefined;
  }
}

function recordOf(row: NamedScheduleRecord): NamedScheduleRecord {
  return { ...row, jobs: Number(row.jobs), definition: parsed<Definition>(row.definition) };
}

async function unlessTaken<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const reason = 'Another schedule has this name.';
    return new Refusal('schedule-name-taken', 409, reason, [
      { path: '/name', code: 'schedule-name-taken', reason },
    ]);
  }
}
