import { eventKind, Outbox, Sweeper, traceId, withTrace } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { openRooms, type Rooms } from './rooms';

const happened = eventKind<{ n: number }>('spec.happened');

describe('the outbox', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  beforeEach(() => rooms.database.transaction((tx) => tx.change('DELETE FROM outbox')));
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  /** Another replica's outbox over the same ledger. */
  function replica(handle: (n: number) => Promise<void>): Outbox {
    const { database, clock, log } = rooms;
    const outbox = new Outbox(database, clock, new Sweeper(clock, log), log);
    outbox.hear(happened, 'spec', ({ n }) => handle(n));
    return outbox;
  }

  const say = (outbox: Outbox, ...numbers: number[]): Promise<void> =>
    rooms.database.transaction(async (tx) => {
      for (const n of numbers) await outbox.say(tx, happened, { n });
    });

  it('tells each event once between two replicas, under its trace id', async () => {
    const told: [number, string][] = [];
    const handle = async (n: number): Promise<void> => void told.push([n, traceId()]);
    const [one, two] = [replica(handle), replica(handle)];
    const trace = 'b'.repeat(32);
    await withTrace(trace, () => say(one, 1, 2, 3, 4, 5));
    await Promise.all([one.relay(), two.relay()]);
    await Promise.all([one.relay(), two.relay()]);
    expect(told.sort()).toEqual([1, 2, 3, 4, 5].map((n) => [n, trace]));
  });

  it('tells a failed event again later, and the others at once', async () => {
    const told: number[] = [];
    const outbox = replica(async (n) => {
      told.push(n);
      if (n === 1 && told.filter((one) => one === 1).length < 3) throw new Error('not yet');
    });
    await say(outbox, 1, 2);
    await outbox.relay();
    expect(told).toEqual([1, 2]);
    for (let round = 0; round < 5; round++) {
      rooms.clock.advance(2_000);
      await outbox.relay();
    }
    expect(told).toEqual([1, 2, 1, 1]);
  });

  it('is not held up by an event that cannot be read', async () => {
    const told: number[] = [];
    const outbox = replica(async (n) => void told.push(n));
    await say(outbox, 1, 2);
    await rooms.database.transaction((tx) =>
      tx.change("UPDATE outbox SET payload = '{' ORDER BY id LIMIT 1"),
    );
    await outbox.relay();
    expect(told).toEqual([2]);
  });

  it('leaves the rest to others when a handler took long', async () => {
    const told: string[] = [];
    const slow = replica(async (n) => {
      told.push(`slow ${n}`);
      rooms.clock.advance(20_000);
    });
    await say(slow, 1, 2, 3);
    await slow.relay();
    const other = replica(async (n) => void told.push(`other ${n}`));
    await other.relay();
    rooms.clock.advance(60_000);
    await Promise.all([slow.relay(), other.relay()]);
    expect(told).toEqual(['slow 1', 'other 2', 'other 3']);
  });

  it('says nothing of what was rolled back', async () => {
    const told: number[] = [];
    const outbox = replica(async (n) => void told.push(n));
    const failing = rooms.database.transaction(async (tx) => {
      await outbox.say(tx, happened, { n: 1 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await outbox.relay();
    expect(told).toEqual([]);
  });
});
