import fc from 'fast-check';
import { NmapReader, READER_LIMITS } from './reader';
import { HEAD, TAIL, addresses, document, read, up } from './reading.fixture';

describe('refused', () => {
  const small = { ...READER_LIMITS, head: 4096, element: 4096 };
  it.each([
    ['another root', '<?xml version="1.0"?><html></html>', /root element/],
    ['a longer root', '<nmaprunx scanner="nmap"></nmaprunx>', /root element/],
    ['no XML', 'Starting Nmap 7.93', /not XML/],
    ['gzip', '\x1f\x8b\x08\0\0\0', /UTF-16|not XML/],
    ['an internal subset', '<!DOCTYPE nmaprun [<!ENTITY a "b">]><nmaprun/>', /internal subset/],
    ['an internal subset behind a system id', '<!DOCTYPE nmaprun SYSTEM "a>[b" [', /internal subset/],
    ['an entity declaration', '<!ENTITY a "b"><nmaprun/>', /declaration/],
    ['UTF-16 with a mark', Buffer.from('\ufeff<nmaprun/>', 'utf16le').toString('latin1'), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from('<nmaprun/>', 'utf16le').toString('latin1'), /UTF-16/],
    ['a declared UTF-16', '<?xml version="1.0" encoding="UTF-16"?><nmaprun/>', /encoding/],
    ['a NUL byte in the head', '<?xml version="1.0"?><nmaprun a="\0">', /NUL/],
    ['a NUL byte between tags', '<?xml version="1.0"?><nmaprun>\0<verbose/>', /NUL/],
    ['an undefined entity in the root', '<nmaprun args="&xxe;">', /undefined entity/],
    ['a root that never ends', `<nmaprun args="${'x'.repeat(10_000)}`, /too large/],
    ['a head that never ends', `<nmaprun>${'<verbose level="1"/>'.repeat(1000)}`, /too large/],
    ['blanks that never end', ' '.repeat(10_000), /too large/],
    ['a comment that never ends', `<!--${' '.repeat(10_000)}`, /too large/],
  ])('%s', (_what, text, reason) => {
    const bytes = Buffer.from(text, 'latin1');
    const reading = read(bytes, bytes.length, small);
    expect(reading.end).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) as string });
    expect(reading.events.filter((event) => event.kind === 'host')).toEqual([]);
    expect(read(bytes, 3, small).end.kind).toBe('refused');
  });

  it('reads nothing more afterwards', () => {
    const reader = new NmapReader();
    expect([...reader.feed(Buffer.from('<html>'))]).toEqual([]);
    expect(reader.refused).toBe(true);
    expect([...reader.feed(document(up('192.0.2.1')))]).toEqual([]);
  });

  it('does not refuse a document type without a subset', () => {
    const text = document(up('192.0.2.1')).toString();
    const open = text.replace('<!DOCTYPE nmaprun>', '<!DOCTYPE nmaprun PUBLIC "-//x[y]//" \'http://x/>\'>');
    expect(read(Buffer.from(open)).end.kind).toBe('whole');
  });
});

describe('any bytes', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<host>',
        '</host>',
        '<host ',
        '<',
        '>',
        '"',
        "'",
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&',
        ';',
        '\0',
      ),
      fc.constantFrom(
        '</nmaprun>',
        '<ports>',
        '</ports>',
        '<status state="up"/>',
        '<hostnames>',
        '<?x',
        '?>',
        '/>',
        ' ',
        '=',
      ),
      fc.constantFrom(
        up('192.0.2.1'),
        up('192.0.2.2'),
        TAIL,
        '<address addr="192.0.2.3" addrtype="ipv4"/>',
        '<hosthint>',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 30 },
  );

  it('read the same whatever the pieces, and never throw', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 40 }), (body, size) => {
        const bytes = Buffer.from(HEAD + body.join(''));
        expect(read(bytes, size, { head: 600, host: 300, element: 300 })).toEqual(
          read(bytes, bytes.length, { head: 600, host: 300, element: 300 }),
        );
      }),
      { numRuns: 1200 },
    );
  });

  it.each<[string, string[], { kind: string; reason: string }]>([
    [
      'a NUL byte past the ceiling of the head',
      ['<![CDATA[', '\0', up('192.0.2.1'), up('192.0.2.1'), up('192.0.2.1')],
      { kind: 'refused', reason: 'NUL bytes' },
    ],
    [
      'ends of the document behind a host that is too large',
      ['<host>', TAIL, TAIL, TAIL, '</nmaprun>'],
      { kind: 'truncated', reason: 'not well-formed: content after the closing tag of nmaprun' },
    ],
    [
      'a host behind an element that is too large',
      [up('192.0.2.1'), '<hostnames>', TAIL, TAIL, TAIL, up('192.0.2.2')],
      { kind: 'truncated', reason: 'not well-formed: an element that is too large' },
    ],
  ])('end alike: %s', (_what, body, end) => {
    const bytes = Buffer.from(HEAD + body.join(''));
    for (const size of [1, 7, 40, bytes.length]) {
      expect(read(bytes, size, { head: 600, host: 300, element: 300 })).toMatchObject({ end });
    }
  });

  it('in place of any byte of a document never make a host of two', () => {
    const bytes = document(up('192.0.2.1') + up('192.0.2.2') + up('192.0.2.3'));
    fc.assert(
      fc.property(fc.nat(bytes.length - HEAD.length - 1), fc.integer({ min: 0, max: 255 }), (place, byte) => {
        const spoilt = Buffer.from(bytes);
        spoilt[HEAD.length + place] = byte;
        // `<?` opens an instruction, and what follows belongs to it.
        fc.pre(byte !== 0x3f && !(byte === 0x3c && spoilt[HEAD.length + place + 1] === 0x3f));
        const reading = read(spoilt);
        if (reading.end.kind === 'refused') return;
        expect(addresses(reading).length).toBeGreaterThanOrEqual(2);
        expect(addresses(reading).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 1500 },
    );
  });
});
