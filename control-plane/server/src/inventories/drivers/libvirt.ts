import { z } from 'zod';
import type { InventoryMachine } from '../../assets';
import { run } from '../../provisioners';
import type { Inventory } from '../inventory';

/** What the operator says of a hypervisor whose domains are a tenant's. */
export const libvirtSource = z.strictObject({
  driver: z.literal('libvirt'),
  /** https://libvirt.org/uri.html; a connection that may only read is enough, but for guest agents. */
  uri: z.string().regex(/^[a-z+]+:\/\/\S*$/),
  /** Guests are asked too, which libvirt allows only to who may write. */
  guestAgent: z.boolean().default(false),
});

/** Where libvirt learns addresses from, the surest first: what was leased, what was seen on the wire. */
const SOURCES = ['lease', 'arp'];
/** A libvirt of this machine: a path, and no host before it. */
const LOCAL = /^[a-z+]+:\/\/\//;
const AT_ONCE = 4;

/** The domains of a libvirt, by virsh(1) with fixed lists of arguments. */
export class LibvirtInventory implements Inventory {
  readonly driver = 'libvirt';

  constructor(private readonly source: z.infer<typeof libvirtSource>) {}

  async machines(): Promise<InventoryMachine[]> {
    const all = domainsIn(await this.virsh('list', '--all', '--uuid', '--name'));
    const on = new Set(domainsIn(await this.virsh('list', '--uuid', '--name')).map(({ id }) => id));
    const machines: InventoryMachine[] = [];
    const neighbours = LOCAL.test(this.source.uri) ? await this.neighbours() : NOBODY;
    const left = all[Symbol.iterator]();
    const follow = async (): Promise<void> => {
      for (const { id, name } of left)
        machines.push(
          on.has(id)
            ? { id, name, power: 'on', addresses: await this.addresses(id, neighbours) }
            : { id, name, power: 'off', addresses: [] },
        );
    };
    await Promise.all(Array.from({ length: AT_ONCE }, follow));
    return machines.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async addresses(id: string, neighbours: Neighbours): Promise<string[]> {
    if (this.source.guestAgent) {
      const { code, stdout } = await run('virsh', [...this.connection, ...query(id, 'agent')]);
      const told = code === 0 ? addressesIn(stdout) : [];
      if (told.length > 0) return told;
    }
    for (const source of SOURCES) {
      const { code, stdout } = await this.run(...query(id, source));
      const found = code === 0 ? addressesIn(stdout) : [];
      if (found.length > 0) return found;
    }
    // libvirt 9.0 cannot read the neighbour table of a newer kernel ("wrong nlmsg len", seen on 6.18): this is the same table.
    const { code, stdout } = await this.run('domiflist', '--domain', id);
    return code === 0 ? macsIn(stdout).flatMap((mac) => neighbours.get(mac) ?? []) : [];
  }

  /** What this machine has seen on its wires. */
  private async neighbours(): Promise<Neighbours> {
    const { code, stdout } = await run('ip', ['-json', 'neigh', 'show']);
    return code === 0 ? neighboursIn(stdout) : NOBODY;
  }

  private async virsh(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(stderr.trim().split('\n').at(-1) || 'virsh failed');
    return stdout;
  }

  private get connection(): string[] {
    return ['--quiet', '--connect', this.source.uri];
  }

  private run(...args: string[]) {
    return run('virsh', ['--readonly', ...this.connection, ...args]);
  }
}

/** Addresses by MAC, in lower case. */
type Neighbours = ReadonlyMap<string, readonly string[]>;
const NOBODY: Neighbours = new Map();

const query = (id: string, source: string): string[] => ['domifaddr', '--domain', id, '--source', source];

/** `UUID NAME`, a line each; a name may have spaces. */
export const domainsIn = (text: string): { id: string; name: string }[] =>
  [...text.matchAll(/^ *([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) +(.*\S)\s*$/gm)].map(
    ([, id = '', name = '']) => ({ id, name }),
  );

/** Lines of domifaddr: interface, MAC, `ipv4` or `ipv6`, address with its prefix. Loopback and link-local ones are nobody's. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(/\sipv[46]\s+([0-9a-fA-F.:]+)\/\d+\s*$/gm)]
    .map(([, address = '']) => address)
    .filter(isSomebodys);

const isSomebodys = (address: string): boolean => !/^(127\.|::1$|fe80:)/i.test(address);

/** Lines of domiflist: interface, kind, source, model, MAC. */
export const macsIn = (text: string): string[] =>
  [...text.matchAll(/\s((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\s*$/gim)].map(([, mac = '']) => mac.toLowerCase());

const neighbourList = z.array(
  z.object({ dst: z.string(), lladdr: z.string().optional(), state: z.array(z.string()).default([]) }),
);

/** `ip -json neigh`: https://man7.org/linux/man-pages/man8/ip-neighbour.8.html; those that answered once. */
export function neighboursIn(text: string): Neighbours {
  const found = new Map<string, string[]>();
  for (const { dst, lladdr, state } of neighbourList.parse(JSON.parse(text))) {
    if (!lladdr || !isSomebodys(dst) || state.includes('FAILED') || state.includes('INCOMPLETE')) continue;
    const mac = lladdr.toLowerCase();
    found.set(mac, [...(found.get(mac) ?? []), dst]);
  }
  return found;
}
