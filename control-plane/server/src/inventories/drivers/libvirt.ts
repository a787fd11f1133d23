import { z } from 'zod';
import type { InventoryMachine } from '../../assets';
import { run } from '../../provisioners';
import type { Inventory } from '../inventory';

/** What the operator says of a hypervisor whose domains are a tenant's. */
export const libvirtSource = z.strictObject({
  driver: z.literal('libvirt'),
  /** https://libvirt.org/uri.html; a connection that may only read is enough. */
  uri: z.string().regex(/^[a-z+]+:\/\/\S*$/),
});

/** Where libvirt learns addresses from, the surest first: what the guest says, what was leased, what was seen on the wire. */
const SOURCES = ['agent', 'lease', 'arp'];
const AT_ONCE = 4;

/** The domains of a libvirt, by virsh(1) with fixed lists of arguments. */
export class LibvirtInventory implements Inventory {
  readonly driver = 'libvirt';

  constructor(private readonly source: z.infer<typeof libvirtSource>) {}

  async machines(): Promise<InventoryMachine[]> {
    const all = domainsIn(await this.virsh('list', '--all', '--uuid', '--name'));
    const on = new Set(domainsIn(await this.virsh('list', '--uuid', '--name')).map(({ id }) => id));
    const machines: InventoryMachine[] = [];
    const left = all[Symbol.iterator]();
    const follow = async (): Promise<void> => {
      for (const { id, name } of left)
        machines.push(
          on.has(id)
            ? { id, name, power: 'on', addresses: await this.addresses(id) }
            : { id, name, power: 'off', addresses: [] },
        );
    };
    await Promise.all(Array.from({ length: AT_ONCE }, follow));
    return machines.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async addresses(id: string): Promise<string[]> {
    for (const source of SOURCES) {
      const { code, stdout } = await this.run('domifaddr', '--domain', id, '--source', source);
      const found = code === 0 ? addressesIn(stdout) : [];
      if (found.length > 0) return found;
    }
    return [];
  }

  private async virsh(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(stderr.trim().split('\n').at(-1) || 'virsh failed');
    return stdout;
  }

  private run(...args: string[]) {
    return run('virsh', ['--readonly', '--quiet', '--connect', this.source.uri, ...args]);
  }
}

/** `UUID NAME`, a line each; a name may have spaces. */
export const domainsIn = (text: string): { id: string; name: string }[] =>
  [...text.matchAll(/^ *([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) +(.*\S)\s*$/gm)].map(
    ([, id = '', name = '']) => ({ id, name }),
  );

/** Lines of domifaddr: interface, MAC, `ipv4` or `ipv6`, address with its prefix. Loopback and link-local ones are nobody's. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(/\sipv[46]\s+([0-9a-fA-F.:]+)\/\d+\s*$/gm)]
    .map(([, address = '']) => address)
    .filter((address) => !/^(127\.|::1$|fe80:)/i.test(address));
