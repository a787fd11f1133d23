import { ruledOutBy, rulesOut } from './coverage';
import { findingsOf } from './derive';
import {
  readObserved,
  type Observed,
  type ObservedCompliance,
  type ObservedDefinition,
  type ObservedRule,
} from './observed';
import { resultLine } from './result-line';

const account: ObservedCompliance = {
  kind: 'compliance',
  ...{
    benchmarkId: 'B',
    benchmarkTitle: 'Benchmark',
    benchmarkVersion: '1',
    profileId: 'p',
    profileTitle: 'Profile',
  },
  scores: [{ system: 'urn:xccdf:scoring:default', value: 61.5, maximum: 100 }],
  counts: { pass: 3, fail: 1 },
  ...{ startTime: '', endTime: '', tool: '', trouble: [], content: '', segments: 1 },
};
const rule = (id: string, result: string, more: Partial<ObservedRule> = {}): ObservedRule => ({
  kind: 'rule',
  ...{ rule: id, check: `oval:${id}:def:1`, result, severity: 'high', weight: 1, title: `Rule ${id}` },
  ...{ description: 'what', rationale: 'why', fixText: 'how', fix: 'chmod 0640 /etc/shadow' },
  ...{ idents: [], references: [], messages: [], evidence: '' },
  ...more,
});
const definition = (id: string, kind: string, result: string, severity = ''): ObservedDefinition => ({
  kind: 'definition',
  ...{
    id,
    class: kind,
    result,
    title: `Definition ${id}`,
    description: '',
    severity,
    references: [],
    cves: [],
  },
  evidence: '',
});

const at = new Date('2026-11-28T00:00:00Z');
const drawn = (...seen: Observed[]) => findingsOf(seen, { networkId: 'n', address: '192.0.2.7', at });
const clears = (seen: Observed[], checkId: string) =>
  rulesOut(ruledOutBy(seen, []), { checkId, protocol: '', port: 0 });

describe('the findings of an evaluation', () => {
  it('are the rules that failed, and nothing else', () => {
    const results = [
      'pass',
      'fail',
      'error',
      'unknown',
      'notapplicable',
      'notchecked',
      'informational',
      'fixed',
    ];
    const found = drawn(account, ...results.map((result) => rule(result, result)));
    expect(found.map(({ checkId }) => checkId)).toEqual(['openscap:B:fail']);
  });

  it('have the rule’s words, its identifiers, and what was found', () => {
    const idents = [
      { system: 'http://cce.mitre.org', value: 'CCE-1-1' },
      { system: 'https://nvd.nist.gov/cve', value: 'CVE-1999-0001' },
    ];
    const references = [
      { href: 'javascript:alert(1)', text: '' },
      { href: 'https://example.org/', text: 'CM-6' },
    ];
    const [finding] = drawn(account, rule('r', 'fail', { idents, references, evidence: 'mode: 0644' }));
    expect(finding).toMatchObject({
      ...{
        title: 'Rule r',
        severity: 4,
        severitySource: 'high (xccdf)',
        type: 'confirmed',
        cves: ['CVE-1999-0001'],
      },
      ...{
        summary: 'what\n\nwhy',
        solution: 'how\n\nchmod 0640 /etc/shadow',
        references: ['https://example.org/'],
      },
      ...{ protocol: '', port: 0 },
    });
    expect(finding?.evidence).toBe('Rule: r\nIdentifier: CCE-1-1\nIdentifier: CVE-1999-0001\nmode: 0644');
  });

  it.each([
    ['high', 4],
    ['medium', 3],
    ['low', 2],
    ['info', 1],
    ['unknown', 1],
  ])('are as grave as the rule is %s', (severity, grade) => {
    expect(drawn(account, rule('r', 'fail', { severity }))[0]?.severity).toBe(grade);
  });

  it('of one rule with several checks are several, each by its check', () => {
    const found = drawn(
      account,
      rule('r', 'fail', { check: 'a' }),
      rule('r', 'fail', { check: 'b' }),
      rule('s', 'fail'),
    );
    expect(found.map(({ checkId }) => checkId)).toEqual(['openscap:B:r:a', 'openscap:B:r:b', 'openscap:B:s']);
  });

  it('are definitions with bad news: true of a vulnerability or patch, false of compliance', () => {
    const found = drawn(
      definition('v1', 'vulnerability', 'true', 'Critical'),
      definition('v2', 'vulnerability', 'false'),
      definition('p1', 'patch', 'true'),
      definition('c1', 'compliance', 'false'),
      definition('c2', 'compliance', 'true'),
      definition('i1', 'inventory', 'true'),
      definition('e1', 'vulnerability', 'error'),
    );
    expect(found.map(({ checkId, severity, severitySource }) => [checkId, severity, severitySource])).toEqual(
      [
        ['openscap:v1', 5, 'Critical (oval)'],
        ['openscap:p1', 3, 'patch without a severity (oval)'],
        ['openscap:c1', 3, 'compliance without a severity (oval)'],
      ],
    );
  });
});

describe('what an evaluation rules out', () => {
  it('is each rule that passed, by the same benchmark', () => {
    const seen = [
      account,
      rule('r', 'pass'),
      rule('f', 'fixed'),
      rule('e', 'error'),
      rule('n', 'notapplicable'),
    ];
    expect(clears(seen, 'openscap:B:r')).toBe(true);
    expect(clears(seen, 'openscap:B:f')).toBe(true);
    for (const check of [
      'openscap:B:e',
      'openscap:B:n',
      'openscap:B:other',
      'openscap:C:r',
      'os-patch:package:r',
    ])
      expect([check, clears(seen, check)]).toEqual([check, false]);
  });

  it('is each definition that found nothing', () => {
    const seen = [definition('v', 'vulnerability', 'false'), definition('c', 'compliance', 'true')];
    expect(clears(seen, 'openscap:v')).toBe(true);
    expect(clears(seen, 'openscap:c')).toBe(true);
    expect(clears([definition('v', 'vulnerability', 'unknown')], 'openscap:v')).toBe(false);
  });
});

it('is told in one line', () => {
  const told = (accounts: ObservedCompliance[], definitions: ObservedDefinition[] = []) =>
    resultLine('scanned', '', [], [], [], [], [], accounts, definitions);
  expect(told([account])).toBe('Benchmark, Profile; 3 pass, 1 fail; score 61.5');
  expect(told([{ ...account, trouble: ['E: x'] }])).toMatch(/; degraded$/);
  expect(told([], [definition('a', 'patch', 'true'), definition('b', 'patch', 'true')])).toBe('2 true');
});

it('is read from the ledger whatever else is in it, and not without its name and result', () => {
  expect(readObserved('rule', '{"rule":"r","result":"pass","weight":"x","idents":[7]}')).toMatchObject({
    ...{ rule: 'r', weight: 1, idents: [] },
  });
  expect(readObserved('rule', '{"rule":"r"}')).toBeNull();
  expect(readObserved('definition', '{"id":"d"}')).toBeNull();
  expect(readObserved('compliance', '{"counts":{"pass":1,"fail":"x"}}')).toMatchObject({
    counts: { pass: 1, fail: 0 },
  });
});
