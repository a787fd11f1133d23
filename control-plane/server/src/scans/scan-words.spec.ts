import fc from 'fast-check';
import { estimatedEnd } from './estimate';
import { kindsOf } from './kinds';
import { statusText, type ScanStanding } from './status-text';

const scan: ScanStanding = {
  ...{ state: 'Queued', reason: '', outcome: null, result: null },
  ...{ processed: false, percent: 45, targetsDone: 12, targetsTotal: 64 },
};

describe('the one line about a scan', () => {
  it.each<[Partial<ScanStanding>, string]>([
    [{ reason: 'no agent online in pool a' }, 'Queued: no agent online in pool a'],
    [{ state: 'Running' }, 'Running, 45 %'],
    [{ state: 'Pausing' }, 'Pausing, 45 %'],
    [{ state: 'Paused' }, 'Paused at 45 %, findings being drawn'],
    [{ state: 'Paused', processed: true, reason: 'lunch' }, 'Paused at 45 %: lunch'],
    [{ state: 'Finished' }, 'Finished, findings being drawn'],
    [{ state: 'Finished', processed: true, result: 'none' }, 'Finished: no findings'],
    [
      { state: 'Finished', processed: true, outcome: 'partial', result: 'findings' },
      'Finished (partial): findings',
    ],
    [{ state: 'Finished', processed: true, result: 'all hosts down' }, 'Finished: all hosts down'],
    [{ state: 'Canceled', processed: true }, 'Canceled after 12 of 64 targets'],
    [{ state: 'Error', reason: 'nmap ended with code 1' }, 'Error: nmap ended with code 1'],
  ])('%j is "%s"', (over, text) => {
    expect(statusText({ ...scan, ...over })).toBe(text);
  });
});

describe('the estimate of a scan’s end', () => {
  const now = new Date('2026-01-01T00:00:00Z');

  it('is not there without a rate', () => {
    expect(estimatedEnd({ targetsLeft: 9, segmentRate: null, recentRate: 0 }, now)).toBeNull();
  });

  it('spans what both rates say', () => {
    const { from, to } = estimatedEnd({ targetsLeft: 100, segmentRate: 1, recentRate: 2 }, now)!;
    expect([from.getTime() - now.getTime(), to.getTime() - now.getTime()]).toEqual([40_000, 133_333]);
  });

  it('never ends before it begins, and never in the past', () => {
    const rate = fc.option(fc.double({ min: 0.001, max: 1_000, noNaN: true }));
    fc.assert(
      fc.property(fc.nat(1e6), rate, rate, (targetsLeft, segmentRate, recentRate) => {
        const end = estimatedEnd({ targetsLeft, segmentRate, recentRate }, now);
        if (end) expect(end.from >= now && end.to >= end.from).toBe(true);
      }),
    );
  });
});

it('a scan’s kinds follow from its profiles', () => {
  const profile = (kind: string) => ({ engine: 'nmap', preset: null, options: { scan: kind } }) as never;
  expect(kindsOf([profile('ping')])).toEqual(['map']);
  expect(kindsOf([profile('ping'), profile('syn'), profile('connect')])).toEqual(['vulnerability', 'map']);
});
