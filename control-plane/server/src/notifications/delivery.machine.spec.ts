import fc from 'fast-check';
import {
  causeOf,
  DELIVERY_STATES,
  deliveryMoves,
  isFinalDelivery,
  MOST_ATTEMPTS,
  stateAfter,
  waitAfter,
  type Attempt,
} from './delivery.machine';

const failed: Attempt = { kind: 'failed', status: 500, error: 'x' };

describe('a delivery', () => {
  it('reaches every state, and leaves none that is final', () => {
    expect(new Set(deliveryMoves.map(({ to }) => to))).toEqual(new Set(DELIVERY_STATES));
    for (const { from } of deliveryMoves) if (from) expect(isFinalDelivery(from)).toBe(false);
  });

  it.each([
    [{ kind: 'accepted', status: 200 }, 1, 'Delivered'],
    [failed, 1, 'Queued'],
    [failed, MOST_ATTEMPTS - 1, 'Queued'],
    [failed, MOST_ATTEMPTS, 'Failed'],
    [{ kind: 'refused', status: 410, error: 'x' }, 1, 'Failed'],
    [{ kind: 'suppressed', reason: 'x' }, 1, 'Suppressed'],
  ] as [Attempt, number, string][])('after %j, the attempt number %i, is %s', (attempt, attempts, state) => {
    expect(stateAfter(causeOf(attempt, attempts))).toBe(state);
  });

  it('waits longer after each attempt, never for more than a day in all', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
        const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => waitAfter(n + 1, chance));
        expect(waits).toEqual([...waits].sort((a, b) => a - b));
        expect(waits[0]).toBeGreaterThanOrEqual(10_000);
        expect(waits.reduce((sum, ms) => sum + ms)).toBeLessThan(24 * 3_600_000);
      }),
    );
  });
});
