import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, Refusal, type Result, type Tx } from '../platform';
import { ScanStarts, type ScanLimits, type Starter } from '../scans';
import type { Definition } from './job-record';
import { JobTargets } from './job-targets';
import { Jobs } from './jobs';
import { Scanners } from './scanners';

/** Turns a job into a scan. */
@Injectable()
export class JobStarts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(JobTargets) private readonly targets: JobTargets,
    @Inject(ScanStarts) private readonly scans: ScanStarts,
    @Inject(Scanners) private readonly scanners: Scanners,
  ) {}

  /**
   * Resolves the job's targets in its network as it is now and makes the scan, all in one transaction. The scan keeps
   * name, profiles and targets as they are now. Refusals: `not-found`, `job-disabled` (409), those of `startOf`.
   */
  async start(
    tenantId: string,
    jobId: string,
    startedBy: Starter,
    limits?: ScanLimits,
  ): Promise<Result<{ id: string }>> {
    return this.database.transaction(async (tx) => {
      const job = await this.jobs.find(tenantId, jobId);
      if (isRefusal(job)) return job;
      if (!job.enabled) return new Refusal('job-disabled', 409, 'The job is disabled.');
      return this.startOf(tx, tenantId, job, { jobId: job.id, name: job.name, startedBy, limits });
    });
  }

  /** Refusals: those of JobTargets.resolve, `nothing-to-scan` and `no-such-agent` (422), those of the scan's start. */
  async startOf(
    tx: Tx,
    tenantId: string,
    definition: Definition,
    scan: {
      readonly jobId: string | null;
      readonly name: string;
      readonly startedBy: Starter;
      readonly kept?: boolean;
      readonly limits?: ScanLimits;
    },
  ): Promise<Result<{ id: string }>> {
    const resolved = await this.targets.resolve(tenantId, definition);
    if (isRefusal(resolved)) return resolved;
    if (resolved.total === 0) return nothingToScan(resolved.left.length);
    const { networkId, priority, profiles, maxDurationSeconds, maxRate, credentialId, scanner } = definition;
    const stranger = await this.scanners.require(resolved.poolId, scanner);
    if (stranger) return stranger;
    return this.scans.start(tx, {
      ...{ tenantId, networkId, priority, profiles, maxRate, credentialId, scanner },
      ...scan,
      poolId: resolved.poolId,
      targetRanges: resolved.ranges,
      left: resolved.left,
      names: resolved.names,
      targetsTotal: resolved.total * profiles.length,
      maxDurationMs: maxDurationSeconds === null ? null : maxDurationSeconds * 1_000,
    });
  }
}

function nothingToScan(left: number): Refusal {
  const why =
    left > 0 ? `All ${left} targets are left out; a dry run says why.` : 'No asset is selected now.';
  const reason = `There is nothing to scan. ${why}`;
  return new Refusal('nothing-to-scan', 422, reason, [{ path: '/targets', code: 'nothing-to-scan', reason }]);
}
