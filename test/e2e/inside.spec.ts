import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withOverride } from '../../control-plane/server/src/packages/override';
import { startAgent, type Agent } from '../harness/agent';
import { condition } from '../harness/condition';
import { startBell, type Bell } from '../harness/bell';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { processed, type Scan } from '../harness/scans';

interface Update {
  package: string;
  architecture: string;
  installed: string;
  available: string;
  security: boolean;
  sourcePackage: string;
}

interface Result {
  disposition: string;
  line: string;
  systems: { manager: string; osId: string; metadataAt: string; gaps: string[] }[];
  updates: Update[];
  compliance: { counts: Record<string, number>; profileId: string; profileTitle: string }[];
  rules: { rule: string; result: string; evidence: string }[];
}

const AS_LISTED = { engine: 'os-patch', preset: 'updates-as-listed' };
const FIXTURES = join(__dirname, '../../agent/fixtures/openscap');
const FACTS = readFileSync(join(FIXTURES, 'facts-ds.xml'), 'utf8');
/** What Debian's own package of content holds. */
const DEBIAN_11 = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';
const STANDARD = 'xccdf_org.ssgproject.content_profile_standard';

interface Finding {
  id: string;
  state: string;
  checkId: string;
  title: string;
  severity: number;
  address: string;
  engine?: string;
}

describe('a look into this machine, through ledger, bell, agent and back', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let scan: Scan;
  let jobs = 0;

  beforeAll(async () => {
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    agent = await startAgent(controlPlane);
    scan = await looked(['127.0.0.1', '127.0.0.9']);
  }, 90_000);
  afterAll(async () => {
    await agent.stop();
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  async function looked(targets: string[], profiles: object[] = [AS_LISTED]): Promise<Scan> {
    const { rest, first } = controlPlane;
    const body = { name: `inside ${(jobs += 1)}`, networkId: first.networkId, targets, profiles };
    const job = await rest.post<{ id: string }>('/jobs', body);
    expect(job.status).toBe(201);
    const started = await rest.post<Scan>(`/jobs/${job.body.id}/start`);
    expect(started.status).toBe(202);
    return processed(controlPlane, started.body.id);
  }
  const resultOf = async (address: string, scanId = scan.id) =>
    (await controlPlane.rest.get<Result>(`/scans/${scanId}/targets/${address}/result`)).body;

  it('ends with what apt itself lists, package by package', async () => {
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete', kinds: ['patch'] });
    const { disposition, systems, updates } = await resultOf('127.0.0.1');
    expect(disposition).toBe('scanned');
    expect(systems).toMatchObject([{ manager: 'apt', osId: 'debian', gaps: [] }]);
    const text = execFileSync('env', ['LC_ALL=C', 'apt', 'list', '--upgradable'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const listed = text.split('\n').flatMap((row) => {
      const [, name, to, architecture, from] =
        /^([^/]+)\/\S+ (\S+) (\S+) \[upgradable from: (\S+)\]/.exec(row) ?? [];
      return name === undefined ? [] : [`${name} ${architecture} ${from} ${to}`];
    });
    const ours = updates.map((one) => `${one.package} ${one.architecture} ${one.installed} ${one.available}`);
    expect(ours.sort()).toEqual(listed.sort());
  });

  it('draws one finding for each source package, and tells no finding of a machine that it did not look at', async () => {
    const { updates } = await resultOf('127.0.0.1');
    const sources = new Set(updates.map((one) => one.sourcePackage || one.package));
    const findings = await controlPlane.rest.all<Finding>(`/findings?scanId=${scan.id}`);
    const packages = findings.filter(({ checkId }) => checkId.startsWith('os-patch:package:'));
    expect(packages.map(({ checkId }) => checkId.slice('os-patch:package:'.length)).sort()).toEqual(
      [...sources].sort(),
    );
    expect(new Set(findings.map(({ address }) => address))).toEqual(
      new Set(findings.length > 0 ? ['127.0.0.1'] : []),
    );
    expect(await resultOf('127.0.0.9')).toMatchObject({ disposition: 'unreachable', updates: [] });
  });

  it('keeps all that was asked and answered as the raw output', async () => {
    const { status, body } = await controlPlane.rest.get<string>(`/scans/${scan.id}/targets/127.0.0.1/raw`);
    expect(status).toBe(200);
    expect(body).toMatch(/^scanfleet os-patch 1 apt\n/);
    expect(body).toContain('Reading package lists');
  });

  it('says what the agent can do, and which addresses are its own', async () => {
    const [shown] = await controlPlane.rest.all<{
      engines: { name: string; version: string }[];
      addresses: string[];
    }>('/agents');
    expect(shown?.engines.map(({ name }) => name)).toEqual(['nmap', 'os-patch', 'openscap']);
    expect(shown?.engines[1]?.version).toMatch(/apt \d/);
    expect(shown?.addresses).toContain('127.0.0.1');
  });

  it('offers the content that the agent’s system came with, as packages', async () => {
    const { rest } = controlPlane;
    const path = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    interface Offered {
      sha256: string;
      state: string;
      reason: string;
      paths: string[];
      agents: { name: string }[];
      content: { benchmarks: { profiles: { id: string }[] }[] };
      packageId: string | null;
    }
    const offers = async () => (await rest.get<{ items: Offered[] }>('/system-content')).body.items;
    const find = async () => (await offers()).find((one) => one.sha256 === sha256);
    expect(await find()).toMatchObject({ state: 'known', content: null });
    expect((await rest.post('/system-content/looks', { sha256 })).status).toBe(202);
    const offer = await condition('it was looked into', async () => {
      const one = await find();
      return one?.state === 'fetching' ? undefined : one;
    });
    expect(offer).toMatchObject({ state: 'offered', paths: [path], packageId: null });
    expect(offer?.agents).toHaveLength(1);
    expect(offer?.content.benchmarks[0]?.profiles.map(({ id }) => id)).toContain(STANDARD);
    const made = await rest.post<{ id: string; sha256: string }>('/system-content/packages', {
      ...{ sha256, name: 'from the agent' },
    });
    expect([made.status, made.body.sha256]).toEqual([201, sha256]);
    expect((await offers()).find((one) => one.sha256 === sha256)?.packageId).toBe(made.body.id);
    const nowhere = await rest.post<{ code: string }>('/system-content/packages', {
      ...{ sha256: 'f'.repeat(64), name: 'nowhere' },
    });
    expect([nowhere.status, nowhere.body.code]).toEqual([404, 'not-found']);
    const [agent] = await rest.all<{ engines: { name: string; content: { path: string }[] }[] }>('/agents');
    const { content } = agent!.engines.find(({ name }) => name === 'openscap')!;
    expect(content.map((one) => one.path)).toContain(path);
  }, 90_000);

  it('offers the engine’s profiles, and previews a job without a command line', async () => {
    const profiles = await controlPlane.rest.all<{ name: string; engine: string }>('/profiles');
    expect(profiles.filter(({ engine }) => engine === 'os-patch').map(({ name }) => name)).toEqual([
      'updates',
      'updates-as-listed',
    ]);
    const { status, body } = await controlPlane.rest.post<{ profiles: { withRawSockets: unknown }[] }>(
      '/jobs/dry-run',
      { networkId: controlPlane.first.networkId, targets: ['127.0.0.1'], profiles: [{ engine: 'os-patch' }] },
    );
    expect([status, body.profiles[0]?.withRawSockets]).toEqual([200, null]);
  });

  describe('by a security package', () => {
    let profileId: string;
    let facts: string;
    let first: Scan;

    beforeAll(async () => {
      facts = join(mkdtempSync(join(controlPlane.folder, 'facts-')), 'facts');
      const { rest } = controlPlane;
      const content = FACTS.replaceAll('/etc/lab/facts', facts);
      const headers = { 'content-type': 'application/xml' };
      const made = await rest.post<{ id: string }>('/packages?name=facts', content, { headers });
      expect(made.status).toBe(201);
      const profile = await rest.post<{ id: string }>('/profiles', {
        ...{ name: 'facts', engine: 'openscap' },
        options: { packageId: made.body.id, profile: 'xccdf_lab.facts_profile_all' },
      });
      expect(profile.body).toMatchObject({ engine: 'openscap', options: { rules: 5, kind: 'xccdf' } });
      profileId = profile.body.id;
      writeFileSync(facts, 'one=yes\ntwo=no\n');
      first = await looked(['127.0.0.1'], [{ profileId }]);
    }, 60_000);

    const states = async (): Promise<Record<string, string>> => {
      const found = await controlPlane.rest.all<Finding>('/findings?engine=openscap');
      return Object.fromEntries(found.map(({ checkId, state }) => [checkId.split('_rule_')[1], state]));
    };

    const factsPackage = async (): Promise<string> =>
      (await controlPlane.rest.all<{ id: string; name: string }>('/packages')).find(
        ({ name }) => name === 'facts',
      )!.id;

    it('ends with each rule as the facts are, with what was found', async () => {
      expect(first).toMatchObject({ state: 'Finished', outcome: 'complete', kinds: ['compliance'] });
      const { line, compliance, rules } = await resultOf('127.0.0.1', first.id);
      expect(rules.map(({ rule, result }) => [rule.split('_rule_')[1], result])).toEqual([
        ['one', 'pass'],
        ['two', 'fail'],
        ['unknowable', 'error'],
        ['elsewhere', 'notapplicable'],
        ['manual', 'notchecked'],
      ]);
      expect(compliance).toMatchObject([{ profileTitle: 'All facts', counts: { pass: 1, fail: 1 } }]);
      expect(line).toMatch(/^Facts, All facts; .*1 fail.*; score \d/);
      expect(rules[1]?.evidence).toContain(`filepath=${facts}`);
      const raw = await controlPlane.rest.get<string>(`/scans/${first.id}/targets/127.0.0.1/raw`);
      expect(raw.body).toContain('asset-report-collection');
      // The tool's own page is saved, never shown as ours.
      const report = await controlPlane.rest.get<string>(`/scans/${first.id}/targets/127.0.0.1/report`);
      expect(report.body).toMatch(/^<!DOCTYPE html[\s\S]*One is yes/);
      expect(Object.fromEntries(report.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="scan-${first.id}-127.0.0.1.html"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      });
    });

    it('finds what failed, and calls it Fixed only when the rule passed', async () => {
      expect(await states()).toEqual({ two: 'New' });
      const [finding] = await controlPlane.rest.all<Finding>('/findings?engine=openscap');
      expect(finding).toMatchObject({ title: 'Two is yes', severity: 3 });
      writeFileSync(facts, 'one=no\ntwo=yes\n');
      await looked(['127.0.0.1'], [{ profileId }]);
      expect(await states()).toEqual({ one: 'New', two: 'Fixed' });
      // Another profile of the same content looks at neither.
      const other = { engine: 'openscap', options: { profile: 'xccdf_lab.facts_profile_elsewhere' } };
      const packageId = await factsPackage();
      const elsewhere = await looked(['127.0.0.1'], [{ ...other, options: { ...other.options, packageId } }]);
      expect(await resultOf('127.0.0.1', elsewhere.id)).toMatchObject({ disposition: 'not applicable' });
      expect(await states()).toEqual({ one: 'New', two: 'Fixed' });
    }, 60_000);

    it('evaluates a profile as it was changed', async () => {
      const packageId = await factsPackage();
      const changes = { unselect: ['xccdf_lab.facts_rule_unknowable', 'xccdf_lab.facts_rule_manual'] };
      const options = { packageId, profile: 'xccdf_lab.facts_profile_all', changes };
      const tailored = await looked(['127.0.0.1'], [{ engine: 'openscap', options }]);
      const { rules, compliance } = await resultOf('127.0.0.1', tailored.id);
      expect(rules.map(({ rule }) => rule.split('_rule_')[1])).toEqual(['one', 'two', 'elsewhere']);
      expect(compliance[0]?.profileId).toBe('xccdf_lab.facts_profile_all_tailored');
    }, 60_000);

    it('takes Debian 11 for Debian 12 where the fleet says so, and counts what oscap itself counts', async () => {
      const { rest } = controlPlane;
      const content = readFileSync(DEBIAN_11);
      const headers = { 'content-type': 'application/xml' };
      const made = await rest.post<{ id: string }>('/packages?name=debian', content, { headers });
      const plain = { engine: 'openscap', options: { packageId: made.body.id, profile: STANDARD } };
      const before = await looked(['127.0.0.1'], [plain]);
      expect(await resultOf('127.0.0.1', before.id)).toMatchObject({
        disposition: 'not applicable',
        reason: 'none of its 44 rules applies to this system',
      });
      const evaluatedWith = async (platforms: string[]) => {
        const override = { platforms, whenFileExists: '/etc/debian_version' };
        const overridden = await rest.put(`/packages/${made.body.id}/platform-override`, override);
        expect(overridden.status).toBe(200);
        const after = await looked(['127.0.0.1'], [plain]);
        expect(await resultOf('127.0.0.1', after.id)).toMatchObject({ disposition: 'scanned', reason: '' });
        const found = await rest.all<{ counts: Record<string, number>; overridden: string[] }>(
          `/evaluations?scanId=${after.id}`,
        );
        expect(found).toMatchObject([{ overridden: platforms }]);
        return found[0]?.counts;
      };
      // The same by oscap's own option, which is not for content that travels.
      const dictionary = ['--cpe', join(FIXTURES, 'override-dictionary.xml')];
      const system = ['cpe:/o:debian:debian_linux:11'];
      expect(await evaluatedWith(system)).toEqual(
        countsOf([...dictionary, '--profile', STANDARD, DEBIAN_11]),
      );
      // With a dictionary of its own oscap does not ask ours for what that one knows: only in one do they come together.
      const all = [...system, 'cpe:/a:machine'];
      const patched = join(controlPlane.folder, 'patched-ds.xml');
      const override = { platforms: all, whenFileExists: '/etc/debian_version' };
      writeFileSync(patched, withOverride(content.toString(), override) ?? '');
      const counts = countsOf(['--profile', STANDARD, patched]);
      expect(counts['notapplicable'] ?? 0).toBeLessThan(26);
      expect(await evaluatedWith(all)).toEqual(counts);
    }, 180_000);

    it('is refused for a package or a profile that is not there', async () => {
      const { rest } = controlPlane;
      const packageId = await factsPackage();
      const refusal = async (options: object) => {
        const body = { name: 'wrong', engine: 'openscap', options };
        const answer = await rest.post<{ code: string; errors: { path: string }[] }>('/profiles', body);
        return [answer.status, answer.body.code, answer.body.errors[0]?.path];
      };
      expect(await refusal({})).toEqual([422, 'invalid-profile', '/options/packageId']);
      expect(await refusal({ packageId, profile: 'none' })).toEqual([
        ...[422, 'no-such-content-profile', '/options/profile'],
      ]);
      expect(await refusal({ packageId, benchmark: 'none', profile: 'none' })).toEqual([
        ...[422, 'no-such-benchmark', '/options/benchmark'],
      ]);
      const nobodys = '01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41';
      expect(await refusal({ packageId: nobodys, profile: 'p' })).toEqual([
        ...[422, 'no-such-package', '/options/packageId'],
      ]);
      expect(await refusal({ packageId, profile: 'p', timing: 3 })).toEqual([
        ...[422, 'invalid-profile', '/options/timing'],
      ]);
    });
  });
});

/** Results of rules as oscap itself tells them. */
function countsOf(args: readonly string[]): Record<string, number> {
  const { stdout } = spawnSync('oscap', ['xccdf', 'eval', '--progress', ...args], { encoding: 'utf8' });
  const counts: Record<string, number> = {};
  for (const row of stdout.split('\n').filter((one) => one.startsWith('xccdf_'))) {
    const result = row.slice(row.lastIndexOf(':') + 1);
    counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts;
}
