import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { nmapArguments, type NmapArguments } from './argv';
import { PLAIN } from './options.fixture';
import type { NmapOptions } from './options';
import { ALLOWED_SCRIPTS, FORBIDDEN_CATEGORIES, SCRIPT_SETS } from './scripts';

const RAW = { rawSockets: true };
const NONE = { rawSockets: false };

function args(options: Partial<NmapOptions>, powers = RAW, family: 4 | 6 = 4): string {
  const compiled = nmapArguments({ ...PLAIN, ...options }, powers, family);
  if (compiled.kind === 'refused') throw new Error(compiled.reason);
  return compiled.args.join(' ');
}

const ALWAYS = '-oX - --stats-every 2s -v -iL - --unique';

describe('argument list', () => {
  it.each<[string, Partial<NmapOptions>, string]>([
    ['discovery', { scan: 'ping', serviceDetection: true, osDetection: true }, '--privileged -n -sn -T4'],
    ['syn', {}, '--privileged -n -sS --top-ports 100 -T4'],
    ['connect', { scan: 'connect', resolveNames: true }, '--privileged -R -sT --top-ports 100 -T4'],
    [
      'udp',
      { scan: 'udp', ports: { kind: 'ranges', ranges: [{ first: 53, last: 53 }] } },
      '--privileged -n -sU -p 53 -T4',
    ],
    [
      'without discovery',
      { hostDiscovery: false, ports: { kind: 'all' } },
      '--privileged -n -sS -Pn -p 1-65535 -T4',
    ],
    [
      'ranges',
      {
        ports: {
          kind: 'ranges',
          ranges: [
            { first: 1, last: 1024 },
            { first: 65535, last: 65535 },
          ],
        },
      },
      '--privileged -n -sS -p 1-1024,65535 -T4',
    ],
    [
      'everything',
      {
        serviceDetection: true,
        versionIntensity: 0,
        osDetection: true,
        traceroute: true,
        timing: 5,
        minRate: 100,
        maxRate: 100,
        maxRetries: 0,
        hostTimeoutSeconds: 900,
        scriptTimeoutSeconds: 60,
        scripts: ['ssl-cert', 'ssl-cert'],
      },
      '--privileged -n -sS --top-ports 100 -sV --version-intensity 0 -O --traceroute -T5 --min-rate 100 ' +
        '--max-rate 100 --max-retries 0 --host-timeout 900s --script-timeout 60s --script ssl-cert --script-args ftp-anon.maxlist=20',
    ],
  ])('%s', (_name, options, expected) => {
    expect(args(options)).toBe(`${ALWAYS} ${expected}`);
  });

  it('says -6 for IPv6', () => {
    expect(args({}, RAW, 6)).toBe(`${ALWAYS} --privileged -n -6 -sS --top-ports 100 -T4`);
  });

  it('takes a connect scan without raw sockets and says what is left out', () => {
    const compiled = nmapArguments({ ...PLAIN, osDetection: true, traceroute: true }, NONE);
    expect(compiled).toMatchObject({ kind: 'arguments', scan: 'connect' });
    const { args: list, notes } = compiled as NmapArguments;
    expect(list).toEqual(expect.arrayContaining(['--unprivileged', '-sT']));
    expect(list).not.toEqual(expect.arrayContaining(['-O']));
    expect(list).not.toEqual(expect.arrayContaining(['--traceroute']));
    expect(notes).toHaveLength(3);
  });

  it('gives each script set as one argument', () => {
    const compiled = nmapArguments(
      { ...PLAIN, scriptSets: ['default', 'vulnerability'], scripts: ['ssl-cert'] },
      RAW,
    );
    const { args: list } = compiled as NmapArguments;
    expect(list[list.indexOf('--script') + 1]).toBe(
      `${SCRIPT_SETS.default},${SCRIPT_SETS.vulnerability},ssl-cert`,
    );
  });
});

describe('refused', () => {
  const range = (first: number, last: number): Partial<NmapOptions> => ({
    ports: { kind: 'ranges', ranges: [{ first, last }] },
  });
  it.each<[string, Partial<NmapOptions>, string]>([
    ['a ping scan without discovery', { scan: 'ping', hostDiscovery: false }, 'scan'],
    ['an unknown scan', { scan: 'idle' as 'ping' }, 'scan'],
    ['an unknown port list', { ports: { kind: 'x' } as never }, 'ports'],
    ['port 0', range(0, 1), 'ports'],
    ['port 65536', range(1, 65536), 'ports'],
    ['a range backwards', range(2, 1), 'ports'],
    ['half a port', range(1.5, 2), 'ports'],
    ['text as a port', range('1,-iL' as unknown as number, 2), 'ports'],
    ['no ranges', { ports: { kind: 'ranges', ranges: [] } }, 'ports'],
    ['no top ports', { ports: { kind: 'top', count: 0 } }, 'ports'],
    ['timing 6', { timing: 6 }, 'number'],
    ['text as timing', { timing: '4 -iL /etc/passwd' as unknown as number }, 'number'],
    ['a rate that is no number', { minRate: NaN }, 'number'],
    ['rates crossed', { minRate: 10, maxRate: 9 }, 'number'],
    ['intensity 10', { serviceDetection: true, versionIntensity: 10 }, 'number'],
    ['a host timeout of nothing', { hostTimeoutSeconds: 0 }, 'number'],
    ['a script by path', { scripts: ['./x.nse'] }, 'script'],
    ['a script with arguments', { scripts: ['ssl-cert,http-put'] }, 'script'],
    ['an expression', { scripts: ['vuln'] }, 'script'],
    ['an external script', { scripts: ['vulners'] }, 'script'],
    ['a script that breaks in', { scripts: ['http-shellshock'] }, 'script'],
    ['an unknown set', { scriptSets: ['all' as 'default'] }, 'script'],
    ['a set off the prototype', { scriptSets: ['toString' as 'default'] }, 'script'],
  ])('%s', (_name, options, code) => {
    expect(nmapArguments({ ...PLAIN, ...options }, RAW)).toMatchObject({ kind: 'refused', code });
  });

  it('a UDP scan without raw sockets', () => {
    expect(nmapArguments({ ...PLAIN, scan: 'udp' }, NONE)).toMatchObject({
      kind: 'refused',
      code: 'raw-sockets',
    });
  });
});

it('no text of the options ever becomes an argument', () => {
  const hostile = fc.oneof(
    fc.constantFrom('--script=x', '-iL /etc/passwd', '127.0.0.1;id', 'vuln', '-oX/tmp/x', 'ssl-cert'),
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.constant(null),
    fc.boolean(),
  );
  const words = new Set([...Object.values(SCRIPT_SETS), ...ALLOWED_SCRIPTS]);
  const own = /^(-|-[0-9A-Za-z]+|--[a-z-]+|\d+s?|\d+(-\d+)?(,\d+(-\d+)?)*)$/;
  fc.assert(
    fc.property(
      fc.record({
        timing: hostile,
        minRate: hostile,
        maxRetries: hostile,
        versionIntensity: hostile,
        hostTimeoutSeconds: hostile,
        serviceDetection: fc.boolean(),
        scripts: fc.array(hostile, { maxLength: 2 }),
        count: hostile,
      }),
      ({ count, ...options }) => {
        const ports = { kind: 'top', count } as NmapOptions['ports'];
        const scripts = options.scripts.map(String);
        const given = { ...PLAIN, ...options, scripts, ports } as NmapOptions;
        const compiled = nmapArguments(given, RAW);
        if (compiled.kind === 'refused') return;
        for (const arg of compiled.args) {
          if (!own.test(arg)) expect(arg.split(',').every((word) => words.has(word))).toBe(true);
        }
      },
    ),
  );
});

describe('scripts', () => {
  /** Name to categories, as the installed nmap has them. */
  function chosen(expression: string): Map<string, string[]> {
    const xml = execFileSync('nmap', ['--script-help', expression, '-oX', '-'], { encoding: 'utf8' });
    const scripts = xml.matchAll(
      /<script filename="[^"]*\/([^"/]+)\.nse">\s*<categories>(.*?)<\/categories>/gs,
    );
    return new Map(
      [...scripts].map(([, name, categories]) => [
        name as string,
        [...(categories as string).matchAll(/<category>([^<]*)</g)].map(([, category]) => category as string),
      ]),
    );
  }

  it.each(Object.entries(SCRIPT_SETS))(
    'the set %s is one that nmap knows, without a forbidden category',
    (name, set) => {
      const scripts = chosen(set);
      expect(scripts.size).toBeGreaterThan(name === 'default' ? 100 : 50);
      for (const categories of scripts.values()) {
        expect(categories.filter((one) => (FORBIDDEN_CATEGORIES as readonly string[]).includes(one))).toEqual(
          [],
        );
      }
    },
  );

  it('every allowed script is installed and has no forbidden category', () => {
    const scripts = chosen([...ALLOWED_SCRIPTS].join(','));
    expect([...ALLOWED_SCRIPTS].filter((name) => !scripts.has(name))).toEqual([]);
    for (const [name, categories] of scripts) {
      const bad = categories.filter((one) => (FORBIDDEN_CATEGORIES as readonly string[]).includes(one));
      expect({ name, bad }).toEqual({ name, bad: [] });
    }
  });
});
