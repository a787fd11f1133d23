import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { canonicalAddress, NmapReader } from '@scanfleet/readers';
import fc from 'fast-check';
import type { RunEnd, TargetResult } from '../engine';
import type { Tool, ToolLauncher } from '../tool';
import { NmapEngine } from './engine';
import { PLAIN } from './options.fixture';

const FIXTURES = join(__dirname, '../../../../readers/fixtures/nmap');
/** Cut at every byte: the cost grows with the square of the length. */
const MOST_BYTES = 16 * 1024;

/** A tool that wrote these bytes and ended as well as a tool can. */
class Written implements ToolLauncher {
  constructor(private readonly bytes: Buffer) {}

  launch(): Tool {
    return {
      stdout: Readable.from([this.bytes]),
      stderr: Readable.from([]),
      exit: Promise.resolve({ code: 0, signal: null, endedBy: null, error: '' }),
      stop: () => undefined,
      endInput: () => undefined,
    };
  }
}

interface Outcome {
  end: RunEnd;
  results: TargetResult[];
}

const engine = new NmapEngine(() => ({ rawSockets: true }));

/** What becomes of these targets when nmap writes this, from the first byte to the last. */
async function run(bytes: Buffer, targets: readonly string[]): Promise<Outcome> {
  const results: TargetResult[] = [];
  const sink = {
    look: () => undefined,
    target: async (result: TargetResult) => void results.push(result),
    begun: () => Promise.resolve(),
    progress: () => undefined,
  };
  const end = await engine.start({ targets, options: PLAIN }, new Written(bytes), sink).end;
  return { end, results };
}

/** Where each host's element ends in the document, by its address. */
function ends(bytes: Buffer): Map<string, number> {
  const found = new Map<string, number>();
  const text = bytes.toString('latin1');
  for (const match of text.matchAll(/<host[\s>][\s\S]*?<\/host>/g)) {
    const named = /<address addr="([^"]+)" addrtype="ipv[46]"/.exec(match[0])?.[1];
    const address = canonicalAddress(named ?? '');
    if (address !== null && !found.has(address)) found.set(address, match.index + match[0].length);
  }
  return found;
}

const hostsOf = (bytes: Buffer): string[] =>
  [...new NmapReader().feed(bytes)].flatMap((event) => (event.kind === 'host' ? event.host.address : []));

const ofOneFamily = (all: readonly string[]): string[] => {
  const unique = [...new Set(all)];
  return unique.filter((one) => one.includes(':') === (unique[0] ?? '').includes(':'));
};
/** An address that no sample speaks of: it can only be down by nmap's silence. */
const absent = (targets: readonly string[]): string =>
  targets[0]?.includes(':') ? '2001:db8::77' : '192.0.2.77';

const samples = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => [name, readFileSync(join(FIXTURES, name))] as const)
  .filter(([, bytes]) => bytes.length <= MOST_BYTES);

describe('output that is cut off', () => {
  it.each(samples)(
    '%s, at every byte, gives finished hosts or an error',
    async (_, bytes) => {
      const hosts = ofOneFamily(hostsOf(bytes));
      const targets = [...hosts, absent(hosts)];
      const whole = await run(bytes, targets);
      const finished = ends(bytes);
      for (let length = 0; length < bytes.length; length++) {
        const { end, results } = await run(bytes.subarray(0, length), targets);
        for (const { address, disposition } of results) {
          // Whatever is said of a target before the end is said because its element was closed.
          if (end.kind !== 'complete') expect(finished.get(address)).toBeLessThanOrEqual(length);
          if (disposition === 'scanned') expect(finished.get(address)).toBeLessThanOrEqual(length);
        }
        if (end.kind === 'complete') {
          // Only what follows the closing tag may be missing.
          expect(bytes.subarray(length).toString().trim()).toBe('');
          expect(results.map(({ disposition }) => disposition)).toEqual(
            whole.results.map(({ disposition }) => disposition),
          );
        } else {
          expect(results.map(({ address }) => address)).not.toContain(absent(hosts));
        }
      }
    },
    60_000,
  );

  it('with flipped bits is an error or says of each target what nmap said of it, never more', async () => {
    const small = samples.filter(([, bytes]) => bytes.length < 4_096);
    const flips = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(7)),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), flips, async ([, sound], bits) => {
        const hosts = ofOneFamily(hostsOf(sound));
        const targets = [...hosts, absent(hosts)];
        const bytes = Buffer.from(sound);
        for (const [where, bit] of bits) {
          const at = Math.floor(where * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        }
        const { end, results } = await run(bytes, targets);
        // A target is told of once at most, and only targets are.
        const told = results.map(({ address }) => address);
        expect(new Set(told).size).toBe(told.length);
        expect(targets).toEqual(expect.arrayContaining(told));
        // The absent one is scanned by nobody, and down only when nmap said that it succeeded.
        const silent = results.find(({ address }) => address === absent(hosts));
        if (silent) expect([silent.disposition === 'scanned', end.kind]).toEqual([false, 'complete']);
      }),
      { numRuns: 1_500 },
    );
  }, 60_000);
});
