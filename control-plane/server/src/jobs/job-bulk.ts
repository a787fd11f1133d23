import { Inject, Injectable } from '@nestjs/common';
import { actorOf, type Principal } from '../auth';
import { Database, isRefusal, type Result } from '../platform';
import type { JobAction } from './job-request';
import { JobStarts } from './job-starts';
import type { BulkJobView } from './job-view';
import { Jobs } from './jobs';

/** One action for many jobs, each with its own answer; a refusal of one keeps no other from it. */
@Injectable()
export class JobBulk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(JobStarts) private readonly starts: JobStarts,
  ) {}

  /** In the order of the ids: two requests for the same jobs wait for each other instead of deadlocking. */
  async run(by: Principal, action: JobAction, ids: readonly string[]): Promise<BulkJobView[]> {
    const wanted = [...new Set(ids)];
    return this.database.transaction(async () => {
      const done = new Map<string, BulkJobView>();
      for (const id of [...wanted].sort()) {
        const result = await this.one(by, action, id);
        done.set(id, isRefusal(result) ? refused(id, result.code, result.reason) : accepted(id, result));
      }
      return wanted.flatMap((id) => done.get(id) ?? []);
    });
  }

  /** The scan that was started, if one was. */
  private async one(by: Principal, action: JobAction, id: string): Promise<Result<string | null>> {
    if (action === 'start') {
      const scan = await this.starts.start(by.tenantId, id, actorOf(by));
      return isRefusal(scan) ? scan : scan.id;
    }
    const done =
      action === 'delete'
        ? await this.jobs.remove(by.tenantId, id, actorOf(by))
        : await this.jobs.enable(by.tenantId, id, action === 'enable');
    return isRefusal(done) ? done : null;
  }
}

const accepted = (id: string, scanId: string | null): BulkJobView => ({
  ...{ id, accepted: true, scanId, code: '', reason: '' },
});
const refused = (id: string, code: string, reason: string): BulkJobView => ({
  ...{ id, accepted: false, scanId: null, code, reason },
});
