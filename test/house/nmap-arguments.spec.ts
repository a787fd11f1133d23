import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { nmapArguments } from '../../agent/src/engines/nmap/argv';
import { isRefusal } from '../../control-plane/server/src/platform';
import {
  InlineProfileRequest,
  NMAP_PRESETS,
  nmapCommand,
  resolveProfile,
  type NmapOptions,
} from '../../control-plane/server/src/profiles';
import { faultsOf } from './nmap-grammar';

/** The options that the API makes of a body, or undefined when it refuses it. */
function accepted(body: object): NmapOptions | undefined {
  const request = plainToInstance(InlineProfileRequest, body);
  const checks = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
  if (validateSync(request, checks).length > 0) return undefined;
  const profile = resolveProfile(request, '');
  return isRefusal(profile) || profile.engine !== 'nmap' ? undefined : profile.options;
}

/** What the agent and the preview make of options, for an agent with and without raw sockets. */
function argumentLists(
  options: NmapOptions,
): { agent: string[] | null; preview: readonly string[] | null }[] {
  return [true, false].map((rawSockets) => {
    const agent = nmapArguments(options, { rawSockets });
    const preview = nmapCommand(options, { rawSockets });
    return { agent: agent.kind === 'arguments' ? agent.args : null, preview: preview.arguments };
  });
}

const HOSTILE = [
  ...[
    '--script=x',
    '-iL',
    '/etc/passwd',
    '127.0.0.1;id',
    '$(id)',
    '`id`',
    'vuln',
    'all',
    '-oX/tmp/x',
    '../x.nse',
  ],
  ...[
    'ssl-cert,http-put',
    'ssl-cert http-put',
    'not safe',
    'banner\n-oN',
    '__proto__',
    'constructor',
    '1e3',
    '',
  ],
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string(), fc.string({ unit: 'binary' }));
const anything = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(text));
/** Mostly what may be said, now and then something else. */
const mostly = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: good, weight: 12 }, { arbitrary: anything, weight: 1 });
const whole = (min: number, max: number) => mostly(fc.integer({ min, max }));
const port = whole(1, 65_535);
const ports = fc.oneof(
  fc.record({ kind: fc.constant('top'), count: port }),
  fc.record({ kind: fc.constant('all') }),
  fc.record({
    kind: fc.constant('ranges'),
    ranges: fc.array(fc.record({ first: port, last: port }), { minLength: 1, maxLength: 3 }),
  }),
);
const scripts = mostly(fc.constantFrom('banner', 'ssl-cert', 'http-title', 'http-robots.txt', 'smb2-time'));
const options = fc.record(
  {
    scan: mostly(fc.constantFrom('ping', 'syn', 'connect', 'udp')),
    ports: mostly(ports),
    hostDiscovery: mostly(fc.boolean()),
    serviceDetection: mostly(fc.boolean()),
    versionIntensity: mostly(fc.option(fc.integer({ min: 0, max: 9 }))),
    osDetection: mostly(fc.boolean()),
    traceroute: mostly(fc.boolean()),
    resolveNames: mostly(fc.boolean()),
    scriptSets: mostly(fc.subarray(['default', 'vulnerability'])),
    scripts: fc.uniqueArray(scripts, { maxLength: 3 }),
    timing: whole(0, 5),
    minRate: mostly(fc.option(fc.integer({ min: 1, max: 100_000 }))),
    maxRate: mostly(fc.option(fc.integer({ min: 1, max: 100_000 }))),
    maxRetries: whole(0, 20),
    hostTimeoutSeconds: whole(1, 86_400),
    scriptTimeoutSeconds: whole(1, 86_400),
  },
  { requiredKeys: [] },
);

describe('argument lists of nmap', () => {
  it.each(NMAP_PRESETS)('are the agent’s in the preview of %s', (preset) => {
    const accept = accepted({ engine: 'nmap', preset })!;
    for (const { agent, preview } of argumentLists(accept)) expect(preview).toEqual(agent);
  });

  it('stay inside the grammar for whatever the API accepts, and are shown as they are run', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.constantFrom(...NMAP_PRESETS), options, (preset, given) => {
        const accept = accepted({ engine: 'nmap', preset, options: given });
        if (!accept) return;
        tried += 1;
        for (const { agent, preview } of argumentLists(accept)) {
          expect(preview).toEqual(agent);
          expect(preview === null ? [] : faultsOf(preview)).toEqual([]);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(tried).toBeGreaterThan(500);
  });

  it('are never made of text that nobody checked', () => {
    fc.assert(
      fc.property(
        fc.record({ engine: anything, preset: anything, options: fc.dictionary(text, anything) }),
        (body) => {
          const accept = accepted(body);
          for (const { preview } of accept ? argumentLists(accept) : [])
            expect(faultsOf(preview ?? [])).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each<[string[]]>([
    [['-oX', '/tmp/x']],
    [['-oN', '-']],
    [['--script', 'vuln,banner']],
    [['--script', 'http-brute']],
    [['--script', '/tmp/x.nse']],
    [['--script-args', 'user=x']],
    [['--datadir', '/tmp']],
    [['-iL', '/etc/passwd']],
    [['-T9']],
    [['-p', '1-70000']],
    [['-p', '2-1']],
    [['-p', '0']],
    [['--min-rate']],
    [['--min-rate', '1;id']],
    [['192.0.2.1']],
    [['-T4', '-T4']],
  ])('that are foreign to the grammar are told by the checker: %j', (foreign) => {
    const [fine = []] = [
      nmapCommand(accepted({ engine: 'nmap', preset: 'discovery' })!, { rawSockets: true }).arguments!,
    ];
    expect(faultsOf(fine)).toEqual([]);
    expect(faultsOf([...fine, ...foreign])).not.toEqual([]);
  });
});
