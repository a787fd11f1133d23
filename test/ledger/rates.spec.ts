import { newId } from '../../control-plane/server/src/platform';
import { SliceQueue } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, POOL, startScan, TENANT, wholeTarget, type Rooms } from './rooms';

describe('a rate limit', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  beforeEach(() =>
    rooms.database.transaction(async (tx) => {
      for (const table of ['slices', 'scans', 'agents', 'networks']) await tx.change(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const options = { scan: 'connect', ports: { kind: 'all' }, minRate: null, maxRate: null } as never;
  const profiles = [{ engine: 'nmap' as const, preset: 'quick', options }];

  async function network(maxRate: number | null): Promise<string> {
    const id = newId();
    await rooms.database.transaction((tx) =>
      tx.change(
        `INSERT INTO networks (id, tenant_id, name, description, cidrs, allowed_special_cidrs, pool_id, resolvers, max_rate, created_at)
         VALUES (?, ?, ?, '', '["10.0.0.0/8"]', '[]', ?, '', ?, ?)`,
        [id, TENANT, id, POOL, maxRate, rooms.clock.now()],
      ),
    );
    return id;
  }

  /** A scan with `slices` slices that wait. */
  async function scan(slices: number, limits: { maxRate?: number; networkId?: string }): Promise<string> {
    const id = await startScan(rooms, 1, { profiles, ...limits });
    const more = Array.from({ length: slices - 1 }, (_, n) => ({
      ...{ profile: 0, engine: 'nmap', targets: [`10.0.1.${n}`] },
    }));
    await rooms.database.transaction((tx) =>
      new SliceQueue(rooms.clock).add(tx, { id, tenantId: TENANT, poolId: POOL, priority: 5 }, more),
    );
    return id;
  }

  const waiting = (scanId: string) =>
    rooms.database.rows<{ id: string; epoch: number }>(
      "SELECT id, epoch FROM slices WHERE scan_id = ? AND state = 'Queued' ORDER BY id",
      [scanId],
    );

  /** What each slice was told not to go past; why not, where it was not lent. */
  async function claimAll(scanIds: readonly string[]) {
    const slices = (await Promise.all(scanIds.map(waiting))).flat();
    return Promise.all(
      slices.map(async (slice) => {
        const agent = await claimant(rooms);
        const answer = await rooms.claims.claim(agent, newId(), slice.id, slice.epoch);
        if (answer.kind !== 'granted') return answer.reason;
        const { agentId, sessionId } = agent;
        const { profile, targets } = answer.grant;
        const { maxRate } = profile.options as { maxRate: number | null };
        return { maxRate, targets, fence: { sliceId: slice.id, epoch: slice.epoch, agentId, sessionId } };
      }),
    );
  }

  const lent = (answers: Awaited<ReturnType<typeof claimAll>>) =>
    answers.filter((answer) => typeof answer !== 'string');
  const sum = (answers: Awaited<ReturnType<typeof claimAll>>) =>
    lent(answers).reduce((all, { maxRate }) => all + (maxRate ?? Infinity), 0);

  it('is none where nobody set one', async () => {
    const [answer] = await claimAll([await scan(1, { networkId: await network(null) })]);
    expect(answer).toMatchObject({ maxRate: null });
  });

  it('of a scan is divided among the slices that agents ask for at the same time', async () => {
    const id = await scan(6, { maxRate: 1_000 });
    // Six agents of four places each: all six slices are likely to run side by side.
    for (let n = 0; n < 6; n++) await claimant(rooms);
    const answers = await claimAll([id]);
    expect(lent(answers).map(({ maxRate }) => maxRate)).toEqual([166, 166, 166, 166, 166, 166]);
  });

  it('of a network holds for all its scans together, and for no others', async () => {
    const networkId = await network(5);
    const [a, b] = [await scan(4, { networkId }), await scan(4, { networkId, maxRate: 2 })];
    const other = await scan(2, { networkId: await network(null) });
    for (let n = 0; n < 8; n++) await claimant(rooms);
    const answers = await claimAll([a, b]);
    expect(sum(answers)).toBe(5);
    expect(lent(answers)).toHaveLength(5);
    expect(answers.filter((answer) => typeof answer === 'string')).toEqual(
      Array(3).fill('nothing is left of the rate limit now'),
    );
    expect(lent(await claimAll([other]))).toHaveLength(2);
  });

  it('is given back by a slice that ends or is given back', async () => {
    const id = await scan(3, { maxRate: 1 });
    const [first, ...others] = await claimAll([id]).then((answers) => [...lent(answers), ...answers]);
    if (typeof first !== 'object') throw new Error('nothing was lent');
    expect(others.filter((answer) => typeof answer === 'string')).toHaveLength(2);
    await rooms.moves.giveBack(first.fence, false, 'going down');
    const [second] = lent(await claimAll([id]));
    expect(second).toMatchObject({ maxRate: 1 });
    await rooms.chunks.commit(second!.fence, {
      seq: 0,
      parts: second!.targets.map((target) => wholeTarget(target)),
    });
    expect(await rooms.moves.finish(second!.fence)).toMatchObject({ kind: 'settled' });
    expect(sum(await claimAll([id]))).toBe(1);
  });

  it('that is used up keeps nobody else waiting, and is told to those that wait for it', async () => {
    const networkId = await network(1);
    const slow = await scan(1, { maxRate: 1 });
    await scan(1, { networkId });
    const alsoSlow = await scan(1, { networkId });
    const other = await scan(1, {});
    await claimAll([slow]);
    expect(await rooms.lists.exhausted(POOL)).toEqual(new Map([[slow, 'scan']]));
    const [{ id: busy }] = (await rooms.database.rows<{ id: string }>(
      'SELECT id FROM scans WHERE network_id = ? ORDER BY id',
      [networkId],
    )) as [{ id: string }];
    await claimAll([busy]);
    const exhausted = await rooms.lists.exhausted(POOL);
    expect(exhausted.get(alsoSlow)).toBe('network');
    const without = [...exhausted.keys()];
    const lines = await rooms.lists.lines(POOL, without);
    const heads = await rooms.lists.queued(POOL, lines, 10, { without });
    expect(heads.map(({ scanId }) => scanId)).toEqual([other]);
    await claimAll([other]);
    rooms.clock.advance(60_000);
    expect(await rooms.lists.overlooked(POOL, new Set(['nmap']), rooms.clock.now())).toBe(false);
    expect(await rooms.lists.lines(POOL, without)).toEqual([]);
  });
});
