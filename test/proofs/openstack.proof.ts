import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OpenStackProvisioner } from '../../control-plane/server/src/provisioners/drivers/openstack';
import { hostName, type HostOrder } from '../../control-plane/server/src/provisioners/provisioner';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { createdAndCutOff, describeProvisioner } from '../harness/conformance';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { Boots } from '../harness/openstack/boots';
import { course } from '../harness/openstack/course';
import { ADMIN_PASSWORD, startOpenStack, type OpenStack } from '../harness/openstack/lab';
import { recorded } from '../harness/openstack/recording';
import { testSettings } from '../harness/settings';

/** What the default tests give again. */
const RECORDING = resolve(__dirname, '../fixtures/openstack.json');
const RECORDED_NOW = resolve(__dirname, '../../.scanfleet/openstack.json');
const MOST = 3;

/**
 * The driver against a real Keystone, Glance and Nova. Nova's fake driver boots nothing, so agents are started as processes from what Nova would
 * have handed the machine. What the cloud answered is left in .scanfleet/openstack.json: copied over the fixture, it is what the default tests give again.
 */
describe('scanner hosts on OpenStack', () => {
  let ledger: Ledger;
  let bell: Bell;
  let cloud: OpenStack;
  let controlPlane: ControlPlane;
  let folder: string;
  let boots: Boots | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(testSettings().folder, 'openstack-'));
    [ledger, bell, cloud] = await Promise.all([
      startLedger(),
      startBell(),
      startOpenStack({ instances: MOST }),
    ]);
    controlPlane = await startControlPlane({ ledger, bell });
    writeFileSync(join(folder, 'password'), `${ADMIN_PASSWORD}\n`, { mode: 0o600 });
  }, 900_000);
  afterAll(async () => {
    await boots?.stop();
    await controlPlane.stop();
    await cloud.stop();
    await bell.stop();
    await ledger.stop();
  }, 120_000);

  const byPassword = () => ({
    password: {
      ...{ user: 'admin', userDomain: 'Default', project: 'admin', projectDomain: 'Default' },
      passwordFile: join(folder, 'password'),
    },
  });
  const place = (credentials: ReturnType<typeof byPassword> | object = byPassword()) => ({
    ...{ driver: 'openstack' as const, authUrl: cloud.authUrl, interface: 'public' as const },
    credentials: credentials as ReturnType<typeof byPassword>,
    ...{ image: 'scanner', flavor: 'tiny', network: 'none', securityGroups: [], most: 100 },
  });

  it('what a pool asks in its life, request by request', async () => {
    const bases = new Map([
      ...cloud.admin.bases(),
      [cloud.authUrl.replace(/\/v3$/, ''), 'identity'] as [string, string],
    ]);
    let outcomes: unknown;
    await cloud.admin.quota(2);
    const exchanges = await recorded(bases, async (unrecorded) => {
      outcomes = await course(new OpenStackProvisioner(place()), {
        revoke: () => unrecorded((token) => cloud.admin.revoke(token)),
        everyMs: 1_000,
      });
    });
    await cloud.admin.quota(MOST);
    expect(JSON.stringify(outcomes)).toMatch(/Quota exceeded/i);
    expect(exchanges.filter(({ answer }) => answer.status === 401)).toHaveLength(1);
    writeFileSync(RECORDED_NOW, `${JSON.stringify({ outcomes, exchanges }, null, 1)}\n`);
    const { outcomes: before } = JSON.parse(readFileSync(RECORDING, 'utf8')) as { outcomes: [string][] };
    expect((outcomes as [string][]).map(([step]) => step)).toEqual(before.map(([step]) => step));
  }, 240_000);

  it('signs in by an application credential', async () => {
    const { id, secret } = await cloud.admin.applicationCredential();
    const secretFile = join(folder, 'secret');
    writeFileSync(secretFile, secret, { mode: 0o600 });
    const driver = new OpenStackProvisioner(place({ applicationCredential: { id, secretFile } }));
    expect(await driver.list(randomUUID())).toEqual([]);
    writeFileSync(secretFile, 'another');
    const refused = new OpenStackProvisioner(place({ applicationCredential: { id, secretFile } }));
    await expect(refused.list(randomUUID())).rejects.toThrow(/^401: /);
  });

  describe('with machines', () => {
    beforeAll(() => {
      const machines = join(folder, 'machines');
      mkdirSync(machines);
      boots = new Boots(cloud.admin, machines);
    });

    async function order(fleetId: string): Promise<HostOrder> {
      const { rest, first, authority } = controlPlane;
      const token = await rest.post<{ token: string }>(`/pools/${first.poolId}/join-tokens`);
      const hostId = randomUUID();
      return {
        ...{ hostId, fleetId, poolId: first.poolId, settings: {} },
        agent: {
          ...{ name: hostName(hostId), controlPlane: controlPlane.fleetUrl, slots: 1 },
          ...{ authority: readFileSync(authority, 'utf8'), joinToken: token.body.token },
        },
      };
    }

    describeProvisioner('openstack', () => ({
      ...{ order, most: MOST, bootMs: 60_000 },
      provisioner: () => new OpenStackProvisioner(place()),
      enrolled: async (orders) => {
        const names = new Set(orders.map(({ agent }) => agent.name));
        const agents = await controlPlane.rest.all<{ id: string; name: string }>('/agents');
        return agents.filter(({ name }) => names.has(name)).map(({ id }) => id);
      },
      cutOff: (cut, afterMs) => createdAndCutOff(place(), cut, afterMs),
      kill: async ({ id }) => {
        // Nova stops nothing that it is still making.
        await condition('stopped', () => cloud.admin.stopServer(id).then(() => true), {
          timeoutMs: 30_000,
          everyMs: 500,
        });
      },
      traces: async (hostId) => {
        const servers = await cloud.admin.listed();
        const args = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
        return [...servers, ...args].filter((one) => one.includes(hostId) || one.includes(hostName(hostId)));
      },
    }));
  });
});
