import { makeLogger, ManualClock, Sweeper } from '../platform';
import { SliceNudges, type SessionOrder, type SliceLists } from '../scans';
import { SessionOrders } from './session-orders';

const order = (sliceId: string, more: Partial<SessionOrder> = {}): SessionOrder => ({
  sliceId,
  epoch: 1,
  sessionId: 's',
  stop: null,
  release: 3,
  ...more,
});

describe('orders on sessions', () => {
  const clock = new ManualClock();
  let standing: SessionOrder[] = [];
  const told: SessionOrder[] = [];
  const lists = { ordersFor: () => Promise.resolve(standing) } as unknown as SliceLists;
  const sweeper = new Sweeper(clock, makeLogger('silent'));
  const orders = new SessionOrders(clock, sweeper, lists, new SliceNudges());
  const book = { sessionIds: () => ['s'], tell: (one: SessionOrder) => void told.push(one) };
  const round = async () => {
    told.length = 0;
    await orders.round(book);
    return told.map(({ sliceId }) => sliceId);
  };

  it('are said once, and again only after five seconds', async () => {
    standing = [order('a')];
    expect(await round()).toEqual(['a']);
    expect(await round()).toEqual([]);
    clock.advance(5_000);
    expect(await round()).toEqual(['a']);
  });

  it('are said at once when they are others', async () => {
    standing = [order('a', { stop: { kind: 'pause', reason: '', graceMs: 9 }, release: 0 }), order('b')];
    expect(await round()).toEqual(['a', 'b']);
    standing = [order('a', { stop: { kind: 'cancel', reason: '', graceMs: 0 }, release: 0 }), order('b')];
    expect(await round()).toEqual(['a']);
    standing = [order('b', { sessionId: 'another' })];
    expect(await round()).toEqual(['b']);
  });
});
