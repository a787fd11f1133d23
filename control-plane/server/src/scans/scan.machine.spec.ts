import fc from 'fast-check';
import {
  deriveScan,
  FINAL_SCAN_STATES,
  SCAN_STATES,
  scanMove,
  scanMoves,
  type ScanState,
  type SliceStanding,
} from './scan.machine';
import { FINAL_SLICE_STATES, SLICE_STATES, type SliceState } from './slice.machine';

const reachableFrom = (start: ScanState): Set<ScanState> => {
  const seen = new Set<ScanState>([start]);
  for (const state of seen) {
    for (const { from, to } of scanMoves) if (from === state && to !== 'Deleted') seen.add(to);
  }
  return seen;
};

const counts = (
  byState: Partial<Record<SliceState, number>>,
  scannedTargets = 1,
  planningDone = true,
): SliceStanding => ({
  present: new Set(SLICE_STATES.filter((state) => (byState[state] ?? 0) > 0)),
  scannedTargets,
  planningDone,
});

describe('the table of scan moves', () => {
  it('reaches every state from Queued, and a final one from every state', () => {
    expect([...reachableFrom('Queued')].sort()).toEqual([...SCAN_STATES].sort());
    for (const state of SCAN_STATES) {
      const ends = [...reachableFrom(state)].some((s) => FINAL_SCAN_STATES.includes(s));
      expect({ state, ends }).toEqual({ state, ends: true });
    }
  });

  it('has no way out of a final state but to be deleted, and only Finished or Error after Loading', () => {
    const after = scanMoves.filter((m) => m.from !== null && FINAL_SCAN_STATES.includes(m.from));
    expect(new Set(after.map((m) => m.to))).toEqual(new Set(['Deleted']));
    expect([...new Set(scanMoves.filter((m) => m.from === 'Loading').map((m) => m.to))].sort()).toEqual([
      'Error',
      'Finished',
    ]);
  });

  it('lets a scan in Canceling go only to Canceled', () => {
    expect(scanMoves.filter((m) => m.from === 'Canceling').map((m) => m.to)).toEqual(['Canceled']);
  });

  it('gives every state a deadline and, unless it may last, a remedy', () => {
    for (const move of scanMoves) expect(move.deadline).not.toBe('');
  });
});

describe('a scan derived from its slices', () => {
  it('loads when all slices are final, partly when one failed', () => {
    expect(deriveScan('Running', counts({ Done: 3 }))).toEqual({
      to: 'Loading',
      cause: 'all slices final',
      outcome: 'complete',
    });
    expect(deriveScan('Running', counts({ Done: 3, Failed: 1 }))).toMatchObject({ outcome: 'partial' });
  });

  it('is an error when all failed and nothing was scanned', () => {
    expect(deriveScan('Running', counts({ Failed: 2 }, 0))?.to).toBe('Error');
    expect(deriveScan('Running', counts({ Failed: 2 }, 1))?.to).toBe('Loading');
  });

  it('waits for what is not planned yet', () => {
    expect(deriveScan('Running', counts({ Done: 3 }, 1, false))).toBeUndefined();
  });

  it('pauses only when nobody works, and loads when nothing is left to resume', () => {
    expect(deriveScan('Pausing', counts({ Parked: 1, Stopping: 1 }))).toBeUndefined();
    expect(deriveScan('Pausing', counts({ Parked: 1, Done: 1 }))?.to).toBe('Paused');
    expect(deriveScan('Pausing', counts({ Done: 2 }))?.to).toBe('Loading');
    expect(deriveScan('Pausing', counts({ Done: 2 }, 1, false))?.to).toBe('Paused');
  });

  it('never leaves Canceling but to Canceled, and makes only moves of the table', () => {
    const someCounts = fc.dictionary(fc.constantFrom(...SLICE_STATES), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...SCAN_STATES),
        someCounts,
        fc.integer({ min: 0, max: 1 }),
        fc.boolean(),
        (state, byState, scanned, planned) => {
          const next = deriveScan(state, counts(byState as Record<SliceState, number>, scanned, planned));
          if (!next) return;
          expect(scanMove(state, next.to, next.cause)).toBeDefined();
          if (state === 'Canceling') expect(next.to).toBe('Canceled');
          if (next.to === 'Loading' || next.to === 'Canceled') {
            const open = Object.entries(byState).filter(
              ([s, n]) => n > 0 && !FINAL_SLICE_STATES.includes(s as SliceState),
            );
            expect(open).toEqual([]);
          }
        },
      ),
    );
  });
});
