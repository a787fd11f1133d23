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
import { cloudAccess, CloudError, OpenStackCloud } from './openstack-cloud';
import { problemsOf } from './settings';

/** A name or an id, of something that the cloud has. */
const named = z.string().min(1).max(255);

/** What the operator says of a project of an OpenStack cloud. */
export const openstackPlace = z.strictObject({
  driver: z.literal('openstack'),
  ...cloudAccess,
  image: named,
  flavor: named,
  /** `none`: without a network card, `auto`: whichever the project has. */
  network: named,
  securityGroups: z.array(named).max(16).default([]),
  /** A server group's id: where its policy is anti-affinity, hosts are kept apart. */
  serverGroup: z.uuid().optional(),
  availabilityZone: named.optional(),
  most: z.number().int().min(1).max(1_000).default(16),
});
type OpenStackPlace = z.infer<typeof openstackPlace>;

const settings = z.strictObject({
  image: named.optional(),
  flavor: named.optional(),
  network: named.optional(),
  availabilityZone: named.optional(),
});

/** As Nova tells a server, as far as it is looked at: https://docs.openstack.org/api-ref/compute/#servers-servers */
export interface NovaServer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly created: string;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly addresses?: Readonly<Record<string, readonly { addr: string }[]>>;
  readonly fault?: { readonly message?: string };
  readonly 'OS-EXT-STS:task_state'?: string | null;
}

const PAGE = 500;

/**
 * Servers of an OpenStack project. Nova knows no idempotency key: a server carries the fleet's and the host's mark as tags from the
 * instant that it is made, and of several with one host's mark the oldest is the host.
 */
export class OpenStackProvisioner implements Provisioner {
  readonly driver = 'openstack';
  readonly capabilities = { creates: true, console: true, ownAddress: true };
  private readonly cloud: OpenStackCloud;

  constructor(private readonly place: OpenStackPlace) {
    this.cloud = new OpenStackCloud(place);
  }

  validate(given: unknown): SettingsProblem[] {
    return problemsOf(settings, given);
  }

  async create(order: HostOrder): Promise<Machine | Trouble> {
    const { fleetId, hostId } = order;
    try {
      const there = await this.get(fleetId, hostId);
      if (there) return there;
      const fleet = await this.servers(fleetMark(fleetId));
      if (fleet.length >= this.place.most)
        return Trouble.quota(`there is room for ${this.place.most} machines here`);
      await this.cloud.ask('compute', '/servers', { method: 'POST', body: await this.wish(order) });
      const [kept, ...beside] = await this.servers(hostMark(hostId));
      // Somebody made one at the same time. Both see the same order, so both leave the same one.
      for (const { id } of beside) await this.remove(id);
      return (kept && machineOf(kept)) ?? Trouble.retryable('the server is not listed yet');
    } catch (error) {
      if (error instanceof CloudError) return error.trouble;
      throw error;
    }
  }

  async get(fleetId: string, hostId: string): Promise<Machine | undefined> {
    const [server] = await this.servers(fleetMark(fleetId), hostMark(hostId));
    if (server?.status !== 'ERROR' || server.fault) return server && machineOf(server);
    // A list does not tell why a server that found no hypervisor is broken.
    const told = await this.cloud.ask<{ server: NovaServer }>('compute', `/servers/${server.id}`, {
      also: [404],
    });
    return told && machineOf(told.server);
  }

  async list(fleetId: string): Promise<Machine[]> {
    return (await this.servers(fleetMark(fleetId))).flatMap((server) => machineOf(server) ?? []);
  }

  async destroy({ id, hostId }: Pick<Machine, 'id' | 'hostId'>): Promise<void | Trouble> {
    try {
      if (id !== '') return await this.remove(id);
      for (const server of await this.servers(hostMark(hostId))) await this.remove(server.id);
    } catch (error) {
      if (error instanceof CloudError) return error.trouble;
      throw error;
    }
  }

  /** https://docs.openstack.org/api-ref/compute/#show-console-output-os-getconsoleoutput-action */
  async console({ id }: Pick<Machine, 'id'>): Promise<string | undefined> {
    const answer = await this.cloud.ask<{ output: string }>(
      'compute',
      `/servers/${encodeURIComponent(id)}/action`,
      // 404: it is gone; 409: it has not begun.
      { method: 'POST', body: { 'os-getConsoleOutput': {} }, also: [404, 409] },
    );
    return answer?.output.slice(-CONSOLE_BYTES);
  }

  private async remove(id: string): Promise<void> {
    await this.cloud.ask('compute', `/servers/${encodeURIComponent(id)}`, { method: 'DELETE', also: [404] });
  }

  /** Servers that carry all of these marks, the oldest first. */
  private async servers(...marks: string[]): Promise<NovaServer[]> {
    const all = await allServers(this.cloud, `tags=${encodeURIComponent(marks.join(','))}`);
    return all.sort((a, b) => (a.created + a.id < b.created + b.id ? -1 : 1));
  }

  private async wish({ hostId, fleetId, poolId, agent, settings: given }: HostOrder): Promise<unknown> {
    const { availabilityZone, serverGroup, securityGroups, ...place } = {
      ...this.place,
      ...settings.parse(given),
    };
    return {
      server: {
        name: hostName(hostId),
        imageRef: await this.idOf('image', `/images?name=${encodeURIComponent(place.image)}`, place.image),
        flavorRef: await this.idOf('compute', '/flavors', place.flavor),
        networks: await this.network(place.network),
        // In a private part of its record, read by the machine itself: never a property, which a project's members list.
        user_data: Buffer.from(cloudInit(agent)).toString('base64'),
        config_drive: true,
        metadata: { 'scanfleet-pool': poolId },
        tags: [fleetMark(fleetId), hostMark(hostId)],
        ...(availabilityZone === undefined ? {} : { availability_zone: availabilityZone }),
        ...(securityGroups.length === 0 ? {} : { security_groups: securityGroups.map((name) => ({ name })) }),
      },
      ...(serverGroup === undefined ? {} : { 'os:scheduler_hints': { group: serverGroup } }),
    };
  }

  private async network(wanted: string): Promise<unknown> {
    if (wanted === 'none' || wanted === 'auto') return wanted;
    return [
      {
        uuid: await this.idOf('network', `/networks?name=${encodeURIComponent(wanted)}`, wanted, 'networks'),
      },
    ];
  }

  /** Of what is called so, or has this id. */
  private async idOf(
    service: 'image' | 'compute' | 'network',
    path: string,
    wanted: string,
    list = service === 'image' ? 'images' : 'flavors',
  ): Promise<string> {
    if (UUID.test(wanted)) return wanted;
    const found = await this.cloud.ask<Record<string, { id: string; name: string }[]>>(service, path);
    const fits = (found?.[list] ?? []).filter(({ id, name }) => name === wanted || id === wanted);
    if (fits.length === 1) return fits[0]!.id;
    const many = fits.length === 0 ? 'none' : 'more than one';
    throw new CloudError(Trouble.fatal(`${list}: ${many} is called ${wanted}`));
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Page by page: a cloud gives at most so many at once. @throws CloudError */
export async function allServers(cloud: OpenStackCloud, filter = ''): Promise<NovaServer[]> {
  const all: NovaServer[] = [];
  for (let marker = ''; ;) {
    const query = [filter, `limit=${PAGE}`, marker && `marker=${marker}`].filter(Boolean).join('&');
    const page = await cloud.ask<{ servers: NovaServer[]; servers_links?: { rel: string }[] }>(
      'compute',
      `/servers/detail?${query}`,
    );
    const { servers = [], servers_links: links = [] } = page ?? {};
    all.push(...servers);
    const last = servers.at(-1);
    if (!last || !links.some(({ rel }) => rel === 'next')) return all;
    marker = last.id;
  }
}

// A tag is at most 60 characters, without commas and slashes: https://docs.openstack.org/api-ref/compute/#server-tags-servers-tags
const fleetMark = (fleetId: string): string => `scanfleet-fleet-${fleetId}`;
const HOST_MARK = 'scanfleet-host-';
const hostMark = (hostId: string): string => HOST_MARK + hostId;

function machineOf({
  id,
  status,
  tags = [],
  addresses = {},
  fault,
  ...more
}: NovaServer): Machine | undefined {
  const hostId = tags.find((tag) => tag.startsWith(HOST_MARK))?.slice(HOST_MARK.length);
  if (hostId === undefined) return undefined;
  const task = more['OS-EXT-STS:task_state'];
  return {
    ...{ id, hostId, power: powerOf(status) },
    phase: fault?.message ?? (task ? `${status}, ${task}` : status),
    addresses: Object.values(addresses).flatMap((net) => net.map(({ addr }) => addr)),
  };
}

/** https://docs.openstack.org/api-guide/compute/server_concepts.html#server-status */
export function powerOf(status: string): Power {
  return POWERS[status] ?? 'running';
}

const POWERS: Readonly<Record<string, Power>> = {
  BUILD: 'making',
  ERROR: 'broken',
  SHUTOFF: 'stopped',
  SUSPENDED: 'stopped',
  SHELVED: 'stopped',
  SHELVED_OFFLOADED: 'stopped',
  DELETED: 'stopped',
  SOFT_DELETED: 'stopped',
};
