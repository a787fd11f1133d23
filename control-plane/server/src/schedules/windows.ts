import { Inject, Injectable } from '@nestjs/common';
import { Networks } from '../assets';
import { Jobs } from '../jobs';
import { Clock, Database, isRefusal, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import type { WindowRule } from './gate';
import { parsed } from './schedules';

export interface WindowRecord extends WindowRule {
  readonly id: string;
  readonly jobId: string | null;
  readonly graceSeconds: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type WindowContent = Omit<WindowRecord, 'id' | 'version' | 'createdAt' | 'updatedAt'>;

const COLUMNS = `id, network_id networkId, job_id jobId, kind, name, zone, weekly, starts_at startsAt, ends_at endsAt,
  grace_seconds graceSeconds, version, created_at createdAt, updated_at updatedAt`;

/** The hours of a tenant's networks and jobs. */
@Injectable()
export class Windows {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Refusals `no-such-network`, `no-such-job` (422). */
  async create(tenantId: string, content: WindowContent): Promise<Result<WindowRecord>> {
    const { networkId, jobId } = content;
    if (networkId !== null && isRefusal(await this.networks.find(tenantId, networkId)))
      return missing('network', '/networkId');
    if (jobId !== null && isRefusal(await this.jobs.find(tenantId, jobId))) return missing('job', '/jobId');
    const now = this.clock.now();
    const id = newId();
    const { kind, name, zone, weekly, startsAt, endsAt, graceSeconds } = content;
    await this.database.transaction((tx) =>
      tx.change(
        `INSERT INTO scan_windows (id, tenant_id, network_id, job_id, kind, name, zone, weekly, starts_at, ends_at,
                                   grace_seconds, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[
            id,
            tenantId,
            networkId,
            jobId,
            kind,
            name,
            zone,
            weekly && JSON.stringify(weekly),
            startsAt,
            endsAt,
          ],
          ...[graceSeconds, now, now],
        ],
      ),
    );
    return this.find(tenantId, id);
  }

  /** What it is about stays. Refusals `not-found`, `version-mismatch` (412). */
  async edit(
    tenantId: string,
    id: string,
    change: (present: WindowRecord) => Result<WindowContent>,
    expected: ExpectedVersion,
  ): Promise<Result<WindowRecord>> {
    const refusal = await this.database.transaction<Refusal | undefined>(async (tx) => {
      await tx.rows('SELECT 1 FROM scan_windows WHERE tenant_id = ? AND id = ? FOR UPDATE', [tenantId, id]);
      const present = await this.find(tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const content = change(present);
      if (isRefusal(content)) return content;
      const { name, zone, weekly, startsAt, endsAt, graceSeconds } = content;
      await tx.change(
        `UPDATE scan_windows SET name = ?, zone = ?, weekly = ?, starts_at = ?, ends_at = ?, grace_seconds = ?,
                version = version + 1, updated_at = ? WHERE tenant_id = ? AND id = ?`,
        [
          ...[name, zone, weekly && JSON.stringify(weekly), startsAt, endsAt, graceSeconds, this.clock.now()],
          ...[tenantId, id],
        ],
      );
      return undefined;
    });
    return refusal ?? this.find(tenantId, id);
  }

  /** Refusal `not-found`. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM scan_windows WHERE tenant_id = ? AND id = ?', [tenantId, id]),
    );
    if (affectedRows === 0) return notFound('window');
  }

  /** In the transaction that deletes the job. */
  removeOfJob(tx: Tx, tenantId: string, jobId: string) {
    return tx.change('DELETE FROM scan_windows WHERE tenant_id = ? AND job_id = ?', [tenantId, jobId]);
  }

  /** Refusal `not-found`. */
  async find(tenantId: string, id: string): Promise<Result<WindowRecord>> {
    const [row] = await this.database.rows<WindowRecord>(
      `SELECT ${COLUMNS} FROM scan_windows WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('window');
  }

  /** Oldest first, after this id. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<WindowRecord[]> {
    const rows = await this.database.rows<WindowRecord>(
      `SELECT ${COLUMNS} FROM scan_windows WHERE tenant_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
    return rows.map(recordOf);
  }

  /** What holds for scans of the network and the job, without what is over. */
  async rulesOf(tenantId: string, networkId: string, jobId: string | null): Promise<WindowRecord[]> {
    const rows = await this.database.rows<WindowRecord>(
      `SELECT ${COLUMNS} FROM scan_windows
        WHERE tenant_id = ? AND (network_id = ? OR job_id = ?) AND (kind = 'window' OR ends_at IS NULL OR ends_at > ?)
        ORDER BY id`,
      [tenantId, networkId, jobId, this.clock.now()],
    );
    return rows.map(recordOf);
  }
}

function recordOf(row: WindowRecord): WindowRecord {
  return { ...row, weekly: row.weekly === null ? null : parsed<WindowRecord['weekly']>(row.weekly) };
}

function missing(what: 'network' | 'job', path: string): Refusal {
  const code = `no-such-${what}`;
  const reason = `There is no such ${what}.`;
  return new Refusal(code, 422, reason, [{ path, code, reason }]);
}
