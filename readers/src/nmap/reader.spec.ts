import { readdirSync } from 'node:fs';
import { hostLine } from './line';
import { READER_LIMITS } from './reader';
import {
  FIXTURES,
  HEAD,
  TAIL,
  addresses,
  brokenReasons,
  document,
  fixture,
  read,
  up,
} from './reading.fixture';

describe('real output', () => {
  const samples = readdirSync(FIXTURES).filter((name) => name.endsWith('.xml'));

  it.each(samples)('%s says what another reader finds in it', (sample) => {
    const reading = read(fixture(sample));
    const lines = reading.events.flatMap((event) => (event.kind === 'host' ? [hostLine(event.host)] : []));
    const expected: unknown = JSON.parse(fixture(`expected/${sample.replace('.xml', '.json')}`).toString());
    const told = lines.map(({ ports, hostScripts, ...line }) => ({
      ...line,
      ports: ports.map(({ scripts, ...port }) => ({ ...port, scripts: scripts.map(plainScript) })),
      hostScripts: hostScripts.map(plainScript),
    }));
    expect(JSON.parse(JSON.stringify(told))).toMatchObject(expected as object[]);
    expect(lines).toHaveLength((expected as unknown[]).length);
    expect(reading.end.kind).toBe(sample.startsWith('interrupted') ? 'truncated' : 'whole');
  });

  it.each(samples)('%s reads the same in pieces of any size', (sample) => {
    const bytes = fixture(sample);
    const whole = read(bytes);
    for (const size of [1, 7, 61, 4096]) {
      if (size < 60 && bytes.length > 30_000) continue;
      expect(read(bytes, size)).toEqual(whole);
    }
  });

  it('tells the run, its tasks, live hosts and refused targets', () => {
    const { events } = read(fixture('small-sV-verbose-taskprogress.xml'));
    expect(events[0]).toMatchObject({ kind: 'run', scanner: 'nmap', version: '7.93', start: 1795332776 });
    expect(events).toContainEqual({
      ...{ kind: 'scaninfo', type: 'syn', protocol: 'tcp', services: 1000 },
      ports: [expect.objectContaining({ protocol: 'tcp' })],
    });
    expect(events).toContainEqual({ kind: 'hint', address: '10.66.0.11' });
    expect(events).toContainEqual({ kind: 'task', edge: 'progress', task: 'Service scan', percent: 45.45 });
    expect(read(fixture('ipv6-os-trace.xml')).events).toContainEqual({
      kind: 'skipped',
      specification: '2001:DB8::99',
      reason: 'invalid',
    });
  });

  it('hands over the bytes of each host', () => {
    const bytes = fixture('ping-sn.xml');
    const raws = read(bytes, 100).events.flatMap((event) =>
      event.kind === 'host' ? [event.raw.toString()] : [],
    );
    expect(raws).toEqual(bytes.toString().match(/<host>.*?<\/host>/gs));
  });

  it('marks hosts that nmap gave up', () => {
    const hosts = read(fixture('host-timeout.xml')).events.flatMap((e) =>
      e.kind === 'host' ? [e.host] : [],
    );
    expect(hosts.filter((host) => host.timedOut).length).toBeGreaterThan(0);
  });

  it('reads classes beside their matches (nmap 5), the route and the distance', () => {
    const [old] = read(fixture('nmap-5.00.xml')).events.flatMap((e) =>
      e.kind === 'host' ? [hostLine(e.host)] : [],
    );
    expect(old?.osMatches).toEqual([
      {
        name: 'Linux 2.6.9 - 2.6.27',
        accuracy: 100,
        family: 'Linux',
        generation: '2.6.X',
        vendor: 'Linux',
        cpe: [],
      },
      {
        name: 'Linux 2.6.18 (CentOS 5.2)',
        accuracy: 93,
        family: 'Linux',
        generation: '2.4.X',
        vendor: 'Linksys',
        cpe: [],
      },
    ]);
    expect(old).toMatchObject({
      distance: 1,
      mac: '00:0C:29:AA:BB:CC',
      macVendor: 'VMware',
      statusReason: '',
    });
    expect(old?.trace).toEqual([
      { ttl: 1, address: '192.0.2.1', name: 'gw.example.test', rttMs: 0.53 },
      { ttl: 2, address: '192.0.2.7', name: null, rttMs: null },
    ]);
  });

  it('reads the rest of a service and CPE of every class', () => {
    const [six] = read(fixture('ipv6-os-trace.xml')).events.flatMap((e) =>
      e.kind === 'host' ? [e.host] : [],
    );
    expect(six?.observations.find((one) => one.kind === 'port' && one.port === 443)).toMatchObject({
      service: {
        hostname: 'h.example.test',
        deviceType: 'webcam',
        tunnel: 'ssl',
        confidence: 8,
        product: 'café server',
      },
    });
    expect(six?.observations[0].os[1]?.cpe).toEqual([
      'cpe:/o:linux:linux_kernel:5',
      'cpe:/o:mikrotik:routeros:7',
    ]);
    expect(six?.observations[0].hostnames.map((one) => one.type)).toEqual(['user', 'PTR']);
  });
});

function plainScript({
  id,
  output,
  structured,
}: {
  id: string;
  output: string;
  structured: unknown;
}): object {
  return { id, output, structured };
}

describe('output cut short', () => {
  it.each(['vuln-category.xml', 'ipv6-os-trace.xml', 'nmap-5.00.xml'])(
    '%s cut anywhere gives finished hosts and is never whole',
    (sample) => {
      const bytes = fixture(sample);
      const whole = read(bytes);
      const hosts = whole.events.filter((event) => event.kind === 'host');
      const text = bytes.toString('latin1');
      const ends = [...text.matchAll(/<\/host>/g)].map((match) => match.index + 7);
      const close = text.indexOf('</nmaprun>') + '</nmaprun>'.length;
      // Every byte of the small ones; of the large one every byte around its borders and a comb elsewhere.
      for (let length = 0; length < bytes.length; length++) {
        const near = ends.some((place) => Math.abs(place - length) < 300) || length > bytes.length - 400;
        if (bytes.length > 5000 && !near && length % 41 !== 0) continue;
        const { events, end } = read(bytes.subarray(0, length));
        const told = events.filter((event) => event.kind === 'host');
        const finished = ends.filter((place) => place <= length).length;
        expect(told.length).toBe(finished);
        if (length % 97 === 0 || ends.includes(length)) expect(told).toEqual(hosts.slice(0, finished));
        if (end.kind !== (length < close ? 'truncated' : 'whole'))
          throw new Error(`cut at ${length}: ${end.kind}`);
      }
    },
  );

  it.each([
    ['', 'ended before the nmaprun element'],
    [HEAD, 'ended without the closing tag of nmaprun'],
    [HEAD + up('192.0.2.1'), 'ended without the closing tag of nmaprun'],
    [HEAD + up('192.0.2.1').slice(0, -4), 'ended inside a host'],
    [`${HEAD}</nmaprun>`, 'nmap did not say that it finished'],
    [HEAD + TAIL + HEAD, 'not well-formed: content after the closing tag of nmaprun'],
    [HEAD + TAIL.replace('"success"', '"error" errormsg="no route"'), 'nmap says exit="error" no route'],
  ])('%# says why', (text, reason) => {
    expect(read(Buffer.from(text)).end).toEqual({ kind: 'truncated', brokenHosts: 0, reason });
  });
});

describe('a broken host', () => {
  const port = (inside: string, id = '80'): string =>
    `<ports><port protocol="tcp" portid="${id}"><state state="open"/>${inside}</port></ports>`;

  it.each([
    ['tags that do not match', port('<service name="x"></servic>')],
    ['an element left open', '<ports><port protocol="tcp" portid="80"><state state="open"/>'],
    ['an undefined entity', port('<service name="&xxe;"/>')],
    ['an undefined entity in a value that nobody reads', '<uptime seconds="&lol9;"/>'],
    ['an undefined entity in a long value that nobody reads', `<uptime seconds="${'x'.repeat(300)}&lol9;"/>`],
    ['a bare ampersand', port('<service name="AT&T"/>')],
    ['a value without quotes', port('<service name=x/>')],
    ['a value left open', port('<service name="x/>')],
    ['`<` inside a value', port('<service name="<b>"/>')],
    ['an attribute twice', port('<service name="a" name="b"/>')],
    ['attributes without space', port('<service name="a"product="b"/>')],
    ['a port above 65535', port('', '65536')],
    ['a negative port', port('', '-1')],
    ['a port without a state', '<ports><port protocol="tcp" portid="1"/></ports>'],
    ['an unknown state', port('').replace('open', 'ajar')],
    ['an unknown protocol', port('').replace('tcp', 'tpc')],
    ['a second, malformed address', '<address addr="192.0.2.999" addrtype="ipv4"/>'],
    ['a declaration', '<!ENTITY x "y">'],
    ['a comment left open', '<!-- x'],
    ['a NUL byte in a value', port('<service name="a\0"/>')],
    ['too many attributes', `<uptime ${Array.from({ length: 65 }, (_, i) => `a${i}="1"`).join(' ')}/>`],
    ['elements nested too deeply', '<a>'.repeat(70) + '</a>'.repeat(70)],
  ])('with %s leaves the others alone', (_what, inside) => {
    const bytes = document(up('192.0.2.1') + up('192.0.2.2', inside) + up('192.0.2.3', port('')));
    const reading = read(bytes);
    expect(addresses(reading)).toEqual(['192.0.2.1', '192.0.2.3']);
    expect(brokenReasons(reading)).toEqual([expect.stringMatching(/^192\.0\.2\.2: /)]);
    expect(reading.end).toEqual({ kind: 'whole', brokenHosts: 1 });
    expect(read(bytes, 13)).toEqual(reading);
  });

  it('without its closing tag does not swallow the next', () => {
    const reading = read(
      document(up('192.0.2.1').replace('</host>', '') + up('192.0.2.2') + up('192.0.2.3')),
    );
    expect(addresses(reading)).toEqual(['192.0.2.2', '192.0.2.3']);
    expect(brokenReasons(reading)).toHaveLength(1);
  });

  it('without an address is reported without one', () => {
    const reading = read(document(`<host><status state="up"/></host>${up('192.0.2.2')}`));
    expect(brokenReasons(reading)).toEqual(['null: host without an address']);
    expect(addresses(reading)).toEqual(['192.0.2.2']);
  });

  it('that is too large is passed over without being kept', () => {
    const limits = { ...READER_LIMITS, host: 10_000 };
    const large = up('192.0.2.1', `<uptime a="${'<host '.replace('<', '')}${'x'.repeat(300_000)}"/>`);
    const bytes = document(large + up('192.0.2.2') + large.replace('2.1', '2.3') + up('192.0.2.4'));
    const whole = read(bytes, bytes.length, limits);
    expect(addresses(whole)).toEqual(['192.0.2.2', '192.0.2.4']);
    expect(brokenReasons(whole)).toEqual([
      '192.0.2.1: larger than a host may be',
      '192.0.2.3: larger than a host may be',
    ]);
    for (const size of [1000, 9999, 65_536]) expect(read(bytes, size, limits)).toEqual(whole);
  });
});

describe('odd but well-formed documents', () => {
  it.each([
    ['an empty host element', '<host/>', ['192.0.2.1'], 1],
    [
      'a closing tag in a comment',
      up('192.0.2.2', '<!-- </host> --><!-- <host> </host> -->'),
      ['192.0.2.1', '192.0.2.2'],
      0,
    ],
    [
      'a closing tag in a CDATA section',
      up('192.0.2.2', '<x><![CDATA[</host>]]></x>'),
      ['192.0.2.1', '192.0.2.2'],
      0,
    ],
    ['blanks inside tags', up('192.0.2.2').replace('</host>', '</host \n>'), ['192.0.2.1', '192.0.2.2'], 0],
    ['single quotes and `>` in values', up('192.0.2.2', "<x y='a>\"b'/>"), ['192.0.2.1', '192.0.2.2'], 0],
    ['a host in a comment between hosts', `<!-- ${up('192.0.2.2')} -->`, ['192.0.2.1'], 0],
    [
      'unknown elements',
      '<output type="interactive">&lt;host&gt;</output><foo><bar/></foo>',
      ['192.0.2.1'],
      0,
    ],
  ])('%s', (_what, body, hosts, broken) => {
    const bytes = document(up('192.0.2.1') + body);
    const reading = read(bytes);
    expect(addresses(reading)).toEqual(hosts);
    expect(reading.end).toEqual({ kind: 'whole', brokenHosts: broken });
    expect(read(bytes, 3)).toEqual(reading);
  });

  it.each([
    ['a stray closing tag', '</host>'],
    ['a bare <', '< '],
    ['a declaration', '<!ENTITY a "b">'],
    ['an element left open', '<hosthint><status state="up">'],
    ['a malformed element', '<taskbegin task="&nope;"/>'],
  ])('%s between hosts spoils the document, not its hosts', (_what, text) => {
    const bytes = document(up('192.0.2.1') + text + up('192.0.2.2'));
    const reading = read(bytes);
    expect(addresses(reading)).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(reading.end).toMatchObject({
      kind: 'truncated',
      reason: expect.stringContaining('not well-formed') as string,
    });
    expect(read(bytes, 5)).toEqual(reading);
  });

  it('keeps text that is not ASCII, in UTF-8 and in Latin-1', () => {
    const body = up('192.0.2.2', '<hostnames><hostname name="bücher.example"/></hostnames>');
    const names = (bytes: Buffer): unknown[] =>
      read(bytes).events.flatMap((e) => (e.kind === 'host' ? e.host.observations[0].hostnames[0]?.name : []));
    expect(names(document(body))).toEqual(['bücher.example']);
    const latin = document(body).toString().replace('?>', ' encoding="ISO-8859-1"?>');
    expect(names(Buffer.from(latin, 'latin1'))).toEqual(['bücher.example']);
    expect(names(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), document(body)]))).toEqual([
      'bücher.example',
    ]);
  });

  it('turns references to what is no character into U+FFFD', () => {
    const [host] = read(fixture('invalid-charref.xml')).events.flatMap((e) =>
      e.kind === 'host' ? [e.host] : [],
    );
    expect(host?.observations[1]).toMatchObject({ service: { name: '0Mì\uFFFD' } });
  });
});
