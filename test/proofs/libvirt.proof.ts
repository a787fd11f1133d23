import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LibvirtProvisioner } from '../../control-plane/server/src/provisioners/drivers/libvirt';
import {
  hostName,
  type HostOrder,
  type Machine,
} from '../../control-plane/server/src/provisioners/provisioner';
import { LibvirtInventory } from '../../control-plane/server/src/inventories/drivers/libvirt';
import { startBell, type Bell } from '../harness/bell';
import { type HostView, type Step } from '../harness/births';
import { startBridge, type Bridge } from '../harness/bridge';
import { condition } from '../harness/condition';
import { createdAndCutOff, describeProvisioner } from '../harness/conformance';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { startLibvirt, type Libvirt } from '../harness/libvirt';
import { QUICK } from '../harness/quick';
import { findingsOf, ports, startScan } from '../harness/scans';

const APPLIANCE = resolve(__dirname, '../../.scanfleet/appliance');
const BOOT_MS = 120_000;

/** Emulated machines that libvirt makes: the driver's contract, and a scan by a machine that did not exist. */
describe('scanner hosts on libvirt', () => {
  let bridge: Bridge;
  let ledger: Ledger;
  let bell: Bell;
  let libvirt: Libvirt;
  let controlPlane: ControlPlane;
  let folder: string;
  beforeAll(async () => {
    const made = spawnSync('npm', ['run', '-s', 'appliance'], {
      cwd: resolve(__dirname, '../..'),
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(made.stderr);
    bridge = await startBridge();
    [ledger, bell, libvirt] = await Promise.all([
      startLedger(),
      startBell({ at: bridge.gateway }),
      startLibvirt(),
    ]);
    folder = mkdtempSync(join(bell.folder, 'vms-'));
    const file = join(bell.folder, 'provisioners.json');
    writeFileSync(file, JSON.stringify({ provisioners: { vms: place('pool') } }));
    // Emulated machines are slow: what is quick to be lost would be.
    const settings = {
      ...QUICK,
      SCANFLEET_LEASE_SECONDS: '20',
      SCANFLEET_STOP_AFTER_SECONDS: '20',
      SCANFLEET_LOST_AFTER_SECONDS: '40',
    };
    controlPlane = await startControlPlane(
      { ledger, bell },
      { ...settings, SCANFLEET_PROVISIONERS_FILE: file },
    );
  }, 300_000);
  afterAll(async () => {
    await controlPlane.stop();
    await libvirt.stop();
    await bell.stop();
    await ledger.stop();
    await bridge.stop();
  }, 120_000);

  const place = (name: string) => ({
    ...{ driver: 'libvirt' as const, uri: libvirt.uri, folder: join(folder, name), type: 'qemu' as const },
    ...{ kernel: join(APPLIANCE, 'vmlinuz'), initrd: join(APPLIANCE, 'initrd.img') },
    ...{ bridge: bridge.name, cidr: bridge.cidr, memoryMiB: 768, cpus: 1, most: 3 },
  });
  const virsh = (...args: string[]): string =>
    execFileSync('virsh', ['-q', '-c', libvirt.uri, ...args], { encoding: 'utf8', stdio: 'pipe' });

  it('a scan goes from Queued to Finished on a machine that did not exist, and the machine is gone after its idle time', async () => {
    const { rest } = controlPlane;
    const pool = await rest.post<{ id: string }>('/pools', { name: 'vms' });
    const set = await rest.put(`/pools/${pool.body.id}/provisioning`, {
      ...{
        provisioner: 'vms',
        onDemand: true,
        min: 0,
        max: 1,
        idleSeconds: 3,
        bootSeconds: 120,
        slotsPerHost: 1,
      },
    });
    expect([set.status, set.body]).toEqual([200, expect.objectContaining({ provisioner: 'vms' })]);
    const network = await rest.post<{ id: string }>('/networks', {
      ...{ name: 'vms', cidrs: [bridge.cidr], poolId: pool.body.id },
    });
    const begun = performance.now();
    const { id } = await startScan(controlPlane, [bridge.target], { ports: ports(8080) }, network.body.id);
    const reasons = new Set<string>();
    const scan = await condition(
      'finished',
      async () => {
        const { body } = await rest.get<{ state: string; reason: string; processed: boolean }>(
          `/scans/${id}`,
        );
        if (body.state === 'Initializing') reasons.add(body.reason.replace(/^.*?: /, ''));
        return body.processed && body;
      },
      { timeoutMs: 240_000, everyMs: 100 },
    );
    const seconds = (performance.now() - begun) / 1_000;
    expect(scan.state).toBe('Finished');
    expect((await findingsOf(controlPlane, id)).map(({ port }) => port)).toEqual([8080]);
    const history = await rest.all<Step>(`/scans/${id}/history`);
    expect(history.map(({ to }) => to)).toEqual([
      ...['Queued', 'Creating', 'Initializing', 'Running', 'Loading', 'Finished'],
    ]);
    expect([...reasons].join('; ')).toMatch(/kernel is up|network is up|agent starts/);
    const [host] = await rest.all<HostView>(`/hosts?poolId=${pool.body.id}`);
    await condition(
      'gone',
      async () => (await rest.get<HostView>(`/hosts/${host!.id}`)).body.state === 'gone',
      {
        timeoutMs: 60_000,
      },
    );
    expect(virsh('list', '--all', '--name').trim()).toBe('');
    process.stdout.write(
      `Queued to processed by a machine that did not exist: ${seconds.toFixed(1)} s; ${[...reasons].join(', ')}\n`,
    );
  }, 360_000);

  async function order(fleetId: string): Promise<HostOrder> {
    const { rest, first, authority } = controlPlane;
    const token = await rest.post<{ token: string }>(`/pools/${first.poolId}/join-tokens`);
    const hostId = randomUUID();
    return {
      ...{ hostId, fleetId, poolId: first.poolId, settings: {} },
      agent: {
        name: hostName(hostId),
        controlPlane: `https://${bridge.gateway}:${new URL(controlPlane.fleetUrl).port}`,
        authority: readFileSync(authority, 'utf8'),
        joinToken: token.body.token,
        slots: 1,
      },
    };
  }

  it('an inventory knows them, and whether they are on', async () => {
    const driver = new LibvirtProvisioner(place('inventory'));
    const { fleetId, hostId, ...rest } = await order(randomUUID());
    const machine = (await driver.create({ fleetId, hostId, ...rest })) as Machine;
    const inventory = new LibvirtInventory({ driver: 'libvirt', uri: libvirt.uri, guestAgent: false });
    const seen = async () => (await inventory.machines()).find(({ id }) => id === hostId);
    expect(await seen()).toMatchObject({ name: hostName(hostId), power: 'on' });
    // Seen on the wire as soon as it speaks.
    await condition('its address', async () => (await seen())?.addresses.includes(machine.addresses[0]!), {
      timeoutMs: BOOT_MS,
      everyMs: 500,
    });
    virsh('destroy', hostId);
    expect(await seen()).toEqual({ id: hostId, name: hostName(hostId), power: 'off', addresses: [] });
    await driver.destroy(machine);
    expect(await seen()).toBeUndefined();
  }, 180_000);

  describeProvisioner('libvirt', () => ({
    ...{ order, most: 3, bootMs: BOOT_MS },
    provisioner: () => new LibvirtProvisioner(place('contract')),
    enrolled: async (orders) => {
      const names = new Set(orders.map(({ agent }) => agent.name));
      const agents = await controlPlane.rest.all<{ id: string; name: string }>('/agents');
      return agents.filter(({ name }) => names.has(name)).map(({ id }) => id);
    },
    cutOff: (cut, afterMs) => createdAndCutOff(place('contract'), cut, afterMs),
    kill: (machine) => Promise.resolve(void virsh('destroy', machine.id)),
    // What everyone on the machine can see of it: its definition, arguments, names.
    traces: (hostId) => {
      const kept = join(folder, 'contract');
      const files = existsSync(kept) ? readdirSync(kept).filter((one) => one === hostId) : [];
      const held = existsSync(join(kept, 'addresses'))
        ? readdirSync(join(kept, 'addresses')).filter(
            (one) => readFileSync(join(kept, 'addresses', one), 'utf8') === hostId,
          )
        : [];
      const domains = virsh('list', '--all', '--uuid').includes(hostId) ? [virsh('dumpxml', hostId)] : [];
      const arguments_ = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
        .split('\n')
        .filter((one) => one.includes(hostName(hostId)));
      return Promise.resolve([...files, ...held, ...domains, ...arguments_]);
    },
  }));
});
