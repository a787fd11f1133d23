import fc from 'fast-check';
import { newId } from '../platform';
import { heartbeatOf, returnWithin } from './pace';

const timings = { heartbeat: 10_000, lease: 60_000 };

describe('the pace of heartbeats', () => {
  it('is the configured one for a small fleet, and slower for a large one, but never too slow for a lease', () => {
    const id = `${newId().slice(0, -6)}000000`;
    expect([1, 2_000, 3_000, 10_000, 100_000].map((n) => heartbeatOf(id, n, timings))).toEqual([
      ...[10_000, 10_000, 15_000, 20_000, 20_000],
    ]);
    expect(heartbeatOf(id, 100_000, { heartbeat: 10_000, lease: 20_000 })).toBe(10_000);
  });

  it('differs from agent to agent by a tenth at most', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(50_000), (id, sessions) => {
        const ms = heartbeatOf(id, sessions, timings);
        expect(ms).toBeGreaterThanOrEqual(9_000);
        expect(ms).toBeLessThanOrEqual(20_000);
      }),
    );
    const paces = Array.from({ length: 100 }, () => heartbeatOf(newId(), 1, timings));
    expect(new Set(paces).size).toBeGreaterThan(50);
  });
});

it('a small fleet returns at once, a large one as fast as it can be let in, and nobody so late as to be lost', () => {
  const counts = [0, 80, 84, 1_000, 10_000, 1_000_000];
  expect(counts.map((n) => returnWithin(n, { lostAfter: 180_000 }))).toEqual([
    ...[0, 0, 1_050, 12_500, 125_000, 126_000],
  ]);
});
