import { Inject, Injectable } from '@nestjs/common';
import { actorOf, type Principal } from '../auth';
import { Database, isRefusal, Refusal, type Result } from '../platform';
import { ScanStarts } from '../scans';
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
  async start(by: Principal, jobId: string): Promise<Result<{ id: string }>> {
    return this.database.transaction(async (tx) => {
      const job = await this.jobs.find(by.tenantId, jobId);
      if (isRefusal(job)) return job;
      if (!job.enabled) return new Refusal('job-disabled', 409, 'The job is disabled.');
      const resolved = await this.jobs.resolve(by.tenantId, job);
      if (isRefusal(resolved)) return resolved;
      return this.scans.start(tx, {
        tenantId: by.tenantId,
        jobId: job.id,
        networkId: job.networkId,
        poolId: resolved.poolId,
        name: job.name,
        priority: job.priority,
        profiles: job.profiles,
        targetRanges: resolved.ranges,
        targetsTotal: resolved.total * job.profiles.length,
        startedBy: actorOf(by),
        maxDurationMs: job.maxDurationSeconds === null ? null : job.maxDurationSeconds * 1_000,
      });
    });
  }
}
