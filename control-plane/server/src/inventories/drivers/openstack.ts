import { z } from 'zod';
import type { InventoryMachine } from '../../assets';
import { allServers, cloudAccess, OpenStackCloud, powerOf } from '../../provisioners';
import type { Inventory } from '../inventory';

/** What the operator says of a project whose servers are a tenant's. */
export const openstackSource = z.strictObject({ driver: z.literal('openstack'), ...cloudAccess });

/** The servers of an OpenStack project, with their fixed and floating addresses. */
export class OpenStackInventory implements Inventory {
  readonly driver = 'openstack';
  private readonly cloud: OpenStackCloud;

  constructor(source: z.infer<typeof openstackSource>) {
    this.cloud = new OpenStackCloud(source);
  }

  async machines(): Promise<InventoryMachine[]> {
    const servers = await allServers(this.cloud);
    return servers.map(({ id, name, status, addresses = {} }) => ({
      ...{ id, name, power: powerOf(status) === 'running' ? 'on' : 'off' },
      addresses: Object.values(addresses).flatMap((net) => net.map(({ addr }) => addr)),
    }));
  }
}
