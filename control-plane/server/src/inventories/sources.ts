import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, readOperatorFile, type Config } from '../platform';
import { libvirtSource, LibvirtInventory } from './drivers/libvirt';
import { openstackSource, OpenStackInventory } from './drivers/openstack';
import type { Inventory } from './inventory';

const source = z.discriminatedUnion('driver', [openstackSource, libvirtSource]);

const file = z.strictObject({
  inventories: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), source),
});

const OPTION = 'SCANFLEET_INVENTORIES_FILE';

/** The inventories of the operator's file. Whose credentials are used, and where, is decided there, and never by a request. */
@Injectable()
export class InventorySources {
  private readonly known: ReadonlyMap<string, Inventory>;

  /** @throws ConfigError with every problem of the file: the control plane does not boot then. */
  constructor(@Inject(CONFIG) { inventoriesFile }: Config) {
    const sources =
      inventoriesFile === null ? {} : readOperatorFile(OPTION, inventoriesFile, file).inventories;
    this.known = new Map(
      Object.entries(sources).map(([name, one]) => [
        name,
        one.driver === 'openstack' ? new OpenStackInventory(one) : new LibvirtInventory(one),
      ]),
    );
  }

  find(name: string): Inventory | undefined {
    return this.known.get(name);
  }

  all(): { name: string; driver: string }[] {
    return [...this.known].map(([name, { driver }]) => ({ name, driver }));
  }
}
