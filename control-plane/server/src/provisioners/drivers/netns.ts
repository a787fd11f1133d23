import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../platform';
import { hostName, Trouble, type HostOrder, type Machine, type Provisioner } from '../provisioner';
import { AddressBook, hostCidr } from './address-book';
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
  cidr: hostCidr,
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
  private readonly addresses: AddressBook;

  constructor(
    private readonly place: NetnsPlace,
    clock: Clock,
  ) {
    this.hosts = new LocalHosts(place, clock);
    this.addresses = new AddressBook(join(place.folder, 'addresses'), place.cidr);
  }

  validate = noSettings;

  async create(order: HostOrder): Promise<Machine | Trouble> {
    const address = await this.addresses.reserve(order.hostId);
    if (address === undefined) return Trouble.quota(`no address of ${this.place.cidr} is left`);
    const kept = await this.hosts.prepare(order, address);
    if (kept instanceof Trouble) {
      await this.addresses.release(order.hostId);
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
      await this.addresses.release(hostId);
    });
    // Who died before there was a folder left this alone.
    return trouble ?? this.addresses.release(hostId);
  }

  console({ hostId }: Pick<Machine, 'hostId'>): Promise<string | undefined> {
    return this.hosts.console(hostId);
  }

  /** Everything between the namespace and the bridge, each part unless it is there already. */
  private async wire({ hostId, address }: Kept): Promise<Trouble | undefined> {
    const { bridge } = this.place;
    const { bits, gateway } = this.addresses;
    const namespace = hostName(hostId);
    const device = `sf${hostId.replaceAll('-', '').slice(-12)}`;
    const made = await inTurn([['link', 'add', bridge, 'type', 'bridge']]);
    if (made) return made;
    // Told to keep the address that it has: else it takes the least of its ports', and when one comes or goes everybody on it
    // speaks to an address that is none any more until their neighbour tables are aged.
    const own = (await readFile(`/sys/class/net/${bridge}/address`, 'utf8')).trim();
    return inTurn([
      ['link', 'set', bridge, 'address', own],
      ['address', 'replace', `${gateway}/${bits}`, 'dev', bridge],
      ['link', 'set', bridge, 'up'],
      ['netns', 'add', namespace],
      ['link', 'add', device, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace],
      ['link', 'set', device, 'master', bridge, 'up'],
      ['-n', namespace, 'link', 'set', 'lo', 'up'],
      ['-n', namespace, 'address', 'replace', `${address}/${bits}`, 'dev', 'eth0'],
      ['-n', namespace, 'link', 'set', 'eth0', 'up'],
      ['-n', namespace, 'route', 'replace', 'default', 'via', gateway],
    ]);
  }
}

/** Calls of ip(8); what is there already is as good as made. */
async function inTurn(commands: readonly (readonly string[])[]): Promise<Trouble | undefined> {
  for (const command of commands) {
    const { code, stderr } = await ip(...command);
    if (code !== 0 && !/File exists/.test(stderr))
      return Trouble.retryable(`ip ${command.join(' ')}: ${stderr.trim()}`);
  }
  return undefined;
}

const ip = (...args: string[]) => run('ip', args);
const enter = (hostId: string): string[] => ['ip', 'netns', 'exec', hostName(hostId)];
