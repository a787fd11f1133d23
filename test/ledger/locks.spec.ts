import { claimant, makePool, openRooms, slicesOf, startScan, type Rooms } from './rooms';
import { startLedger, type Ledger } from '../harness/ledger';
import { startOwnMariadb, type OwnMariadb } from '../harness/mariadb';

describe('transactions of the ledger', () => {
  let server: OwnMariadb;
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    // As MariaDB is when nobody says otherwise: what is seen is the connections' own doing.
    server = await startOwnMariadb({ isolation: 'REPEATABLE READ' });
    ledger = await startLedger(server.url);
    rooms = await openRooms(ledger);
    await makePool(rooms);
  }, 60_000);
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
    await server.stop();
  });

  it('see what was committed before each of their statements, on every connection', async () => {
    const { agentId } = await claimant(rooms);
    const name = async (): Promise<string> => (await rooms.agents.find(agentId))?.name ?? '';
    let all = (): void => undefined;
    const inside: Promise<void>[] = [];
    const rename = new Promise<void>((resolve) => (all = resolve));
    const seen: string[][] = [];
    // All connections but one.
    const count = 7;
    let begun = 0;
    const allBegun = new Promise<void>((resolve) => {
      for (let n = 0; n < count; n++)
        inside.push(
          rooms.database.transaction(async () => {
            const before = await name();
            if (++begun === count) resolve();
            await rename;
            seen.push([before, await name()]);
          }),
        );
    });
    await allBegun;
    await rooms.database.source.query("UPDATE agents SET name = 'renamed' WHERE id = ?", [agentId]);
    all();
    await Promise.all(inside);
    expect(seen).toHaveLength(count);
    for (const [before, after] of seen) {
      expect(before).not.toBe('renamed');
      expect(after).toBe('renamed');
    }
  });

  it('lock a slice’s scan without waiting for the slice', async () => {
    const scanId = await startScan(rooms, 1);
    const [slice] = await slicesOf(rooms, scanId);
    await rooms.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM slices WHERE id = ? FOR UPDATE', [slice!.id]);
      const other = rooms.database.source.createQueryRunner();
      try {
        await other.startTransaction();
        await other.query('SET SESSION innodb_lock_wait_timeout = 1');
        const locked = await rooms.scans.lockOf(
          { rows: (sql: string, values: unknown[]) => other.query(sql, values) } as never,
          slice!.id,
        );
        expect(locked?.id).toBe(scanId);
        await other.rollbackTransaction();
      } finally {
        await other.query('SET SESSION innodb_lock_wait_timeout = DEFAULT');
        await other.release();
      }
    });
  });

  it('are rolled back when their process has stopped, and let go of what they locked', async () => {
    const [limit] = await rooms.database.rows<{ s: number | string }>(
      'SELECT @@SESSION.idle_transaction_timeout s',
    );
    expect(Number(limit?.s)).toBe(120);
    const scanId = await startScan(rooms, 1);
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    let goOn = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (goOn = resolve));
    const frozen = rooms.database.transaction(async (tx) => {
      await rooms.scans.lock(tx, scanId);
      await tx.change('UPDATE scans SET priority = 9 WHERE id = ?', [scanId]);
      await tx.rows('SET SESSION idle_transaction_timeout = 1');
      locked();
      await stopped;
      await tx.change('UPDATE scans SET priority = 8 WHERE id = ?', [scanId]);
    });
    await isLocked;
    const [other] = await rooms.database.transaction(async (tx) => {
      await rooms.scans.lock(tx, scanId);
      return tx.rows('SELECT priority FROM scans WHERE id = ?', [scanId]);
    });
    expect(other).toEqual({ priority: 5 });
    goOn();
    await expect(frozen).rejects.toThrow();
    expect(await rooms.database.rows('SELECT priority FROM scans WHERE id = ?', [scanId])).toEqual([
      { priority: 5 },
    ]);
  });
});
