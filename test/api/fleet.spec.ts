import { entities } from '../../control-plane/server/src/entities';
import {
  AgentOperations,
  Agents,
  AgentSessions,
  Pools,
  type Admitted,
  type AgentRecord,
  type Arrival,
  type HelloFacts,
} from '../../control-plane/server/src/fleet';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  makeLogger,
  ManualClock,
  Outbox,
  Refusal,
  Steps,
  Sweeper,
  isRefusal,
  ledgerSource,
  migrate,
  newId,
  readConfig,
  type Config,
  type Result,
} from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';

describe('pools and agents in the ledger', () => {
  const clock = new ManualClock();
  let ledger: Ledger;
  let config: Config;
  let database: Database;
  let pools: Pools;
  let agents: Agents;
  let sessions: AgentSessions;
  let operations: AgentOperations;

  beforeAll(async () => {
    ledger = await startLedger();
    config = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: '/nowhere' });
    const source = await ledgerSource(config, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    database = new Database(source);
    pools = new Pools(database, clock);
    agents = new Agents(database, clock, config);
    sessions = new AgentSessions(database, clock);
    const outbox = new Outbox(
      database,
      clock,
      new Sweeper(clock, makeLogger('silent')),
      makeLogger('silent'),
    );
    operations = new AgentOperations(database, clock, outbox, agents, pools, new Steps());
  });

  afterAll(async () => {
    await database.source.destroy();
    await ledger.stop();
  });

  const present = <T>(result: Result<T> | undefined): T => {
    if (result === undefined || isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
    return result;
  };

  let poolCount = 0;
  const newPool = async () => present(await pools.create(`pool ${(poolCount += 1)}`)).id;

  /** As enrolment leaves it. */
  const enrolled = async (poolId: string): Promise<string> => {
    const id = newId();
    await ledger.connection.query(
      "INSERT INTO agents (id, pool_id, name, state, engines, created_at) VALUES (?, ?, ?, 'Active', '[]', ?)",
      [id, poolId, `agent ${id.slice(-4)}`, clock.now()],
    );
    return id;
  };

  const verdict = (name: string, available = true) => ({
    name,
    available,
    version: '7.93',
    verdict: available ? 'ready' : 'not installed',
    limits: [],
  });

  const facts = (over: Partial<HelloFacts> = {}): HelloFacts => ({
    version: '0.1.0',
    hostname: 'scanner',
    addresses: ['192.0.2.8'],
    instance: '',
    heartbeatMs: 0,
    platform: 'linux x64',
    engines: [verdict('nmap'), verdict('openscap', false)],
    toolSlots: 4,
    ...over,
  });

  const hellos = (arrivals: readonly Arrival[]) => database.transaction((tx) => sessions.hello(tx, arrivals));

  const hello = async (agentId: string, over: Partial<HelloFacts> = {}) => {
    const sessionId = newId();
    const answers = await hellos([{ ...facts(over), agentId, sessionId }]);
    return { sessionId, answer: answers.get(agentId) as Result<Admitted> };
  };

  const online = async (poolId: string, over: Partial<HelloFacts> = {}) => {
    const agentId = await enrolled(poolId);
    return { agentId, ...(await hello(agentId, over)) };
  };

  /** A heartbeat as it comes, and how it stands with the session then; undefined: it counts for nothing. */
  const beatOf = async (agentId: string, sessionId: string, facts: { freeSlots: number; load: number }) => {
    await sessions.beat([{ agentId, sessionId, ...facts, at: clock.now() }]);
    const { session, ...told } = (await sessions.standing(new Map([[agentId, sessionId]]))).get(agentId)!;
    return session === 'held' ? told : undefined;
  };

  it('knows a pool by one name', async () => {
    const made = present(await pools.create('north'));
    expect(await pools.find(made.id)).toEqual(made);
    expect(await pools.create('north')).toMatchObject({ code: 'pool-name-taken', status: 409 });
    expect((await pools.ensure('north')).id).toBe(made.id);
    expect(await pools.find(newId())).toBeUndefined();
    expect(await pools.issueJoinToken(newId(), newId())).toMatchObject({ code: 'not-found' });
  });

  it('lists pools in order, page by page', async () => {
    for (let count = 0; count < 5; count++) await newPool();
    const all = await pools.list({ limit: 100 });
    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const page = await pools.list({ after, limit: 2 });
      if (page.length === 0) break;
      seen.push(...page.map((pool) => pool.id));
    }
    expect(seen).toEqual(all.map((pool) => pool.id));
  });

  it('tells what an agent said in its hello, without what could fool a reader', async () => {
    const poolId = await newPool();
    const { agentId, sessionId, answer } = await online(poolId, {
      hostname: 'scan\u0007ner\u202e',
      version: '9'.repeat(80),
      toolSlots: 1e9,
    });
    const engines = [verdict('nmap'), verdict('openscap', false)];
    const introduced = {
      id: agentId,
      poolId,
      sessionId,
      state: 'Active',
      drainUntil: null,
      engines,
    } as const;
    expect(present(answer)).toMatchObject<Partial<Admitted>>(introduced);
    expect(await agents.find(agentId)).toMatchObject<Partial<AgentRecord>>({
      id: agentId,
      poolId,
      status: 'online',
      sessionId,
      hostname: 'scanner',
      version: '9'.repeat(50),
      toolSlots: 65_535,
      freeSlots: 65_535,
      engines,
      connectedAt: clock.now(),
      missedHeartbeats: 0,
    });
  });

  it('takes in many at once, each as it would be alone', async () => {
    const poolId = await newPool();
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await enrolled(poolId));
    const [gone = '', cloned = '', ...others] = ids;
    await operations.move(gone, 'retired', 'sessions');
    await hello(cloned, { instance: 'first' });
    await hello(cloned, { instance: 'second' });
    const before = await agents.find(cloned);
    clock.advance(1_000);
    const unknown = newId();
    const arrivals = [unknown, ...ids].reverse().map((agentId, n): Arrival => {
      const instance = agentId === cloned ? 'first' : `of ${n}`;
      return { ...facts({ hostname: `host-${n}`, toolSlots: n + 1, instance }), agentId, sessionId: newId() };
    });
    const answers = await hellos(arrivals);
    expect([...answers.keys()].sort()).toEqual([unknown, ...ids].sort());
    expect([unknown, gone, cloned].map((id) => (answers.get(id) as Refusal).code)).toEqual([
      ...['agent-refused', 'agent-refused', 'agent-cloned'],
    ]);
    expect(await agents.find(cloned)).toEqual({ ...before, missedHeartbeats: 0 });
    expect(await agents.find(gone)).toMatchObject({ state: 'Retired', sessionId: null });
    for (const { agentId, sessionId, hostname, toolSlots } of arrivals) {
      if (!others.includes(agentId)) continue;
      expect(answers.get(agentId)).toMatchObject({ id: agentId, sessionId });
      const said = { sessionId, hostname, toolSlots, freeSlots: toolSlots, connectedAt: clock.now() };
      expect(await agents.find(agentId)).toMatchObject(said);
    }
  });

  it('takes heartbeats of the newest session only', async () => {
    const { agentId, sessionId: older } = await online(await newPool());
    expect(await beatOf(agentId, older, { freeSlots: 3, load: 0.5 })).toEqual({
      draining: false,
      givesBack: false,
    });
    expect(await agents.find(agentId)).toMatchObject({ status: 'busy', freeSlots: 3, loadAverage: 0.5 });
    const { sessionId: newest } = await hello(agentId);
    expect(await sessions.isNewestSession(agentId, older)).toBe(false);
    expect(await sessions.isNewestSession(agentId, newest)).toBe(true);
    expect(await beatOf(agentId, older, { freeSlots: 0, load: 9 })).toBeUndefined();
    await sessions.goodbye(agentId, older);
    expect(await agents.find(agentId)).toMatchObject({ status: 'online', sessionId: newest, freeSlots: 4 });
    await sessions.goodbye(agentId, newest);
    expect(await agents.find(agentId)).toMatchObject({ status: 'disconnected', sessionId: null });
  });

  it('believes no more free slots than there are, and no load that is none', async () => {
    const { agentId, sessionId } = await online(await newPool());
    await beatOf(agentId, sessionId, { freeSlots: 70_000, load: Number.NaN });
    expect(await agents.find(agentId)).toMatchObject({ freeSlots: 4, loadAverage: 0 });
    await beatOf(agentId, sessionId, { freeSlots: -1, load: -1 });
    expect(await agents.find(agentId)).toMatchObject({ freeSlots: 0, loadAverage: 0 });
  });

  it('counts the missed heartbeats, then calls an agent disconnected, then lost', async () => {
    const { agentId, sessionId } = await online(await newPool());
    clock.advance(35_000);
    expect(await agents.find(agentId)).toMatchObject({ status: 'online', missedHeartbeats: 3 });
    clock.advance(config.timings.lease - 34_999);
    expect(await agents.find(agentId)).toMatchObject({ status: 'disconnected' });
    clock.advance(config.timings.lostAfter);
    expect(await agents.find(agentId)).toMatchObject({ status: 'lost' });
    await beatOf(agentId, sessionId, { freeSlots: 4, load: 0 });
    expect(await agents.find(agentId)).toMatchObject({ status: 'online', missedHeartbeats: 0 });
  });

  it('counts the free slots of those who can take work', async () => {
    const poolId = await newPool();
    const one = await online(poolId);
    const two = await online(poolId, { toolSlots: 2 });
    const without = await online(poolId, { engines: [verdict('nmap', false), verdict('openscap')] });
    const drained = await online(poolId);
    const gone = await online(poolId);
    await enrolled(poolId);
    await online(await newPool());
    await beatOf(one.agentId, one.sessionId, { freeSlots: 1, load: 0 });
    await operations.move(drained.agentId, 'drained', 'sessions');
    await sessions.goodbye(gone.agentId, gone.sessionId);
    expect(await agents.idleSlots(poolId, 'nmap')).toBe(1 + 2);
    expect(await agents.idleSlots(poolId, 'openscap')).toBe(4);
    expect(await agents.idleSlots(poolId, 'os-patch')).toBe(0);
    expect(await agents.toolSlots(poolId)).toBe(1 + 2 + 4);
    const seen = await agents.forDispatch(poolId);
    expect(seen.filter((agent) => agent.ready).map((agent) => agent.id)).toEqual(
      [one, two, without].map(({ agentId }) => agentId),
    );
    expect(seen).toHaveLength(6);
    clock.advance(config.timings.lease + 1);
    expect(await agents.idleSlots(poolId, 'nmap')).toBe(0);
  });

  it('are read once a second where they are a thousand and more', async () => {
    const poolId = await newPool();
    const add = async (count: number): Promise<number> => {
      const rows = Array.from({ length: count }, () => {
        const id = newId();
        return [id, poolId, id, 'Active', '[]', clock.now()];
      });
      await database.transaction((tx) =>
        tx.change('INSERT INTO agents (id, pool_id, name, state, engines, created_at) VALUES ?', [
          rows as never,
        ]),
      );
      return (await agents.forDispatch(poolId)).length;
    };
    expect([await add(998), await add(1), await add(1), await add(1)]).toEqual([998, 999, 1_000, 1_000]);
    clock.advance(1_000);
    expect(await agents.forDispatch(poolId)).toHaveLength(1_001);
  });

  it('drains and resumes', async () => {
    const { agentId, sessionId } = await online(await newPool());
    expect(present(await operations.move(agentId, 'drained', 'sessions'))).toMatchObject({
      state: 'Draining',
      status: 'draining',
    });
    expect(await beatOf(agentId, sessionId, { freeSlots: 4, load: 0 })).toEqual({
      draining: true,
      givesBack: false,
    });
    expect(await operations.move(agentId, 'drained', 'sessions')).toMatchObject({
      status: 409,
      extensions: { state: 'Draining' },
    });
    expect(present(await operations.move(agentId, 'resumed', 'sessions'))).toMatchObject({ state: 'Active' });
    expect(await operations.move(newId(), 'drained', 'sessions')).toMatchObject({ code: 'not-found' });
  });

  it('tells an agent to give back what it holds when its time to drain is over, and not before', async () => {
    const { agentId, sessionId } = await online(await newPool());
    present(await operations.move(agentId, 'drained', 'sessions', { reason: 'kernel', withinMs: 60_000 }));
    const beat = () => beatOf(agentId, sessionId, { freeSlots: 4, load: 0 });
    expect(await beat()).toEqual({ draining: true, givesBack: false });
    clock.advance(60_000);
    expect(await beat()).toEqual({ draining: true, givesBack: true });
    expect(present(await operations.move(agentId, 'resumed', 'sessions'))).toMatchObject({
      ...{ drainUntil: null, stateReason: '' },
    });
    expect(await beat()).toEqual({ draining: false, givesBack: false });
    expect(await operations.history(agentId)).toMatchObject([
      { from: 'Active', to: 'Draining', cause: 'drained', actor: 'sessions', reason: 'kernel' },
      { from: 'Draining', to: 'Active', cause: 'resumed' },
    ]);
  });

  it('is renamed, labelled, and moved to another pool where it begins anew', async () => {
    const [from, to] = [await newPool(), await newPool()];
    const { agentId, sessionId } = await online(from);
    const labels = { rack: 'a1' };
    expect(present(await operations.change(agentId, { name: 'north', labels }, 'sessions'))).toMatchObject({
      ...{ name: 'north', labels, poolId: from, sessionId },
    });
    expect(await operations.change(agentId, { poolId: newId() }, 'sessions')).toMatchObject({
      ...{ status: 422, code: 'pool-unknown' },
    });
    expect(present(await operations.change(agentId, { poolId: to }, 'sessions'))).toMatchObject({
      ...{ name: 'north', poolId: to, sessionId: null },
    });
    expect((await sessions.standing(new Map([[agentId, sessionId]]))).get(agentId)?.session).toBe('newer');
    expect(await operations.history(agentId)).toMatchObject([
      { cause: 'changed', reason: 'name, labels' },
      { cause: 'changed', reason: 'pool_id' },
    ]);
    const token = present(await pools.issueHostToken(from, newId(), 1_000));
    await ledger.connection.query('UPDATE join_tokens SET used_by_agent = ?, used_at = NOW(3) WHERE id = ?', [
      ...[agentId, token.id],
    ]);
    expect(await operations.change(agentId, { poolId: from }, 'sessions')).toMatchObject({
      ...{ status: 409, code: 'agent-provisioned' },
    });
    present(await operations.move(agentId, 'retired', 'sessions'));
    expect(await operations.change(agentId, { name: 'x' }, 'sessions')).toMatchObject({
      code: 'agent-state',
    });
  });

  it.each(['banned', 'retired'] as const)('ends the session of a %s agent and opens none', async (cause) => {
    const poolId = await newPool();
    const { agentId, sessionId } = await online(poolId);
    expect(present(await operations.move(agentId, cause, 'sessions'))).toMatchObject({
      status: cause,
      sessionId: null,
    });
    expect(await beatOf(agentId, sessionId, { freeSlots: 4, load: 0 })).toBeUndefined();
    expect(await sessions.isNewestSession(agentId, sessionId)).toBe(false);
    expect((await hello(agentId)).answer).toBeInstanceOf(Refusal);
    expect(await agents.listForPool(poolId)).toEqual([]);
    expect(await agents.list({ poolId, limit: 10 })).toHaveLength(1);
  });

  it('lists the agents of a pool in order, page by page', async () => {
    const poolId = await newPool();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.push(await enrolled(poolId));
    const first = await agents.list({ poolId, limit: 2 });
    const rest = await agents.list({ poolId, after: first.at(-1)?.id, limit: 2 });
    expect([...first, ...rest].map((agent) => agent.id)).toEqual(ids);
  });
});
