import fc from 'fast-check';
import { cut, MOST_TARGETS_PER_SLICE, sliceSize } from './planner';

describe('the size of a slice', () => {
  it.each([
    [64, 8, 8],
    [16, 8, 2],
    [3, 8, 1],
    [1, 8, 1],
    [10_000, 8, 16],
    [10_000, 0, 16],
  ])('%i targets over %i free slots: %i', (targets, free, size) => {
    expect(sliceSize(targets, free)).toBe(size);
  });

  it.each([
    ['a minute’s work', 10_000, 8, 1_000, 60],
    ['one that is slower than a minute', 10_000, 8, 90_000, 1],
    ['what is quick', 10_000, 8, 10, 256],
    ['what the free slots share', 64, 8, 10, 8],
  ])('%s: %i targets over %i free slots, %i ms each: %i', (_, targets, free, pace, size) => {
    expect(sliceSize(targets, free, pace)).toBe(size);
  });
});

describe('cutting', () => {
  it('keeps address families apart', () => {
    expect(cut(['127.0.0.1', '127.0.0.2', '::1', '::2'], 16)).toEqual([
      ['127.0.0.1', '127.0.0.2'],
      ['::1', '::2'],
    ]);
  });

  it('loses, repeats and reorders nothing, whatever the size', () => {
    const addresses = fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 100 });
    fc.assert(
      fc.property(addresses, fc.integer({ min: 1, max: MOST_TARGETS_PER_SLICE }), (all, size) => {
        const slices = cut(all, size);
        expect(slices.flat()).toEqual(all);
        for (const slice of slices) {
          expect(slice.length).toBeGreaterThan(0);
          expect(slice.length).toBeLessThanOrEqual(size);
          expect(new Set(slice.map((a) => a.includes(':'))).size).toBe(1);
        }
      }),
    );
  });
});
