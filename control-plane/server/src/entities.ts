import { assetsEntities } from './assets';
import { authEntities } from './auth';
import { complianceEntities } from './compliance';
import { credentialsEntities } from './credentials';
import { findingsEntities } from './findings';
import { fleetEntities } from './fleet';
import { jobsEntities } from './jobs';
import { notificationsEntities } from './notifications';
import { IdempotencyKey, OutboxRow, Replica } from './platform';
import { packagesEntities } from './packages';
import { profilesEntities } from './profiles';
import { inventoriesEntities } from './inventories';
import { provisionersEntities } from './provisioners';
import { scansEntities } from './scans';
import { schedulesEntities } from './schedules';
import { subscriptionsEntities } from './subscriptions';
import { systemContentEntities } from './system-content';

/** Every table of the ledger, room by room: the schema must equal them after the migrations. */
export const entities = [
  IdempotencyKey,
  OutboxRow,
  Replica,
  ...authEntities,
  ...subscriptionsEntities,
  ...fleetEntities,
  ...assetsEntities,
  ...packagesEntities,
  ...profilesEntities,
  ...credentialsEntities,
  ...systemContentEntities,
  ...jobsEntities,
  ...scansEntities,
  ...schedulesEntities,
  ...complianceEntities,
  ...findingsEntities,
  ...inventoriesEntities,
  ...provisionersEntities,
  ...notificationsEntities,
];
