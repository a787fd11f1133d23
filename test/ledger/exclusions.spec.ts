import { newId } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { lend, openRooms, slicesOf, startScan, TENANT, type Rooms } from './rooms';

const seen = (address: string, rowCount = 1) => ({
  ...{ address, run: 1, firstOrdinal: 0, artifact: null },
  observations: [{ kind: 'port', body: '{"port":80}' }],
  disposition: { kind: 'scanned' as const, reason: '', rowCount, artifact: '' },
});

describe('exclusions', () => {
  let ledger: Ledger;
  let rooms: Rooms;
  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterEach(() => rooms.database.transaction((tx) => tx.change('DELETE FROM exclusions')));
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const exclude = (target: string, expiresAt: Date | null = null) =>
    rooms.exclusions.create(`user ${newId()}`, {
      ...{ tenantId: TENANT, networkId: null, target, comment: 'never touch it', expiresAt },
    });
  const dispositions = (scanId: string) =>
    rooms.database.rows<{ address: string; kind: string; reason: string; rowCount: number }>(
      'SELECT address, kind, reason, row_count rowCount FROM dispositions WHERE scan_id = ? ORDER BY address',
      [scanId],
    );
  const scan = async (scanId: string) => {
    const [row] = await rooms.database.rows<{ state: string; planned: number; total: number }>(
      'SELECT state, targets_planned planned, targets_total total FROM scans WHERE id = ?',
      [scanId],
    );
    return row;
  };

  it('made after the start keep what is not planned yet from being scanned, and it says so', async () => {
    const scanId = await startScan(rooms, 60_000);
    const before = await scan(scanId);
    expect(before?.planned).toBeLessThan(60_000);
    // 10.0.0.1 and on: everything that is left.
    await exclude('10.0.0.0/8');
    for (let round = 0; round < 100 && (await scan(scanId))!.planned < 60_000; round++) {
      // Those that wait are no reason to plan nothing.
      await rooms.database.transaction((tx) =>
        tx.change("UPDATE slices SET state = 'Done' WHERE scan_id = ? AND state = 'Queued'", [scanId]),
      );
      await rooms.planning.round();
    }
    const told = await rooms.database.rows<{ kind: string; reason: string; n: string }>(
      'SELECT kind, reason, COUNT(*) n FROM dispositions WHERE scan_id = ? GROUP BY kind, reason',
      [scanId],
    );
    expect(told).toEqual([
      { kind: 'excluded', reason: 'never touch it', n: String(60_000 - before!.planned) },
    ]);
    const [queued] = await rooms.database.rows<{ n: string }>(
      "SELECT COUNT(*) n FROM slices WHERE scan_id = ? AND state = 'Queued'",
      [scanId],
    );
    expect(queued?.n).toBe('0');
    expect((await scan(scanId))?.state).toBe('Loading');
  }, 60_000);

  it('made while a slice waits are told to the agent it is lent to', async () => {
    const scanId = await startScan(rooms, 3);
    await exclude('10.0.0.2/31');
    const { targets, leftOut, fence } = await lend(rooms, 3, scanId);
    expect(targets).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(leftOut).toEqual([
      { address: '10.0.0.2', reason: 'never touch it' },
      { address: '10.0.0.3', reason: 'never touch it' },
    ]);
    // What the agent says of those it did not look at.
    const untouched = (address: string) => ({
      ...{ address, run: 1, firstOrdinal: 0, artifact: null, observations: [] },
      disposition: { kind: 'not applicable' as const, reason: 'never touch it', rowCount: 0, artifact: '' },
    });
    const parts = [seen('10.0.0.1'), untouched('10.0.0.2'), untouched('10.0.0.3')];
    expect(await rooms.chunks.commit(fence, { seq: 0, parts })).toMatchObject({ kind: 'ack' });
    expect(await dispositions(scanId)).toMatchObject([
      { address: '10.0.0.1', kind: 'scanned' },
      { address: '10.0.0.2', kind: 'excluded' },
      { address: '10.0.0.3', kind: 'excluded' },
    ]);
    expect(await rooms.quarantine.list(TENANT, scanId, undefined, 10)).toEqual([]);
  });

  it('made while an agent is at it take its word away', async () => {
    const { scanId, fence, targets } = await lend(rooms, 3);
    expect(targets).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    // The first part of a target that is excluded before its end comes.
    const early = { ...seen('10.0.0.2'), disposition: null };
    await rooms.chunks.commit(fence, { seq: 0, parts: [early] });
    await exclude('10.0.0.2');
    rooms.clock.advance(2_000);
    const parts = [seen('10.0.0.1'), { ...seen('10.0.0.2', 2), firstOrdinal: 1 }, seen('10.0.0.3')];
    expect(await rooms.chunks.commit(fence, { seq: 1, parts })).toMatchObject({ kind: 'ack', nextSeq: 2 });
    expect(await dispositions(scanId)).toEqual([
      { address: '10.0.0.1', kind: 'scanned', reason: '', rowCount: 1 },
      { address: '10.0.0.2', kind: 'excluded', reason: 'never touch it', rowCount: 0 },
      { address: '10.0.0.3', kind: 'scanned', reason: '', rowCount: 1 },
    ]);
    expect(await rooms.quarantine.list(TENANT, scanId, undefined, 10)).toMatchObject([
      { address: '10.0.0.2', code: 'excluded', observations: 1, body: '{"port":80}' },
    ]);
  });

  it('what an agent tells of foreign addresses is quarantined, as far as there is room', async () => {
    const { scanId, fence } = await lend(rooms, 1);
    const foreign = Array.from({ length: 1_200 }, (_, n) => seen(`192.0.2.${n % 256}`));
    for (let seq = 0; seq < 3; seq++) {
      const parts = foreign.slice(seq * 400, seq * 400 + 200);
      expect(await rooms.chunks.commit(fence, { seq, parts })).toMatchObject({ kind: 'ack' });
    }
    const kept = await rooms.quarantine.list(TENANT, scanId, undefined, 5_000);
    expect(kept).toHaveLength(600);
    expect(new Set(kept.map(({ code }) => code))).toEqual(new Set(['not-of-the-slice']));
    expect(await rooms.quarantine.list(newId(), scanId, undefined, 10)).toEqual([]);
    const more = kept.at(-590)!;
    const key = [more.sliceId, more.epoch, more.seq, more.address] as const;
    expect(await rooms.quarantine.list(TENANT, scanId, key, 5_000)).toHaveLength(589);
    for (let seq = 3; seq < 8; seq++)
      await rooms.chunks.commit(fence, { seq, parts: foreign.slice(0, 200).map((p) => ({ ...p })) });
    expect(await rooms.quarantine.list(TENANT, scanId, undefined, 5_000)).toHaveLength(1_000);
    const [slice] = await slicesOf(rooms, scanId);
    const [row] = await rooms.database.rows<{ n: number }>('SELECT quarantined n FROM slices WHERE id = ?', [
      slice!.id,
    ]);
    expect(row?.n).toBe(1_600);
  });

  it('hold until they expire', async () => {
    const ends = new Date(rooms.clock.now().getTime() + 60_000);
    await exclude('10.0.0.1', ends);
    const present = () => rooms.exclusions.present(rooms.database, TENANT, newId());
    expect(await present()).toHaveLength(1);
    rooms.clock.advance(60_000);
    expect(await present()).toEqual([]);
  });
});
