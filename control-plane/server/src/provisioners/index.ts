import { Host, HostHistory } from './host.entity';
import { FleetMark, PoolProvisioning, ProvisioningRound } from './pool-provisioning.entity';

/** What this room keeps in the ledger. */
export const provisionersEntities = [FleetMark, Host, HostHistory, PoolProvisioning, ProvisioningRound];

/** How programs are run and clouds asked, for other rooms that do. */
export { run } from './drivers/command';
export { allServers, powerOf } from './drivers/openstack';
export { cloudAccess, OpenStackCloud } from './drivers/openstack-cloud';
export { hostMoved } from './events';
export { ProvisionersModule } from './provisioners.module';
