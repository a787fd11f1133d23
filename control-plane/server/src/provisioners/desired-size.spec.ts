import fc from 'fast-check';
import { desiredSize, type PoolFigures, type SizeRules } from './desired-size';

const rules: fc.Arbitrary<SizeRules> = fc
  .record({
    min: fc.nat(20),
    more: fc.nat(50),
    warmSpare: fc.nat(5),
    onDemand: fc.boolean(),
    slotsPerHost: fc.integer({ min: 1, max: 16 }),
  })
  .map(({ min, more, ...rest }) => ({ min, max: min + more, ...rest }));
const figures: fc.Arbitrary<PoolFigures> = fc.record({
  waiting: fc.nat(10_000),
  running: fc.nat(1_000),
  hosts: fc.nat(100),
  otherPlaces: fc.nat(50),
  fresh: fc.boolean(),
});

describe('the size of a pool', () => {
  it('stays within its limits, whatever comes', () => {
    fc.assert(
      fc.property(rules, figures, (rule, now) => {
        const { size } = desiredSize(rule, now);
        expect(size).toBeGreaterThanOrEqual(rule.min);
        expect(size).toBeLessThanOrEqual(rule.max);
        expect(Number.isInteger(size)).toBe(true);
      }),
    );
  });

  it('never shrinks with more work, and has room for what runs', () => {
    fc.assert(
      fc.property(rules, figures, fc.nat(100), (rule, now, more) => {
        const fresh = { ...now, fresh: true };
        const { size } = desiredSize(rule, fresh);
        expect(desiredSize(rule, { ...fresh, waiting: now.waiting + more }).size).toBeGreaterThanOrEqual(
          size,
        );
        expect(desiredSize(rule, { ...fresh, running: now.running + more }).size).toBeGreaterThanOrEqual(
          size,
        );
        if (rule.onDemand && size < rule.max)
          expect(size * rule.slotsPerHost).toBeGreaterThanOrEqual(now.running);
      }),
    );
  });

  it('holds what is there when the figures are stale: neither grows nor shrinks within its limits', () => {
    fc.assert(
      fc.property(rules, figures, (rule, now) => {
        fc.pre(now.hosts >= rule.min && now.hosts <= rule.max);
        expect(desiredSize(rule, { ...now, fresh: false }).size).toBe(now.hosts);
      }),
    );
  });

  it('is nothing without work where nothing is kept, and says how it came about', () => {
    const rule = { min: 0, max: 5, warmSpare: 0, onDemand: true, slotsPerHost: 4 };
    const idle = { waiting: 0, running: 0, hosts: 3, otherPlaces: 0, fresh: true };
    expect(desiredSize(rule, idle).size).toBe(0);
    expect(desiredSize(rule, { ...idle, waiting: 9 })).toEqual({
      size: 3,
      why: '9 slices by 4 a host need 3',
    });
    expect(desiredSize({ ...rule, warmSpare: 1, max: 3 }, { ...idle, waiting: 9 }).why).toBe(
      '9 slices by 4 a host need 3 and 1 to spare, limited to 3',
    );
    expect(desiredSize(rule, { ...idle, waiting: 3, otherPlaces: 4 }).size).toBe(0);
    expect(desiredSize({ ...rule, onDemand: false, min: 2 }, { ...idle, waiting: 99 }).size).toBe(2);
  });
});
