import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { newId } from '../../control-plane/server/src/platform';
import type { Fence } from '../../control-plane/server/src/scans';
import type { CommandOptions, ScanCommand } from '../../control-plane/server/src/scans/scan-commands';
import { startLedger, type Ledger } from '../harness/ledger';
import {
  lend,
  openRooms,
  POOL,
  scanState,
  slicesOf,
  startScan,
  TENANT,
  wholeTarget,
  type Rooms,
} from './rooms';

describe('what a person may do to a scan', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const told = { reason: 'a test', graceMs: 0 };
  const run = (scanId: string, command: ScanCommand, options: CommandOptions = told) =>
    rooms.commands.run(TENANT, scanId, command, `token ${newId()}`, options);

  const lent = (targets: number, scan?: string) => lend(rooms, targets, scan);

  const renew = (fence: Fence, waitingTargets = 0) =>
    rooms.leases.renew(fence, { phase: '', fraction: 0, waitingTargets });

  async function processed(scanId: string): Promise<void> {
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE scans SET processed = TRUE WHERE id = ?', [scanId]),
    );
    await rooms.database.transaction((tx) => tx.change('UPDATE outbox SET published_at = NOW(3)'));
  }

  it('pauses before anything runs, and goes on where it was', async () => {
    const scanId = await startScan(rooms, 20);
    expect(await run(scanId, 'pause')).toMatchObject({ state: 'Paused', changed: true });
    expect(await run(scanId, 'pause')).toMatchObject({ state: 'Paused', changed: false });
    expect((await slicesOf(rooms, scanId)).map(({ state }) => state)).toEqual(['Parked', 'Parked']);
    expect(await run(scanId, 'resume')).toMatchObject({ state: 'Running', changed: true });
    expect((await slicesOf(rooms, scanId)).map(({ state }) => state)).toEqual(['Queued', 'Queued']);
    const [scan] = await rooms.database.rows<{ segment: number }>('SELECT segment FROM scans WHERE id = ?', [
      scanId,
    ]);
    expect(scan!.segment).toBe(2);
  });

  it('tells the owner to stop with what is left of the grace, by every answer', async () => {
    const { scanId, fence, targets } = await lent(3);
    await run(scanId, 'pause', { reason: '', graceMs: 60_000 });
    rooms.clock.advance(20_000);
    const order = { kind: 'pause', reason: 'the scan is pausing', graceMs: 40_000 };
    expect(await renew(fence)).toMatchObject({ kind: 'renewed', extended: true, stop: order });
    const chunk = { seq: 0, parts: [wholeTarget(targets[0]!)] };
    expect(await rooms.chunks.commit(fence, chunk)).toMatchObject({ kind: 'ack', stop: order });
    const orders = await rooms.lists.ordersFor([fence.sessionId]);
    expect(orders).toEqual([expect.objectContaining({ sliceId: fence.sliceId, stop: order })]);
    expect(await rooms.moves.stopAck(fence, 0)).toMatchObject({ kind: 'refused' });
    expect(await rooms.moves.stopAck(fence, 1)).toEqual({ kind: 'settled', state: 'Parked' });
    expect(await scanState(rooms, scanId)).toBe('Paused');
    await run(scanId, 'resume');
    expect((await lent(3, scanId)).targets).toEqual(targets.slice(1));
  });

  it('takes a cancel over a pause that is under way, and nothing else afterwards', async () => {
    const { scanId, fence } = await lent(3);
    await run(scanId, 'pause', { reason: '', graceMs: 60_000 });
    expect(await run(scanId, 'cancel')).toMatchObject({ state: 'Canceling', changed: true });
    expect(await renew(fence)).toMatchObject({ stop: { kind: 'cancel', graceMs: 0 } });
    expect(await run(scanId, 'resume')).toMatchObject({
      code: 'wrong-state',
      extensions: { state: 'Canceling' },
    });
    expect(await rooms.moves.stopAck(fence, 7)).toEqual({ kind: 'settled', state: 'Canceled' });
    expect(await scanState(rooms, scanId)).toBe('Canceled');
    expect(await run(scanId, 'cancel')).toMatchObject({ state: 'Canceled', changed: false });
    expect(await kinds(scanId)).toEqual({ 'not reached': 3 });
  });

  it('counts a Finish while Canceling as canceled', async () => {
    const { scanId, fence, targets } = await lent(1);
    await rooms.chunks.commit(fence, { seq: 0, parts: targets.map((one) => wholeTarget(one)) });
    await run(scanId, 'cancel');
    expect(await rooms.moves.finish(fence)).toEqual({ kind: 'settled', state: 'Canceled' });
    expect(await scanState(rooms, scanId)).toBe('Canceled');
    expect(await kinds(scanId)).toEqual({ scanned: 1 });
  });

  it('gives an owner that does not stop no longer lease, and the reaper its turn', async () => {
    const { scanId, fence } = await lent(3);
    await run(scanId, 'cancel');
    expect(await renew(fence)).toMatchObject({ extended: true });
    rooms.clock.advance(41_000);
    const [watched] = await slicesOf(rooms, scanId);
    expect(await renew(fence)).toMatchObject({ kind: 'renewed', extended: false, stop: { kind: 'cancel' } });
    await rooms.chunks.commit(fence, { seq: 0, parts: [] });
    const held = [{ sliceId: fence.sliceId, epoch: fence.epoch, nextSeq: 1 }];
    await rooms.leases.adopt(fence.agentId, fence.sessionId, held, []);
    await rooms.leases.stillDelivers(fence.agentId, fence.sliceId, fence.epoch);
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ signsOfLife: watched!.signsOfLife }]);
    expect(await rooms.moves.loseLease(fence.sliceId, watched!)).toBe(true);
    expect(await scanState(rooms, scanId)).toBe('Canceled');
  });

  it('lets the owner of a pausing slice live as long as parts of its raw output come', async () => {
    const { scanId, fence } = await lent(3);
    await run(scanId, 'pause');
    const [before] = await slicesOf(rooms, scanId);
    await rooms.leases.stillDelivers(fence.agentId, fence.sliceId, fence.epoch);
    expect(await rooms.moves.loseLease(fence.sliceId, before!)).toBe(false);
  });

  it('takes a repeated resume and a repeated force for what they are', async () => {
    const { scanId, fence } = await lent(3);
    expect(await run(scanId, 'resume')).toMatchObject({ code: 'wrong-state' });
    await run(scanId, 'pause');
    await rooms.moves.stopAck(fence, 0);
    expect(await run(scanId, 'resume')).toMatchObject({ state: 'Running', changed: true });
    expect(await run(scanId, 'resume')).toMatchObject({ state: 'Running', changed: false });
    expect(await run(scanId, 'force')).toMatchObject({ state: 'Error', changed: true });
    expect(await run(scanId, 'force')).toMatchObject({ state: 'Error', changed: false });
  });

  it('does not begin a slice whose grant was lost and which has been told to stop since', async () => {
    const { scanId, agent, nonce } = await lent(3);
    await run(scanId, 'cancel');
    expect(await rooms.claims.granted(agent, nonce)).toBeUndefined();
    expect(await scanState(rooms, scanId)).toBe('Canceled');
  });

  it('refuses what Loading does not allow', async () => {
    const { scanId, fence, targets } = await lent(1);
    await rooms.chunks.commit(fence, { seq: 0, parts: targets.map((one) => wholeTarget(one)) });
    await rooms.moves.finish(fence);
    for (const command of ['pause', 'cancel', 'resume', 'delete', 'force'] as const) {
      expect(await run(scanId, command)).toMatchObject({
        code: 'wrong-state',
        status: 409,
        extensions: { state: 'Loading' },
      });
    }
  });

  it('does nothing to another tenant’s scan', async () => {
    const scanId = await startScan(rooms, 1);
    const result = await rooms.commands.run(newId(), scanId, 'cancel', 'sweeper', told);
    expect(result).toMatchObject({ code: 'not-found', status: 404 });
    expect(await scanState(rooms, scanId)).toBe('Queued');
  });

  it('waits for findings that are being drawn', async () => {
    const scanId = await startScan(rooms, 1);
    await run(scanId, 'pause');
    const until = new Date(rooms.clock.now().getTime() + 60_000);
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE scans SET processing_until = ? WHERE id = ?', [until, scanId]),
    );
    expect(await run(scanId, 'resume')).toMatchObject({ code: 'being-processed', status: 409 });
    expect(await run(scanId, 'delete')).toMatchObject({ code: 'being-processed', status: 409 });
  });

  it('deletes raw output with the last scan that names it', async () => {
    const raw = gzipSync('the same host, twice');
    const artifact = createHash('sha256').update(raw).digest('hex');
    const scans: string[] = [];
    for (let left = 2; left > 0; left--) {
      const { scanId, fence, targets } = await lent(1);
      const whole = wholeTarget(targets[0]!);
      const part = { ...whole, disposition: { ...whole.disposition!, artifact }, artifact: raw };
      await rooms.chunks.commit(fence, { seq: 0, parts: [part] });
      await run(scanId, 'cancel');
      await rooms.moves.stopAck(fence, 1);
      await processed(scanId);
      scans.push(scanId);
    }
    await run(scans[0]!, 'delete');
    await rooms.sweep.round();
    expect(await rooms.artifacts.open(TENANT, artifact)).toBeDefined();
    await run(scans[1]!, 'delete');
    await rooms.sweep.round();
    expect(await rooms.artifacts.open(TENANT, artifact)).toBeUndefined();
  });

  it('deletes a processed scan with its rows, and keeps its history', async () => {
    const scanId = await startScan(rooms, 1);
    await run(scanId, 'cancel');
    expect(await run(scanId, 'delete')).toMatchObject({ code: 'not-processed' });
    await processed(scanId);
    expect(await run(scanId, 'delete')).toMatchObject({ state: 'Deleted', changed: true });
    expect(await run(scanId, 'delete')).toMatchObject({ code: 'not-found' });
    await rooms.sweep.round();
    for (const table of [
      'scans WHERE id',
      'slices WHERE scan_id',
      'targets WHERE scan_id',
      'dispositions WHERE scan_id',
    ]) {
      expect(await rooms.database.rows(`SELECT 1 FROM ${table} = ?`, [scanId])).toEqual([]);
    }
    const history = await rooms.database.rows('SELECT 1 FROM scan_history WHERE scan_id = ?', [scanId]);
    expect(history.length).toBeGreaterThan(0);
  });

  it('ends a scan at its maximum duration, pauses not counted; what has no result is timed out', async () => {
    const { scanId, fence, targets } = await lent(20);
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE scans SET max_duration_ms = 60000 WHERE id = ?', [scanId]),
    );
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(targets[0]!)] });
    rooms.clock.advance(59_000);
    await rooms.watch.deadlines();
    await run(scanId, 'pause');
    await rooms.moves.stopAck(fence, 1);
    rooms.clock.advance(3_600_000);
    await run(scanId, 'resume');
    const again = await lent(20, scanId);
    await rooms.watch.deadlines();
    expect(await slicesOf(rooms, scanId)).toContainEqual(expect.objectContaining({ state: 'Running' }));
    rooms.clock.advance(1_000);
    await rooms.watch.deadlines();
    expect(await renew(again.fence)).toMatchObject({ stop: { kind: 'deadline' } });
    expect((await slicesOf(rooms, scanId)).map(({ state }) => state).sort()).toEqual(['Failed', 'Stopping']);
    await rooms.moves.stopAck(again.fence, 0);
    expect(await scanState(rooms, scanId)).toBe('Loading');
    expect(await kinds(scanId)).toEqual({ scanned: 1, 'timed out': 19 });
  });

  it('forces a scan to Error, once no agent holds a part of it', async () => {
    const { scanId, fence } = await lent(20);
    const forced = await run(scanId, 'force', { reason: 'stuck', graceMs: 0 });
    expect(forced).toMatchObject({ state: 'Running' });
    expect(await scanState(rooms, scanId)).toBe('Running');
    expect(await run(scanId, 'pause')).toMatchObject({ code: 'wrong-state' });
    await rooms.moves.stopAck(fence, 0);
    expect(await scanState(rooms, scanId)).toBe('Error');
    const [scan] = await rooms.database.rows('SELECT reason FROM scans WHERE id = ?', [scanId]);
    expect(scan).toEqual({ reason: 'stuck' });
  });

  it('gives a scan that was forced to Error its way out through a cancel', async () => {
    const { scanId, fence } = await lent(3);
    await run(scanId, 'force');
    await run(scanId, 'cancel');
    await rooms.moves.stopAck(fence, 0);
    expect(await scanState(rooms, scanId)).toBe('Canceled');
  });

  it('moves targets that a slow slice had not begun to a slice of their own', async () => {
    const { scanId, fence, targets } = await lent(10);
    expect(await rooms.releases.ask(fence.sliceId, 4)).toBe(false);
    await renew(fence, 6);
    const nudged: string[] = [];
    rooms.nudges.onOrder((agents) => nudged.push(...agents));
    expect(await rooms.releases.ask(fence.sliceId, 4)).toBe(true);
    expect(nudged).toEqual([fence.agentId]);
    expect(await rooms.releases.ask(fence.sliceId, 4)).toBe(false);
    expect(await renew(fence, 6)).toMatchObject({ release: 4 });
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(targets[9]!)] });
    expect(await rooms.releases.take(fence, [...targets.slice(6), '10.9.9.9'])).toBe(3);
    const slices = await rooms.database.rows(
      'SELECT target_count n, state FROM slices WHERE scan_id = ? ORDER BY id',
      [scanId],
    );
    expect(slices).toEqual([
      { n: 7, state: 'Running' },
      { n: 3, state: 'Queued' },
    ]);
    // What an agent delivers of targets that it gave away counts for nobody.
    await rooms.chunks.commit(fence, { seq: 1, parts: [wholeTarget(targets[6]!)] });
    expect(await kinds(scanId)).toEqual({ scanned: 1 });
  });

  it('lists what could be given back, with how it went since the claim', async () => {
    const { fence, targets } = await lent(10);
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(targets[0]!)] });
    await renew(fence, 6);
    rooms.clock.advance(9_000);
    expect(await rooms.lists.relievablePools()).toContain(POOL);
    expect(await rooms.lists.relievable(POOL)).toContainEqual({
      id: fence.sliceId,
      engine: 'nmap',
      waiting: 6,
      done: 1,
      runningMs: 9_000,
    });
    await rooms.releases.ask(fence.sliceId, 3);
    expect((await rooms.lists.relievable(POOL)).map(({ id }) => id)).not.toContain(fence.sliceId);
  });

  it('takes back nothing while the scan is pausing', async () => {
    const { scanId, fence, targets } = await lent(10);
    await run(scanId, 'pause');
    expect(await rooms.releases.take(fence, targets.slice(5))).toBe(0);
    expect(await slicesOf(rooms, scanId)).toHaveLength(1);
  });

  it('plans slices of about a minute by what targets cost here', async () => {
    // What was measured before is out of the way once the next scan is started.
    await rooms.paces.round();
    const { fence, targets } = await lent(2);
    rooms.clock.advance(40_000);
    await rooms.chunks.commit(fence, { seq: 0, parts: targets.map((one) => wholeTarget(one)) });
    await rooms.moves.finish(fence);
    await rooms.paces.round();
    const [pace] = await rooms.database.rows<{ targetMs: number; samples: number }>(
      'SELECT target_ms targetMs, samples FROM paces WHERE pool_id = ?',
      [POOL],
    );
    expect(pace).toEqual({ targetMs: 20_000, samples: 1 });
    const next = await startScan(rooms, 9, { keepPace: true });
    const slices = await rooms.database.rows<{ n: number }>(
      'SELECT target_count n FROM slices WHERE scan_id = ? ORDER BY id',
      [next],
    );
    expect(slices.map(({ n }) => n)).toEqual([3, 3, 3]);
    const [scan] = await rooms.database.rows<{ weights: string }>('SELECT weights FROM scans WHERE id = ?', [
      next,
    ]);
    expect(JSON.parse(scan!.weights)).toEqual([20_000]);
  });

  it('repairs a slice that contradicts its scan, and tells it as a repair', async () => {
    const scanId = await startScan(rooms, 1);
    await run(scanId, 'pause');
    await rooms.database.transaction((tx) =>
      tx.change("UPDATE slices SET state = 'Queued' WHERE scan_id = ?", [scanId]),
    );
    await rooms.watch.round();
    expect((await slicesOf(rooms, scanId)).map(({ state }) => state)).toEqual(['Parked']);
    const repairs = await rooms.database.rows(
      "SELECT cause FROM slice_history WHERE scan_id = ? AND actor = 'sweeper'",
      [scanId],
    );
    expect(repairs).toEqual([{ cause: 'scan pausing' }]);
  });

  it('gives up a slice that ten agents in a row gave back', async () => {
    const scanId = await startScan(rooms, 1);
    let returns = 0;
    while ((await scanState(rooms, scanId)) !== 'Error' && returns < 50) {
      const { fence } = await lent(1, scanId);
      await rooms.moves.giveBack(fence, false, 'going down');
      returns += 1;
    }
    expect(returns).toBe(12);
    expect(await kinds(scanId)).toEqual({ failed: 1 });
  });

  async function kinds(scanId: string): Promise<Record<string, number>> {
    const rows = await rooms.database.rows<{ kind: string; n: string }>(
      'SELECT kind, COUNT(*) n FROM dispositions WHERE scan_id = ? GROUP BY kind',
      [scanId],
    );
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
  }
});
