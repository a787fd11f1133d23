import type { Arrival } from '../../control-plane/server/src/fleet';
import { isRefusal, newId } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, makePool, openRooms, POOL, type Rooms } from './rooms';

describe('agents that arrive together', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    await makePool(rooms);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const arrivalOf = (agentId: string, over: Partial<Arrival> = {}): Arrival => ({
    ...{ agentId, sessionId: newId(), version: '0.1.0', hostname: 'w', platform: 'linux', engines: [] },
    ...{ toolSlots: 1, addresses: [], instance: newId(), heartbeatMs: 10_000, ...over },
  });
  const sessionOf = async (agentId: string) => (await rooms.agents.find(agentId))?.sessionId;

  it('are few transactions, and each gets its own session', async () => {
    const agentIds: string[] = [];
    for (let n = 0; n < 40; n++) agentIds.push((await claimant(rooms)).agentId);
    const transactions = jest.spyOn(rooms.database, 'transaction');
    const arrivals = agentIds.map((agentId) => arrivalOf(agentId));
    const answers = await Promise.all(arrivals.map((arrival) => rooms.arrivals.hello(arrival)));
    // The first alone, and all others while it was under way.
    expect(transactions).toHaveBeenCalledTimes(2);
    transactions.mockRestore();
    for (const [at, { agentId, sessionId }] of arrivals.entries()) {
      expect(answers[at]).toMatchObject({ agent: { id: agentId, poolId: POOL, sessionId }, owns: false });
      expect(await sessionOf(agentId)).toBe(sessionId);
    }
  });

  it('are not kept out by one whose Hello the ledger does not take', async () => {
    const good = (await claimant(rooms)).agentId;
    const bad = (await claimant(rooms)).agentId;
    const first = rooms.arrivals.hello(arrivalOf((await claimant(rooms)).agentId));
    const refused = rooms.arrivals.hello(arrivalOf(bad, { instance: 'x'.repeat(65) }));
    const arrival = arrivalOf(good);
    const taken = rooms.arrivals.hello(arrival);
    await expect(refused).rejects.toThrow(/Data too long/);
    expect(isRefusal(await first)).toBe(false);
    expect(await taken).toMatchObject({ agent: { id: good, sessionId: arrival.sessionId } });
    expect(await sessionOf(good)).toBe(arrival.sessionId);
  });

  it('twice get two sessions, of which the later stands', async () => {
    const { agentId } = await claimant(rooms);
    const arrivals = [1, 2, 3].map(() => arrivalOf(agentId, { instance: 'one and the same' }));
    await Promise.all(arrivals.map((arrival) => rooms.arrivals.hello(arrival)));
    expect(await sessionOf(agentId)).toBe(arrivals[2]?.sessionId);
  });

  it('with a copied certificate are put out, and nobody else is', async () => {
    const cloned = (await claimant(rooms)).agentId;
    const other = (await claimant(rooms)).agentId;
    await rooms.arrivals.hello(arrivalOf(cloned, { instance: 'one machine' }));
    await rooms.arrivals.hello(arrivalOf(cloned, { instance: 'another machine' }));
    const [, back, fine] = await Promise.all([
      rooms.arrivals.hello(arrivalOf((await claimant(rooms)).agentId)),
      rooms.arrivals.hello(arrivalOf(cloned, { instance: 'one machine' })),
      rooms.arrivals.hello(arrivalOf(other)),
    ]);
    expect(back).toMatchObject({ code: 'agent-cloned' });
    expect(await rooms.agents.find(cloned)).toMatchObject({ state: 'Banned', sessionId: null });
    expect(isRefusal(fine)).toBe(false);
    expect(await rooms.agents.find(other)).toMatchObject({ state: 'Active' });
  });
});
