import { FINAL_SLICE_STATES, SLICE_STATES, sliceMove, sliceMoves, type SliceState } from './slice.machine';

const reachableFrom = (start: SliceState): Set<SliceState> => {
  const seen = new Set<SliceState>([start]);
  for (const state of seen) for (const move of sliceMoves) if (move.from === state) seen.add(move.to);
  return seen;
};

describe('the table of slice moves', () => {
  it('reaches every state from Queued', () => {
    expect([...reachableFrom('Queued')].sort()).toEqual([...SLICE_STATES].sort());
  });

  it('leads from every state to a final one, and nowhere from there', () => {
    for (const state of SLICE_STATES) {
      const ends = [...reachableFrom(state)].filter((s) => FINAL_SLICE_STATES.includes(s));
      expect({ state, ends: ends.length > 0 }).toEqual({ state, ends: true });
    }
    expect(sliceMoves.filter((m) => m.from !== null && FINAL_SLICE_STATES.includes(m.from))).toEqual([]);
  });

  it('names each move once', () => {
    const names = sliceMoves.map((m) => `${m.from} ${m.to} ${m.cause} ${m.by}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('raises the epoch whenever an owner loses the slice to another possible owner', () => {
    const handsOver = sliceMoves.filter((m) => m.from === 'Running' && m.to === 'Queued');
    expect(handsOver.map((m) => m.raisesEpoch)).toEqual(handsOver.map(() => true));
    const parks = sliceMoves.filter((m) => m.to === 'Parked');
    expect(parks.every((m) => m.raisesEpoch)).toBe(true);
  });

  it('rings a bell for each way into Queued', () => {
    expect(sliceMoves.filter((m) => m.to === 'Queued').every((m) => m.bell)).toBe(true);
  });

  it('knows no move that is not in it', () => {
    expect(sliceMove('Done', 'Queued', 'given back')).toBeUndefined();
    expect(sliceMove('Queued', 'Done', 'finished')).toBeUndefined();
    expect(sliceMove('Running', 'Done', 'finished')?.by).toBe('owner');
  });
});
