import fc from 'fast-check';
import { isRefusal, ManualClock, notFound, Refusal } from '../platform';
import { isMalformed } from './address';
import type { NetworkRecord } from './networks';
import { addressesFrom, parseSpan } from './ranges';
import type { Excluded, TargetSelection } from './selection';
import { Targets } from './targets';

/** The asset rows, exclusions and answers that a resolution meets. */
interface World {
  cidrs: string[];
  allowed: string[];
  exclusions: string[];
  assets: { id: string; hostName: string; addresses: string[] }[];
  /** The name's answers, one call after another. */
  answers: string[][];
}

function targetsIn(world: World) {
  let asked = 0;
  const network = { cidrs: world.cidrs, allowedSpecialCidrs: world.allowed, poolId: 'pool', resolvers: [] };
  const rows = (sql: string) => {
    if (sql.includes('FROM asset_addresses'))
      return world.assets.flatMap(({ id, addresses }) => addresses.map((word) => ({ assetId: id, word })));
    if (sql.includes('FROM asset_tags')) return [];
    return world.assets.map(({ id, hostName }) => ({ id, name: id, hostName }));
  };
  const excluded = world.exclusions.map((text): Excluded => {
    const span = parseSpan(text);
    if (isMalformed(span)) throw new Error(text);
    return { span, reason: 'excluded' };
  });
  const names = {
    addresses: () => Promise.resolve(world.answers[asked++ % Math.max(1, world.answers.length)] ?? []),
  };
  const targets = new Targets(
    { rows: (sql: string) => Promise.resolve(rows(sql)) } as never,
    new ManualClock(),
    { find: () => Promise.resolve(network as unknown as NetworkRecord) } as never,
    { present: () => Promise.resolve(excluded) } as never,
    names as never,
  );
  return { targets, asked: () => asked };
}

const selecting = (selection: Partial<TargetSelection>): TargetSelection => ({
  ...{ targets: [], assetIds: [], assetTags: null, exclusions: [] },
  ...selection,
});

/** An oracle of its own: nothing of the code that it looks at. Undefined: no plain IPv4 address. */
function number4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function bounds4(text: string): [number, number] {
  const [base = '', bits] = text.split('/');
  if (bits !== undefined) {
    const size = 2 ** (32 - Number(bits));
    return [number4(base)!, number4(base)! + size - 1];
  }
  const [first = '', last = first] = text.split('-');
  return [
    number4(first)!,
    last.includes('.') ? number4(last)! : Math.floor(number4(first)! / 256) * 256 + Number(last),
  ];
}

const inside4 = (address: number, texts: readonly string[]) =>
  texts.some((text) => {
    const [first, last] = bounds4(text);
    return first <= address && address <= last;
  });

const octet = fc.integer({ min: 0, max: 255 });
const near = octet.map((last) => `10.0.0.${last}`);
const far = fc.constantFrom(
  '127.0.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '10.9.0.1',
);
const range = fc.tuple(octet, octet).map(([a, b]) => `10.0.0.${Math.min(a, b)}-${Math.max(a, b)}`);
const cidr = fc
  .tuple(fc.integer({ min: 24, max: 32 }), octet)
  .map(([bits, last]) => `10.0.0.${last - (last % 2 ** (32 - bits))}/${bits}`);
/** The same address in clothes that some parsers see through and others do not. */
const disguised = fc.tuple(fc.oneof(near, far), fc.integer({ min: 0, max: 7 })).map(([address, form]) => {
  const parts = address.split('.').map(Number);
  const value = number4(address)!;
  return [
    `::ffff:${address}`,
    `::FFFF:${parts
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')
      .replace(/^(.{4})/, '$1:')}`,
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    parts.map((part) => `0x${part.toString(16)}`).join('.'),
    `0x${value.toString(16)}`,
    `${value}`,
    `${parts[0]}.${value % 2 ** 24}`,
    `${address} `,
  ][form]!;
});
const name = fc.constantFrom('www.example.com', 'a.example', 'localhost');
const written = fc.oneof(near, range, cidr, name);
const wild = fc.oneof(written, far, disguised);
const answer = fc.array(fc.oneof(near, far, disguised), { maxLength: 3 });

const world: fc.Arbitrary<World> = fc.record({
  cidrs: fc.constantFrom(['10.0.0.0/24'], ['10.0.0.0/25', '10.0.0.192/26'], ['10.0.0.0/24', '127.0.0.0/8']),
  allowed: fc.constantFrom<string[]>([], []),
  exclusions: fc.array(fc.oneof(near, range, cidr), { maxLength: 4 }),
  assets: fc.array(
    fc.record({
      id: fc.uuid(),
      hostName: fc.oneof(fc.constant(''), name),
      addresses: fc.array(fc.oneof(near, far, disguised), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  answers: fc.array(answer, { minLength: 1, maxLength: 4 }),
});

describe('what is dispatched', () => {
  it('lies in the scope and in no exclusion, whatever is written, answered or kept', async () => {
    let dispatched = 0;
    const cases = fc.record({
      world,
      targets: fc.oneof(
        fc.array(written, { minLength: 1, maxLength: 5 }),
        fc.array(wild, { minLength: 1, maxLength: 5 }),
      ),
      exclusions: fc.array(fc.oneof(near, range, cidr), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, targets: texts, exclusions }) => {
        const { targets, asked } = targetsIn(world);
        const assetIds = world.assets.map(({ id }) => id);
        const resolved = await targets.resolve('t', 'n', selecting({ targets: texts, assetIds, exclusions }));
        // However often a name is named, its answer is asked once.
        expect(asked()).toBeLessThanOrEqual(3);
        if (isRefusal(resolved)) return;
        const addresses = [...addressesFrom(resolved.ranges, 0)];
        expect(addresses).toHaveLength(resolved.total);
        expect(new Set(addresses).size).toBe(addresses.length);
        dispatched += addresses.length;
        for (const address of addresses) {
          const value = number4(address);
          if (value === undefined) throw new Error(`${address} is dispatched`);
          if (!inside4(value, world.cidrs)) throw new Error(`${address} is out of scope`);
          if (inside4(value, [...world.exclusions, ...exclusions])) throw new Error(`${address} is excluded`);
          if (inside4(value, ['127.0.0.0/8', '0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3']))
            throw new Error(`${address} is special`);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(dispatched).toBeGreaterThan(10_000);
  }, 60_000);

  it('a name that changes its answer stays where it was pinned', async () => {
    const answers = [['10.0.0.7'], ['169.254.169.254']];
    const { targets, asked } = targetsIn({
      ...{ cidrs: ['10.0.0.0/24'], allowed: [], exclusions: [], answers },
      assets: [{ id: 'a', hostName: 'www.example.com', addresses: [] }],
    });
    const selection = selecting({ targets: ['www.example.com', 'WWW.example.com.'], assetIds: ['a'] });
    const resolved = await targets.resolve('t', 'n', selection);
    expect(asked()).toBe(1);
    expect(resolved).toMatchObject({ ranges: [{ first: '10.0.0.7', last: '10.0.0.7' }], total: 1 });
    // Asked again, it points elsewhere: that is left out, and said.
    expect(await targets.resolve('t', 'n', selection)).toMatchObject({
      total: 0,
      left: [{ target: 'www.example.com', disposition: 'out of scope' }, {}, {}],
    });
  });

  it('says of everything that is left out why', async () => {
    const { targets } = targetsIn({
      ...{ cidrs: ['10.0.0.0/24'], allowed: [], exclusions: ['10.0.0.0/30'], answers: [[]] },
      assets: [
        { id: 'gone', hostName: '', addresses: [] },
        { id: 'moved', hostName: '', addresses: ['192.0.2.1'] },
        { id: 'two', hostName: '', addresses: ['192.0.2.2', '10.0.0.200'] },
      ],
    });
    const selection = selecting({
      ...{ targets: ['10.0.0.0/29', 'nobody.example'], exclusions: ['10.0.0.6-9'] },
      assetIds: ['gone', 'moved', 'two'],
    });
    expect(await targets.resolve('t', 'n', selection)).toMatchObject({
      ranges: [
        { first: '10.0.0.4', last: '10.0.0.5' },
        { first: '10.0.0.200', last: '10.0.0.200' },
      ],
      left: [
        { target: 'gone', disposition: 'unresolved' },
        { target: 'moved', disposition: 'out of scope' },
        { target: 'nobody.example', disposition: 'unresolved' },
        { target: '10.0.0.6-10.0.0.7', disposition: 'excluded', reason: 'The job excludes it.' },
        { target: '10.0.0.0-10.0.0.3', disposition: 'excluded', reason: 'excluded' },
      ],
    });
  });

  it.each([
    [{ targets: ['10.0.1.1'] }, 'targets-refused'],
    [{ targets: ['012.0.0.1'] }, 'targets-refused'],
    [{ assetIds: ['other'] }, 'no-such-asset'],
    [{ exclusions: ['10.0.0.1/24'] }, 'host-bits-set'],
  ])('refuses %j', async (selection, code) => {
    const { targets } = targetsIn({
      ...{ cidrs: ['10.0.0.0/24'], allowed: [], exclusions: [], answers: [[]], assets: [] },
    });
    expect(await targets.resolve('t', 'n', selecting(selection))).toMatchObject({ code });
  });

  it('waits for no name longer than it may', async () => {
    const clock = new ManualClock();
    const never = { addresses: () => new Promise<string[]>(() => undefined) };
    const network = { cidrs: ['10.0.0.0/24'], allowedSpecialCidrs: [], poolId: 'p', resolvers: [] };
    const targets = new Targets(
      { rows: () => Promise.resolve([]) } as never,
      clock,
      {
        find: (_: string, id: string) => Promise.resolve(id === 'n' ? network : notFound('network')),
      } as never,
      { present: () => Promise.resolve([]) } as never,
      never as never,
    );
    const names = Array.from({ length: 40 }, (_, n) => `host${n}.example`);
    const resolving = targets.resolve('t', 'n', selecting({ targets: names }));
    await new Promise((resume) => setImmediate(resume));
    clock.advance(10_000);
    expect(await resolving).toMatchObject({ total: 0, left: { length: 40 } });
    expect(await targets.resolve('t', 'other', selecting({}))).toBeInstanceOf(Refusal);
  });
});
