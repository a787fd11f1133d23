import { Job } from './job.entity';

/** What this room keeps in the ledger. */
export const jobsEntities = [Job];

export type { JobRecord } from './job-record';
export { JobStarts } from './job-starts';
export { jobDeleting, Jobs, type JobRequest } from './jobs';
export { JobsModule } from './jobs.module';
