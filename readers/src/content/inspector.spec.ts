import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ContentInspector } from './inspector';
import type { ContentRefusal, Inspection } from './summary';

const FACTS = join(__dirname, '../../../agent/fixtures/openscap/facts-ds.xml');
/** What Debian's own package of content holds. */
const DEBIAN_11 = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';

function inspect(document: Buffer | string, size = 64 * 1024): Inspection {
  const bytes = Buffer.from(document);
  const inspector = new ContentInspector();
  for (let at = 0; at < bytes.length && inspector.feed(bytes.subarray(at, at + size)); at += size);
  return inspector.end();
}

const facts = readFileSync(FACTS, 'utf8');
const benchmark = (inside: string) =>
  `<Benchmark id="b"><title>t</title><Profile id="p"><title>P</title></Profile>${inside}</Benchmark>`;
const rule = (inside: string) => benchmark(`<Rule id="r">${inside}</Rule>`);

describe('content that is taken', () => {
  it('tells which benchmarks and profiles it has, and how many rules each selects', () => {
    expect(inspect(facts)).toEqual({
      kind: 'accepted',
      summary: {
        kind: 'data-stream',
        definitions: 3,
        benchmarks: [
          {
            id: 'xccdf_lab.facts_benchmark_facts',
            title: 'Facts',
            version: '1',
            platforms: [],
            rules: 5,
            profiles: [
              { id: 'xccdf_lab.facts_profile_all', title: 'All facts', description: '', rules: 5 },
              {
                id: 'xccdf_lab.facts_profile_elsewhere',
                title: 'Only what does not apply',
                description: '',
                rules: 1,
              },
              { id: 'xccdf_lab.facts_profile_empty', title: 'Nothing', description: '', rules: 0 },
            ],
          },
        ],
      },
    });
  });

  it('is what a distribution has, counted as oscap counts', () => {
    const inspection = inspect(readFileSync(DEBIAN_11));
    expect(inspection).toMatchObject({
      kind: 'accepted',
      summary: {
        kind: 'data-stream',
        benchmarks: [
          {
            id: 'xccdf_org.ssgproject.content_benchmark_DEBIAN-11',
            platforms: ['cpe:/o:debian:debian_linux:11'],
            rules: 355,
          },
        ],
      },
    });
    const profiles = inspection.kind === 'accepted' ? (inspection.summary.benchmarks[0]?.profiles ?? []) : [];
    expect(Object.fromEntries(profiles.map(({ id, rules }) => [id.split('_profile_')[1], rules]))).toEqual({
      standard: 44,
      anssi_np_nt28_minimal: 24,
      anssi_np_nt28_average: 45,
      anssi_np_nt28_restrictive: 49,
      anssi_np_nt28_high: 50,
    });
    expect(profiles.every(({ title }) => title !== '')).toBe(true);
  });

  it('counts by profile, those that it extends, and the groups around a rule', () => {
    const inspection = inspect(
      `<Benchmark id="b"><Profile id="base"><select idref="g" selected="true"/><select idref="two" selected="false"/></Profile>
       <Profile id="more" extends="base"><select idref="two" selected="true"/></Profile>
       <Profile id="less" extends="more"><select idref="g" selected="false"/></Profile>
       <Profile id="round" extends="round"/><Profile id="lost" extends="nobody"/>
       <Group id="g" selected="false"><Rule id="one"/><Group id="h"><Rule id="two"/></Group></Group><Rule id="three" selected="0"/><Rule id="four"/></Benchmark>`,
    );
    const profiles = inspection.kind === 'accepted' ? (inspection.summary.benchmarks[0]?.profiles ?? []) : [];
    expect(profiles.map(({ id, rules }) => [id, rules])).toEqual([
      ['base', 2],
      ['more', 3],
      ['less', 1],
      ['round', 1],
      ['lost', 1],
    ]);
  });

  it('may be definitions alone, or questions for people', () => {
    const oval = '<oval_definitions><definitions><definition id="d"/></definitions></oval_definitions>';
    expect(inspect(oval)).toEqual({
      kind: 'accepted',
      summary: { kind: 'oval', benchmarks: [], definitions: 1 },
    });
    const ocil =
      '<check system="http://scap.nist.gov/schema/ocil/2"><check-content-ref href="o.xml" name="q"/></check>';
    expect(inspect(rule(ocil)).kind).toBe('accepted');
  });

  it('tells the same wherever the chunks begin', () => {
    const whole = inspect(facts);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (size) => expect(inspect(facts, size)).toEqual(whole)),
      { numRuns: 30 },
    );
  });
});

const stream = (inside: string) =>
  `<ds:data-stream-collection xmlns:ds="x">${inside}</ds:data-stream-collection>`;
const check = (system: string, inside = '') => rule(`<check system="${system}">${inside}</check>`);
const OVAL = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
const reference = (href: string, name = 'd') =>
  check(OVAL, `<check-content-ref href="${href}" name="${name}"/>`);

const HOSTILE: [what: string, document: string | Buffer, code: ContentRefusal][] = [
  ['nothing', '', 'malformed'],
  ['a page', '<html><script>alert(1)</script></html>', 'unknown-format'],
  ['a result', '<TestResult/>', 'unknown-format'],
  ['a program', readFileSync('/proc/self/exe').subarray(0, 10_000), 'malformed'],
  ['JSON', '{"a":1}', 'malformed'],
  [
    'entities',
    `<!DOCTYPE Benchmark [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${benchmark('')}`,
    'type-declaration',
  ],
  [
    'an external subset',
    `<!DOCTYPE Benchmark SYSTEM "http://192.0.2.1/x.dtd">${benchmark('')}`,
    'type-declaration',
  ],
  [
    'an external entity',
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${benchmark('&x;')}`,
    'type-declaration',
  ],
  ['an unknown entity', benchmark('<description>&xxe;</description>'), 'malformed'],
  ['an encoding that hides it', `<?xml version="1.0" encoding="UTF-7"?>${benchmark('')}`, 'malformed'],
  ['UTF-16', Buffer.from(`\uFEFF${benchmark('')}`, 'utf16le'), 'malformed'],
  ['deep nesting', benchmark('<Group id="g">'.repeat(10_000)), 'excessive'],
  ['an attribute of 100 MB', `<Benchmark id="${'x'.repeat(100_000_000)}"/>`, 'excessive'],
  ['text of 100 MB', `<Benchmark><title>${'x'.repeat(100_000_000)}</title></Benchmark>`, 'excessive'],
  [
    'too many profiles',
    `<Benchmark>${Array.from({ length: 1_001 }, (_, n) => `<Profile id="p${n}"/>`).join('')}</Benchmark>`,
    'excessive',
  ],
  [
    'a script as a check',
    check('http://open-scap.org/page/SCE', '<check-content-ref href="x.sh"/>'),
    'scripts',
  ],
  [
    'a script in a complex check',
    rule(
      '<complex-check><complex-check><check system="http://open-scap.org/page/SCE"/></complex-check></complex-check>',
    ),
    'scripts',
  ],
  ['a check of an unknown system', check('urn:my:engine'), 'scripts'],
  ['a program as a component', stream('<ds:extended-component id="e"/>'), 'scripts'],
  [
    'a component to be fetched',
    stream(
      '<ds:data-stream><ds:checks><ds:component-ref xlink:href="https://example.org/x.xml"/></ds:checks></ds:data-stream>',
    ),
    'remote-reference',
  ],
  [
    'a component of the system',
    stream(
      '<ds:data-stream><ds:checks><ds:component-ref xlink:href="file:///etc/passwd"/></ds:checks></ds:data-stream>',
    ),
    'remote-reference',
  ],
  ['a check to be fetched', reference('http://192.0.2.1/oval.xml'), 'remote-reference'],
  ['a check outside', reference('../../etc/passwd'), 'remote-reference'],
  ['a check of the system', reference('/etc/passwd'), 'remote-reference'],
  ['a check that is missing', reference('oval.xml'), 'missing-check'],
  [
    'a definition that is missing',
    facts.replace('name="oval:lab.facts:def:2"', 'name="oval:lab.facts:def:9"'),
    'missing-check',
  ],
  [
    'a part that is missing',
    stream(
      '<ds:data-stream><ds:checks><ds:component-ref id="a" xlink:href="#none"/></ds:checks></ds:data-stream>',
    ),
    'missing-check',
  ],
  ['no profile', '<Benchmark id="b"><Rule id="r"/></Benchmark>', 'empty'],
  ['no definition', '<oval_definitions><definitions/></oval_definitions>', 'empty'],
  ['half of it', facts.slice(0, facts.length >> 1), 'malformed'],
  ['something behind it', `${benchmark('')}<x/>`, 'malformed'],
];

describe('content that is refused', () => {
  it.each(HOSTILE)('for %s', (_, document, code) => {
    const inspection = inspect(document);
    expect(inspection).toMatchObject({ kind: 'refused', code });
    expect(inspection.kind === 'refused' && inspection.reason).toMatch(/^.{5,}\.$/s);
  });

  it('for too many rules, before all of them are kept', () => {
    const inspector = new ContentInspector();
    expect(inspector.feed(Buffer.from('<Benchmark id="b">'))).toBe(true);
    let fed = 0;
    while (inspector.feed(Buffer.from(`<Rule id="r${fed}"/>`)) && fed < 100_000) fed += 1;
    expect(fed).toBe(40_000);
    expect(inspector.end()).toMatchObject({ kind: 'refused', code: 'excessive' });
  });

  it('never for longer than it takes to say so', () => {
    const inspector = new ContentInspector();
    expect(inspector.feed(Buffer.from('<html>'))).toBe(false);
    expect(inspector.feed(Buffer.from('<Benchmark>'))).toBe(false);
    expect(inspector.end()).toMatchObject({ kind: 'refused', code: 'unknown-format' });
  });
});
