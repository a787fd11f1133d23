import fc from 'fast-check';
import { gateOf, holds, type WindowRule } from './gate';

const at = (text: string): number => Date.parse(text);
const rule = (more: Partial<WindowRule>): WindowRule => ({
  ...{
    kind: 'window',
    name: 'rule',
    zone: 'UTC',
    weekly: null,
    startsAt: null,
    endsAt: null,
    networkId: 'n',
  },
  ...more,
});
const weekly = (weekdays: number[], from: string, to: string, more: Partial<WindowRule> = {}) =>
  rule({ weekly: [{ weekdays, from, to }], ...more });

const ALL = [0, 1, 2, 3, 4, 5, 6];
const blackout = { kind: 'blackout' as const };

describe('when scans may run', () => {
  it('is always, unless something is said', () =>
    expect(gateOf([], at('2026-03-01T00:00Z'))).toEqual({ open: true }));

  it.each([
    // 2026-03-02 is a Monday.
    ['inside', weekly([1], '09:00', '17:00'), '2026-03-02T09:00Z', true],
    ['at its end', weekly([1], '09:00', '17:00'), '2026-03-02T17:00Z', false],
    ['on another day', weekly([1], '09:00', '17:00'), '2026-03-03T10:00Z', false],
    ['over midnight, before it', weekly([1], '22:00', '06:00'), '2026-03-02T23:59Z', true],
    ['over midnight, after it', weekly([1], '22:00', '06:00'), '2026-03-03T05:59Z', true],
    ['over midnight, a day late', weekly([1], '22:00', '06:00'), '2026-03-04T01:00Z', false],
    ['until midnight', weekly([1], '22:00', '00:00'), '2026-03-02T23:00Z', true],
    ['until midnight, after it', weekly([1], '22:00', '00:00'), '2026-03-03T00:00Z', false],
    ['a whole day from six', weekly([1], '06:00', '06:00'), '2026-03-03T05:59Z', true],
    ['in its zone', weekly([1], '03:00', '04:00', { zone: 'Asia/Taipei' }), '2026-03-01T19:30Z', true],
    [
      'once',
      rule({ startsAt: new Date('2026-03-02T00:00Z'), endsAt: new Date('2026-03-03T00:00Z') }),
      '2026-03-02T12:00Z',
      true,
    ],
    [
      'once, over',
      rule({ startsAt: new Date('2026-03-02T00:00Z'), endsAt: new Date('2026-03-03T00:00Z') }),
      '2026-03-03T00:00Z',
      false,
    ],
  ])('%s', (_, given, moment, expected) => expect(holds(given, at(moment))).toBe(expected));

  it.each([
    [
      'a window opens later that day',
      [weekly([1], '09:00', '17:00')],
      '2026-03-02T08:00Z',
      'window-closed',
      '2026-03-02T09:00Z',
    ],
    [
      'a window opens next week',
      [weekly([1], '09:00', '17:00')],
      '2026-03-02T18:00Z',
      'window-closed',
      '2026-03-09T09:00Z',
    ],
    [
      'a blackout ends',
      [weekly(ALL, '08:00', '18:00', blackout)],
      '2026-03-02T12:00Z',
      'blackout',
      '2026-03-02T18:00Z',
    ],
    [
      'a blackout ends outside of the window',
      [weekly(ALL, '08:00', '18:00', blackout), weekly(ALL, '12:00', '14:00')],
      '2026-03-02T12:30Z',
      'blackout',
      null,
    ],
    [
      'one window of each of network and job',
      [weekly(ALL, '00:00', '12:00'), weekly(ALL, '10:00', '16:00', { networkId: null })],
      '2026-03-02T08:00Z',
      'window-closed',
      '2026-03-02T10:00Z',
    ],
    [
      'a boundary in a DST gap opens at its end',
      [weekly([0], '02:30', '05:00', { zone: 'Europe/Berlin' })],
      '2026-03-29T00:30Z',
      'window-closed',
      '2026-03-29T01:00Z',
    ],
  ] as const)('%s', (_, rules, moment, code, opens) => {
    expect(gateOf(rules, at(moment))).toMatchObject({ open: false, code, opensAt: opens && at(opens) });
  });

  it('opens at no earlier minute than it says', () => {
    const time = fc
      .integer({ min: 0, max: 47 })
      .map((half) => new Date(half * 1_800_000).toISOString().slice(11, 16));
    const hours = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      from: time,
      to: time,
    });
    const rules = fc.record({
      kind: fc.constantFrom('window' as const, 'blackout' as const),
      weekly: fc.array(hours, { minLength: 1, maxLength: 2 }),
      networkId: fc.constantFrom('n', null),
      zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Taipei', 'Australia/Lord_Howe'),
    });
    const moment = fc
      .integer({ min: 0, max: 2 * 365 * 48 })
      .map((half) => at('2026-01-01T00:00Z') + half * 1_800_000);
    fc.assert(
      fc.property(fc.array(rules.map(rule), { minLength: 1, maxLength: 3 }), moment, (given, now) => {
        const gate = gateOf(given, now);
        if (gate.open) return;
        const end = gate.opensAt ?? now + 7 * 86_400_000;
        let open = 0;
        for (let look = now; look < end; look += 1_800_000) open += Number(gateOf(given, look).open);
        expect(open).toBe(0);
        if (gate.opensAt !== null) expect(gateOf(given, gate.opensAt).open).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
