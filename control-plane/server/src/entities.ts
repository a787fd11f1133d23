import { assetsEntities } from './assets';
import { authEntities } from './auth';
import { findingsEntities } from './findings';
import { fleetEntities } from './fleet';
import { jobsEntities } from './jobs';
import { IdempotencyKey, OutboxRow, Replica } from './platform';
import { scansEntities } from './scans';

/** Every table of the ledger, room by room: the schema must equal them after the migrations. */
export const entities = [
  IdempotencyKey,
  OutboxRow,
  Replica,
  ...authEntities,
  ...fleetEntities,
  ...assetsEntities,
  ...jobsEntities,
  ...scansEntities,
  ...findingsEntities,
];
