import { entities } from '../../control-plane/server/src/entities';
import { Agents, Pools, type AgentRecord, type HelloFacts } from '../../control-plane/server/src/fleet';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  ManualClock,
  Refusal,
  SystemClock,
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

  beforeAll(async () => {
    ledger = await startLedger();
    config = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: '/nowhere' });
    const source = await ledgerSource(config, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    database = new Database(source, new SystemClock());
    pools = new Pools(database, clock);
    agents = new Agents(database, clock, config);
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
    platform: 'linux x64',
    engines: [verdict('nmap'), verdict('openscap', false)],
    toolSlots: 4,
    ...over,
  });

  const hello = async (agentId: string, over: Partial<HelloFacts> = {}) => {
    const sessionId = newId();
    const answer = await database.transaction((tx) => agents.hello(tx, agentId, facts(over), sessionId));
    return { sessionId, answer };
  };

  const online = async (poolId: string, over: Partial<HelloFacts> = {}) => {
    const agentId = await enrolled(poolId);
    return { agentId, ...(await hello(agentId, over)) };
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
    expect(present(answer)).toMatchObject<Partial<AgentRecord>>({
      id: agentId,
      poolId,
      status: 'online',
      sessionId,
      hostname: 'scanner',
      version: '9'.repeat(50),
      toolSlots: 65_535,
      freeSlots: 65_535,
      engines: [verdict('nmap'), verdict('openscap', false)],
      connectedAt: clock.now(),
      missedHeartbeats: 0,
    });
  });

  it('takes heartbeats of the newest session only', async () => {
    const { agentId, sessionId: older } = await online(await newPool());
    expect(await agents.heartbeat(agentId, older, { freeSlots: 3, load: 0.5 })).toEqual({ draining: false });
    expect(await agents.find(agentId)).toMatchObject({ status: 'busy', freeSlots: 3, loadAverage: 0.5 });
    const { sessionId: newest } = await hello(agentId);
    expect(await agents.isNewestSession(agentId, older)).toBe(false);
    expect(await agents.isNewestSession(agentId, newest)).toBe(true);
    expect(await agents.heartbeat(agentId, older, { freeSlots: 0, load: 9 })).toBeUndefined();
    await agents.goodbye(agentId, older);
    expect(await agents.find(agentId)).toMatchObject({ status: 'online', sessionId: newest, freeSlots: 4 });
    await agents.goodbye(agentId, newest);
    expect(await agents.find(agentId)).toMatchObject({ status: 'disconnected', sessionId: null });
  });

  it('believes no more free slots than there are, and no load that is none', async () => {
    const { agentId, sessionId } = await online(await newPool());
    await agents.heartbeat(agentId, sessionId, { freeSlots: 70_000, load: Number.NaN });
    expect(await agents.find(agentId)).toMatchObject({ freeSlots: 4, loadAverage: 0 });
    await agents.heartbeat(agentId, sessionId, { freeSlots: -1, load: -1 });
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
    await agents.heartbeat(agentId, sessionId, { freeSlots: 4, load: 0 });
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
    await agents.heartbeat(one.agentId, one.sessionId, { freeSlots: 1, load: 0 });
    await agents.move(drained.agentId, 'drained');
    await agents.goodbye(gone.agentId, gone.sessionId);
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

  it('drains and resumes', async () => {
    const { agentId, sessionId } = await online(await newPool());
    expect(present(await agents.move(agentId, 'drained'))).toMatchObject({
      state: 'Draining',
      status: 'draining',
    });
    expect(await agents.heartbeat(agentId, sessionId, { freeSlots: 4, load: 0 })).toEqual({ draining: true });
    expect(await agents.move(agentId, 'drained')).toMatchObject({
      status: 409,
      extensions: { state: 'Draining' },
    });
    expect(present(await agents.move(agentId, 'resumed'))).toMatchObject({ state: 'Active' });
    expect(await agents.move(newId(), 'drained')).toMatchObject({ code: 'not-found' });
  });

  it.each(['banned', 'retired'] as const)('ends the session of a %s agent and opens none', async (cause) => {
    const poolId = await newPool();
    const { agentId, sessionId } = await online(poolId);
    expect(present(await agents.move(agentId, cause))).toMatchObject({ status: cause, sessionId: null });
    expect(await agents.heartbeat(agentId, sessionId, { freeSlots: 4, load: 0 })).toBeUndefined();
    expect(await agents.isNewestSession(agentId, sessionId)).toBe(false);
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
