import { Job } from './job.entity';

/** What this room keeps in the ledger. */
export const jobsEntities = [Job];
