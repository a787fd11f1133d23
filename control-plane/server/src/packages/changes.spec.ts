import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentInspector } from '@scanfleet/readers';
import { CPE_URI, FILE_PATH, withOverride } from './override';
import { tailoredId, tailoringOf, XCCDF_ID } from './tailoring';

const FACTS = readFileSync(join(__dirname, '../../../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');
const ALL = 'xccdf_lab.facts_profile_all';
const RULE = 'xccdf_lab.facts_rule_';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'changes-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What oscap itself says of each rule, and whether its schemas hold. */
function evaluated(content: string, profile: string, tailoring?: string) {
  const [file, tailored] = [join(folder, 'content.xml'), join(folder, 'tailoring.xml')];
  writeFileSync(file, content);
  if (tailoring !== undefined) writeFileSync(tailored, tailoring);
  const args = ['xccdf', 'eval', '--progress', '--profile', profile];
  const { stdout, stderr } = spawnSync(
    'oscap',
    [...args, ...(tailoring === undefined ? [] : ['--tailoring-file', tailored]), file],
    { encoding: 'utf8' },
  );
  const results = Object.fromEntries(
    stdout.split('\n').flatMap((line) => {
      const at = line.lastIndexOf(':');
      return line.startsWith(RULE) ? [[line.slice(RULE.length, at), line.slice(at + 1)]] : [];
    }),
  );
  return { results: results as Record<string, string>, stderr };
}

describe('platforms that count as given', () => {
  const platforms = ['cpe:/o:lab:nothing'];

  it('make rules apply that did not, where the file is there and nowhere else', () => {
    const before = evaluated(FACTS, ALL);
    const here = withOverride(FACTS, { platforms, whenFileExists: '/etc/passwd' })!;
    const elsewhere = withOverride(FACTS, { platforms, whenFileExists: '/etc/no-such-file' })!;
    expect(before.results['elsewhere']).toBe('notapplicable');
    const after = evaluated(here, ALL);
    expect(after.results['elsewhere']).not.toBe('notapplicable');
    expect({ ...after.results, elsewhere: 'notapplicable' }).toEqual(before.results);
    expect(evaluated(elsewhere, ALL).results).toEqual(before.results);
    expect(after.stderr).not.toMatch(/schema|valid/i);
  });

  it('are looked into like any content, and offer the same', () => {
    const summary = (content: string) => {
      const inspector = new ContentInspector();
      inspector.feed(Buffer.from(content));
      return inspector.end();
    };
    const before = summary(FACTS);
    const after = summary(withOverride(FACTS, { platforms, whenFileExists: '/etc/passwd' })!);
    if (before.kind !== 'accepted') throw new Error(before.reason);
    expect(after).toMatchObject({ kind: 'accepted', summary: { benchmarks: before.summary.benchmarks } });
  });

  it('have no place in content that is no data stream', () => {
    expect(withOverride('<Benchmark/>', { platforms, whenFileExists: '/x' })).toBeUndefined();
    expect(
      withOverride('<data-stream-collection></data-stream-collection>', { platforms, whenFileExists: '/x' }),
    ).toBe(undefined);
  });

  it('are CPE names, and files by their whole path', () => {
    for (const good of [
      'cpe:/o:debian:debian_linux:11',
      'cpe:/a:machine',
      'cpe:/o:canonical:ubuntu_linux:22.04::~~lts~~~',
    ])
      expect(good).toMatch(CPE_URI);
    for (const bad of ['cpe:2.3:o:x', 'cpe:/', 'cpe:/o:a"b', 'cpe:/o:<x>', ''])
      expect(bad).not.toMatch(CPE_URI);
    expect('/etc/debian_version').toMatch(FILE_PATH);
    for (const bad of ['etc', '/', '/a//b', '/a b', '/a"', '/<', `/${'x'.repeat(101)}`])
      expect(bad).not.toMatch(FILE_PATH);
  });
});

describe('a profile with changes', () => {
  it('evaluates what is selected and not what is not', () => {
    const changes = { select: [], unselect: [`${RULE}two`, `${RULE}manual`], values: [] };
    const { results } = evaluated(FACTS, tailoredId(ALL), tailoringOf(ALL, 'All <&"> facts', changes));
    const whole = evaluated(FACTS, ALL).results;
    const { two: _, manual: __, ...rest } = whole;
    expect(results).toEqual(rest);
    const added = { select: [`${RULE}two`], unselect: [], values: [] };
    const elsewhere = 'xccdf_lab.facts_profile_elsewhere';
    const more = evaluated(FACTS, tailoredId(elsewhere), tailoringOf(elsewhere, 'Elsewhere', added)).results;
    expect(Object.keys(more).sort()).toEqual(['elsewhere', 'two']);
  });

  it('has ids of XCCDF 1.2', () => {
    expect(`${RULE}one`).toMatch(XCCDF_ID);
    expect(ALL).toMatch(XCCDF_ID);
    for (const bad of ['one', 'xccdf_a_rule_', 'xccdf_a_rule_x"', 'xccdf_a_rule_x y', '-x'])
      expect(bad).not.toMatch(XCCDF_ID);
  });
});
