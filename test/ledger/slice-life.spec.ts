import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { withTrace } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, scanState, slicesOf, startScan, wholeTarget, type Rooms } from './rooms';

describe('the life of a slice', () => {
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

  async function lent(targets: number) {
    const scanId = await startScan(rooms, targets);
    const [slice] = await slicesOf(rooms, scanId);
    const agent = await claimant(rooms);
    const answer = await rooms.claims.claim(agent, 'n1', slice!.id, 1);
    if (answer.kind !== 'granted') throw new Error(answer.reason);
    const fence = { sliceId: slice!.id, epoch: 1, agentId: agent.agentId, sessionId: agent.sessionId };
    return { scanId, agent, fence, grant: answer.grant };
  }

  it('goes from Queued to Done, and its scan to Finished once the counts agree', async () => {
    const { scanId, fence, grant } = await lent(3);
    expect(await scanState(rooms, scanId)).toBe('Running');
    expect(grant.targets).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    const parts = grant.targets.map((address) => wholeTarget(address));
    expect(await rooms.chunks.commit(fence, { seq: 0, parts })).toEqual({
      kind: 'ack',
      nextSeq: 1,
      stop: null,
    });
    expect(await rooms.moves.finish(fence)).toEqual({ kind: 'settled', state: 'Done' });
    expect(await scanState(rooms, scanId)).toBe('Loading');
    await rooms.loading.load(scanId);
    expect(await scanState(rooms, scanId)).toBe('Finished');
    const history = await rooms.database.rows<{ to: string }>(
      'SELECT to_state `to` FROM scan_history WHERE scan_id = ? ORDER BY id',
      [scanId],
    );
    expect(history.map((step) => step.to)).toEqual(['Queued', 'Running', 'Loading', 'Finished']);
  });

  it('keeps each observation as it came, whatever its length and signs', async () => {
    const { scanId, fence, grant } = await lent(2);
    const bodies = [
      '{}',
      JSON.stringify({ output: `'";--\\ \u0000 検査 😀 ${'x'.repeat(70_000)}` }),
      '{"n":1}',
    ];
    const parts = grant.targets.map((address, which) => ({
      ...wholeTarget(address, 1, bodies.length),
      observations: bodies.map((body, n) => ({ kind: n === which ? 'host' : 'script', body })),
    }));
    await rooms.chunks.commit(fence, { seq: 0, parts });
    const rows = await rooms.database.rows<{ address: string; ordinal: number; kind: string; body: string }>(
      'SELECT address, ordinal, kind, body FROM observations WHERE scan_id = ? ORDER BY address, ordinal',
      [scanId],
    );
    expect(rows).toEqual(
      parts.flatMap(({ address, observations }) =>
        observations.map(({ kind, body }, ordinal) => ({ address, ordinal, kind, body })),
      ),
    );
  });

  it('does not finish while a target has no disposition', async () => {
    const { fence, grant } = await lent(2);
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(grant.targets[0]!)] });
    expect(await rooms.moves.finish(fence)).toMatchObject({ kind: 'refused' });
  });

  it('commits each chunk once: repeats are acknowledged, gaps asked for', async () => {
    const { scanId, fence, grant } = await lent(2);
    const chunk = { seq: 0, parts: [wholeTarget(grant.targets[0]!)] };
    expect(await rooms.chunks.commit(fence, { ...chunk, seq: 1 })).toEqual({ kind: 'need from', seq: 0 });
    await rooms.chunks.commit(fence, chunk);
    expect(await rooms.chunks.commit(fence, chunk)).toEqual({ kind: 'ack', nextSeq: 1, stop: null });
    const [count] = await rooms.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM observations WHERE scan_id = ?',
      [scanId],
    );
    expect(Number(count!.n)).toBe(2);
  });

  it('commits one chunk once even when both arrive at the same moment', async () => {
    const { scanId, fence, grant } = await lent(1);
    const chunk = { seq: 0, parts: [wholeTarget(grant.targets[0]!, 1, 40)] };
    const answers = await Promise.all([1, 2, 3, 4].map(() => rooms.chunks.commit(fence, chunk)));
    expect(answers).toEqual(answers.map(() => ({ kind: 'ack', nextSeq: 1, stop: null })));
    const [count] = await rooms.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM observations WHERE scan_id = ?',
      [scanId],
    );
    expect(Number(count!.n)).toBe(40);
  });

  it('lends a slice to one of several that claim it at once, and gives a repeated nonce the same grant', async () => {
    const scanId = await startScan(rooms, 1);
    const [slice] = await slicesOf(rooms, scanId);
    const agents = await Promise.all([1, 2, 3, 4, 5].map(() => claimant(rooms)));
    const answers = await Promise.all(agents.map((agent) => rooms.claims.claim(agent, 'n', slice!.id, 1)));
    const winner = answers.findIndex((answer) => answer.kind === 'granted');
    expect(answers.filter((answer) => answer.kind === 'granted')).toHaveLength(1);
    const again = await rooms.claims.granted(agents[winner]!, 'n');
    expect(again?.targets).toEqual(['10.0.0.1']);
    expect(await rooms.claims.granted(agents[(winner + 1) % 5]!, 'n')).toBeUndefined();
  });

  it('takes nothing from a stale owner, an older session or another agent', async () => {
    const { scanId, agent, fence, grant } = await lent(1);
    const chunk = { seq: 0, parts: [wholeTarget(grant.targets[0]!)] };
    const other = { ...fence, agentId: (await claimant(rooms)).agentId };
    expect(await rooms.chunks.commit(other, chunk)).toEqual({ kind: 'abandon' });
    const newSession = (await claimant(rooms, agent.agentId)).sessionId;
    await rooms.leases.adopt(agent.agentId, newSession, [{ sliceId: fence.sliceId, epoch: 1 }], []);
    expect(await rooms.chunks.commit(fence, chunk)).toEqual({ kind: 'abandon' });
    expect(await rooms.leases.renew(fence, { phase: '', fraction: 0, waitingTargets: 0 })).toEqual({
      kind: 'abandon',
    });
    const [slice] = await slicesOf(rooms, scanId);
    expect(await rooms.moves.loseLease(fence.sliceId, slice!)).toBe(true);
    const fresh = { ...fence, sessionId: newSession };
    expect(await rooms.chunks.commit(fresh, chunk)).toEqual({ kind: 'abandon' });
    // Its lease was lost, so the slice is not its own to finish; what it is told moves nothing.
    await rooms.moves.finish(fresh);
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ state: 'Queued', epoch: 2 }]);
  });

  it('does not lose a lease that showed a sign of life since it was watched', async () => {
    const { scanId, fence } = await lent(1);
    const [seen] = await slicesOf(rooms, scanId);
    await rooms.leases.renew(fence, { phase: 'scan', fraction: 0.5, waitingTargets: 0 });
    expect(await rooms.moves.loseLease(fence.sliceId, seen!)).toBe(false);
  });

  it('writes results only for targets of the slice', async () => {
    const { scanId, fence } = await lent(1);
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget('10.9.9.9')] });
    const rows = await rooms.database.rows('SELECT 1 FROM dispositions WHERE scan_id = ?', [scanId]);
    expect(rows).toEqual([]);
  });

  it('lends again only what has no disposition, keeps the rest, and counts a target once', async () => {
    const { scanId, agent, fence, grant } = await lent(3);
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(grant.targets[0]!)] });
    const half = { ...wholeTarget(grant.targets[1]!), disposition: null };
    await rooms.chunks.commit(fence, { seq: 1, parts: [half] });
    expect(await rooms.moves.giveBack(fence, false, 'restart')).toEqual({ kind: 'settled', state: 'Queued' });
    expect(await rooms.moves.giveBack(fence, false, 'restart')).toEqual({ kind: 'settled', state: 'Queued' });
    const next = await claimant(rooms);
    const answer = await rooms.claims.claim(next, 'n2', fence.sliceId, 2);
    if (answer.kind !== 'granted') throw new Error(answer.reason);
    expect(answer.grant.targets).toEqual([grant.targets[1], grant.targets[2]]);
    const second = { ...fence, epoch: 2, agentId: next.agentId, sessionId: next.sessionId };
    const parts = grant.targets.map((address) => wholeTarget(address, 1, 3));
    await rooms.chunks.commit(second, { seq: 0, parts });
    await rooms.moves.finish(second);
    const dispositions = await rooms.database.rows<{ address: string; epoch: number; n: number }>(
      'SELECT address, epoch, row_count n FROM dispositions WHERE scan_id = ? ORDER BY address',
      [scanId],
    );
    expect(dispositions.map(({ epoch, n }) => [epoch, n])).toEqual([
      [1, 2],
      [2, 3],
      [2, 3],
    ]);
    await rooms.loading.load(scanId);
    expect(await scanState(rooms, scanId)).toBe('Finished');
    expect(agent.agentId).not.toBe(next.agentId);
  });

  it('tries what breaks the tool one target at a time, and gives up on the third failure', async () => {
    const scanId = await startScan(rooms, 3);
    const fail = async (): Promise<void> => {
      for (const slice of (await slicesOf(rooms, scanId)).filter((one) => one.state === 'Queued')) {
        const agent = await claimant(rooms);
        const answer = await rooms.claims.claim(agent, 'n', slice.id, slice.epoch);
        if (answer.kind !== 'granted') throw new Error(answer.reason);
        const fence = {
          sliceId: slice.id,
          epoch: slice.epoch,
          agentId: agent.agentId,
          sessionId: agent.sessionId,
        };
        await rooms.moves.giveBack(fence, true, 'the tool crashed');
      }
    };
    await fail();
    expect(await slicesOf(rooms, scanId)).toHaveLength(1);
    await fail();
    expect(await slicesOf(rooms, scanId)).toHaveLength(3);
    await fail();
    expect((await slicesOf(rooms, scanId)).map((slice) => slice.state)).toEqual([
      'Failed',
      'Failed',
      'Failed',
    ]);
    expect(await scanState(rooms, scanId)).toBe('Error');
    const [scan] = await rooms.database.rows('SELECT reason FROM scans WHERE id = ?', [scanId]);
    expect(scan).toEqual({ reason: 'the tool crashed' });
    const reasons = await rooms.database.rows<{ kind: string; reason: string }>(
      'SELECT kind, reason FROM dispositions WHERE scan_id = ?',
      [scanId],
    );
    expect(reasons).toEqual(Array(3).fill({ kind: 'failed', reason: 'the tool crashed' }));
  });

  it('gives back at once what a new session of the agent knows nothing of', async () => {
    const { scanId, agent, fence } = await lent(1);
    const verdicts = await rooms.leases.adopt(
      agent.agentId,
      (await claimant(rooms, agent.agentId)).sessionId,
      [],
      [],
    );
    expect(verdicts).toEqual([]);
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ state: 'Queued', epoch: 2, attempts: 0 }]);
    const late = await rooms.leases.adopt(
      agent.agentId,
      (await claimant(rooms, agent.agentId)).sessionId,
      [fence],
      [],
    );
    expect(late).toMatchObject([{ kind: 'abandon' }]);
  });

  it('keeps what a new session asks for with an open nonce', async () => {
    const { scanId, agent } = await lent(1);
    await rooms.leases.adopt(agent.agentId, (await claimant(rooms, agent.agentId)).sessionId, [], ['n1']);
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ state: 'Running', epoch: 1 }]);
  });

  it('is Done, not lent again, when its agent is lost after the last target was delivered', async () => {
    const { scanId, fence, grant } = await lent(2);
    await rooms.chunks.commit(fence, { seq: 0, parts: grant.targets.map((address) => wholeTarget(address)) });
    const [seen] = await slicesOf(rooms, scanId);
    expect(await rooms.moves.loseLease(fence.sliceId, seen!)).toBe(true);
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ state: 'Done' }]);
    expect(await scanState(rooms, scanId)).toBe('Loading');
  });

  it('lends nothing to an older session, nor to an agent that drains or was put out', async () => {
    const scanId = await startScan(rooms, 1);
    const [slice] = await slicesOf(rooms, scanId);
    const older = await claimant(rooms);
    const newer = await claimant(rooms, older.agentId);
    expect(await rooms.claims.claim(older, 'n', slice!.id, 1)).toMatchObject({ code: 'not-yours' });
    await rooms.operations.move(newer.agentId, 'drained', 'sessions');
    expect(await rooms.claims.claim(newer, 'n', slice!.id, 1)).toMatchObject({ code: 'draining' });
    await rooms.operations.move(newer.agentId, 'banned', 'sessions');
    expect(await rooms.claims.claim(newer, 'n', slice!.id, 1)).toMatchObject({ code: 'not-yours' });
    expect(await slicesOf(rooms, scanId)).toMatchObject([{ state: 'Queued', epoch: 1 }]);
  });

  it('leaves slices with the newest session when an older Hello comes late', async () => {
    const { agent, fence } = await lent(1);
    const held = [{ sliceId: fence.sliceId, epoch: 1 }];
    const older = await claimant(rooms, agent.agentId);
    const newest = await claimant(rooms, agent.agentId);
    await rooms.leases.adopt(agent.agentId, newest.sessionId, held, []);
    expect(await rooms.leases.adopt(agent.agentId, older.sessionId, [], [])).toBeUndefined();
    const fresh = { ...fence, sessionId: newest.sessionId };
    expect(await rooms.leases.renew(fresh, { phase: '', fraction: 0, waitingTargets: 0 })).toMatchObject({
      kind: 'renewed',
    });
  });

  it('goes on in a new session from the first number that is missing, under the trace id of its scan', async () => {
    const { agent, fence, grant } = await withTrace('c'.repeat(32), () => lent(2));
    await rooms.chunks.commit(fence, { seq: 0, parts: [wholeTarget(grant.targets[0]!)] });
    const { sessionId } = await claimant(rooms, agent.agentId);
    expect(await rooms.leases.adopt(agent.agentId, sessionId, [fence], [])).toMatchObject([
      { kind: 'go on', fromSeq: 1, traceId: 'c'.repeat(32) },
    ]);
  });

  it('splits a slice that failed while its scan was pausing, instead of failing every target', async () => {
    const scanId = await startScan(rooms, 3);
    const lend = async () => {
      const [slice] = await slicesOf(rooms, scanId);
      const agent = await claimant(rooms);
      await rooms.claims.claim(agent, 'n', slice!.id, slice!.epoch);
      return { sliceId: slice!.id, epoch: slice!.epoch, ...agent };
    };
    await rooms.moves.giveBack(await lend(), true, 'the tool crashed');
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE slices SET attempts = 2 WHERE scan_id = ?', [scanId]),
    );
    await rooms.moves.giveBack(await lend(), true, 'the tool crashed');
    expect((await slicesOf(rooms, scanId)).map(({ state }) => state)).toEqual(['Queued', 'Queued', 'Queued']);
  });

  it('keeps raw output under its hash, small ones in the chunk and large ones part by part', async () => {
    const { scanId, fence, grant } = await lent(2);
    const small = gzipSync('<host/>');
    const large = Buffer.alloc(600 * 1024, 7);
    const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    const { tenantId } = { tenantId: (await rooms.leases.tenantOfHeld(fence.agentId, fence.sliceId, 1))! };
    const part = (offset: number) => ({
      sha256: hash(large),
      totalBytes: large.length,
      offset,
      data: large.subarray(offset, offset + 256 * 1024),
    });
    expect(await rooms.artifacts.put(tenantId, part(0))).toMatchObject({ nextOffset: 256 * 1024 });
    expect(await rooms.artifacts.put(tenantId, part(0))).toMatchObject({ nextOffset: 256 * 1024 });
    expect(await rooms.artifacts.put(tenantId, part(512 * 1024))).toMatchObject({ nextOffset: 256 * 1024 });
    await rooms.artifacts.put(tenantId, part(256 * 1024));
    expect(await rooms.artifacts.put(tenantId, part(512 * 1024))).toMatchObject({ nextOffset: large.length });
    const named = (address: string, artifact: string) => ({
      ...wholeTarget(address),
      disposition: { kind: 'scanned' as const, reason: '', rowCount: 2, artifact },
    });
    const parts = [
      { ...named(grant.targets[0]!, hash(small)), artifact: small },
      named(grant.targets[1]!, hash(large)),
    ];
    await rooms.chunks.commit(fence, { seq: 0, parts });
    await rooms.moves.finish(fence);
    await rooms.loading.load(scanId);
    expect(await scanState(rooms, scanId)).toBe('Finished');
    const stored: Buffer[] = [];
    for await (const piece of (await rooms.artifacts.open(tenantId, hash(large)))!)
      stored.push(piece as Buffer);
    expect(Buffer.concat(stored).equals(large)).toBe(true);
    expect(await rooms.artifacts.open((await claimant(rooms)).agentId, hash(large))).toBeUndefined();
  });

  it('drops a large artifact whose bytes do not have the hash they came under', async () => {
    const { fence } = await lent(1);
    const tenantId = (await rooms.leases.tenantOfHeld(fence.agentId, fence.sliceId, 1))!;
    const forged = { sha256: 'a'.repeat(64), totalBytes: 10, offset: 0, data: Buffer.alloc(10) };
    expect(await rooms.artifacts.put(tenantId, forged)).toMatchObject({ kind: 'refused' });
    expect(await rooms.artifacts.open(tenantId, forged.sha256)).toBeUndefined();
  });

  it('plans a large scan batch by batch, every address once', async () => {
    const scanId = await startScan(rooms, 250);
    const [rows] = await rooms.database.rows<{ targets: number; slices: number }>(
      'SELECT COUNT(*) targets, COUNT(DISTINCT slice_id) slices FROM targets WHERE scan_id = ?',
      [scanId],
    );
    expect(Number(rows!.targets)).toBe(250);
    expect(Number(rows!.slices)).toBe(16);
  });
});
