import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { ports, processed, startScan } from '../harness/scans';
import { testSettings } from '../harness/settings';

const AGENT = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');

/** What it calls itself in its bundle, and nowhere else. */
const VERSION = '"0.1.0"';

describe('an agent that updates itself', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let folder: string;
  let bundles: string;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');

  beforeAll(async () => {
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    folder = mkdtempSync(join(testSettings().folder, 'update-'));
    bundles = mkdtempSync(join(folder, 'bundles-'));
    controlPlane = await startControlPlane({ ledger, bell }, { ...QUICK, SCANFLEET_AGENT_BUNDLES: bundles });
    const key = join(folder, 'release.key.pub');
    writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }));
    agent = await startAgent(controlPlane, { args: ['--update-key', key] });
  }, 60_000);
  afterAll(async () => {
    await agent.stop();
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  /** Puts a program into the operator's folder, as `npm run agent-bundle -- sign` does. */
  function publish(version: string, text: string, key: KeyObject = privateKey): void {
    const data = Buffer.from(text);
    const sha256 = createHash('sha256').update(data).digest('hex');
    const statement = Buffer.from(`scanfleet-agent\n${version}\n${sha256}\n`);
    const signature = sign(null, statement, key).toString('base64');
    writeFileSync(join(bundles, `scanfleet-agent-${version}.js`), data);
    writeFileSync(
      join(bundles, `scanfleet-agent-${version}.json`),
      JSON.stringify({ version, sha256, bytes: data.length, signature }),
    );
  }

  /** This agent, but for what it calls itself. */
  const agentAs = (version: string): string =>
    readFileSync(AGENT, 'utf8').replace(VERSION, JSON.stringify(version));

  const want = (version: string | null) =>
    controlPlane.rest.put<{ agentVersion: string | null; code?: string }>(
      `/pools/${controlPlane.first.poolId}/agent-version`,
      { version },
    );

  const shown = async () =>
    (
      await controlPlane.rest.all<{
        version: string;
        status: string;
        connectedAt: string;
        lastSeenAt: string;
      }>('/agents')
    )[0]!;

  it('ends what it holds, and goes on as what its pool wants', async () => {
    publish('0.2.0', agentAs('0.2.0'));
    const known = await controlPlane.rest.get<{ items: { version: string }[] }>('/agent-bundles');
    expect(known.body.items.map(({ version }) => version)).toEqual(['0.2.0']);
    expect((await want('0.3.0')).body).toMatchObject({ code: 'agent-version-unknown' });
    const { id } = await startScan(controlPlane, ['127.0.8.1'], { ports: ports(9, [20, 60]), maxRate: 20 });
    await condition('it runs', async () => {
      const { body } = await controlPlane.rest.get<{ state: string }>(`/scans/${id}`);
      return body.state === 'Running';
    });
    const before = agent.process();
    expect((await want('0.2.0')).body).toMatchObject({ agentVersion: '0.2.0' });
    await agent.startAgain();
    expect(before.how).toBe('exit code 0');
    await condition('it is back', async () => {
      const { version, status } = await shown();
      return version === '0.2.0' && status !== 'disconnected';
    });
    expect(await processed(controlPlane, id, 60_000)).toMatchObject({
      state: 'Finished',
      outcome: 'complete',
    });
    // Nothing was taken from it, nor given back.
    const slices = await controlPlane.rest.all<{ epoch: number }>(`/scans/${id}/slices`);
    expect(new Set(slices.map(({ epoch }) => epoch))).toEqual(new Set([1]));
  }, 90_000);

  it('comes back as it was when the newer one does not work', async () => {
    publish('0.3.0', 'process.exit(7);');
    await want('0.3.0');
    const ends: (string | undefined)[] = [];
    for (let start = 0; start < 4; start++) {
      const one = agent.process();
      await agent.startAgain();
      ends.push(one.how);
    }
    expect(ends).toEqual(['exit code 0', ...Array<string>(3).fill('exit code 7')]);
    await condition('it is back', async () => (await shown()).status === 'online');
    expect((await shown()).version).toBe('0.2.0');
    // It is offered with each heartbeat's answer, and refused.
    await agent
      .process()
      .until('refuses it', () => agent.process().log().includes('it was tried here and did not work'));
  }, 60_000);

  it('takes nothing that its key did not sign, nor what is older', async () => {
    publish('0.4.0', agentAs('0.4.0'), generateKeyPairSync('ed25519').privateKey);
    await want('0.4.0');
    const says = (what: string) => agent.process().until(what, () => agent.process().log().includes(what));
    await says('it is not signed by whom this agent trusts');
    publish('0.1.5', agentAs('0.1.5'));
    await want('0.1.5');
    await says('it is not newer than 0.2.0');
    expect((await want(null)).body).toMatchObject({ agentVersion: null });
    expect(await shown()).toMatchObject({ version: '0.2.0', status: 'online' });
  }, 60_000);

  it('is not told of a program that is not what its statement says', async () => {
    publish('0.5.0', agentAs('0.5.0'));
    writeFileSync(join(bundles, 'scanfleet-agent-0.5.0.js'), 'changed');
    writeFileSync(join(bundles, 'scanfleet-agent-0.6.0.json'), '{"version": "0.6.0"');
    expect((await want('0.5.0')).body).toMatchObject({ code: 'agent-version-unknown' });
    const { body } = await controlPlane.rest.get<{ items: { version: string }[] }>('/agent-bundles');
    expect(body.items.map(({ version }) => version)).toEqual(['0.1.5', '0.2.0', '0.3.0', '0.4.0']);
  });

  it('keeps its session when the folder is gone', async () => {
    await want('0.4.0');
    const { connectedAt, lastSeenAt } = await shown();
    renameSync(bundles, `${bundles}-elsewhere`);
    expect((await want('0.2.0')).body).toMatchObject({ code: 'agent-version-unknown' });
    expect((await controlPlane.rest.get<{ items: object[] }>('/agent-bundles')).body.items).toEqual([]);
    // An answer about it holds for five seconds.
    await condition('it is seen again', async () => {
      const seen = Date.parse((await shown()).lastSeenAt);
      return seen - Date.parse(lastSeenAt) > 6_000;
    });
    expect((await shown()).connectedAt).toBe(connectedAt);
  });
});
