import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isRefusal } from '../platform';
import { nextOccurrence, planOf, type Plan, type Recurrence } from './recurrence';
import { localOf } from './zone';

interface Golden {
  zone: string;
  time: string;
  first: string;
  days: number;
  changes: [day: number, minutes: number | null][];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, 'golden.fixture.json'), 'utf8')) as {
  cases: Golden[];
};
const DAY = 86_400_000;

function planned(recurrence: Recurrence): Plan {
  const plan = planOf(recurrence);
  if (isRefusal(plan)) throw new Error(plan.reason);
  return plan;
}

function first(count: number, recurrence: Recurrence): string[] {
  const plan = planned(recurrence);
  const found: string[] = [];
  for (let next = nextOccurrence(plan, plan.start - 1); next && found.length < count;) {
    found.push(new Date(next.at).toISOString().slice(0, 16));
    next = nextOccurrence(plan, next.at);
  }
  return found;
}

function expected({ first: from, days, changes }: Golden): { at: number[]; never: string[] } {
  const at: number[] = [];
  const never: string[] = [];
  let minutes = 0;
  const changed = new Map(changes);
  for (let day = 0; day < days; day++) {
    const change = changed.get(day);
    if (change === null) never.push(new Date(Date.UTC(2009, 0, 1) + day * DAY).toISOString().slice(0, 10));
    else {
      minutes = change ?? minutes;
      at.push(Date.parse(from) + day * DAY + minutes * 60_000);
    }
  }
  return { at, never };
}

describe('the golden table', () => {
  it.each(cases)('daily $time in $zone', (golden) => {
    const plan = planned({ kind: 'daily', zone: golden.zone, start: `2009-01-01T${golden.time}` });
    const want = expected(golden);
    const never: string[] = [];
    let last = plan.start - 1;
    const got = want.at.map(() => {
      const next = nextOccurrence(plan, last);
      if (!next) throw new Error('ended');
      never.push(...next.skippedDays);
      last = next.at;
      return next.at;
    });
    expect(got.map((at) => new Date(at).toISOString())).toEqual(
      want.at.map((at) => new Date(at).toISOString()),
    );
    expect(never).toEqual(want.never);
  });

  it('knows the day that Samoa left out', () => {
    expect(cases.filter(({ changes }) => changes.some(([, minutes]) => minutes === null)).length).toBe(4);
  });
});

describe('recurrence', () => {
  const zone = 'Europe/Berlin';
  it.each<[string, Recurrence, string[]]>([
    ['once', { kind: 'once', zone, start: '2026-03-29T02:30' }, ['2026-03-29T01:00']],
    [
      'weekly',
      { kind: 'weekly', zone: 'UTC', start: '2026-01-01T05:00', weekdays: [1, 4] },
      ['2026-01-01T05:00', '2026-01-05T05:00', '2026-01-08T05:00'],
    ],
    [
      'monthly on the 31st',
      { kind: 'monthly', zone: 'UTC', start: '2026-01-01T05:00', day: 31 },
      ['2026-01-31T05:00', '2026-02-28T05:00', '2026-03-31T05:00', '2026-04-30T05:00'],
    ],
    [
      'the last Friday',
      { kind: 'monthly-weekday', zone: 'UTC', start: '2026-01-01T05:00', nth: 'last', weekday: 5 },
      ['2026-01-30T05:00', '2026-02-27T05:00', '2026-03-27T05:00'],
    ],
    [
      'the fifth Friday',
      { kind: 'monthly-weekday', zone: 'UTC', start: '2026-01-01T05:00', nth: 5, weekday: 5 },
      ['2026-01-30T05:00', '2026-05-29T05:00'],
    ],
    [
      'every 90 minutes through a gap',
      { kind: 'every', zone, start: '2026-03-29T00:30', every: 90, unit: 'minutes' },
      ['2026-03-28T23:30', '2026-03-29T01:00', '2026-03-29T02:30'],
    ],
    [
      'every 2 days, by local days',
      { kind: 'every', zone, start: '2026-03-28T12:00', every: 2, unit: 'days' },
      ['2026-03-28T11:00', '2026-03-30T10:00'],
    ],
    [
      'cron where either day matches',
      { kind: 'cron', zone: 'UTC', start: '2026-01-01T00:00', cron: '0 4 13 * fri' },
      ['2026-01-02T04:00', '2026-01-09T04:00', '2026-01-13T04:00', '2026-01-16T04:00'],
    ],
    [
      'a leap day',
      { kind: 'cron', zone: 'UTC', start: '2097-01-01T00:00', cron: '0 0 29 2 *' },
      ['2104-02-29T00:00'],
    ],
    [
      'until its end, included',
      { kind: 'daily', zone: 'UTC', start: '2026-01-01T05:00', end: '2026-01-02T05:00' },
      ['2026-01-01T05:00', '2026-01-02T05:00'],
    ],
  ])('%s', (_, recurrence, wanted) => {
    const ends = recurrence.kind === 'once' || recurrence.end !== undefined;
    expect(first(wanted.length + (ends ? 1 : 0), recurrence)).toEqual(wanted);
  });

  it.each<[string, Partial<Recurrence>, string]>([
    ['an unknown zone', { zone: 'Mars/Olympus' }, 'no-such-zone'],
    ['an offset for a zone', { zone: '+02:00' }, 'no-such-zone'],
    ['a day that is none', { start: '2026-02-30T05:00' }, 'bad-local-time'],
    ['an instant for a local time', { start: '2026-02-03T05:00Z' }, 'bad-local-time'],
    ['an end before the start', { end: '2025-12-31T05:00' }, 'ends-before-start'],
    [
      'a day that never was',
      { kind: 'once', zone: 'Pacific/Apia', start: '2011-12-30T05:00' },
      'never-fires',
    ],
    ['weekly without weekdays', { kind: 'weekly' }, 'missing-field'],
    ['every without a unit', { kind: 'every', every: 5 }, 'missing-field'],
    ['30 February', { kind: 'cron', cron: '0 0 30 2 *' }, 'never-fires'],
    ['six fields', { kind: 'cron', cron: '0 0 0 * * *' }, 'bad-cron'],
    ['a nickname', { kind: 'cron', cron: '@daily' }, 'bad-cron'],
    ['minute 60', { kind: 'cron', cron: '60 0 * * *' }, 'bad-cron'],
    ['a step of nothing', { kind: 'cron', cron: '*/0 0 * * *' }, 'bad-cron'],
    ['a range backwards', { kind: 'cron', cron: '9-5 0 * * *' }, 'bad-cron'],
    ['L', { kind: 'cron', cron: '0 0 L * *' }, 'bad-cron'],
  ])('refuses %s', (_, part, code) => {
    const answer = planOf({ kind: 'daily', zone: 'UTC', start: '2026-01-01T05:00', ...part });
    expect(isRefusal(answer) ? answer.code : 'taken').toBe(code);
  });

  it('a daily schedule is due once each local day, in ascending order', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Taipei');
    const start = fc.integer({ min: 0, max: 5_000_000 }).map((minutes) => {
      return new Date(Date.UTC(2018, 0, 1) + minutes * 60_000).toISOString().slice(0, 16);
    });
    fc.assert(
      fc.property(zones, start, (inZone, from) => {
        const plan = planned({ kind: 'daily', zone: inZone, start: from });
        let last = plan.start - 1;
        for (let day = 0; day < 400; day++) {
          const next = nextOccurrence(plan, last);
          if (!next) throw new Error('ended');
          expect(next.at).toBeGreaterThan(last);
          const local = Math.floor(localOf(inZone, next.at) / DAY);
          expect(local).toBe(Math.floor(Date.parse(`${from}:00Z`) / DAY) + day);
          last = next.at;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('every N hours stays anchored at its start, wherever one asks from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 1e11 }), (every, ahead) => {
        const plan = planned({ kind: 'every', zone: 'UTC', start: '2020-01-01T00:00', every, unit: 'hours' });
        const next = nextOccurrence(plan, plan.start + ahead);
        expect(((next?.at ?? NaN) - plan.start) % (every * 3_600_000)).toBe(0);
        expect(next?.at).toBeGreaterThan(plan.start + ahead);
      }),
    );
  });
});
