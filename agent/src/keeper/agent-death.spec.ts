import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bootTimeMs } from '../clock';
import type { FixtureAgent, FixtureReport } from './fixture-agent';
import { KeeperClient, type KeeperNotice } from './index';
import {
  type ProvingGround,
  STUBBORN_FAMILY,
  alive,
  makeProvingGround,
  numbers,
  until,
} from './proving-ground';

interface RunningAgent extends FixtureReport {
  process: ChildProcess;
  pids: number[];
}

const POLITE = 'sleep 1007 & echo "$$ $!"; wait';

let ground: ProvingGround;
let agents: ChildProcess[];
let clients: KeeperClient[];
beforeAll(() => {
  ground = makeProvingGround();
});
beforeEach(() => {
  agents = [];
  clients = [];
});
afterEach(async () => {
  for (const agent of agents) agent.kill('SIGKILL');
  for (const client of clients) await client.close();
});
afterAll(() => ground.remove());

/** Starts an agent in its own process and waits until its tool has printed its process ids. */
async function startAgent(name: string, given: Partial<FixtureAgent> = {}): Promise<RunningAgent> {
  const dir = join(ground.dir, name);
  mkdirSync(dir, { mode: 0o700 });
  const whole: FixtureAgent = {
    dir,
    agent: dir,
    host: null,
    run: 'run-1',
    keeperRole: 'keeper',
    script: POLITE,
    deadlineInMs: 60_000,
    killGraceMs: 200,
    ...given,
  };
  const process_ = spawn(process.execPath, [ground.program, 'agent', JSON.stringify(whole)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  agents.push(process_);
  const line = await new Promise<string>((resolve) => {
    createInterface({ input: process_.stdout }).once('line', resolve);
  });
  const report = JSON.parse(line) as FixtureReport;
  const pids = numbers(report.line);
  expect(alive(pids)).toEqual(pids);
  return { ...report, process: process_, pids };
}

it.each(['keeper', 'keeper-without-powers'])(
  'an agent that is killed leaves no tool (%s)',
  async (keeperRole) => {
    const agent = await startAgent(`killed-${keeperRole}`, { keeperRole });
    agent.process.kill('SIGKILL');
    await until('tools and keeper are gone', () => alive([...agent.pids, agent.keeper]).length === 0, 1000);
  },
);

it('an agent that is killed leaves no tool, even of those that ignore TERM', async () => {
  const agent = await startAgent('killed-stubborn', { script: STUBBORN_FAMILY });
  agent.process.kill('SIGKILL');
  await until('tools and keeper are gone', () => alive([...agent.pids, agent.keeper]).length === 0);
});

it('an agent that is frozen keeps its tools only until the deadline', async () => {
  const agent = await startAgent('frozen', { deadlineInMs: 2000 });
  agent.process.kill('SIGSTOP');
  await until('the tools are gone', () => alive(agent.pids).length === 0);
  expect(bootTimeMs()).toBeGreaterThanOrEqual(agent.deadline);
  expect(bootTimeMs()).toBeLessThan(agent.deadline + 1500);
  expect(alive([Number(agent.process.pid), agent.keeper])).toHaveLength(2);
});

it.each(['keeper', 'keeper-without-powers'])(
  'a frozen agent whose keeper is killed (%s)',
  async (keeperRole) => {
    const agent = await startAgent(`both-${keeperRole}`, { keeperRole });
    agent.process.kill('SIGSTOP');
    process.kill(agent.keeper, 'SIGKILL');
    const [leader = 0, ...children] = agent.pids;
    if (keeperRole === 'keeper') await until('the tool is gone', () => alive([leader]).length === 0, 1000);
    agent.process.kill('SIGKILL');
    const both = [Number(agent.process.pid), agent.keeper];
    await until('agent and keeper are gone', () => alive(both).length === 0);

    const dir = join(ground.dir, `both-${keeperRole}`);
    const notices: KeeperNotice[] = [];
    const next = await KeeperClient.start({
      dir,
      agent: dir,
      program: { file: ground.program, args: [keeperRole] },
      onNotice: (notice) => notices.push(notice),
    });
    clients.push(next);
    const processes = keeperRole === 'keeper' ? 1 : 2;
    expect(notices).toContainEqual({ kind: 'leftovers ended', processes });
    expect(alive([leader, ...children])).toEqual([]);
  },
);

it('a socket path too long for the system is put elsewhere', async () => {
  const dir = join(ground.dir, 'd'.repeat(120));
  const client = await KeeperClient.start({
    dir,
    agent: dir,
    program: { file: ground.program, args: ['keeper'] },
  });
  clients.push(client);
  const exit = await client.guard('r', bootTimeMs() + 60_000).launch({ file: 'true', args: [], stdin: '' })
    .exit;
  expect(exit.code).toBe(0);
});

it('a keeper refuses a directory that is open to others', () => {
  const dir = join(ground.dir, 'open');
  mkdirSync(dir);
  chmodSync(dir, 0o750);
  const keeper = spawnSync(process.execPath, [ground.program, 'keeper', join(dir, 'keeper.sock'), dir]);
  expect(keeper.stderr.toString()).toContain('is open to other users');
  expect(keeper.status).not.toBe(0);
});

it('a keeper that cannot start says why', async () => {
  const program = { file: join(ground.dir, 'missing.js'), args: ['keeper'] };
  const start = KeeperClient.start({ dir: join(ground.dir, 'none'), agent: ground.dir, program });
  await expect(start).rejects.toThrow('missing.js');
});
