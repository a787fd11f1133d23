import { newId } from '../../control-plane/server/src/platform';
import { SliceQueue } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, POOL, slicesOf, startScan, TENANT, type Rooms } from './rooms';

const NMAP = new Set(['nmap']);

describe('what waits', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  beforeEach(() =>
    rooms.database.transaction(async (tx) => {
      for (const table of ['slices', 'scans']) await tx.change(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const ago = (ms: number): Date => new Date(rooms.clock.now().getTime() - ms);

  /** Slices of one target each, in a scan of their own. */
  async function queue(engine: string, priority: number, count: number, tenantId = TENANT): Promise<string> {
    const id = newId();
    const scan = { id, tenantId, poolId: POOL, priority };
    const slices = Array.from({ length: count }, (_, n) => ({
      profile: 0,
      engine,
      targets: [`10.1.${n >> 8}.${n & 255}`],
    }));
    await rooms.database.transaction((tx) => new SliceQueue(rooms.clock).add(tx, scan, slices));
    return id;
  }

  /** The first `most` of each line; of those with bells that were rung, those that are rung again after `forMs`. */
  async function queuedNmap(most: number, forMs?: number) {
    const lines = await rooms.lists.lines(POOL);
    return rooms.lists.queued(
      POOL,
      lines.filter(({ engine }) => engine === 'nmap'),
      most,
      forMs === undefined ? {} : { rung: { now: rooms.clock.now(), forMs } },
    );
  }

  it('is found behind any number of slices that nobody can run, by priority, then age', async () => {
    await queue('openscap', 9, 200);
    const low = await queue('nmap', 1, 3);
    rooms.clock.advance(1_000);
    const late = await queue('nmap', 5, 2);
    const other = await queue('nmap', 5, 4, newId());
    const found = await queuedNmap(2);
    expect(found.map(({ scanId }) => scanId).sort()).toEqual([low, low, late, late, other, other].sort());
    expect(found.map(({ priority }) => priority)).toEqual([5, 5, 5, 5, 1, 1]);
    const lines = await rooms.lists.lines(POOL);
    expect(lines.map(({ engine, priority }) => `${engine} ${priority}`).sort()).toEqual([
      'nmap 1',
      'nmap 5',
      'nmap 5',
      'openscap 9',
    ]);
    expect(await rooms.lists.waitingPools()).toEqual([POOL]);
  });

  it('leaves out what was rung a moment ago, and counts it as used', async () => {
    await queue('nmap', 5, 3);
    const [first] = await queuedNmap(1);
    expect(await rooms.rings.reserve([first!])).toEqual([first]);
    expect(await rooms.rings.reserve([first!])).toEqual([]);
    const next = await queuedNmap(9, 20_000);
    expect(next.map(({ id }) => id)).not.toContain(first!.id);
    expect(await rooms.lists.inUse(POOL, ago(20_000))).toMatchObject([{ ownerAgentId: null, n: '1' }]);
    expect(await rooms.lists.inUse(POOL, new Date(rooms.clock.now().getTime() + 1))).toEqual([]);
  });

  it('is rung for again after a while, after a longer one each time that nobody came, and not for ever later', async () => {
    const scanId = await queue('nmap', 5, 1);
    const waits: number[] = [];
    for (let ring = 0; ring < 6; ring++) {
      let waited = 0;
      let [slice] = await queuedNmap(1, 10_000);
      for (; !slice; waited += 10) {
        rooms.clock.advance(10_000);
        [slice] = await queuedNmap(1, 10_000);
      }
      waits.push(waited);
      expect(await rooms.rings.reserve([slice])).toMatchObject([{ scanId }]);
      // Just now is never long ago.
      rooms.clock.advance(1);
      expect(await queuedNmap(1, 10_000)).toEqual([]);
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 80]);
  });

  it('counts as overlooked once neither rung nor taken for long, or rung in vain', async () => {
    await queue('nmap', 5, 1);
    expect(await rooms.lists.overlooked(POOL, NMAP, ago(10_000))).toBe(false);
    rooms.clock.advance(10_001);
    expect(await rooms.lists.overlooked(POOL, NMAP, ago(10_000))).toBe(true);
    const [slice] = await queuedNmap(1);
    await rooms.rings.reserve([slice!]);
    expect(await rooms.lists.overlooked(POOL, NMAP, ago(10_000))).toBe(false);
    rooms.clock.advance(10_001);
    expect(await rooms.lists.overlooked(POOL, NMAP, ago(10_000))).toBe(true);
    expect(await rooms.lists.overlooked(POOL, new Set(['openscap']), ago(10_000))).toBe(false);
  });

  it('tells every waiting scan why, but none whose bell was just rung', async () => {
    const scans = [await startScan(rooms, 1), await startScan(rooms, 1)];
    const [slice] = await slicesOf(rooms, scans[0]!);
    const rung = (await queuedNmap(9)).find(({ id }) => id === slice!.id);
    await rooms.rings.reserve([rung!]);
    await rooms.lists.noteWaiting(POOL, 'nmap', 'all slots are taken', ago(20_000), []);
    const reasons = await rooms.database.rows('SELECT reason FROM scans ORDER BY id');
    expect(reasons).toEqual([{ reason: '' }, { reason: 'all slots are taken' }]);
  });

  it('keeps no scan from being planned by scans that have enough waiting', async () => {
    for (let n = 0; n < 25; n++) await startScan(rooms, 600);
    await rooms.database.transaction((tx) =>
      tx.change(
        `INSERT INTO slices (id, tenant_id, scan_id, pool_id, profile, engine, priority, state, state_since, epoch,
                             target_count, created_at)
         SELECT UUID(), tenant_id, id, pool_id, 0, 'nmap', 5, 'Queued', created_at, 1, 1, created_at
           FROM scans, seq_1_to_400`,
      ),
    );
    rooms.clock.advance(1_000);
    const last = await startScan(rooms, 600);
    await rooms.planning.round();
    const [scan] = await rooms.database.rows('SELECT targets_planned planned FROM scans WHERE id = ?', [
      last,
    ]);
    expect(scan).toEqual({ planned: 600 });
  });

  it('is cut by the slots that the ledger knows to be free, not by the last heartbeats', async () => {
    const agent = await claimant(rooms);
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE agents SET free_slots = 0, last_seen_at = ? WHERE id = ?', [
        rooms.clock.now(),
        agent.agentId,
      ]),
    );
    await rooms.database.transaction((tx) =>
      tx.change("INSERT IGNORE INTO pools (id, name, created_at) VALUES (?, 'spec', ?)", [
        POOL,
        rooms.clock.now(),
      ]),
    );
    expect(await slicesOf(rooms, await startScan(rooms, 16))).toHaveLength(4);
  });
});
