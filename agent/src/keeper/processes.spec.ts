import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootTimeMs } from '../clock';
import { isMarked, liveProcesses, signal, statOf } from './processes';
import { until } from './proving-ground';

let dir: string;
let child: ChildProcess;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'processes-'));
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

async function start(file: string, env: Record<string, string> = {}): Promise<number> {
  child = spawn(file, ['1008'], { env, detached: true, stdio: 'ignore' });
  const pid = Number(child.pid);
  await until('it runs', () => isMarked(pid, 'WHO', env.WHO ?? '') || env.WHO === undefined);
  return pid;
}

it('reads the state of a process whose name looks like the state of another', async () => {
  const file = join(dir, 'a) Z 1 (2');
  copyFileSync('/bin/sleep', file);
  const before = bootTimeMs();
  const pid = await start(file, { WHO: 'odd' });
  const stat = statOf(pid);
  expect(stat).toMatchObject({ pid, session: pid });
  expect(Number(stat?.startTicks) * 10).toBeGreaterThanOrEqual(before - 10);
  expect(Number(stat?.startTicks) * 10).toBeLessThanOrEqual(bootTimeMs() + 10);
  expect(liveProcesses().map((process) => process.pid)).toContain(pid);
});

it('knows a mark from one that only begins or ends like it', async () => {
  const pid = await start('/bin/sleep', { WHO: 'agent-1', XWHO: 'agent-2', WHOEVER: 'agent-3' });
  expect(isMarked(pid, 'WHO', 'agent-1')).toBe(true);
  for (const [name, value] of [
    ['WHO', 'agent'],
    ['WHO', 'agent-2'],
    ['HO', 'agent-1'],
    ['WHOEVER', 'agent-1'],
  ] as const) {
    expect([name, value, isMarked(pid, name, value)]).toEqual([name, value, false]);
  }
});

it('does not count the dead', async () => {
  const pid = await start('/bin/sleep', { WHO: 'mortal' });
  signal(pid, 'SIGKILL');
  await until('it is dead', () => statOf(pid) === null);
  expect(isMarked(pid, 'WHO', 'mortal')).toBe(false);
  expect(() => signal(pid, 'SIGKILL')).not.toThrow();
});
