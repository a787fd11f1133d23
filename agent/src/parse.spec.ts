import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parseCommand } from './parse';

const FIXTURES = join(__dirname, '../../readers/fixtures/nmap');

/** Takes a little at a time, as a slow reader does. */
class Slow extends Writable {
  text = '';
  constructor() {
    super({ highWaterMark: 16 });
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    setImmediate(done);
  }
}

async function parse(
  ...args: string[]
): Promise<{ code: number; lines: Record<string, unknown>[]; out: string; err: string }> {
  const [out, err] = [new Slow(), new Slow()];
  const code = await parseCommand(args, out, err);
  await new Promise<void>((resolve) => out.end(resolve));
  const lines = out.text.split('\n').slice(0, -1);
  return {
    code,
    lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    out: out.text,
    err: err.text,
  };
}

function bzip2(bytes: Buffer): Buffer {
  const script = 'import bz2,sys; sys.stdout.buffer.write(bz2.compress(sys.stdin.buffer.read()))';
  return spawnSync('python3', ['-c', script], { input: bytes, maxBuffer: bytes.length }).stdout;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parse-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: string | Buffer): string {
  const file = join(folder, 'document.xml');
  writeFileSync(file, content);
  return file;
}

it('prints a line for each host of a whole document', async () => {
  const { code, lines, err } = await parse('nmap', join(FIXTURES, 'small-sV-verbose-taskprogress.xml'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatchObject({
    address: '10.66.0.255',
    status: 'down',
    ports: [],
    hostnames: [],
    os: null,
  });
  const line = lines.find((one) => one.address === '10.66.0.10');
  expect(line?.ports).toContainEqual(
    expect.objectContaining({
      protocol: 'tcp',
      port: 22,
      state: 'open',
      service: 'ssh',
      product: 'OpenSSH',
      version: '9.2p1 Debian 2+deb12u10',
      cpe: ['cpe:/a:openbsd:openssh:9.2p1', 'cpe:/o:linux:linux_kernel'],
      scripts: [],
    }),
  );
});

it('prints scripts with their vulnerabilities, and names', async () => {
  const [line] = (await parse('nmap', join(FIXTURES, 'vuln-category.xml'))).lines;
  expect(JSON.stringify(line)).toContain('"ids":["BID:49303","CVE:CVE-2011-3192"]');
  const [six] = (await parse('nmap', join(FIXTURES, 'ipv6-os-trace.xml'))).lines;
  expect(six).toMatchObject({
    address: '2001:db8::7',
    hostnames: ['six.example.test', 'ptr.example.test'],
    os: 'Linux 5.10',
    ports: [{ port: 2905, protocol: 'sctp', service: null }, { port: 443, service: 'http' }, { port: 8443 }],
  });
});

it('prints what is finished of a document that was cut short: 3', async () => {
  const { code, lines, err } = await parse('nmap', join(FIXTURES, 'interrupted-sigint-16of254hosts.xml'));
  expect(code).toBe(3);
  expect(lines).toHaveLength(16);
  expect(err).toMatch(/truncated: ended without the closing tag/);
});

it('names the hosts that cannot be read: 3', async () => {
  const text = readFileSync(join(FIXTURES, 'ping-sn.xml'), 'utf8').replace(
    '10.66.0.251" addrtype',
    '10.66.0.251" <addrtype',
  );
  const { code, lines, err } = await parse('nmap', written(text));
  expect(code).toBe(3);
  expect(lines.map((line) => line.address)).toEqual([
    '10.66.0.250',
    '10.66.0.252',
    '10.66.0.253',
    '10.66.0.254',
  ]);
  expect(err).toMatch(/cannot be read/);
});

it.each([
  ['another document', '<html></html>'],
  [
    'entities',
    '<!DOCTYPE nmaprun [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><nmaprun><host>&b;</host></nmaprun>',
  ],
  ['UTF-16', Buffer.from('\ufeff<nmaprun></nmaprun>', 'utf16le')],
  ['a program', readFileSync('/proc/self/exe').subarray(0, 100_000)],
])('refuses %s: 4, and prints nothing', async (_what, content) => {
  const { code, out, err } = await parse('nmap', written(content));
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toMatch(/refused: /);
});

it.each([
  [[]],
  [['nmap']],
  [['oscap', 'x']],
  [['nmap', 'a', 'b']],
  [['nmap', '/no/such/file']],
  [['nmap', '/']],
])('%j: 2', async (args) => {
  const { code, out, err } = await parse(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toBe('');
});

const OPENSCAP = join(__dirname, '../../readers/fixtures/openscap');

it('prints a line for each rule, then one for their result, packed or not', async () => {
  const { code, lines, err, out } = await parse(
    'openscap',
    join(OPENSCAP, 'debian11-standard-results.xml.gz'),
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(lines).toHaveLength(45);
  expect(lines.slice(0, -1).every(({ kind }) => kind === 'rule')).toBe(true);
  expect(lines.at(-1)).toMatchObject({
    kind: 'test-result',
    profile: { id: 'xccdf_org.ssgproject.content_profile_standard' },
    counts: { pass: 20, fail: 22, error: 1, notapplicable: 1, notselected: 311 },
  });
  const plain = gunzipSync(readFileSync(join(OPENSCAP, 'debian11-standard-results.xml.gz')));
  expect((await parse('openscap', written(plain))).out).toBe(out);
  expect((await parse('openscap', written(bzip2(plain)))).out).toBe(out);
});

it('prints OVAL definitions, those that found something with evidence', async () => {
  const { code, lines } = await parse('openscap', join(OPENSCAP, 'oval-results.xml'));
  expect(code).toBe(0);
  expect(lines.map(({ kind, result }) => [kind, result])).toEqual([
    ['definition', 'false'],
    ['definition', 'true'],
    ['definition', 'true'],
  ]);
});

it('prints the rules of a result that was cut short, or damaged where it is packed: 3', async () => {
  const whole = readFileSync(join(OPENSCAP, 'mini-res.xml'), 'utf8');
  const cut = await parse('openscap', written(whole.slice(0, whole.indexOf('<score '))));
  expect([cut.code, cut.lines.length]).toEqual([3, 6]);
  expect(cut.err).toMatch(/truncated: ended before its root was closed/);
  const packed = gzipSync(whole);
  const damaged = await parse('openscap', written(packed.subarray(0, packed.length - 4)));
  expect(damaged.code).toBe(3);
  expect(damaged.err).toMatch(/truncated: gzip: /);
});

it.each([
  ['another document', '<html></html>'],
  ['a bomb', gzipSync(Buffer.alloc(120 * 1024 * 1024, 0x20))],
  ['entities', '<!DOCTYPE TestResult [<!ENTITY a "aaaa">]><TestResult>&a;</TestResult>'],
  ['a program', readFileSync('/proc/self/exe').subarray(0, 100_000)],
])('refuses %s as a result of OpenSCAP: 4, and prints nothing', async (_what, content) => {
  const { code, out, err } = await parse('openscap', written(content));
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toMatch(/refused: /);
});

const PATCHES = join(__dirname, '../fixtures/os-patch');

it('prints a line for each update, then one for the system with what to do', async () => {
  const { code, lines } = await parse('os-patch', join(PATCHES, 'apt-get-s-upgrade.txt'));
  expect(code).toBe(0);
  expect(lines).toHaveLength(115);
  expect(lines[0]).toMatchObject({ kind: 'update', isSecurity: true });
  expect(lines.at(-1)).toMatchObject({
    kind: 'system',
    manager: 'apt',
    recommendations: [{ severity: 'security' }, { severity: 'other' }],
  });
});

it('prints what there is of a list that was cut short: 3; refuses another document: 4', async () => {
  const whole = readFileSync(join(PATCHES, 'apt-get-s-upgrade.txt'), 'utf8');
  const cut = await parse('os-patch', written(whole.slice(0, whole.lastIndexOf('Inst '))));
  expect([cut.code, cut.lines.length]).toEqual([3, 114]);
  expect(cut.err).toMatch(/truncated: it lists less than it counts/);
  const other = await parse('os-patch', join(FIXTURES, 'ping-sn.xml'));
  expect([other.code, other.out]).toEqual([4, '']);
});

it('ends when nobody takes what it prints: 2', async () => {
  const closed = new Writable({
    write: (_chunk, _encoding, done) => done(new Error('closed')),
    highWaterMark: 1,
  });
  const err = new Slow();
  expect(await parseCommand(['nmap', join(FIXTURES, 'ping-sn.xml')], closed, err)).toBe(2);
  expect(err.text).toMatch(/closed/);
});

it('reads standard input, in pieces as they come', async () => {
  const bundle = join(folder, 'parse.js');
  await build({
    stdin: {
      contents: `import { parseCommand } from './parse';
        void parseCommand(process.argv.slice(2), process.stdout, process.stderr).then((code) => { process.exitCode = code; });`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    outfile: bundle,
    bundle: true,
    platform: 'node',
  });
  const input = readFileSync(join(FIXTURES, 'vuln-scripts.xml'));
  const run = spawnSync(process.execPath, [bundle, 'nmap', '-'], { input });
  expect(run.status).toBe(0);
  expect(run.stdout.toString()).toBe((await parse('nmap', join(FIXTURES, 'vuln-scripts.xml'))).out);
});
