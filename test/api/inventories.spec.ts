import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addressesIn,
  domainsIn,
  macsIn,
  neighboursIn,
} from '../../control-plane/server/src/inventories/drivers/libvirt';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Asset {
  id: string;
  name: string;
  externalId: string | null;
  addresses: string[];
  power: string | null;
  powerAt: string | null;
}

interface Synced {
  inventory: string;
  syncedAt: string | null;
  fault: string;
  outcome: { created: number; updated: number; refused: number; elsewhere: number; reasons: string[] } | null;
}

interface NovaServer {
  id: string;
  name: string;
  status: string;
  addresses: Record<string, { addr: string }[]>;
}

const nova = (n: number, status: string, ...addresses: string[]): NovaServer => ({
  ...{ id: `0192dddd-0000-7000-8000-00000000000${n}`, name: `web-${n}`, status },
  addresses: addresses.length === 0 ? {} : { private: addresses.map((addr) => ({ addr })) },
});

/** A tenant's servers as Nova lists them (https://docs.openstack.org/api-ref/compute/#list-servers-detailed); the driver itself is proven elsewhere. */
describe('assets that an inventory knows', () => {
  let cloud: Server;
  let servers: NovaServer[] | undefined;
  let api: WholeApi;
  let rest: Rest;
  let fleet: Rest;
  beforeAll(async () => {
    cloud = createServer((request, response) => {
      const base = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
      const endpoints = [{ interface: 'public', url: `${base}/compute` }];
      if (!servers) response.writeHead(503);
      else if (request.method === 'POST') response.writeHead(201, { 'x-subject-token': 't' });
      const said =
        request.method === 'POST' ? { token: { catalog: [{ type: 'compute', endpoints }] } } : { servers };
      response.end(JSON.stringify(said));
    });
    await new Promise<void>((listening) => cloud.listen(0, '127.0.0.1', listening));
    const settings = (keys: string) => {
      const [file, passwordFile] = [join(keys, 'inventories.json'), join(keys, 'password')];
      writeFileSync(passwordFile, 'x');
      const authUrl = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}/v3`;
      const credentials = { password: { user: 'u', project: 'p', passwordFile } };
      writeFileSync(
        file,
        JSON.stringify({ inventories: { cloud: { driver: 'openstack', authUrl, credentials } } }),
      );
      return { SCANFLEET_INVENTORIES_FILE: file };
    };
    api = await startWholeApi({ settings });
    rest = await api.as('tenant-administrator');
    fleet = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    cloud.closeAllConnections();
    cloud.close();
  });

  const path = () => `/networks/${api.networkId}/inventory`;
  const sync = async () => {
    const asked = await rest.post<Synced>(`${path()}/sync`);
    expect(asked.status).toBe(202);
    return condition('asked', async () => {
      const { body } = await rest.get<Synced>(path());
      return (body.syncedAt !== asked.body.syncedAt || body.fault !== '') && body;
    });
  };
  const assets = async () => {
    const all = await rest.all<Asset>('/assets');
    return all.filter(({ externalId }) => externalId !== null).sort((a, b) => (a.name < b.name ? -1 : 1));
  };

  it('come by themselves as soon as the fleet’s administrator says from where', async () => {
    servers = [
      nova(1, 'ACTIVE', '10.9.9.9', '192.0.2.11'),
      nova(2, 'SHUTOFF', '192.0.2.12'),
      nova(3, 'ACTIVE', '10.1.1.1'),
    ];
    expect((await rest.put(path(), { inventory: 'cloud' })).status).toBe(403);
    const unknown = await fleet.put<ProblemBody>(path(), { inventory: 'nowhere' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'inventory-unknown']);
    expect((await fleet.get<{ items: object[] }>('/inventories')).body.items).toEqual([
      { name: 'cloud', driver: 'openstack' },
    ]);
    expect((await fleet.put(path(), { inventory: 'cloud', everySeconds: 600 })).status).toBe(200);
    await condition('synced', async () => (await rest.get<Synced>(path())).body.syncedAt !== null);
    expect((await rest.get<Synced>(path())).body.outcome).toMatchObject({ created: 2, elsewhere: 1 });
    expect(await assets()).toMatchObject([
      { name: 'web-1', addresses: ['192.0.2.11'], power: 'on', externalId: `cloud:${nova(1, '').id}` },
      { name: 'web-2', addresses: ['192.0.2.12'], power: 'off' },
    ]);
  });

  it('keep who they are when address, name and power change, and when the inventory forgets them', async () => {
    const [one, two] = await assets();
    servers = [{ ...nova(1, 'SHUTOFF'), name: 'a new\u0000 name' }, nova(2, 'ACTIVE', '192.0.2.11')];
    // The first keeps the address that it had when it was last on, so the second cannot have it yet.
    const clash = await sync();
    expect(clash.outcome).toMatchObject({ refused: 1, reasons: [expect.stringContaining('192.0.2.11')] });
    servers = [nova(1, 'ACTIVE', '192.0.2.12'), nova(2, 'ACTIVE', '192.0.2.11')];
    await sync();
    expect(await assets()).toMatchObject([
      { id: one!.id, addresses: ['192.0.2.12'], power: 'on' },
      { id: two!.id, addresses: ['192.0.2.11'], power: 'on' },
    ]);
    servers = [nova(2, 'ACTIVE', '192.0.2.11')];
    await sync();
    const since = (await assets())[0]!.powerAt;
    expect(await assets()).toMatchObject([
      { id: one!.id, power: 'gone' },
      { id: two!.id, power: 'on' },
    ]);
    await sync();
    expect((await assets())[0]!.powerAt).toBe(since);
  });

  it('are left out of scans while they are off, and said so; an address that is written is scanned', async () => {
    servers = [nova(1, 'SHUTOFF'), nova(2, 'ACTIVE', '192.0.2.11')];
    await sync();
    const [one, two] = await assets();
    const left = async (targets: object) => {
      const dry = await rest.post<{
        total: number;
        left: { target: string; disposition: string; reason: string }[];
      }>('/jobs/dry-run', {
        networkId: api.networkId,
        profiles: [{ engine: 'nmap', preset: 'standard' }],
        ...targets,
      });
      return dry.body;
    };
    const both = await left({ assetIds: [one!.id, two!.id] });
    expect(both.left).toEqual([
      {
        target: '192.0.2.12',
        disposition: 'powered off',
        reason: expect.stringMatching(/powered off, seen so since/),
      },
    ]);
    expect((await left({ targets: ['192.0.2.12'] })).left).toEqual([]);
  });

  it('stay as they are while the inventory is away, which is told, and are believed no longer than so', async () => {
    servers = undefined;
    expect((await sync()).fault).toMatch(/^503/);
    expect((await assets()).map(({ power }) => power)).toEqual(['off', 'on']);
    await api.database.transaction((tx) =>
      tx.change('UPDATE assets SET power_until = NOW(3) - INTERVAL 1 SECOND'),
    );
    const dry = await rest.post<{ left: object[] }>('/jobs/dry-run', {
      ...{ networkId: api.networkId, profiles: [{ engine: 'nmap', preset: 'standard' }] },
      assetIds: [(await assets())[0]!.id],
    });
    expect(dry.body.left).toEqual([]);
    expect((await fleet.delete(path())).status).toBe(204);
    expect((await rest.get(path())).status).toBe(404);
    expect(await assets()).toHaveLength(2);
  });

  it('as virsh tells of them', () => {
    const list = ` 0192dddd-0000-7000-8000-000000000001 web one\n 0192dddd-0000-7000-8000-000000000002 db\n\n`;
    expect(domainsIn(list)).toEqual([
      { id: '0192dddd-0000-7000-8000-000000000001', name: 'web one' },
      { id: '0192dddd-0000-7000-8000-000000000002', name: 'db' },
    ]);
    const addresses = ` vnet0      52:54:00:aa:bb:cc    ipv4         192.0.2.7/24
 -          -                    ipv6         fe80::1/64
 lo         00:00:00:00:00:00    ipv4         127.0.0.1/8
 vnet0      52:54:00:aa:bb:cc    ipv6         2001:db8::7/64
`;
    expect(addressesIn(addresses)).toEqual(['192.0.2.7', '2001:db8::7']);
    const interfaces = ` vnet0   bridge   br0   virtio   52:54:00:AA:bb:cc\n -       network  net   virtio   52:54:00:aa:bb:dd\n`;
    expect(macsIn(interfaces)).toEqual(['52:54:00:aa:bb:cc', '52:54:00:aa:bb:dd']);
  });

  it('as the hypervisor has seen them on its wires', () => {
    const seen = neighboursIn(
      JSON.stringify([
        { dst: '192.0.2.7', dev: 'br0', lladdr: '52:54:00:aa:bb:cc', state: ['REACHABLE'] },
        { dst: '2001:db8::7', dev: 'br0', lladdr: '52:54:00:aa:bb:cc', state: ['STALE'] },
        { dst: 'fe80::7', dev: 'br0', lladdr: '52:54:00:aa:bb:cc', state: ['STALE'] },
        { dst: '192.0.2.8', dev: 'br0', lladdr: '52:54:00:aa:bb:dd', state: ['FAILED'] },
        { dst: '192.0.2.9', dev: 'br0', state: ['INCOMPLETE'] },
      ]),
    );
    expect([...seen]).toEqual([['52:54:00:aa:bb:cc', ['192.0.2.7', '2001:db8::7']]]);
  });
});
