import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { type FarHosts, processesWith, startFarHosts } from '../harness/far-hosts';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { processed, scanOf, type Scan } from '../harness/scans';

const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');
const ALL = 'xccdf_lab.facts_profile_all';
/** A tool that takes as long as it is let. */
const SLOW = '#!/bin/sh\necho xccdf_lab.facts_rule_one:pass\nsleep 7501 & wait\n';
/** The tool itself, but for its first run, of which it tells one rule. */
const HALTING = `#!/bin/sh
case "$*" in *--skip-rule*) exec /srv/real-oscap "$@" ;; esac
echo xccdf_lab.facts_rule_one:fail
sleep 7502 & wait
`;
const PASSPHRASE = 'canary-passphrase-2f8d1c';
/** The far side ends with TERM and KILL of its own: nothing is lost that the spec would wait for. */
const TIMINGS = {
  ...QUICK,
  SCANFLEET_KILL_GRACE_SECONDS: '10',
  SCANFLEET_STOP_AFTER_SECONDS: '10',
  SCANFLEET_LEASE_SECONDS: '10',
  SCANFLEET_LOST_AFTER_SECONDS: '30',
};

interface Result {
  disposition: string;
  reason: string;
  rules: { rule: string; result: string }[];
  systems: { manager: string; osId: string }[];
  compliance: { counts: Record<string, number> }[];
}

interface Pinned {
  id: string;
  address: string;
  hostKey: string;
  pinnedBy: string;
}

describe('a look into other machines, over SSH', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let far: FarHosts;
  let networkId: string;
  let credentialId: string;
  let profileId: string;
  /** Lines of the key that nothing but it has. */
  let canaries: string[];
  let scan: Scan;
  let jobs = 0;

  beforeAll(async () => {
    [ledger, bell, far] = await Promise.all([
      startLedger(),
      startBell(),
      startFarHosts([{}, {}, ...[SLOW, HALTING].map((tool) => ({ files: { '/usr/bin/oscap': tool } }))]),
    ]);
    controlPlane = await startControlPlane({ ledger, bell }, TIMINGS);
    agent = await startAgent(controlPlane);
    await prepare();
  }, 120_000);
  afterAll(async () => {
    await agent.stop();
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
    await far.stop();
  }, 60_000);

  const [one, two, slow, halting] = [0, 1, 2, 3].map((at) => () => far.hosts[at]!) as [
    Host,
    Host,
    Host,
    Host,
  ];
  type Host = () => FarHosts['hosts'][number];

  async function post<T extends { id: string }>(
    path: string,
    body: object | string,
    headers = {},
  ): Promise<T> {
    const answer = await controlPlane.rest.post<T>(path, body, { headers });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function prepare(): Promise<void> {
    const cidrs = [far.cidr];
    const { first } = controlPlane;
    networkId = (await post('/networks', { name: 'far', cidrs, poolId: first.poolId })).id;
    const file = join(controlPlane.folder, 'user-key');
    writeFileSync(file, (one().login().secret as { key: string }).key, { mode: 0o600 });
    for (const host of [two(), slow(), halting()]) host.authorize(one());
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', PASSPHRASE, '-f', file]);
    const privateKey = readFileSync(file, 'utf8');
    canaries = [PASSPHRASE, ...privateKey.split('\n').slice(3, 5)];
    const credential = { name: 'far', kind: 'ssh-key', userName: 'root', privateKey, passphrase: PASSPHRASE };
    credentialId = (await post('/credentials', { ...credential, trustFirstKey: true })).id;
    const content = FACTS.replaceAll('/etc/lab/facts', '/srv/facts');
    const made = await post('/packages?name=facts', content, { 'content-type': 'application/xml' });
    const options = { packageId: made.id, profile: ALL };
    profileId = (await post('/profiles', { name: 'facts', engine: 'openscap', options })).id;
    writeFileSync(join(one().facts, 'facts'), 'one=yes\ntwo=no\n');
    writeFileSync(join(two().facts, 'facts'), 'one=no\ntwo=yes\n');
    await post('/host-keys', { networkId, address: one().address, hostKey: one().hostKey });
  }

  async function started(targets: string[], profile: object, more: object = { credentialId }): Promise<Scan> {
    const job = { name: `far ${(jobs += 1)}`, networkId, targets, profiles: [profile], ...more };
    return post<Scan>(`/jobs/${(await post('/jobs', job)).id}/start`, {});
  }
  const looked = async (targets: string[], profile: object, more?: object): Promise<Scan> =>
    processed(controlPlane, (await started(targets, profile, more)).id);
  const resultOf = async (address: string, { id } = scan) =>
    (await controlPlane.rest.get<Result>(`/scans/${id}/targets/${address}/result`)).body;
  const rules = ({ rules: all }: Result) =>
    all.map(({ rule, result }) => `${rule.split('_rule_')[1]}:${result}`);

  /** And processed: before that a scan is not resumed. */
  const paused = ({ id }: Scan): Promise<unknown> =>
    condition(
      'paused',
      async () => {
        const { state, processed: isProcessed } = await scanOf(controlPlane, id);
        return state === 'Paused' && isProcessed;
      },
      { timeoutMs: 40_000 },
    );

  it('ends with each rule as the facts are there, of each machine its own', async () => {
    scan = await looked([one().address, two().address], { profileId });
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete' });
    const same = ['unknowable:error', 'elsewhere:notapplicable', 'manual:notchecked'];
    expect(rules(await resultOf(one().address))).toEqual(['one:pass', 'two:fail', ...same]);
    expect(rules(await resultOf(two().address))).toEqual(['one:fail', 'two:pass', ...same]);
    const findings = await controlPlane.rest.all<{ address: string; checkId: string }>(
      `/findings?scanId=${scan.id}`,
    );
    expect(findings.map(({ address, checkId }) => `${address} ${checkId.split('_rule_')[1]}`).sort()).toEqual(
      [`${one().address} two`, `${two().address} one`].sort(),
    );
  }, 90_000);

  it('pins the first key of a host, and no other', async () => {
    const pinned = await controlPlane.rest.all<Pinned>(`/host-keys?networkId=${networkId}`);
    expect(pinned.map(({ address, hostKey }) => [address, hostKey]).sort()).toEqual(
      [
        [one().address, one().hostKey],
        [two().address, two().hostKey],
      ].sort(),
    );
    expect(pinned.find(({ address }) => address === two().address)?.pinnedBy).toBe(`scan ${scan.id}`);
  });

  it('tells of the updates there', async () => {
    const patched = await looked([one().address], { engine: 'os-patch', preset: 'updates-as-listed' });
    expect(await resultOf(one().address, patched)).toMatchObject({
      disposition: 'scanned',
      systems: [{ manager: 'apt', osId: 'debian' }],
    });
  }, 90_000);

  it('shows a changed host no secret, and says which key it has', async () => {
    const pinned = await controlPlane.rest.all<Pinned>(`/host-keys?address=${one().address}`);
    for (const { id } of pinned) await controlPlane.rest.delete(`/host-keys/${id}`);
    await post('/host-keys', { networkId, address: one().address, hostKey: two().hostKey });
    const refused = await looked([one().address], { profileId });
    expect(refused.state).toBe('Finished');
    expect(await resultOf(one().address, refused)).toMatchObject({
      disposition: 'authentication failed',
      reason: expect.stringMatching(/^host key changed: it has the ED25519 key SHA256:/) as string,
    });
    const [wrong] = await controlPlane.rest.all<Pinned>(`/host-keys?address=${one().address}`);
    await controlPlane.rest.delete(`/host-keys/${wrong?.id}`);
  }, 60_000);

  it('enters nothing without a credential', async () => {
    const refused = await looked([one().address], { profileId }, {});
    expect(await resultOf(one().address, refused)).toMatchObject({
      disposition: 'unreachable',
      reason: 'no agent runs on it, and the job names no credential to enter it with',
    });
  }, 60_000);

  it('leaves nothing there when it is canceled, or paused', async () => {
    const { rest } = controlPlane;
    const running = await started([slow().address], { profileId });
    const isThere = () => processesWith('sleep\x007501').length > 0;
    await condition('it runs there', isThere, { timeoutMs: 30_000 });
    expect((await rest.post(`/scans/${running.id}/pause`)).status).toBe(202);
    await paused(running);
    expect([processesWith('7501'), slow().left()]).toEqual([[], []]);
    expect((await rest.post(`/scans/${running.id}/resume`)).status).toBe(202);
    await condition('it runs there again', isThere, { timeoutMs: 30_000 });
    expect((await rest.post(`/scans/${running.id}/cancel`)).status).toBe(202);
    await condition('canceled', async () => (await scanOf(controlPlane, running.id)).state === 'Canceled', {
      timeoutMs: 40_000,
    });
    expect([processesWith('7501'), slow().left()]).toEqual([[], []]);
  }, 120_000);

  it('goes on after a pause with the rules not yet seen, and keeps what was seen', async () => {
    const { rest } = controlPlane;
    writeFileSync(join(halting().facts, 'facts'), 'one=yes\ntwo=no\n');
    copyFileSync('/usr/bin/oscap', join(halting().facts, 'real-oscap'));
    chmodSync(join(halting().facts, 'real-oscap'), 0o755);
    const running = await started([halting().address], { profileId });
    await condition('it runs there', () => processesWith('sleep\x007502').length > 0, { timeoutMs: 30_000 });
    expect((await rest.post(`/scans/${running.id}/pause`)).status).toBe(202);
    await paused(running);
    expect([processesWith('7502'), halting().left()]).toEqual([[], []]);
    expect((await rest.post(`/scans/${running.id}/resume`)).status).toBe(202);
    await processed(controlPlane, running.id);
    const result = await resultOf(halting().address, running);
    // What was told of the first before the pause stands, though it is not what the facts are: it was not evaluated again.
    expect(rules(result)).toEqual([
      ...['one:fail', 'two:fail', 'unknowable:error', 'elsewhere:notapplicable', 'manual:notchecked'],
    ]);
    const [evaluation] = await rest.all<{ segments: number; counts: object }>(
      `/evaluations?scanId=${running.id}`,
    );
    expect(evaluation).toMatchObject({ segments: 2, counts: { fail: 2, error: 1 } });
    expect((await rest.get(`/scans/${running.id}/targets/${halting().address}/report`)).status).toBe(404);
  }, 120_000);

  it('has its secret nowhere but in the machines’ memory', async () => {
    const running = await started([slow().address], { profileId });
    await condition('it runs there', () => processesWith('sleep\x007501').length > 0, { timeoutMs: 30_000 });
    const processes = canaries.flatMap(processesWith);
    await controlPlane.rest.post(`/scans/${running.id}/cancel`);
    await condition('canceled', async () => (await scanOf(controlPlane, running.id)).state === 'Canceled', {
      timeoutMs: 40_000,
    });
    const audited = await controlPlane.rest.all<object>('/audit');
    expect(JSON.stringify(audited)).toContain('createCredential');
    const dump = execFileSync(
      'mariadb-dump',
      [
        ...['--single-transaction', `-h${ledger.host}`, `-P${ledger.port}`, `-u${ledger.user}`],
        ...[`-p${ledger.password}`, ledger.database],
      ],
      { maxBuffer: 1 << 30 },
    );
    expect(dump.includes('sealing_key')).toBe(true);
    const answers = await Promise.all(
      [`/credentials/${credentialId}`, '/credentials', '/jobs', `/scans/${running.id}`, '/agents'].map(
        async (path) => JSON.stringify((await controlPlane.rest.get(path)).body),
      ),
    );
    for (const canary of canaries) {
      expect([
        processes,
        dump.includes(canary),
        audited.some((row) => JSON.stringify(row).includes(canary)),
      ]).toEqual([...[[], false, false]]);
      expect(answers.filter((text) => text.includes(canary))).toEqual([]);
      // Logs, the agent's state and spool, NATS' store, keys, and memory file systems.
      const places = [controlPlane.folder, bell.folder, agent.state, '/dev/shm', far.hosts[2]!.folder];
      const files = places.flatMap(filesBelow).filter((file) => !file.endsWith('/user-key'));
      expect(files.length).toBeGreaterThan(20);
      expect(files.filter((file) => readFileSync(file).includes(canary))).toEqual([]);
    }
  }, 120_000);
});

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => existsSync(file) && lstatSync(file).isFile());
}
