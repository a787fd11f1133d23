import fc from 'fast-check';
import type { ScanEnd } from './facts';
import { nextDigest, saysAtOnce, type NewBySeverity, type Trigger } from './occasion';

const ends: ScanEnd[] = ['complete', 'partial', 'canceled', 'failed'];

describe('a rule', () => {
  it.each<[Trigger, number | null, NewBySeverity, ScanEnd[]]>([
    ['always', null, {}, ends],
    ['failure', null, {}, ['partial', 'failed']],
    ['failure', null, { critical: 9 }, ['partial', 'failed']],
    ['new-findings', 4, {}, []],
    ['new-findings', 4, { medium: 3, low: 1, information: 7 }, []],
    ['new-findings', 4, { high: 1 }, ends],
    ['new-findings', 4, { critical: 1 }, ends],
    ['new-findings', 5, { high: 1 }, []],
    ['new-findings', 1, { information: 1 }, ends],
    ['digest', null, { critical: 1 }, []],
  ])('%s (at or above %s) with %j speaks after %j', (trigger, severity, isNew, expected) => {
    expect(ends.filter((end) => saysAtOnce(trigger, severity, { end }, isNew))).toEqual(expected);
  });
});

describe('a digest', () => {
  it.each([
    ['day', 8, 1, 'UTC', '2026-01-01T07:59:59Z', '2026-01-01T08:00:00.000Z'],
    ['day', 8, 1, 'UTC', '2026-01-01T08:00:00Z', '2026-01-02T08:00:00.000Z'],
    ['day', 8, 1, 'Asia/Taipei', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00.000Z'],
    ['week', 8, 1, 'UTC', '2026-01-01T00:00:00Z', '2026-01-05T08:00:00.000Z'],
    ['week', 8, 7, 'UTC', '2026-01-01T00:00:00Z', '2026-01-04T08:00:00.000Z'],
    // The hour that Berlin skips on 29 March 2026, and the one that it repeats on 25 October.
    ['day', 2, 1, 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['day', 2, 1, 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    ['day', 2, 1, 'Europe/Berlin', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
  ] as const)(
    'each %s at %i (weekday %i) in %s comes after %s at %s',
    (every, hour, weekday, zone, now, at) => {
      expect(nextDigest({ every, hour, weekday, zone }, new Date(now)).toISOString()).toBe(at);
    },
  );

  it('comes within its period, and later than now', () => {
    const zones = ['UTC', 'Asia/Taipei', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom('day' as const, 'week' as const),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (every, hour, weekday, zone, now) => {
          const wait = nextDigest({ every, hour, weekday, zone }, now).getTime() - now.getTime();
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual((every === 'day' ? 26 : 7 * 24 + 2) * 3_600_000);
        },
      ),
    );
  });
});
