import { newId } from '../../control-plane/server/src/platform';
import type { Claimant, Fence, SliceGrant } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import {
  claimant,
  lend,
  openRooms,
  POOL,
  scanState,
  slicesOf,
  startScan,
  wholeTarget,
  type Rooms,
} from './rooms';

const SLICES = 32;
const ADVANCE = { phase: 'ports', fraction: 0.5, waitingTargets: 0 };

describe('what is done at once to slices of one scan', () => {
  let ledger: Ledger;
  let rooms: Rooms;
  let transactions = 0;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    await largeAgent();
    const transaction = rooms.database.transaction.bind(rooms.database);
    rooms.database.transaction = (work) => {
      transactions += 1;
      return transaction(work);
    };
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });
  beforeEach(() => (transactions = 0));

  /** With so many free slots each target becomes a slice. */
  async function largeAgent(): Promise<void> {
    const { agentId } = await claimant(rooms);
    const engines = JSON.stringify([
      { name: 'nmap', available: true, version: '7.93', verdict: 'ready', limits: [] },
    ]);
    await rooms.database.transaction((tx) =>
      tx.change(
        'UPDATE agents SET tool_slots = 200, free_slots = 200, engines = ?, last_seen_at = ? WHERE id = ?',
        [...[engines, rooms.clock.now(), agentId]],
      ),
    );
  }

  async function manySlices() {
    const scanId = await startScan(rooms, SLICES);
    const slices = await slicesOf(rooms, scanId);
    expect(slices).toHaveLength(SLICES);
    const agents = await Promise.all(Array.from({ length: 6 }, () => claimant(rooms)));
    transactions = 0;
    return { scanId, slices, agents };
  }

  /** All slices of a scan, each lent to one of several agents. */
  async function allLent() {
    const { scanId, slices, agents } = await manySlices();
    const lent = await Promise.all(
      slices.map(async ({ id, epoch }, at) => {
        const agent = agents[at % agents.length] as Claimant;
        const answer = await rooms.claims.claim(agent, newId(), id, epoch);
        if (answer.kind !== 'granted') throw new Error(answer.reason);
        return { fence: fenceOf(agent, answer.grant), grant: answer.grant };
      }),
    );
    transactions = 0;
    return { scanId, lent };
  }

  const fenceOf = ({ agentId, sessionId }: Claimant, { sliceId, epoch }: SliceGrant): Fence => ({
    ...{ sliceId, epoch, agentId, sessionId },
  });

  it('is lent in few transactions, each slice once, and each claim has its own answer', async () => {
    const { scanId, slices, agents } = await manySlices();
    const [first, second] = slices;
    const older = await claimant(rooms);
    await claimant(rooms, older.agentId);
    const draining = await claimant(rooms);
    await rooms.database.transaction((tx) =>
      tx.change("UPDATE agents SET state = 'Draining' WHERE id = ?", [draining.agentId]),
    );
    const helpless = { ...(await claimant(rooms)), engines: new Map() };
    transactions = 0;
    const claims = slices.flatMap((slice) =>
      agents.slice(0, 3).map((agent) => ({ agent, id: slice.id, epoch: slice.epoch })),
    );
    const odd = [
      { agent: older, id: first!.id, epoch: 1, code: 'not-yours' },
      { agent: draining, id: first!.id, epoch: 1, code: 'draining' },
      { agent: helpless, id: first!.id, epoch: 1, code: 'engine-missing' },
      { agent: agents[4]!, id: second!.id, epoch: 2, code: 'not-queued' },
      { agent: agents[4]!, id: newId(), epoch: 1, code: 'not-queued' },
    ];
    const ask = ({ agent, id, epoch }: { agent: Claimant; id: string; epoch: number }) =>
      rooms.claims.claim(agent, newId(), id, epoch);
    const [strange, answers] = await Promise.all([Promise.all(odd.map(ask)), Promise.all(claims.map(ask))]);
    expect(strange.map((answer) => answer.kind === 'denied' && answer.code)).toEqual(
      odd.map(({ code }) => code),
    );
    const owners = await rooms.database.rows<{ id: string; owner: string; rate: number }>(
      "SELECT id, owner_agent_id owner, rate FROM slices WHERE scan_id = ? AND state = 'Running'",
      [scanId],
    );
    expect(owners).toHaveLength(SLICES);
    for (const { id, owner } of owners) {
      const granted = claims.filter((claim, at) => claim.id === id && answers[at]!.kind === 'granted');
      expect(granted.map(({ agent }) => agent.agentId)).toEqual([owner]);
    }
    const history = await rooms.database.rows(
      "SELECT slice_id FROM slice_history WHERE scan_id = ? AND cause = 'claimed'",
      [scanId],
    );
    expect(history).toHaveLength(SLICES);
    expect(await scanState(rooms, scanId)).toBe('Running');
    expect(transactions).toBeLessThan(12);
  });

  it('is lent although one of them asks for what the ledger does not take', async () => {
    const { slices, agents } = await manySlices();
    const nonces = slices.map((_, at) => (at === 7 ? 'n'.repeat(100_000) : newId()));
    const answers = await Promise.allSettled(
      slices.map(({ id, epoch }, at) => rooms.claims.claim(agents[0]!, nonces[at]!, id, epoch)),
    );
    const kinds = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.kind : 'failed'));
    expect(kinds).toEqual(slices.map((_, at) => (at === 7 ? 'failed' : 'granted')));
  });

  it('is delivered and finished in few transactions, and its scan goes on once', async () => {
    const { scanId, lent } = await allLent();
    const chunkOf = ({ grant }: (typeof lent)[number], seq = 0, address = grant.targets[0]!) => ({
      ...{ seq, parts: [wholeTarget(address)] },
    });
    const [first, second, third, ...others] = lent;
    const early = await rooms.moves.finish(first!.fence);
    expect(early).toEqual({ kind: 'refused', reason: '1 targets have no disposition' });
    transactions = 0;
    const stale = { ...third!.fence, epoch: 2 };
    const answers = await Promise.all([
      rooms.chunks.commit(first!.fence, chunkOf(first!)),
      rooms.chunks.commit(second!.fence, chunkOf(second!, 5)),
      rooms.chunks.commit(stale, chunkOf(third!)),
      // What is no target of the slice ends nothing.
      rooms.chunks.commit(third!.fence, chunkOf(third!, 0, first!.grant.targets[0])),
      ...others.map((one) => rooms.chunks.commit(one.fence, chunkOf(one))),
    ]);
    const ack = { kind: 'ack', nextSeq: 1, stop: null };
    const expected = [ack, { kind: 'need from', seq: 0 }, { kind: 'abandon' }, ack, ...others.map(() => ack)];
    expect(answers).toEqual(expected);
    expect(await rooms.chunks.commit(first!.fence, chunkOf(first!))).toEqual(ack);
    const [dispositions] = await rooms.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM dispositions WHERE scan_id = ?',
      [scanId],
    );
    expect(Number(dispositions?.n)).toBe(SLICES - 2);
    expect(await rooms.chunks.commit(second!.fence, chunkOf(second!))).toEqual(ack);
    expect(await rooms.chunks.commit(third!.fence, chunkOf(third!, 1))).toEqual({ ...ack, nextSeq: 2 });
    expect(transactions).toBeLessThan(10);
    transactions = 0;
    const settled = await Promise.all([
      ...lent.map(({ fence }) => rooms.moves.finish(fence)),
      rooms.moves.finish(stale),
      rooms.moves.finish({ ...first!.fence, sliceId: newId() }),
    ]);
    const done = lent.map(() => ({ kind: 'settled', state: 'Done' }));
    expect(settled).toEqual([...done, done[0], { kind: 'not yours' }]);
    expect(transactions).toBeLessThan(6);
    const moves = await rooms.database.rows<{ to: string }>(
      'SELECT to_state `to` FROM scan_history WHERE scan_id = ? ORDER BY id',
      [scanId],
    );
    expect(moves.map(({ to }) => to)).toEqual(['Queued', 'Running', 'Loading']);
    await rooms.paces.round();
    const [paces] = await rooms.database.rows<{ samples: number }>(
      'SELECT samples FROM paces WHERE pool_id = ?',
      [POOL],
    );
    expect(paces?.samples).toBe(SLICES);
  });

  it.each([
    ['renewed', (fence: Fence) => rooms.leases.renew(fence, ADVANCE)],
    ['ack', (fence: Fence) => rooms.chunks.commit(fence, { seq: 0, parts: [] })],
  ])('is answered (%s) beside a slice that somebody has in hand, which comes later', async (kind, say) => {
    const [one, stuck, other] = [await lend(rooms, 1), await lend(rooms, 1), await lend(rooms, 1)];
    const runner = rooms.database.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM slices WHERE id = ? FOR UPDATE', [stuck.fence.sliceId]);
    const [before] = await slicesOf(rooms, other.scanId);
    const outcomes: string[] = [];
    const answered = [one, stuck, other].map(async ({ fence }, at) => {
      outcomes.push(`${at} ${(await say(fence)).kind}`);
    });
    await Promise.all([answered[0], answered[2]]);
    expect(outcomes.sort()).toEqual([`0 ${kind}`, `2 ${kind}`]);
    await runner.rollbackTransaction();
    await runner.release();
    await answered[1];
    expect(outcomes).toContain(`1 ${kind}`);
    const [after] = await slicesOf(rooms, other.scanId);
    expect(after?.signsOfLife).toBe((before?.signsOfLife ?? 0) + 1);
  });

  it('leaves what targets cost to the next round where it cannot be written', async () => {
    await rooms.paces.round();
    await rooms.database.transaction((tx) => tx.change('DELETE FROM paces'));
    const samples = async (): Promise<number[]> => {
      const rows = await rooms.database.rows<{ samples: number }>('SELECT samples FROM paces');
      return rows.map((row) => row.samples);
    };
    const finish = async (): Promise<void> => {
      const { fence, targets } = await lend(rooms, 1);
      await rooms.chunks.commit(fence, { seq: 0, parts: targets.map((address) => wholeTarget(address)) });
      await rooms.moves.finish(fence);
    };
    await finish();
    const { transaction } = rooms.database;
    rooms.database.transaction = () => Promise.reject(new Error('away'));
    await expect(rooms.paces.round()).rejects.toThrow('away');
    rooms.database.transaction = transaction;
    expect(await samples()).toEqual([]);
    await finish();
    await rooms.paces.round();
    expect(await samples()).toEqual([2]);
  });
});
