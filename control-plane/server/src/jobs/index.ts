import { Job } from './job.entity';

/** What this room keeps in the ledger. */
export const jobsEntities = [Job];

export { JobStarts } from './job-starts';
export { jobDeleting, Jobs, type JobRecord, type JobRequest } from './jobs';
export { JobsModule } from './jobs.module';
