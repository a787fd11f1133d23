import fc from 'fast-check';
import type { EngineProfile } from '../profiles';
import { partOf, slowed } from './rates';

describe('a part of a rate limit', () => {
  it('is an equal one for as many as are likely to run side by side', () => {
    expect(partOf({ limit: 900, used: 0, held: 0, waiting: 5 }, 3)).toBe(300);
    expect(partOf({ limit: 900, used: 300, held: 1, waiting: 4 }, 3)).toBe(300);
    expect(partOf({ limit: 900, used: 0, held: 0, waiting: 1 }, 50)).toBe(900);
    expect(partOf({ limit: 900, used: 900, held: 1, waiting: 4 }, 3)).toBe(0);
    // More slices than packets: some run, the others wait.
    expect(partOf({ limit: 2, used: 1, held: 1, waiting: 9 }, 10)).toBe(1);
  });

  it('never lets the sum past the limit, and never leaves a limit unused, whatever comes and goes', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('comes' as const), n: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ kind: fc.constant('claims' as const) }),
      fc.record({ kind: fc.constant('ends' as const), which: fc.nat(30) }),
      fc.record({ kind: fc.constant('limit' as const), to: fc.integer({ min: 1, max: 2_000 }) }),
      fc.record({ kind: fc.constant('slots' as const), to: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let [limit, slots, waiting] = [1_000, 4, 1];
        const held: number[] = [];
        const used = () => held.reduce((sum, rate) => sum + rate, 0);
        for (const step of events) {
          if (step.kind === 'comes') waiting += step.n;
          else if (step.kind === 'limit') limit = step.to;
          else if (step.kind === 'slots') slots = step.to;
          else if (step.kind === 'ends') held.splice(step.which % Math.max(1, held.length), 1);
          else if (waiting > 0) {
            const before = used();
            const part = partOf({ limit, used: before, held: held.length, waiting }, slots);
            expect(Number.isInteger(part)).toBe(true);
            if (part > 0) expect(before + part).toBeLessThanOrEqual(limit);
            else expect(before).toBeGreaterThanOrEqual(limit);
            if (part === 0) continue;
            held.push(part);
            waiting -= 1;
          }
        }
      }),
    );
  });
});

describe('a profile with a part of a rate', () => {
  const profile = (minRate: number | null, maxRate: number | null) =>
    ({ engine: 'nmap', preset: 'quick', options: { minRate, maxRate } }) as unknown as EngineProfile;

  it.each([
    ['without rates of its own', [null, null], [null, 100]],
    ['that is slower already', [null, 50], [null, 50]],
    ['that is faster', [null, 500], [null, 100]],
    ['that asks for no less than more', [300, 500], [100, 100]],
    ['that asks for no less than less', [20, null], [20, 100]],
  ] as const)('%s', (_, [min, max], [least, most]) => {
    expect(slowed(profile(min, max), 100).options).toEqual({ minRate: least, maxRate: most });
  });

  it('stays as it is when there is no limit', () => {
    expect(slowed(profile(20, 500), 0)).toEqual(profile(20, 500));
  });
});
