import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenscapReader } from '@scanfleet/readers';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { sshPlace } from '../ssh/place';
import { OpenscapEngine } from './engine';
import {
  accountOf,
  ALL_FACTS,
  FIXTURES,
  Ground,
  OPTIONS,
  OWN,
  rulesOf,
  STANDARD,
  SYSTEM_CONTENT,
} from './evaluating.fixture';
import { ruleLine } from './said';

const STRANGER = '192.0.2.8';
const ground = new Ground();
const short = (rule: string) => rule.split('_rule_')[1];

describe('an evaluation by facts that are known', () => {
  it('tells of each rule what is so', async () => {
    const result = await ground.evaluated({}, { root: ground.facts('mixed', 'one=yes\ntwo=no\n') });
    expect(result).toMatchObject({ address: OWN, disposition: 'scanned', reason: '' });
    expect(rulesOf(result).map((rule) => [short(rule.rule), rule.result])).toEqual([
      ['one', 'pass'],
      ['two', 'fail'],
      ['unknowable', 'error'],
      ['elsewhere', 'notapplicable'],
      ['manual', 'notchecked'],
    ]);
    expect(accountOf(result)).toMatchObject({
      kind: 'compliance',
      benchmark: { id: 'xccdf_lab.facts_benchmark_facts', title: 'Facts', version: '1' },
      profile: { id: ALL_FACTS, title: 'All facts' },
      counts: { pass: 1, fail: 1, error: 1, notapplicable: 1, notchecked: 1 },
      trouble: [],
      content: 'a'.repeat(64),
    });
    expect(ground.heard.looks).toEqual([
      { tool: 'oscap', toolVersion: expect.stringMatching(/^\d/) as string, ports: [] },
    ]);
  });

  it('tells a rule with its words, and with what was found', async () => {
    const result = await ground.evaluated({}, { root: ground.facts('words', 'one=yes\ntwo=no\n') });
    const [one, two] = rulesOf(result);
    expect(one).toMatchObject({
      severity: 'high',
      title: 'One is yes',
      description: 'Fact one must be yes.',
      rationale: 'It is so.',
      fix: 'echo one=yes',
      idents: [{ system: 'http://cce.mitre.org', value: 'CCE-00001-1' }],
    });
    expect(two?.evidence).toMatch(
      /^two is yes: false\n {2}textfilecontent .*filepath=\/etc\/lab\/facts.*subexpression=no/,
    );
  });

  it('gives its raw output, from which the same is read again', async () => {
    const { raw } = await ground.evaluated({}, { root: ground.facts('raw', 'one=yes\ntwo=no\n') });
    const reader = new OpenscapReader();
    const events = [...reader.feed(raw!)];
    expect(reader.end()).toEqual({ kind: 'whole', leftOut: 0 });
    expect(events.find(({ kind }) => kind === 'test-result')).toMatchObject({
      counts: { pass: 1, fail: 1, error: 1 },
    });
  });

  it('looks where it is told to: another system has other results', async () => {
    const results: (string | undefined)[][] = [];
    for (const words of ['one=yes\ntwo=yes\n', 'one=no\ntwo=yes\n', '']) {
      const result = await ground.evaluated({}, { root: ground.facts(`where${results.length}`, words) });
      results.push(
        rulesOf(result)
          .slice(0, 2)
          .map((rule) => rule.result),
      );
    }
    expect(results).toEqual([
      ['pass', 'pass'],
      ['fail', 'pass'],
      ['fail', 'fail'],
    ]);
  });

  it('of which nothing applies is neither passed nor failed; one of no rule is a mistake', async () => {
    const root = ground.facts('void', 'one=yes\n');
    expect(await ground.evaluated({ profile: 'xccdf_lab.facts_profile_elsewhere' }, { root })).toMatchObject({
      disposition: 'not applicable',
      reason: 'none of its 1 rules applies to this system',
    });
    expect(await ground.evaluated({ profile: 'xccdf_lab.facts_profile_empty' }, { root })).toMatchObject({
      disposition: 'failed',
      reason: 'the profile selects no rule of this content',
    });
  });

  it('of a profile that is not there is failed with oscap’s words', async () => {
    const result = await ground.evaluated(
      { profile: 'xccdf_lab.facts_profile_none' },
      { root: ground.facts('none', '') },
    );
    expect(result).toMatchObject({ disposition: 'failed', observations: [] });
    expect(result.reason).toMatch(/^oscap ended with code 1: .*[Pp]rofile/);
  });

  it('by a tailoring has the rules that it leaves, with the severities that it gives', async () => {
    const tailoring = join(ground.folder, 'tailoring.xml');
    writeFileSync(
      tailoring,
      `<?xml version="1.0" encoding="UTF-8"?>
      <xccdf:Tailoring xmlns:xccdf="http://checklists.nist.gov/xccdf/1.2" id="xccdf_lab_tailoring_default">
        <xccdf:benchmark href="facts-ds.xml"/><xccdf:version time="2026-01-01T00:00:00">1</xccdf:version>
        <xccdf:Profile id="xccdf_lab_profile_mine" extends="${ALL_FACTS}"><xccdf:title>Mine</xccdf:title>
          <xccdf:select idref="xccdf_lab.facts_rule_unknowable" selected="false"/>
          <xccdf:select idref="xccdf_lab.facts_rule_manual" selected="false"/>
          <xccdf:refine-rule idref="xccdf_lab.facts_rule_two" severity="high"/>
        </xccdf:Profile></xccdf:Tailoring>`,
    );
    const options = { profile: 'xccdf_lab_profile_mine', tailoring: { sha256: 'b'.repeat(64), bytes: 2 } };
    const result = await ground.evaluated(options, {
      root: ground.facts('tailored', 'one=yes\ntwo=no\n'),
      tailoring,
    });
    expect(rulesOf(result).map((rule) => [short(rule.rule), rule.result, rule.severity])).toEqual([
      ['one', 'pass', 'high'],
      ['two', 'fail', 'high'],
      ['elsewhere', 'notapplicable', 'low'],
    ]);
  });

  it('tells how far it is, rule by rule, and never goes back', async () => {
    await ground.evaluated({}, { root: ground.facts('progress', 'one=yes\n') });
    const fractions = ground.heard.told.map(({ fraction }) => fraction);
    expect(fractions).toEqual([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1]);
  });
});

describe('real content of a distribution', () => {
  it.each([
    ['chroot-good', { pass: 19, fail: 24, notapplicable: 1 }],
    ['chroot-bad', { pass: 16, fail: 27, notapplicable: 1 }],
  ])(
    'gives for %s what oscap itself says',
    async (name, counts) => {
      const root = join(ground.folder, name);
      const result = await ground.evaluated(
        { profile: STANDARD, rules: 44 },
        { root, content: SYSTEM_CONTENT },
      );
      expect(result).toMatchObject({ disposition: 'scanned', reason: '' });
      expect(accountOf(result).counts).toEqual(counts);
      const env = { OSCAP_PROBE_ROOT: root, PATH: '/usr/bin:/bin' };
      const args = ['xccdf', 'eval', '--progress', '--profile', STANDARD, SYSTEM_CONTENT];
      const { stdout } = spawnSync('oscap', args, { encoding: 'utf8', env });
      const own = stdout
        .trim()
        .split('\n')
        .map((line) => ruleLine(line));
      expect(rulesOf(result).map(({ rule, result: word }) => ({ rule, result: word }))).toEqual(own);
    },
    60_000,
  );

  it('differs between the two in the three rules that differ', async () => {
    const failed: Record<string, string[]> = {};
    for (const name of ['chroot-good', 'chroot-bad']) {
      const result = await ground.evaluated(
        { profile: STANDARD },
        { root: join(ground.folder, name), content: SYSTEM_CONTENT },
      );
      failed[name] = rulesOf(result)
        .filter((rule) => rule.result === 'fail')
        .map(({ rule }) => short(rule) ?? '');
    }
    expect(failed['chroot-bad']?.filter((rule) => !failed['chroot-good']?.includes(rule))).toEqual([
      'file_permissions_etc_shadow',
      'package_telnetd_removed',
      'sshd_disable_root_login',
    ]);
  }, 60_000);

  it('in a system that its probe cannot look into passes nothing', async () => {
    const root = join(ground.folder, 'blind');
    cpSync(join(ground.folder, 'chroot-bad'), root, { recursive: true });
    rmSync(join(root, 'usr/share/dpkg'), { recursive: true });
    rmSync(join(root, 'var/cache'), { recursive: true, force: true });
    const result = await ground.evaluated({ profile: STANDARD }, { root, content: SYSTEM_CONTENT });
    expect(result).toMatchObject({
      disposition: 'scanned',
      reason: 'degraded: E: oscap: dpkginfo_init has failed.',
    });
    const { counts, trouble } = accountOf(result);
    expect(counts.pass).toBeUndefined();
    expect(counts.unknown).toBeGreaterThan(10);
    expect(trouble).toEqual(['E: oscap: dpkginfo_init has failed.']);
    const telnetd = rulesOf(result).find(({ rule }) => rule.endsWith('package_telnetd_removed'));
    expect(telnetd).toMatchObject({ result: 'unknown', messages: ['passed, in a run with trouble'] });
  }, 60_000);

  it('for another system says that none of it applies', async () => {
    const result = await ground.evaluated({ profile: STANDARD }, { content: SYSTEM_CONTENT });
    expect(result).toMatchObject({ disposition: 'not applicable' });
  }, 60_000);
});

describe('content that would run programs', () => {
  it('runs none: there is no engine for scripts', async () => {
    const content = join(ground.folder, 'sce');
    mkdirSync(content);
    const mark = join(ground.folder, 'canary');
    writeFileSync(
      join(content, 'check.sh'),
      `#!/bin/sh\necho seen\ntouch ${mark}\nexit $XCCDF_RESULT_PASS\n`,
      { mode: 0o755 },
    );
    writeFileSync(
      join(content, 'xccdf.xml'),
      `<?xml version="1.0" encoding="UTF-8"?>
      <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_lab_benchmark_sce" resolved="1" xml:lang="en">
      <status date="2026-01-01">accepted</status><title>t</title><description>d</description><version>1</version>
      <Profile id="xccdf_lab_profile_all"><title>p</title><select idref="xccdf_lab_rule_script" selected="true"/>
      <set-value idref="xccdf_lab_value_v">x</set-value></Profile><Value id="xccdf_lab_value_v" type="string"><title>v</title>
      <value>x</value></Value><Group id="xccdf_lab_group_g"><title>g</title><Rule id="xccdf_lab_rule_script" selected="false">
      <title>r</title><check system="http://open-scap.org/page/SCE"><check-import import-name="stdout"/>
      <check-export export-name="V" value-id="xccdf_lab_value_v"/><check-content-ref href="check.sh"/></check></Rule></Group>
      </Benchmark>`.replace(/\n\s*/g, ''),
    );
    const bare = join(content, 'xccdf.xml');
    spawnSync('oscap', ['xccdf', 'eval', '--profile', 'xccdf_lab_profile_all', bare], { stdio: 'ignore' });
    // oscap by itself would: so the canary can be seen.
    expect(existsSync(mark)).toBe(true);
    rmSync(mark);
    const result = await ground.evaluated({ profile: 'xccdf_lab_profile_all' }, { content: bare });
    expect(rulesOf(result).map((rule) => rule.result)).toEqual(['notchecked']);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('definitions', () => {
  it('are evaluated by themselves, with what was found', async () => {
    const content = join(ground.folder, 'oval.xml');
    const stream = readFileSync(join(FIXTURES, 'facts-ds.xml'), 'utf8');
    const inside = /<oval_definitions[\s\S]*<\/oval_definitions>/.exec(stream)?.[0] ?? '';
    writeFileSync(content, inside);
    const options = { kind: 'oval' as const, profile: null, rules: 3 };
    const result = await ground.evaluated(options, {
      root: ground.facts('oval', 'one=yes\ntwo=no\n'),
      content,
    });
    expect(result.disposition).toBe('scanned');
    expect(
      result.observations.map((one) => one.kind === 'definition' && [one.id.slice(-1), one.result]).sort(),
    ).toEqual([
      ['1', 'true'],
      ['2', 'false'],
      ['3', 'error'],
    ]);
    const two = result.observations.find((one) => one.kind === 'definition' && one.id.endsWith(':2'));
    expect(two).toMatchObject({
      title: 'fact two is yes',
      evidence: expect.stringContaining('subexpression=no') as string,
    });
  });
});

describe('a run', () => {
  it('looks at no other machine', async () => {
    expect(await ground.start([STRANGER]).end).toEqual({ kind: 'complete' });
    expect(ground.heard.results).toMatchObject([{ address: STRANGER, disposition: 'unreachable' }]);
    expect(ground.launcher.commands).toEqual([]);
  });

  it('is ended by a stop, and leaves nothing of the tool', async () => {
    const root = ground.facts('stopped', 'one=yes\n');
    const run = ground.start([OWN], {}, { root });
    await new Promise<void>((resolve) => setImmediate(resolve));
    run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(ground.heard.results).toEqual([]);
    expect(readdirSync(ground.scratch)).toEqual([]);
  });

  it('gives a system up that takes too long', async () => {
    const slow = new (class extends SpawningLauncher {
      override launch() {
        const tool = super.launch({ file: 'sleep', args: ['1011'], stdin: '' });
        setImmediate(() => ground.clock.advance(120_000));
        return tool;
      }
    })();
    expect(await ground.start([OWN], {}, { launcher: slow }).end).toEqual({ kind: 'complete' });
    expect(ground.heard.results).toMatchObject([
      { disposition: 'timed out', reason: 'not evaluated within 120 seconds' },
    ]);
    await slow.end();
  });

  it('leaves nothing behind, and is failed where the content cannot be had', async () => {
    await ground.evaluated({}, { root: ground.facts('tidy', '') });
    expect(readdirSync(ground.scratch)).toEqual([]);
    const engine = new OpenscapEngine({
      ...{
        scratch: ground.scratch,
        clock: ground.clock,
        addresses: () => [OWN],
        ssh: sshPlace(ground.folder),
      },
      content: { file: () => Promise.reject(new Error('the control plane has no such content')) },
    });
    const run = engine.start({ targets: [OWN], options: OPTIONS }, ground.launcher, ground.heard);
    expect(await run.end).toEqual({ kind: 'failed', reason: 'the control plane has no such content' });
  });

  it('says which version is here, or that none is', async () => {
    const probe = (file: string) =>
      new OpenscapEngine({
        ...{ scratch: ground.scratch, file, ssh: sshPlace(ground.folder) },
        content: { file: () => Promise.reject(new Error()) },
      }).probe();
    expect(await probe('oscap')).toMatchObject({
      name: 'openscap',
      available: true,
      version: expect.stringMatching(/^1\.\d+/) as string,
    });
    expect(await probe('/no/such/oscap')).toMatchObject({ available: false, verdict: 'not installed' });
    expect(await probe('true')).toMatchObject({ available: false });
  });
});
