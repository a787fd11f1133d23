import { fixture, read, told } from './reading.fixture';

const mini = fixture('mini-res.xml').toString();
const result = (inside: string) =>
  `<TestResult><rule-result idref="r"><result>fail</result>${inside}</rule-result></TestResult>`;

describe('a hostile result', () => {
  it.each([
    ['a type declaration', `<!DOCTYPE x [<!ENTITY a "b">]>${result('')}`, 'a document type declaration'],
    [
      'an external subset',
      `<!DOCTYPE x SYSTEM "file:///etc/passwd">${result('')}`,
      'a document type declaration',
    ],
    ['another root', '<nmaprun></nmaprun>', 'root element nmaprun'],
    ['a page', '<html><body>no</body></html>', 'root element html'],
    ['a data stream without results', '<data-stream-collection/>', 'root element data-stream-collection'],
    [
      'content without results',
      '<Benchmark id="b"><title>t</title></Benchmark>',
      'it holds content, but no results',
    ],
    ['bytes that are no XML', '\0\0\0\0', ''],
    ['another kind of bytes', '\uFEFFPK\u0003\u0004', ''],
    ['another encoding', `<?xml version="1.0" encoding="UTF-7"?>${result('')}`, 'encoding UTF-7'],
    ['deep nesting', result('<a>'.repeat(100_000)), 'elements nested too deeply'],
    ['an attribute without end', `<TestResult id="${'x'.repeat(20_000_000)}`, 'one piece of more than'],
    ['text without end', `<TestResult><title>${'x'.repeat(20_000_000)}`, 'one piece of more than'],
    ['a comment without end', `<TestResult><!--${'x'.repeat(20_000_000)}`, 'one piece of more than'],
  ])('with %s is refused', (_, document, reason) => {
    const { events, end } = read(document);
    expect(end.kind).toBe('refused');
    expect(end).toMatchObject({ reason: expect.stringContaining(reason) as string });
    expect(events).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['an unknown entity', result('<message>&xxe;</message>')],
    ['a tag twice closed', `${result('')}</TestResult>`],
    ['something behind its root', `${result('')}<TestResult/>`],
  ])('with %s is not whole', (_, document) => {
    expect(read(document).end.kind).toBe('truncated');
  });

  it('keeps characters that XML has no room for from spoiling the rest', () => {
    const { events, end } = read(result('<message>a&#x1;b\u0007c</message>'));
    expect(end.kind).toBe('whole');
    expect(told({ events, end }, 'rule')[0]?.messages[0]).toMatch(/^a.*b.*c$/);
    expect(JSON.stringify(events)).not.toContain('\\u0007');
  });

  it('has no markup, and no sign of ours, in any word', () => {
    const hostile = '<html:script>alert(1)</html:script><html:b>bold</html:b>\uE000x\uE001';
    const text = mini.replace('no telnetd', hostile);
    const rule = told(read(text), 'rule').find((one) => one.rule.endsWith('telnet_removed'));
    expect(rule?.description).toBe('alert(1)bold\uFFFDx\uFFFD');
  });

  it('says nothing of names that objects have of themselves', () => {
    const document = `<oval_results><oval_definitions><definitions><definition id="__proto__" class="patch"/></definitions>
      </oval_definitions><results><system><definitions><definition definition_id="__proto__" result="true"><criteria>
      <criterion test_ref="constructor" result="true"/></criteria></definition></definitions><tests>
      <test test_id="constructor" result="true"><tested_item item_id="1" result="true"/></test></tests>
      <oval_system_characteristics><system_data><file_item id="1"><__proto__>polluted</__proto__><constructor>x</constructor>
      </file_item></system_data></oval_system_characteristics></system></results></oval_results>`;
    const { events, end } = read(document);
    expect(end.kind).toBe('whole');
    expect(JSON.parse(JSON.stringify(events))).toHaveLength(1);
    expect(JSON.stringify(events)).toContain('"__proto__":"polluted"');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('leaves out, and counts, what is too much to keep', () => {
    const words = 'w'.repeat(60_000);
    const rules = Array.from(
      { length: 1_000 },
      (_, n) => `<Rule id="r${n}"><description>${words}</description></Rule>`,
    );
    const results = [0, 999].map((n) => `<rule-result idref="r${n}"><result>fail</result></rule-result>`);
    const reading = read(
      `<Benchmark id="b">${rules.join('')}<TestResult>${results.join('')}</TestResult></Benchmark>`,
    );
    expect(reading.end).toEqual({ kind: 'whole', leftOut: expect.any(Number) as number });
    expect((reading.end as { leftOut: number }).leftOut).toBeGreaterThan(100);
    expect(told(reading, 'rule').map(({ rule, benchmark }) => [rule, benchmark])).toEqual([
      ['r0', 'b'],
      ['r999', null],
    ]);
  });

  it('has no list or text without an end', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `<message>${n}</message>`).join('');
    const [rule] = told(read(result(many)), 'rule');
    expect(rule?.messages).toHaveLength(100);
    const [long] = told(read(result(`<message>${'y'.repeat(200_000)}</message>`)), 'rule');
    expect(long?.messages[0]).toHaveLength(64 * 1024 + ' […]'.length);
  });
});
