import { execFile } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { promisify } from 'node:util';
import { startAgent, type Agent } from '../harness/agent';
import { CONTROL_PLANE, startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { findingsOf, ports, processed, scanOf, startScan } from '../harness/scans';
import { environmentWith, testSettings } from '../harness/settings';

const run = promisify(execFile);
const script = (name: string): string => resolve(__dirname, '../../deploy/backup', name);

/** An option file of MariaDB, as an operator has one. */
function optionFile(folder: string, { host, port, user, password }: Ledger): string {
  const file = join(folder, 'client.cnf');
  const lines = ['[client]', `host=${host}`, `port=${port}`, `user=${user}`, `password=${password}`, ''];
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  return file;
}

describe('a ledger that was copied under load and brought back', () => {
  let ledger: Ledger;
  let restored: Ledger;
  let bell: Bell;
  /** What there is to be found: one port, open at some of the targets. */
  const open = ['127.0.9.2', '127.0.9.50', '127.0.9.95'];
  const servers: Server[] = [];
  let port = 0;
  let controlPlane: ControlPlane;
  let after: ControlPlane | undefined;
  let agents: Agent[] = [];
  beforeAll(async () => {
    [ledger, restored, bell] = await Promise.all([startLedger(), startLedger(), startBell()]);
    for (const host of open) {
      const server = createServer((socket) => socket.end());
      servers.push(server);
      await new Promise<void>((listening) => server.listen(port, host, listening));
      port = (server.address() as AddressInfo).port;
    }
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    const one = { args: ['--slots', '1'] };
    agents = [await startAgent(controlPlane, one), await startAgent(controlPlane, one)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    await (after ?? controlPlane).stop();
    for (const server of servers) server.close();
    await bell.stop();
    await Promise.all([ledger.stop(), restored.stop()]);
  }, 60_000);

  it('lets agents come back and the scan end, and counts nothing twice', async () => {
    const folder = mkdtempSync(join(testSettings().folder, 'restore-'));
    const options = optionFile(folder, ledger);
    const [copy, keys] = [join(folder, 'copy'), join(folder, 'keys')];
    const targets = Array.from({ length: 96 }, (_, at) => `127.0.9.${at + 1}`);
    // The tools are at work still when the copy's control plane is there: what they have finished by then is delivered at once.
    const slow = { ports: ports(port, [1, 110]), maxRate: 250 };
    const { id } = await startScan(controlPlane, targets, slow);
    const done = async (): Promise<number> => {
      const { body } = await controlPlane.rest.get<{ state: string; progress: { targetsDone: number } }>(
        `/scans/${id}`,
      );
      return body.state === 'Running' || body.state === 'Queued' ? body.progress.targetsDone : targets.length;
    };
    await condition('some is done', async () => (await done()) >= 2, { timeoutMs: 30_000 });
    await run(script('scanfleet-backup'), [options, ledger.database, bell.keys, copy]);
    expect(statSync(join(copy, 'keys.tar.gz')).mode & 0o077).toBe(0);
    const copied = await done();
    // What is delivered from here on, the copy does not know.
    await condition('more is done', async () => (await done()) > Math.min(copied, targets.length - 1), {
      timeoutMs: 30_000,
    });
    controlPlane.process().kill('SIGKILL');
    await controlPlane.process().ended;
    await run(script('scanfleet-restore'), [options, restored.database, keys, copy]);
    const { host } = new URL(controlPlane.fleetUrl);
    const settings = { ...QUICK, SCANFLEET_FLEET_LISTEN: host };
    after = await startControlPlane({ ledger: restored, bell: { ...bell, keys } }, settings);
    expect(['Running', 'Queued']).toContain((await scanOf(after, id)).state);
    const scan = await processed(after, id, 90_000);
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete' });
    // Whoever was looked at twice was counted once.
    const found = (await findingsOf(after, id)).filter((finding) => finding.port === port);
    expect(found.map(({ address, timesSeen }) => [address, timesSeen]).sort()).toEqual(
      open.map((address) => [address, 1]),
    );
    const seen = await after.rest.all<{ address: string; disposition: string }>(
      `/scans/${id}/targets?limit=200`,
    );
    expect(seen.map(({ address }) => address).sort()).toEqual([...targets].sort());
    expect(seen.every(({ disposition }) => disposition === 'scanned')).toBe(true);
    const online = await after.rest.all<{ status: string }>('/agents');
    expect(online.map(({ status }) => status)).toEqual([
      expect.stringMatching(/online|busy/),
      expect.stringMatching(/online|busy/),
    ]);
    const env = environmentWith({ SCANFLEET_DATABASE_URL: restored.url, SCANFLEET_KEYS: keys });
    await run(process.execPath, [CONTROL_PLANE, 'verify-audit'], { env });
    // Nothing is written over.
    await expect(
      run(script('scanfleet-restore'), [options, restored.database, `${keys}2`, copy]),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining('is not empty'),
    });
    await expect(
      run(script('scanfleet-backup'), [options, 'scanfleet_none', keys, `${copy}2`]),
    ).rejects.toMatchObject({
      code: expect.any(Number),
    });
  }, 180_000);
});
