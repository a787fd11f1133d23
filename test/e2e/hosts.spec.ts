import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBell, type Bell } from '../harness/bell';
import { startBridge, type Bridge } from '../harness/bridge';
import { condition } from '../harness/condition';
import { startLedger, type Ledger } from '../harness/ledger';
import { diesAt, startLab, type Lab, type Step } from '../harness/births';
import { roll } from '../harness/roll';
import { findingsOf, ports, processed, startScan } from '../harness/scans';

describe('scanner hosts that come and go by themselves', () => {
  let bridge: Bridge;
  let ledger: Ledger;
  let bell: Bell;
  let lab: Lab;

  beforeAll(async () => {
    bridge = await startBridge();
    [ledger, bell] = await Promise.all([startLedger(), startBell({ at: bridge.gateway })]);
    lab = await startLab({ bridge, ledger, bell });
  }, 60_000);
  afterAll(async () => {
    await bell.stop();
    await ledger.stop();
    await bridge.stop();
  }, 60_000);

  it('are made for a scan that finds no agent, and gone after their idle time', async () => {
    const { controlPlane } = lab;
    const { poolId, networkId } = await lab.pool();
    expect(await lab.hosts(poolId)).toEqual([]);
    const { id } = await startScan(controlPlane, [bridge.target], { ports: ports(8080) }, networkId);
    const scan = await processed(controlPlane, id);
    expect(scan.state).toBe('Finished');
    expect((await findingsOf(controlPlane, id)).map(({ port }) => port)).toContain(8080);
    const history = await controlPlane.rest.all<Step>(`/scans/${id}/history`);
    expect(history.map(({ to }) => to)).toEqual([
      ...['Queued', 'Creating', 'Initializing', 'Running', 'Loading', 'Finished'],
    ]);
    const [host] = await lab.hosts(poolId);
    await condition('gone', async () => (await lab.hosts(poolId)).every(({ state }) => state === 'gone'), {
      timeoutMs: 20_000,
    });
    expect(lab.machines()).toEqual([]);
    expect(readdirSync(join(lab.folder, 'addresses'))).toEqual([]);
    expect(execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })).not.toContain(host!.name);
    const agent = await controlPlane.rest.get<{ state: string }>(`/agents/${host!.agentId}`);
    expect(agent.body.state).toBe('Retired');
    const moves = await controlPlane.rest.get<{ items: Step[] }>(`/hosts/${host!.id}/history`);
    expect(moves.body.items.map(({ to }) => to).filter((to) => to !== 'busy')).toEqual(
      expect.arrayContaining(['requested', 'creating', 'booting', 'enrolled', 'ready', 'draining', 'gone']),
    );
  }, 60_000);

  it('are made anew one by one when their pool is upgraded, and have its labels', async () => {
    const { controlPlane } = lab;
    const { rest } = controlPlane;
    const size = { min: 2, max: 2, onDemand: false };
    const { poolId, networkId } = await lab.pool({ ...size, labels: { rack: 'a1' } });
    const ready = async () =>
      (await lab.hosts(poolId)).filter(({ state }) => state === 'ready' || state === 'busy');
    await condition('both are ready', async () => (await ready()).length === 2, { timeoutMs: 20_000 });
    const before = await ready();
    const { id } = await startScan(
      controlPlane,
      [bridge.target],
      { ports: ports(8080, [20, 90]), maxRate: 10 },
      networkId,
    );
    await condition('it runs', async () => (await ready()).some(({ state }) => state === 'busy'));
    const rolled = await roll(controlPlane, poolId, ['--drain-seconds', '2', '--within-seconds', '30']);
    expect([rolled.stderr, rolled.code]).toEqual(['', 0]);
    expect(rolled.stdout).toMatch(/2 of 2 agents, 1 at a time[^]*1 of 2 are done[^]*2 of 2 are done/);
    const after = await ready();
    expect(after).toHaveLength(2);
    for (const { id: hostId, agentId } of after) {
      expect(before.map((host) => host.id)).not.toContain(hostId);
      // A busy machine may owe a heartbeat for a moment.
      const agent = await condition('it is here', async () => {
        const { body } = await rest.get<{ labels: object; status: string }>(`/agents/${agentId}`);
        return /^(online|busy)$/.test(body.status) && body;
      });
      expect(agent.labels).toEqual({ rack: 'a1' });
    }
    expect(await processed(controlPlane, id)).toMatchObject({ state: 'Finished', outcome: 'complete' });
    await rest.put(`/pools/${poolId}/provisioning`, { provisioner: 'lab', min: 0, max: 0 });
    await condition('gone', async () => (await lab.hosts(poolId)).every(({ state }) => state === 'gone'), {
      timeoutMs: 20_000,
    });
  }, 90_000);

  it('are removed when they are told to be, and say what they said while they booted', async () => {
    const { controlPlane } = lab;
    const { poolId, networkId } = await lab.pool({ idleSeconds: 600 });
    const { id } = await startScan(controlPlane, [bridge.target], { ports: ports(8080) }, networkId);
    await processed(controlPlane, id);
    const [host] = await lab.hosts(poolId);
    const console = await controlPlane.rest.get<{ text: string }>(`/hosts/${host!.id}/console`);
    expect(console.body.text).toMatch(/\w/);
    const removed = await controlPlane.rest.delete<{ state: string }>(`/hosts/${host!.id}`);
    expect([removed.status, removed.body.state]).toEqual([202, 'terminating']);
    await condition('removed', async () => (await lab.hosts(poolId))[0]!.state === 'gone', {
      timeoutMs: 20_000,
    });
    const again = await controlPlane.rest.delete<{ code: string; state: string }>(`/hosts/${host!.id}`);
    expect([again.status, again.body.code, again.body.state]).toEqual([409, 'host-state', 'gone']);
    await controlPlane.stop();
  }, 60_000);

  // Every point: npm run proofs -- births.
  it(
    'are neither lost nor made twice when the control plane dies before it hears of one',
    () => diesAt('after create', { bridge, ledger, bell }),
    90_000,
  );
});
