import { answer, newId } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, lend, openRooms, slicesOf, startScan, TENANT, type Rooms } from './rooms';

describe('a stop of everything', () => {
  let ledger: Ledger;
  let rooms: Rooms;
  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterEach(() =>
    rooms.database.transaction(async (tx) => {
      for (const table of ['stops', 'slices', 'scans', 'agents']) await tx.change(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const order = async (scope: object = {}) =>
    answer(
      await rooms.stops.order(`user ${newId()}`, {
        ...{ tenantId: TENANT, networkId: null, reason: 'overload', ...scope },
      }),
    );
  const stateOf = async (scanId: string) => {
    const [row] = await rooms.database.rows<{ state: string; network: string }>(
      'SELECT state, network_id network FROM scans WHERE id = ?',
      [scanId],
    );
    return row?.state;
  };
  const claim = async (scanId: string) => {
    const slice = (await slicesOf(rooms, scanId)).find(({ state }) => state === 'Queued')!;
    return rooms.claims.claim(await claimant(rooms), newId(), slice.id, slice.epoch);
  };

  it('has nothing lent from its commit on, before any scan is canceled', async () => {
    const scanId = await startScan(rooms, 3);
    await order();
    expect(await stateOf(scanId)).toBe('Queued');
    expect(await claim(scanId)).toMatchObject({ kind: 'denied', code: 'scan-not-running' });
    rooms.clock.advance(1_000);
    const later = await startScan(rooms, 3);
    expect(await claim(later)).toMatchObject({ kind: 'granted' });
  });

  it('cancels what is under way, with two replicas at it, and is done once', async () => {
    const { scanId: running } = await lend(rooms, 2);
    const scans = [running, ...(await Promise.all([1, 2, 3, 4].map(() => startScan(rooms, 2))))];
    const { id } = await order();
    expect((await rooms.stops.list({ tenantId: TENANT }, undefined, 10))[0]).toMatchObject({
      ...{ id, doneAt: null, underWay: scans.length },
    });
    await Promise.all([rooms.stops.round(), rooms.stops.round()]);
    const states = await Promise.all(scans.map(stateOf));
    // What an agent is at ends when the agent says so.
    expect(states).toEqual(['Canceling', 'Canceled', 'Canceled', 'Canceled', 'Canceled']);
    const done = answer(await rooms.stops.find(TENANT, id));
    expect(done.doneAt).toEqual(rooms.clock.now());
    expect(done.underWay).toBe(1);
    rooms.clock.advance(5_000);
    await rooms.stops.round();
    expect(answer(await rooms.stops.find(TENANT, id)).doneAt).toEqual(done.doneAt);
  });

  it('of a network or of another tenant leaves the others alone; of the fleet none', async () => {
    const [one, two] = [await startScan(rooms, 1), await startScan(rooms, 1)];
    const [row] = await rooms.database.rows<{ id: string }>('SELECT network_id id FROM scans WHERE id = ?', [
      one,
    ]);
    await rooms.database.transaction((tx) =>
      tx.change(
        `INSERT INTO stops (id, tenant_id, network_id, reason, created_by, at) VALUES (?, ?, ?, 'x', 'user x', ?)`,
        [newId(), TENANT, row!.id, rooms.clock.now()],
      ),
    );
    await order({ tenantId: newId() });
    await rooms.stops.round();
    expect([await stateOf(one), await stateOf(two)]).toEqual(['Canceled', 'Queued']);
    await order({ tenantId: null });
    await rooms.stops.round();
    expect(await stateOf(two)).toBe('Canceled');
  });

  it('is refused for a network that is not the tenant’s', async () => {
    const by = `user ${newId()}` as const;
    const scope = { tenantId: TENANT, networkId: newId(), reason: 'x' };
    expect(await rooms.stops.order(by, scope)).toMatchObject({ code: 'no-such-network' });
  });
});
