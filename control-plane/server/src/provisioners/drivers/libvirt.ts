import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cloudInit } from '../../fleet';
import {
  CONSOLE_BYTES,
  hostName,
  Trouble,
  type HostOrder,
  type Machine,
  type Power,
  type Provisioner,
  type SettingsProblem,
} from '../provisioner';
import { AddressBook, hostCidr } from './address-book';
import { run, type Ran } from './command';
import { domainXml, fleetOf } from './libvirt-domain';
import { problemsOf } from './settings';

/** What the operator says of a hypervisor that libvirt speaks for. */
export const libvirtPlace = z.strictObject({
  driver: z.literal('libvirt'),
  /** https://libvirt.org/uri.html */
  uri: z.string().regex(/^[a-z+]+:\/\/\S*$/),
  /** Seeds and consoles of the hosts, where the hypervisor reads and writes them too; absolute. */
  folder: z.string().startsWith('/'),
  /** The appliance: `npm run appliance` makes both. */
  kernel: z.string().startsWith('/'),
  initrd: z.string().startsWith('/'),
  /** A bridge of the hypervisor. */
  bridge: z.string().regex(/^[a-z][a-z0-9-]{0,14}$/),
  cidr: hostCidr,
  /** `kvm` where the processor does it; `qemu` emulates, and works everywhere. */
  type: z.enum(['kvm', 'qemu']).default('kvm'),
  memoryMiB: z.number().int().min(256).max(65_536).default(768),
  cpus: z.number().int().min(1).max(64).default(1),
  most: z.number().int().min(1).max(1_000).default(16),
});
type LibvirtPlace = z.infer<typeof libvirtPlace>;

const settings = z.strictObject({
  memoryMiB: z.number().int().min(256).max(65_536).optional(),
  cpus: z.number().int().min(1).max(64).optional(),
});

/** What the appliance says when it has come so far. */
const MARK = /^scanfleet-boot: (.{1,180})$/gm;

/**
 * Virtual machines by virsh(1), each call a fixed list of arguments. The domain's UUID is the host's id, so libvirt itself refuses a
 * second one; its metadata hold the fleet's mark; its seed is a NoCloud disk, which only the hypervisor's root reads.
 */
export class LibvirtProvisioner implements Provisioner {
  readonly driver = 'libvirt';
  readonly capabilities = { creates: true, console: true, ownAddress: true };
  private readonly addresses: AddressBook;

  constructor(private readonly place: LibvirtPlace) {
    this.addresses = new AddressBook(join(place.folder, 'addresses'), place.cidr);
  }

  validate(given: unknown): SettingsProblem[] {
    return problemsOf(settings, given);
  }

  async create(order: HostOrder): Promise<Machine | Trouble> {
    const { hostId, fleetId } = order;
    const there = await this.get(fleetId, hostId);
    if (!there) {
      const count = (await this.domains()).length;
      if (count >= this.place.most)
        return Trouble.quota(`there is room for ${this.place.most} machines here`);
      const address = await this.addresses.reserve(hostId);
      if (address === undefined) return Trouble.quota(`no address of ${this.place.cidr} is left`);
      const trouble = (await this.seed(order, address)) ?? (await this.define(order));
      if (trouble) return trouble;
    }
    const started = await this.virsh('start', '--domain', hostId);
    if (started.code !== 0 && !/already active/.test(started.stderr)) return troubleOf(started);
    return (await this.get(fleetId, hostId)) ?? Trouble.retryable('it vanished when it was started');
  }

  async get(fleetId: string, hostId: string): Promise<Machine | undefined> {
    const { code, stdout } = await this.virsh('dumpxml', '--domain', hostId);
    if (code !== 0 || fleetOf(stdout) !== fleetId) return undefined;
    const state = (await this.virsh('domstate', '--domain', hostId)).stdout.trim();
    const address = await this.addresses.of(hostId);
    return {
      ...{ id: hostId, hostId, power: POWERS[state] ?? 'making' },
      phase: (await this.phase(hostId)) ?? state,
      addresses: address === undefined ? [] : [address],
    };
  }

  async list(fleetId: string): Promise<Machine[]> {
    const all = await Promise.all((await this.domains()).map((id) => this.get(fleetId, id)));
    return all.filter((machine) => machine !== undefined);
  }

  async destroy({ hostId }: Pick<Machine, 'hostId'>): Promise<void | Trouble> {
    await this.virsh('destroy', '--domain', hostId);
    const { code, stdout, stderr } = await this.virsh('undefine', '--domain', hostId);
    if (code !== 0 && !/failed to get domain|no domain/i.test(stderr))
      return troubleOf({ code, stdout, stderr });
    await rm(this.folderOf(hostId), { recursive: true, force: true });
    await this.addresses.release(hostId);
  }

  async console({ hostId }: Pick<Machine, 'hostId'>): Promise<string | undefined> {
    const file = await open(join(this.folderOf(hostId), 'console.log')).catch(() => undefined);
    if (!file) return undefined;
    try {
      const { size } = await file.stat();
      const from = Math.max(0, size - CONSOLE_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** Domains that could be ours: by their names, which start as hostName() has them. */
  private async domains(): Promise<string[]> {
    const { code, stdout, stderr } = await this.virsh('list', '--all', '--uuid', '--name');
    if (code !== 0) throw new Error(stderr);
    return [...stdout.matchAll(/^([0-9a-f-]{36}) +scanner-[0-9a-f]{12}\s*$/gm)].map(([, id = '']) => id);
  }

  /** How far the appliance says that it has come. */
  private async phase(hostId: string): Promise<string | undefined> {
    return [...((await this.console({ hostId })) ?? '').replaceAll('\r', '').matchAll(MARK)].at(-1)?.[1];
  }

  /** The NoCloud disk (https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html). */
  private async seed({ hostId, agent }: HostOrder, address: string): Promise<Trouble | undefined> {
    const folder = this.folderOf(hostId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { bits, gateway } = this.addresses;
    const network = {
      version: 2,
      ethernets: { eth0: { addresses: [`${address}/${bits}`], gateway4: gateway } },
    };
    const meta = { 'instance-id': hostId, 'local-hostname': agent.name };
    const parts = {
      'user-data': cloudInit(agent),
      'meta-data': JSON.stringify(meta),
      'network-config': JSON.stringify(network),
    };
    const files: string[] = [];
    for (const [name, text] of Object.entries(parts)) {
      await writeFile(join(folder, name), text, { mode: 0o600 });
      files.push(join(folder, name));
    }
    const seed = join(folder, 'seed.iso');
    const made = await run('genisoimage', [
      '-quiet',
      '-output',
      seed,
      '-volid',
      'cidata',
      '-joliet',
      '-rock',
      '--',
      ...files,
    ]);
    if (made.code !== 0) return troubleOf(made);
    // The token is in the seed alone.
    for (const file of files) await rm(file);
    return undefined;
  }

  private async define({
    hostId,
    fleetId,
    poolId,
    settings: given,
  }: HostOrder): Promise<Trouble | undefined> {
    const folder = this.folderOf(hostId);
    const { memoryMiB, cpus, ...place } = { ...this.place, ...settings.parse(given) };
    const xml = domainXml({
      ...{ hostId, fleetId, poolId, name: hostName(hostId), memoryMiB, cpus },
      ...{ type: place.type, kernel: place.kernel, initrd: place.initrd, bridge: place.bridge },
      ...{ seed: join(folder, 'seed.iso'), console: join(folder, 'console.log') },
    });
    const file = join(folder, 'domain.xml');
    await writeFile(file, xml, { mode: 0o600 });
    const defined = await this.virsh('define', '--file', file);
    return defined.code === 0 ? undefined : troubleOf(defined);
  }

  private virsh(...args: string[]): Promise<Ran> {
    return run('virsh', ['--quiet', '--connect', this.place.uri, ...args]);
  }

  private folderOf(hostId: string): string {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(hostId))
      throw new Error('a host is named by its id');
    return join(this.place.folder, hostId);
  }
}

/** As domstate of virsh(1) says it. */
const POWERS: Readonly<Record<string, Power>> = {
  running: 'running',
  idle: 'running',
  paused: 'running',
  'in shutdown': 'stopped',
  'shut off': 'stopped',
  crashed: 'broken',
  dying: 'stopped',
  pmsuspended: 'stopped',
};

/** What libvirt says of a machine that has no room is a matter of quota; a connection that fails passes. */
function troubleOf({ stderr, code }: Ran): Trouble {
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  if (/cannot allocate memory|no space left|not enough (memory|free)/i.test(reason))
    return Trouble.quota(reason);
  if (code === null || /failed to connect|connection|timed? ?out|lock/i.test(reason))
    return Trouble.retryable(reason);
  return Trouble.fatal(reason);
}
