import { ManualClock } from '../clock';
import type { StopOrder } from '../link';
import { DRAIN_MS, StopOrders } from './stop-orders';

const order = (kind: StopOrder['kind'], graceMs = 0): StopOrder => ({ kind, reason: 'asked for', graceMs });

describe('the orders to stop that a slice has heard', () => {
  let clock: ManualClock;
  let calls: string[];
  let orders: StopOrders;

  beforeEach(() => {
    clock = new ManualClock();
    calls = [];
    orders = new StopOrders(
      clock,
      () => calls.push('grace over'),
      () => calls.push('drain over'),
    );
  });

  it('let the sharpest hold: no pause any more, less grace', () => {
    expect(orders.hear(order('pause', 60_000))).toBe('no pause any more');
    clock.advance(10_000);
    expect(orders.hear(order('pause', 50_000))).toBe('nothing new');
    expect(orders.hear(order('pause', 90_000))).toBe('nothing new');
    expect(orders.graceLeft).toBe(50_000);
    expect(orders.hear(order('pause', 5_000))).toBe('less grace');
    expect(orders.hear(order('cancel', 20_000))).toBe('no pause any more');
    expect(orders.graceLeft).toBe(5_000);
    expect(orders.hear(order('pause', 20_000))).toBe('nothing new');
    expect(orders.hear(order('forced'))).toBe('less grace');
    expect(orders.graceLeft).toBe(0);
  });

  it('allow a tool its grace, and less when less is ordered', () => {
    orders.hear(order('pause', 60_000));
    orders.awaitGrace();
    clock.advance(1_000);
    orders.hear(order('pause', 2_000));
    orders.awaitGrace();
    clock.advance(1_999);
    expect(calls).toEqual([]);
    clock.advance(1);
    expect(calls).toEqual(['grace over']);
    clock.advance(100_000);
    expect(calls).toEqual(['grace over']);
  });

  it('allow ten seconds to deliver, counted once, and any time for a pause', () => {
    orders.hear(order('pause'));
    orders.awaitDrain();
    clock.advance(3_600_000);
    orders.hear(order('cancel'));
    orders.awaitDrain();
    clock.advance(DRAIN_MS - 1);
    orders.awaitDrain();
    expect(calls).toEqual([]);
    clock.advance(1);
    expect(calls).toEqual(['drain over']);
  });

  it('wait for nothing any more when it is over', () => {
    orders.hear(order('deadline', 1_000));
    orders.awaitGrace();
    orders.awaitDrain();
    orders.over();
    clock.advance(100_000);
    expect(calls).toEqual([]);
  });
});
