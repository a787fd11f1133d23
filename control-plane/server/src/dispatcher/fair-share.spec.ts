import fc from 'fast-check';
import { fairShare, type WaitingSlice } from './fair-share';

const slice = (id: string, tenantId: string, priority = 5): WaitingSlice => ({
  id,
  tenantId,
  engine: 'nmap',
  pinnedAgentId: null,
  priority,
});

describe('fair share', () => {
  it('does not let ten thousand slices of one tenant delay the single one of another', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => slice(`a${i}`, 'a'));
    const chosen = fairShare([...many, slice('b0', 'b')], new Map([['a', 8]]), 4);
    expect(chosen[0]?.id).toBe('b0');
    expect(chosen.slice(1).map((s) => s.tenantId)).toEqual(['a', 'a', 'a']);
  });

  it('keeps the given order within a tenant, and lets priority decide between equals', () => {
    const chosen = fairShare([slice('a0', 'a', 9), slice('a1', 'a', 1), slice('b0', 'b', 5)], new Map(), 3);
    expect(chosen.map((s) => s.id)).toEqual(['a0', 'b0', 'a1']);
  });

  it('fills the places it has, with no slice twice', () => {
    const someSlices = fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 9 })), { maxLength: 60 })
      .map((all) => all.map(([tenant, priority], i) => slice(String(i), tenant, priority)));
    fc.assert(
      fc.property(someSlices, fc.nat(80), (waiting, places) => {
        const chosen = fairShare(waiting, new Map(), places);
        expect(chosen).toHaveLength(Math.min(places, waiting.length));
        expect(new Set(chosen.map((s) => s.id)).size).toBe(chosen.length);
      }),
    );
  });
});
