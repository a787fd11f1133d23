import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startBell, type Bell } from '../harness/bell';
import { startBridge, type Bridge } from '../harness/bridge';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from './quick';
import { findingsOf, ports, processed, scanOf, startScan } from './scans';

const AGENT = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');

interface HostView {
  id: string;
  name: string;
  state: string;
  agentId: string | null;
  failure: string;
}

interface Step {
  from: string | null;
  to: string;
  cause: string;
}

describe('scanner hosts that come and go by themselves', () => {
  let bridge: Bridge;
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    bridge = await startBridge();
    [ledger, bell] = await Promise.all([startLedger(), startBell({ at: bridge.gateway })]);
    folder = join(bell.folder, 'hosts');
    mkdirSync(folder);
    const file = join(bell.folder, 'provisioners.json');
    const { name, cidr } = bridge;
    const lab = { driver: 'netns', folder: join(folder, 'lab'), agent: AGENT, bridge: name, cidr };
    const here = { driver: 'process', folder: join(folder, 'here'), agent: AGENT, most: 2 };
    writeFileSync(file, JSON.stringify({ provisioners: { lab, here } }));
    const settings = { ...QUICK, SCANFLEET_PROVISIONERS_FILE: file };
    controlPlane = await startControlPlane({ ledger, bell }, settings);
  }, 60_000);
  afterAll(async () => {
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
    await bridge.stop();
  }, 60_000);

  async function pool(name: string, provisioning: object, cidrs: string[]) {
    const { rest } = controlPlane;
    const made = await rest.post<{ id: string }>('/pools', { name });
    const set = await rest.put(`/pools/${made.body.id}/provisioning`, provisioning);
    expect([made.status, set.status]).toEqual([201, 200]);
    const network = await rest.post<{ id: string }>('/networks', { name, cidrs, poolId: made.body.id });
    expect(network.status).toBe(201);
    return { poolId: made.body.id, networkId: network.body.id };
  }

  const hostsOf = (poolId: string) => controlPlane.rest.all<HostView>(`/hosts?poolId=${poolId}`);

  it('are made for a scan that finds no agent, and gone after their idle time', async () => {
    const { poolId, networkId } = await pool(
      'lab',
      { provisioner: 'lab', onDemand: true, min: 0, max: 2, idleSeconds: 2, slotsPerHost: 2 },
      [bridge.cidr],
    );
    expect(await hostsOf(poolId)).toEqual([]);
    const { id } = await startScan(controlPlane, [bridge.target], { ports: ports(8080) }, networkId);
    const scan = await processed(controlPlane, id);
    expect(scan.state).toBe('Finished');
    expect((await findingsOf(controlPlane, id)).map(({ port }) => port)).toContain(8080);
    const history = await controlPlane.rest.all<Step>(`/scans/${id}/history`);
    expect(history.map(({ to }) => to)).toEqual([
      ...['Queued', 'Creating', 'Initializing', 'Running', 'Loading', 'Finished'],
    ]);
    const [host] = await hostsOf(poolId);
    await condition('gone', async () => (await hostsOf(poolId)).every(({ state }) => state === 'gone'), {
      timeoutMs: 20_000,
    });
    expect(readdirSync(join(folder, 'lab')).filter((name) => name.includes('-'))).toEqual([]);
    expect(readdirSync(join(folder, 'lab', 'addresses'))).toEqual([]);
    expect(execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })).not.toContain(host!.name);
    const agent = await controlPlane.rest.get<{ state: string }>(`/agents/${host!.agentId}`);
    expect(agent.body.state).toBe('Retired');
    expect(existsSync(join(folder, 'lab'))).toBe(true);
  }, 60_000);
});
