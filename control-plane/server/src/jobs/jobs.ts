import { Inject, Injectable } from '@nestjs/common';
import { Networks, resolveTargets, type ResolvedTargets } from '../assets';
import type { EngineProfile } from '../profiles';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  stepKind,
  Steps,
  type Result,
  type Tx,
} from '../platform';
import { Subscriptions } from '../subscriptions';

/** In the transaction that deletes a job: whatever hangs on it goes too. */
export const jobDeleting = stepKind<{ tenantId: string; jobId: string; actor: string }>('job.deleting');

export interface JobRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly networkId: string;
  readonly targets: readonly string[];
  readonly profiles: readonly EngineProfile[];
  readonly priority: number;
  readonly enabled: boolean;
  /** How long a scan of it may run; null: as long as any may. */
  readonly maxDurationSeconds: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type JobRequest = Pick<
  JobRecord,
  'name' | 'description' | 'labels' | 'networkId' | 'targets' | 'profiles' | 'priority' | 'maxDurationSeconds'
>;

interface Row extends Omit<JobRecord, 'labels' | 'targets' | 'profiles' | 'enabled'> {
  /** JSON, all three. */
  labels: string;
  targets: string;
  profiles: string;
  enabled: number;
}

const COLUMNS = `id, name, description, labels, network_id networkId, targets, profiles, priority, enabled,
  max_duration_seconds maxDurationSeconds, created_at createdAt, updated_at updatedAt`;

/** A tenant's definitions of what to scan. */
@Injectable()
export class Jobs {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Steps) private readonly steps: Steps,
  ) {}

  /**
   * The targets are checked against the network now, so that a person hears of a mistake at once, and again
   * at every start. Refusals: those of resolveTargets, `no-such-network` (422), `job-name-taken` and `not-subscribed` (409).
   */
  async create(tenantId: string, request: JobRequest): Promise<Result<JobRecord>> {
    const resolved = await this.resolve(tenantId, request);
    if (isRefusal(resolved)) return resolved;
    const now = this.clock.now();
    const job: JobRecord = { ...request, id: newId(), enabled: true, createdAt: now, updatedAt: now };
    return this.database.transaction(async (tx) => {
      const refusal = await this.subscriptions.requireActive(tx, tenantId);
      if (refusal) return refusal;
      try {
        await this.insert(tx, tenantId, job);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const reason = 'There is a job of this name.';
        return new Refusal('job-name-taken', 409, reason, [
          { path: '/name', code: 'job-name-taken', reason },
        ]);
      }
      return job;
    });
  }

  async find(tenantId: string, id: string): Promise<Result<JobRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM jobs WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('job');
  }

  /** Newest first; before this key. */
  async list(tenantId: string, before: readonly [at: number, id: string] | undefined, limit: number) {
    const where = before ? 'AND (created_at, id) < (?, ?)' : '';
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM jobs FORCE INDEX (job_list) WHERE tenant_id = ? ${where}
       ORDER BY created_at DESC, id DESC LIMIT ?`,
      before ? [tenantId, new Date(before[0]), before[1], limit] : [tenantId, limit],
    );
    return rows.map(recordOf);
  }

  /** Scans of the job stay, with their findings. Refusal `not-found`. */
  async remove(tenantId: string, id: string, actor: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const { affectedRows } = await tx.change('DELETE FROM jobs WHERE tenant_id = ? AND id = ?', [
        tenantId,
        id,
      ]);
      if (affectedRows === 0) return notFound('job');
      await this.steps.run(tx, jobDeleting, { tenantId, jobId: id, actor });
      return undefined;
    });
  }

  /** What the job's targets come to in its network as it is now, and the pool that reaches it. */
  async resolve(
    tenantId: string,
    job: Pick<JobRecord, 'networkId' | 'targets'>,
  ): Promise<Result<ResolvedTargets & { poolId: string }>> {
    const network = await this.networks.find(tenantId, job.networkId);
    if (isRefusal(network)) {
      const reason = 'There is no such network.';
      return new Refusal('no-such-network', 422, reason, [
        { path: '/networkId', code: 'no-such-network', reason },
      ]);
    }
    const resolved = resolveTargets(job.targets, network);
    return isRefusal(resolved) ? resolved : { ...resolved, poolId: network.poolId };
  }

  private insert(tx: Tx, tenantId: string, job: JobRecord): Promise<unknown> {
    return tx.change(
      `INSERT INTO jobs (id, tenant_id, name, description, labels, network_id, targets, profiles, priority, enabled,
                           max_duration_seconds, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)`,
      [
        job.id,
        tenantId,
        job.name,
        job.description,
        JSON.stringify(job.labels),
        job.networkId,
        JSON.stringify(job.targets),
        JSON.stringify(job.profiles),
        job.priority,
        job.maxDurationSeconds,
        job.createdAt,
        job.updatedAt,
      ],
    );
  }
}

function recordOf(row: Row): JobRecord {
  return {
    ...row,
    labels: JSON.parse(row.labels) as Record<string, string>,
    targets: JSON.parse(row.targets) as string[],
    profiles: JSON.parse(row.profiles) as EngineProfile[],
    enabled: Boolean(row.enabled),
  };
}
