import { Host, HostHistory } from './host.entity';
import { FleetMark, PoolProvisioning, ProvisioningRound } from './pool-provisioning.entity';

/** What this room keeps in the ledger. */
export const provisionersEntities = [FleetMark, Host, HostHistory, PoolProvisioning, ProvisioningRound];

export { hostMoved } from './events';
export { ProvisionersModule } from './provisioners.module';
