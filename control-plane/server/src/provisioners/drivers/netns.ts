import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import ipaddr from 'ipaddr.js';
import type { Clock } from '../../platform';
import { hostName, Trouble, type HostOrder, type Machine, type Provisioner } from '../provisioner';
import { run } from './command';
import { LocalHosts, type Kept } from './local-hosts';
import { noSettings } from './settings';

/** What the operator says of a bridge on which hosts are network namespaces of the control plane's own machine. */
export const netnsPlace = z.strictObject({
  driver: z.literal('netns'),
  folder: z.string().startsWith('/'),
  agent: z.string().startsWith('/'),
  /** Made unless it is there. */
  bridge: z.string().regex(/^[a-z][a-z0-9-]{0,14}$/),
  /** Addresses of the hosts, IPv4, at least a /29; the first is the bridge's own. */
  cidr: z
    .string()
    .refine((text) => ipaddr.IPv4.isValidCIDR(text) && Number(text.split('/')[1]) <= 29, 'an IPv4 CIDR'),
  most: z.number().int().min(1).max(1_000).default(16),
});
type NetnsPlace = z.infer<typeof netnsPlace>;

/**
 * Agents in network namespaces with an address of their own on a bridge of this machine: real packets, made in half a
 * second. Needs root. Files and processes are shared with the machine, so it keeps nobody out: for laboratories.
 */
export class NetnsProvisioner implements Provisioner {
  readonly driver = 'netns';
  readonly capabilities = { creates: true, console: true, ownAddress: true };
  private readonly hosts: LocalHosts;

  constructor(
    private readonly place: NetnsPlace,
    clock: Clock,
  ) {
    this.hosts = new LocalHosts(place, clock);
  }

  validate = noSettings;

  async create(order: HostOrder): Promise<Machine | Trouble> {
    const address = await this.reserve(order.hostId);
    if (address === undefined) return Trouble.quota(`no address of ${this.place.cidr} is left`);
    const kept = await this.hosts.prepare(order, address);
    if (kept instanceof Trouble) {
      await this.release(order.hostId);
      return kept;
    }
    const trouble = (await this.wire(kept)) ?? (await this.hosts.start(order, enter(order.hostId)));
    if (trouble) return trouble;
    const { hostId } = order;
    const phase = `${hostName(hostId)} was started`;
    return { id: hostId, hostId, power: 'running', phase, addresses: [kept.address] };
  }

  async get(fleetId: string, hostId: string): Promise<Machine | undefined> {
    return (await this.hosts.find(fleetId, hostId))?.machine;
  }

  list(fleetId: string): Promise<Machine[]> {
    return this.hosts.list(fleetId);
  }

  async destroy({ hostId }: Pick<Machine, 'hostId'>): Promise<void | Trouble> {
    const trouble = await this.hosts.remove(hostId, async () => {
      // Its device goes with it.
      await ip('netns', 'delete', hostName(hostId));
      await this.release(hostId);
    });
    // Who died before there was a folder left this alone.
    return trouble ?? this.release(hostId);
  }

  console({ hostId }: Pick<Machine, 'hostId'>): Promise<string | undefined> {
    return this.hosts.console(hostId);
  }

  /** Everything between the namespace and the bridge, each part unless it is there already. */
  private async wire({ hostId, address }: Kept): Promise<Trouble | undefined> {
    const { bridge, cidr } = this.place;
    const bits = cidr.split('/')[1] ?? '';
    const namespace = hostName(hostId);
    const device = `sf${hostId.replaceAll('-', '').slice(-12)}`;
    const commands: string[][] = [
      ['link', 'add', bridge, 'type', 'bridge'],
      ['address', 'replace', `${gatewayOf(cidr)}/${bits}`, 'dev', bridge],
      ['link', 'set', bridge, 'up'],
      ['netns', 'add', namespace],
      ['link', 'add', device, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace],
      ['link', 'set', device, 'master', bridge, 'up'],
      ['-n', namespace, 'link', 'set', 'lo', 'up'],
      ['-n', namespace, 'address', 'replace', `${address}/${bits}`, 'dev', 'eth0'],
      ['-n', namespace, 'link', 'set', 'eth0', 'up'],
      ['-n', namespace, 'route', 'replace', 'default', 'via', gatewayOf(cidr)],
    ];
    for (const command of commands) {
      const { code, stderr } = await ip(...command);
      if (code !== 0 && !/File exists/.test(stderr))
        return Trouble.retryable(`ip ${command.join(' ')}: ${stderr.trim()}`);
    }
    return undefined;
  }

  /** The host's address, held by a file of its name; undefined: all are taken. */
  private async reserve(hostId: string): Promise<string | undefined> {
    const held = await this.heldBy(hostId);
    if (held !== undefined) return held;
    const folder = this.addresses();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const address of addressesOf(this.place.cidr)) {
      const file = join(folder, address);
      try {
        await writeFile(file, hostId, { flag: 'wx', mode: 0o600 });
        return address;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
        // Its own, of an attempt that got no further.
        const holder = await readFile(file, 'utf8').catch(() => '');
        if (holder === hostId) return address;
      }
    }
    return undefined;
  }

  private async heldBy(hostId: string): Promise<string | undefined> {
    return (await this.hosts.all()).find((kept) => kept.hostId === hostId)?.address;
  }

  private async release(hostId: string): Promise<void> {
    for (const address of await readdir(this.addresses()).catch(() => [])) {
      const file = join(this.addresses(), address);
      if ((await readFile(file, 'utf8').catch(() => '')) === hostId) await rm(file, { force: true });
    }
  }

  private addresses(): string {
    return join(this.place.folder, 'addresses');
  }
}

const ip = (...args: string[]) => run('ip', args);
const enter = (hostId: string): string[] => ['ip', 'netns', 'exec', hostName(hostId)];

const gatewayOf = (cidr: string): string => addressAt(cidr, 1);

/** Those of hosts, in order. */
function* addressesOf(cidr: string): Generator<string> {
  const count = 2 ** (32 - Number(cidr.split('/')[1]));
  // The first is the network's, then the bridge's; the last is the broadcast's.
  for (let at = 2; at < count - 1; at++) yield addressAt(cidr, at);
}

function addressAt(cidr: string, at: number): string {
  const bytes = ipaddr.IPv4.networkAddressFromCIDR(cidr).toByteArray();
  let value = bytes.reduce((sum, byte) => sum * 256 + byte, 0) + at;
  const parts: number[] = [];
  for (let n = 0; n < 4; n++) {
    parts.unshift(value % 256);
    value = Math.floor(value / 256);
  }
  return parts.join('.');
}
