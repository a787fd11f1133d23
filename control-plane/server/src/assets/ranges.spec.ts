import fc from 'fast-check';
import { isMalformed } from './address';
import {
  addressesFrom,
  countAddresses,
  formatCidr,
  mergeSpans,
  parseSpan,
  rangeOf,
  rangesContain,
  subtractSpans,
  type AddressRange,
  type Span,
} from './ranges';

function span(text: string): Span {
  const parsed = parseSpan(text);
  if (isMalformed(parsed)) throw new Error(`${text}: ${parsed.reason}`);
  return parsed;
}

const range = (text: string): AddressRange => rangeOf(span(text));

describe('ranges', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
    ['192.0.2.0/30', '192.0.2.0', '192.0.2.3'],
    ['192.0.2.1-192.0.2.9', '192.0.2.1', '192.0.2.9'],
    ['192.0.2.1-9', '192.0.2.1', '192.0.2.9'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['2001:db8::/126', '2001:db8::', '2001:db8::3'],
    ['2001:db8::1-2001:db8::f', '2001:db8::1', '2001:db8::f'],
  ])('%s is %s to %s', (text, first, last) => {
    expect(range(text)).toEqual({ first, last });
  });

  it.each([
    ['10.0.0.0/1', 'host-bits-set', '0.0.0.0/1'],
    ['192.0.2.1/24', 'host-bits-set', '192.0.2.0/24'],
    ['2001:db8::1/64', 'host-bits-set', '2001:db8::/64'],
    ['192.0.2.0/33', 'malformed-target', '32'],
    ['192.0.2.0/-1', 'malformed-target', ''],
    ['192.0.2.0/024', 'malformed-target', ''],
    ['192.0.2.0/24/8', 'malformed-target', ''],
    ['192.0.2.0/', 'malformed-target', ''],
    ['2001:db8::/129', 'malformed-target', '128'],
    ['192.0.2.9-1', 'malformed-target', 'before'],
    ['192.0.2.9-256', 'malformed-target', '255'],
    ['192.0.2.9-010', 'malformed-target', '255'],
    ['192.0.2.1-2001:db8::1', 'malformed-target', 'family'],
    ['192.0.2.1-192.0.2.2-192.0.2.3', 'malformed-target', ''],
    ['192.0.1-3.5', 'ambiguous-address', ''],
    ['-', 'malformed-target', ''],
    ['-iL', 'malformed-target', ''],
    ['1'.repeat(101), 'malformed-target', ''],
  ])('%s is refused', (text, code, said) => {
    const parsed = parseSpan(text);
    expect(parsed).toMatchObject({ code, reason: expect.stringContaining(said) as string });
  });

  it('are merged where they touch or overlap, IPv4 before IPv6', () => {
    const texts = [
      '2001:db8::/127',
      '192.0.2.4-9',
      '192.0.2.0/30',
      '192.0.2.8-12',
      '192.0.2.20',
      '2001:db8::2',
    ];
    expect(mergeSpans(texts.map(span)).map(rangeOf)).toEqual([
      { first: '192.0.2.0', last: '192.0.2.12' },
      { first: '192.0.2.20', last: '192.0.2.20' },
      { first: '2001:db8::', last: '2001:db8::2' },
    ]);
  });

  it('give CIDRs back as they were', () => {
    for (const text of ['0.0.0.0/0', '10.0.0.0/8', '192.0.2.1/32', '::/0', '2001:db8::/32', '::1/128'])
      expect(formatCidr(span(text))).toBe(text);
  });

  it('are walked from any position, lazily', () => {
    const ranges = ['192.0.2.250-192.0.3.2', '2001:db8::fffe-2001:db8::1:1'].map(range);
    expect(countAddresses(ranges)).toBe(13n);
    const all = [...addressesFrom(ranges, 0)];
    expect(all).toHaveLength(13);
    expect(all.slice(5, 8)).toEqual(['192.0.2.255', '192.0.3.0', '192.0.3.1']);
    expect(all.slice(-4)).toEqual(['2001:db8::fffe', '2001:db8::ffff', '2001:db8::1:0', '2001:db8::1:1']);
    for (let offset = 0; offset <= 14; offset++)
      expect([...addressesFrom(ranges, offset, 3)]).toEqual(all.slice(offset, offset + 3));
    expect([...addressesFrom([range('0.0.0.0/0')], 2 ** 31, 1)]).toEqual(['128.0.0.0']);
  });

  it('know what they hold, however it is spelled', () => {
    const ranges = [range('2001:db8::/64')];
    expect(rangesContain(ranges, '2001:0DB8::0001')).toBe(true);
    expect(rangesContain(ranges, '2001:db8:0:1::')).toBe(false);
    expect(rangesContain(ranges, 'nonsense')).toBe(false);
  });

  const small = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10 }))
    .map(([first, more]): Span => ({ family: 4, first: BigInt(first), last: BigInt(first + more) }));
  const members = (spans: readonly Span[]): Set<bigint> => {
    const held = new Set<bigint>();
    for (const { first, last } of spans) for (let value = first; value <= last; value++) held.add(value);
    return held;
  };

  it('hold the same addresses merged, with none twice and a gap between any two', () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 8 }), (spans) => {
        const merged = mergeSpans(spans);
        expect(members(merged)).toEqual(members(spans));
        merged
          .slice(1)
          .forEach((one, index) => expect(one.first).toBeGreaterThan((merged[index]?.last ?? 0n) + 1n));
      }),
    );
  });

  it('lose by subtraction exactly what is subtracted', () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 5 }), (one, others) => {
        const taken = members(others);
        const expected = [...members([one])].filter((value) => !taken.has(value));
        expect([...members(subtractSpans(one, others))].sort()).toEqual(expected.sort());
      }),
    );
  });
});
