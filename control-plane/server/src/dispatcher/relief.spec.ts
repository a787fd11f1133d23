import fc from 'fast-check';
import type { RelievableSlice } from '../scans';
import { relief, WORTHWHILE_MS } from './relief';

const slice = (id: string, waiting: number, more: Partial<RelievableSlice> = {}): RelievableSlice => ({
  id,
  engine: 'nmap',
  waiting,
  runningMs: 60_000,
  done: 10,
  ...more,
});
const free = (places: number) => new Map([['nmap', places]]);

describe('relief of slow slices', () => {
  it('asks as many as there are idle places, those with most left first, for half of it', () => {
    const asked = relief([slice('a', 4), slice('b', 32), slice('c', 7)], free(2));
    expect(asked).toEqual([
      { id: 'b', count: 16 },
      { id: 'c', count: 4 },
    ]);
  });

  it('asks nobody while nobody is idle, or for another engine', () => {
    expect(relief([slice('a', 32)], free(0))).toEqual([]);
    expect(relief([slice('a', 32)], new Map([['openscap', 4]]))).toEqual([]);
  });

  it('leaves alone what is soon over, and takes from what has finished nothing', () => {
    expect(relief([slice('a', 8, { runningMs: 1_000, done: 10 })], free(1))).toEqual([]);
    expect(relief([slice('a', 8, { runningMs: WORTHWHILE_MS, done: 0 })], free(1))).toEqual([
      { id: 'a', count: 4 },
    ]);
  });

  it('never asks for more than waits, nor more slices than places', () => {
    const slices = fc.array(
      fc.record({
        id: fc.uuid(),
        engine: fc.constant('nmap'),
        waiting: fc.nat(300),
        runningMs: fc.nat(1e6),
        done: fc.nat(300),
      }),
    );
    fc.assert(
      fc.property(slices, fc.nat(10), (all, places) => {
        const asked = relief(all, free(places));
        expect(asked.length).toBeLessThanOrEqual(places);
        for (const { id, count } of asked) {
          const { waiting } = all.find((one) => one.id === id)!;
          expect(count > 0 && count <= waiting).toBe(true);
        }
      }),
    );
  });
});
