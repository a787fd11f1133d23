import { stepKind } from '../platform';
import { Job } from './job.entity';

/** What this room keeps in the ledger. */
export const jobsEntities = [Job];

export { JobStarts } from './job-starts';
export { Jobs, type JobRecord, type JobRequest } from './jobs';
export { JobsModule } from './jobs.module';

/** A job is about to be deleted: what depends on it goes in the same transaction. */
export const jobDeleting = stepKind<{ tenantId: string; jobId: string }>('job.deleting');
