import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, Refusal, type Result } from '../platform';
import { ScanStarts, type Starter } from '../scans';
import { Jobs } from './jobs';

/** Turns a job into a scan. */
@Injectable()
export class JobStarts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(ScanStarts) private readonly scans: ScanStarts,
  ) {}

  /**
   * Resolves the job's targets in its network as it is now and makes the scan, all in one transaction.
   * Refusals: `not-found`, `job-disabled` (409), those of resolveTargets and of the scan's start.
   */
  async start(tenantId: string, jobId: string, startedBy: Starter): Promise<Result<{ id: string }>> {
    return this.database.transaction(async (tx) => {
      const job = await this.jobs.find(tenantId, jobId);
      if (isRefusal(job)) return job;
      if (!job.enabled) return new Refusal('job-disabled', 409, 'The job is disabled.');
      const resolved = await this.jobs.resolve(tenantId, job);
      if (isRefusal(resolved)) return resolved;
      return this.scans.start(tx, {
        tenantId,
        jobId: job.id,
        networkId: job.networkId,
        poolId: resolved.poolId,
        name: job.name,
        priority: job.priority,
        profiles: job.profiles,
        targetRanges: resolved.ranges,
        targetsTotal: resolved.total * job.profiles.length,
        startedBy,
        maxDurationMs: job.maxDurationSeconds === null ? null : job.maxDurationSeconds * 1_000,
      });
    });
  }
}
