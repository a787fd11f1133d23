import { FINDING_STATES, findingMoves, moveOf, type FindingState } from './lifecycle.machine';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const times = (seen: number, fixed: number | null = null) => ({
  lastSeenAt: at(seen),
  fixedAt: fixed === null ? null : at(fixed),
});

describe('the life of a finding', () => {
  it('begins as New and reaches every state', () => {
    const seen = new Set<FindingState>(['New']);
    for (const state of seen) for (const { from, to } of findingMoves) if (from === state) seen.add(to);
    expect([...seen].sort()).toEqual([...FINDING_STATES].sort());
    expect(findingMoves.filter(({ from }) => from === null).map(({ to }) => to)).toEqual(['New']);
  });

  it('has one move at most for each state and account', () => {
    const keys = findingMoves.map(({ from, by }) => `${from} ${by}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('goes New, Active, Fixed, Reopened, Active', () => {
    expect(moveOf('New', 'seen', at(2), times(1))?.to).toBe('Active');
    expect(moveOf('Active', 'seen', at(3), times(2))).toBeUndefined();
    expect(moveOf('Active', 'missed', at(4), times(3))?.to).toBe('Fixed');
    expect(moveOf('Fixed', 'missed', at(5), times(3, 4))).toBeUndefined();
    expect(moveOf('Fixed', 'seen', at(6), times(3, 4))?.to).toBe('Reopened');
    expect(moveOf('Reopened', 'seen', at(7), times(6, 4))?.to).toBe('Active');
  });

  it('is not changed by what was looked at before', () => {
    expect(moveOf('Active', 'missed', at(2), times(3))).toBeUndefined();
    expect(moveOf('Active', 'missed', at(3), times(3))).toBeUndefined();
    expect(moveOf('Fixed', 'seen', at(3), times(2, 4))).toBeUndefined();
  });
});
