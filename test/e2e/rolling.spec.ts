import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { roll } from '../harness/roll';
import { ports, processed, startScan } from '../harness/scans';
import { testSettings } from '../harness/settings';

const AGENT = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');

interface AgentView {
  id: string;
  name: string;
  state: string;
  status: string;
  connectedAt: string;
}

describe('a pool that is upgraded agent by agent', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agents: Agent[];
  let folder: string;
  beforeAll(async () => {
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    folder = mkdtempSync(join(testSettings().folder, 'roll-'));
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    const named = (name: string) => startAgent(controlPlane, { name, args: ['--name', name] });
    agents = [await named('one'), await named('two')];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  const list = () => controlPlane.rest.all<AgentView>('/agents');

  /** What an operator has for one machine: ends the agent of this name; the spec starts it again, as systemd would. */
  function restarter(): string {
    const file = join(folder, 'restart.sh');
    const pids = agents.map((agent) => `${agent.name}) kill ${agent.process().pid} ;;`).join('\n');
    writeFileSync(file, `#!/bin/sh\ncase $1 in\n${pids}\nesac\n`, { mode: 0o755 });
    return file;
  }

  it('loses no work, and has each agent back before it goes on', async () => {
    const before = await list();
    const targets = Array.from({ length: 24 }, (_, at) => `127.0.8.${at + 1}`);
    const { id } = await startScan(controlPlane, targets, { ports: ports(9, [20, 60]), maxRate: 60 });
    await condition('it runs', async () => {
      const { body } = await controlPlane.rest.get<{ progress: { targetsDone: number } }>(`/scans/${id}`);
      return body.progress.targetsDone > 0;
    });
    const supervised = Promise.all(agents.map((agent) => agent.startAgain()));
    const rolled = await roll(
      controlPlane,
      controlPlane.first.poolId,
      ['--drain-seconds', '2', '--within-seconds', '30'],
      [restarter(), '{name}'],
    );
    expect([rolled.stderr, rolled.code]).toEqual(['', 0]);
    expect(rolled.stdout).toMatch(/2 of 2 agents, 1 at a time[^]*1 of 2 are done[^]*2 of 2 are done/);
    await supervised;
    const after = await list();
    expect(after.map(({ state }) => state)).toEqual(['Active', 'Active']);
    for (const { id: agentId, connectedAt } of before)
      expect(after.find((one) => one.id === agentId)!.connectedAt).not.toBe(connectedAt);
    expect(await processed(controlPlane, id, 60_000)).toMatchObject({
      state: 'Finished',
      outcome: 'complete',
    });
  }, 120_000);

  it('stops at the first that does not come back as it should, and leaves it drained and the rest alone', async () => {
    const supervised = agents.map((agent) => agent.startAgain());
    const rolled = await roll(
      controlPlane,
      controlPlane.first.poolId,
      ['--version', '99.0.0', '--drain-seconds', '2', '--within-seconds', '30'],
      [restarter(), '{name}'],
    );
    expect(rolled.code).toBe(1);
    expect(rolled.stderr).toMatch(/came back as 0\.1\.0 instead of 99\.0\.0; it stays drained/);
    expect((await list()).map(({ state }) => state).sort()).toEqual(['Active', 'Draining']);
    const [drained] = (await list()).filter(({ state }) => state === 'Draining');
    await controlPlane.rest.post(`/agents/${drained!.id}/resume`);
    const failing = await roll(controlPlane, controlPlane.first.poolId, ['--drain-seconds', '2'], ['false']);
    expect([failing.code, failing.stderr]).toEqual([
      1,
      expect.stringMatching(/the command ended with 1; it stays drained/),
    ]);
    for (const { id } of (await list()).filter(({ state }) => state === 'Draining'))
      await controlPlane.rest.post(`/agents/${id}/resume`);
    const [other] = agents.filter(({ name }) => name !== drained!.name);
    other!.process().kill('SIGTERM');
    await Promise.all(supervised);
  }, 90_000);

  it('leaves alone what is as it should be, and says what it cannot do', async () => {
    await condition('both are back', async () => (await list()).every(({ status }) => status === 'online'));
    const { stdout } = await promisify(execFile)(process.execPath, [AGENT, '--version']);
    const version = stdout.trim().split(' ').at(-1)!;
    expect(await roll(controlPlane, controlPlane.first.poolId, ['--version', version], [])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/one: left alone, it is .*\n.*two: left alone[^]*0 of 2 agents/),
    });
    expect(await roll(controlPlane, controlPlane.first.poolId, [], [])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No provisioner made one, two: a COMMAND/),
    });
    expect(await roll(controlPlane, controlPlane.first.poolId, ['--batch', '0'], ['true'])).toMatchObject({
      code: 2,
    });
  }, 60_000);
});
