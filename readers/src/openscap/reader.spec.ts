import fc from 'fast-check';
import { fixture, read, told } from './reading.fixture';

const SAMPLES = [
  'debian11-standard-TestResult-only.xml',
  'debian11-standard-arf.xml.gz',
  'debian11-standard-results.xml.gz',
  'mc-res.xml',
  'mini-arf.xml',
  'mini-res.xml',
  'oval-results.xml',
];

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('the reader of OpenSCAP’s results', () => {
  it.each(SAMPLES)('tells of %s what another reader tells', (sample) => {
    const expected: unknown = JSON.parse(
      fixture(`expected/${sample.replace('.gz', '').replace('.xml', '.json')}`).toString(),
    );
    const reading = read(fixture(sample));
    expect(reading.end).toEqual({ kind: 'whole', leftOut: 0 });
    expect({
      rules: told(reading, 'rule').map((event) => ({
        rule: event.rule,
        result: event.result,
        severity: event.severity,
        weight: event.weight,
        title: squeezed(event.title),
        idents: event.idents.map(({ value }) => value),
        definition: event.check?.name ?? '',
        fixes: event.fixes.length,
        description: event.description.replace(/[\s-]+/g, ''),
      })),
      results: told(reading, 'test-result').map((event) => ({
        profile: event.profile.id,
        target: event.target,
        scores: event.scores.map(({ system, value }) => [system, value]),
        counts: Object.fromEntries(Object.entries(event.counts).filter(([, count]) => count > 0)),
        platforms: event.platforms,
      })),
      definitions: told(reading, 'definition')
        .map(({ id, result, class: kind, title }) => ({ id, result, class: kind, title }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    }).toEqual(expected);
  });

  it('tells a rule with everything that its benchmark says', () => {
    const [rule] = told(read(fixture('mini-res.xml')), 'rule');
    expect(rule).toEqual({
      kind: 'rule',
      rule: 'xccdf_org.fleet_rule_shadow_perm',
      result: 'pass',
      severity: 'high',
      weight: 10,
      time: '2026-11-22T06:35:00+00:00',
      benchmark: 'xccdf_org.fleet_benchmark_mini',
      title: '/etc/shadow mode',
      description: 'Mode of /etc/shadow must be 0640 or less.',
      rationale: 'Hashes are secret.',
      fixText: 'Run chmod',
      fixes: [{ system: 'urn:xccdf:fix:script:sh', text: 'chmod 0640 /etc/shadow' }],
      warnings: [],
      references: [{ href: 'https://nvd.nist.gov/', text: 'CM-6' }],
      idents: [{ system: 'http://cce.mitre.org', value: 'CCE-00001-1' }],
      check: {
        system: 'http://oval.mitre.org/XMLSchema/oval-definitions-5',
        name: 'oval:fleet.mini:def:1',
        href: 'mini-oval.xml',
        printed: '',
      },
      messages: [],
    });
  });

  it('keeps what a script printed and why a rule was not checked', () => {
    const rules = told(read(fixture('mini-res.xml')), 'rule');
    expect(rules.find(({ rule }) => rule.endsWith('_sce'))?.check?.printed).toMatch(/^motd= uid=0\n/);
    expect(rules.find(({ rule }) => rule.endsWith('_manual'))?.messages).toEqual([
      'No candidate or applicable check found.',
    ]);
  });

  it('tells the result with benchmark, profile and scores', () => {
    const [result] = told(read(fixture('mini-res.xml')), 'test-result');
    expect(result).toMatchObject({
      benchmark: { id: 'xccdf_org.fleet_benchmark_mini', title: 'Fleet mini benchmark', version: '1.0' },
      profile: { id: 'xccdf_org.fleet_profile_all', title: 'All rules' },
      startTime: '2026-11-22T06:35:00+00:00',
      endTime: '2026-11-22T06:35:02+00:00',
      identity: 'root',
      counts: { pass: 2, fail: 2, notchecked: 2, error: 0 },
    });
    expect(result?.scores[1]).toEqual({ system: 'urn:xccdf:scoring:flat', value: 11, maximum: 13 });
    expect(result?.facts).toContainEqual({ name: 'urn:xccdf:fact:scanner:version', value: '1.3.7' });
  });

  it('keeps the results of one rule with several checks apart', () => {
    const rules = told(read(fixture('mc-res.xml')), 'rule');
    expect(rules.slice(0, 3).map(({ rule, result, check }) => [rule, check?.name, result])).toEqual([
      ['xccdf_org.fleet_rule_patches', 'oval:org.debian:def:2001', 'fail'],
      ['xccdf_org.fleet_rule_patches', 'oval:org.debian:def:1002', 'pass'],
      ['xccdf_org.fleet_rule_patches', 'oval:org.debian:def:1001', 'fail'],
    ]);
  });

  it('fills values into words, in SCAP’s own content', () => {
    const rules = told(read(fixture('debian11-standard-results.xml.gz')), 'rule');
    const texts = JSON.stringify(rules);
    expect(texts).not.toMatch(/[\uE000\uE001]|<\/?(html:)?(p|code|sub|pre)\b/);
    const audit = rules.find(({ rule }) => rule.endsWith('rule_package_audit_installed'));
    expect(audit?.description).toBe('The audit package should be installed.');
  });

  it('tells of OVAL definitions that found something what it was', () => {
    const definitions = told(read(fixture('oval-results.xml')), 'definition');
    const found = definitions.find(({ id }) => id.endsWith(':1001'));
    expect(found).toMatchObject({
      report: null,
      class: 'vulnerability',
      result: 'true',
      title: 'CVE-2099-0001 openssh-server',
      cves: ['CVE-2099-0001'],
    });
    expect(found?.evidence).toContainEqual({
      test: 'oval:org.debian.oval:tst:2',
      comment: expect.stringContaining('openssh-server') as string,
      result: 'true',
      items: [
        {
          kind: 'dpkginfo',
          result: 'true',
          fields: expect.objectContaining({ name: 'openssh-server', evr: '1:9.2p1-2+deb12u10' }) as object,
        },
      ],
    });
    expect(definitions.find(({ id }) => id.endsWith(':2001'))).toMatchObject({
      severity: 'Important',
      cves: ['CVE-2099-0003'],
    });
    expect(definitions.find(({ id }) => id.endsWith(':1002'))).toMatchObject({
      result: 'false',
      evidence: [],
    });
  });

  it('joins a rule of a collection to its evidence by report and definition', () => {
    const reading = read(fixture('debian11-standard-arf.xml.gz'));
    const failed = told(reading, 'rule').filter(({ result }) => result === 'fail');
    const definitions = told(reading, 'definition');
    expect(failed.length).toBeGreaterThan(10);
    for (const { check } of failed) {
      const one = definitions.find(({ id, report }) => id === check?.name && `#${report}` === check.href);
      expect(one).toMatchObject({ class: 'compliance', result: 'false' });
      expect(one?.evidence.length).toBeGreaterThan(0);
    }
  });

  it('reads XCCDF 1.1 and other prefixes alike', () => {
    const text = fixture('mini-res.xml').toString();
    const wanted = read(text);
    expect(read(text.replaceAll('xccdf/1.2', 'xccdf/1.1'))).toEqual(wanted);
    const prefixed = text
      .replace('xmlns="http://checklists', 'xmlns:x="http://checklists')
      .replace(/<(\/?)([A-Za-z][\w-]*)([ >/])/g, '<$1x:$2$3');
    expect(read(prefixed)).toEqual(wanted);
  });

  it('tells the same wherever the chunks begin', () => {
    for (const sample of ['mini-res.xml', 'mini-arf.xml', 'oval-results.xml']) {
      const wanted = read(fixture(sample));
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 4_000 }), (size) => {
          expect(read(fixture(sample), size)).toEqual(wanted);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('cut at every byte gives results that are whole, and never says that the document is', () => {
    const bytes = fixture('mini-res.xml');
    const wanted = read(bytes).events.map((event) => JSON.stringify(event));
    const whole = bytes.lastIndexOf('>') + 1;
    for (let length = 0; length < whole; length += 1) {
      const { events, end } = read(bytes.subarray(0, length));
      expect(end.kind).not.toBe('whole');
      expect(wanted.slice(0, events.length)).toEqual(events.map((event) => JSON.stringify(event)));
    }
    expect(read(bytes.subarray(0, whole)).end.kind).toBe('whole');
  });

  it('takes no word of a result for more than it is', () => {
    const text = fixture('mini-res.xml').toString().replace('<result>pass<', '<result>passed<');
    expect(told(read(text), 'rule')[0]?.result).toBe('unknown');
  });
});
