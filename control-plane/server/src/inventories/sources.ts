import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, ConfigError, type Config } from '../platform';
import { libvirtSource, LibvirtInventory } from './drivers/libvirt';
import { openstackSource, OpenStackInventory } from './drivers/openstack';
import type { Inventory } from './inventory';

const source = z.discriminatedUnion('driver', [openstackSource, libvirtSource]);

const file = z.strictObject({
  inventories: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), source),
});

/** The inventories of the operator's file. Whose credentials are used, and where, is decided there, and never by a request. */
@Injectable()
export class InventorySources {
  private readonly known: ReadonlyMap<string, Inventory>;

  /** @throws ConfigError with every problem of the file: the control plane does not boot then. */
  constructor(@Inject(CONFIG) { inventoriesFile }: Config) {
    const sources = inventoriesFile === null ? {} : readSources(inventoriesFile);
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

function readSources(path: string) {
  const option = 'SCANFLEET_INVENTORIES_FILE';
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = file.safeParse(read);
  if (parsed.success) return parsed.data.inventories;
  const problems = parsed.error.issues.map(
    ({ path: at, message }) => `${option}: ${at.join('.')}: ${message}`,
  );
  throw new ConfigError(problems.join('\n'));
}
