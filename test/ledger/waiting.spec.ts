import { Dispatcher } from '../../control-plane/server/src/dispatcher';
import { WaitingReads } from '../../control-plane/server/src/dispatcher/waiting-reads';
import { newId, Sweeper } from '../../control-plane/server/src/platform';
import { ScanReads, SliceQueue } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, POOL, startScan, TENANT, type Rooms } from './rooms';

const NMAP = new Set(['nmap']);
const bell = { connected: true } as never;
const pools = { find: () => Promise.resolve({ name: 'P' }) } as never;
const config = { timings: { bell: 20_000 } } as never;

describe('waiting and fair share', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  beforeEach(() =>
    rooms.database.transaction(async (tx) => {
      for (const table of ['slices', 'scans', 'agents']) await tx.change(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  async function queue(tenantId: string, priority: number, count: number): Promise<string> {
    const scan = { id: newId(), tenantId, poolId: POOL, priority };
    for (let from = 0; from < count; from += 1_000) {
      const slices = Array.from({ length: Math.min(1_000, count - from) }, (_, n) => ({
        profile: 0,
        engine: 'nmap',
        targets: [`10.1.${(from + n) >> 8}.${(from + n) & 255}`],
      }));
      await rooms.database.transaction((tx) => new SliceQueue(rooms.clock).add(tx, scan, slices));
    }
    return scan.id;
  }

  const change = (sql: string, values: never[] = []) =>
    rooms.database.transaction((tx) => tx.change(sql, values));

  function dispatcher(): Dispatcher {
    const { clock, log, lists, rings, releases, agents } = rooms;
    const sweeper = new Sweeper(clock, log);
    return new Dispatcher(
      clock,
      config,
      sweeper,
      lists,
      new SliceQueue(clock),
      rings,
      releases,
      agents,
      pools,
      bell,
      log,
    );
  }

  it('gives the next free place to the one slice behind 10,000 of another tenant', async () => {
    const many = await queue(TENANT, 9, 10_000);
    await change(`UPDATE slices SET state = 'Running', owner_agent_id = UUID() ORDER BY id LIMIT 4`);
    rooms.clock.advance(60_000);
    const one = await queue(newId(), 0, 1);
    const chosen = await dispatcher().choose(POOL, newId(), NMAP);
    expect(chosen.map(({ scanId }) => scanId)).toEqual([one, many, many, many]);
  });

  it('goes by priority, then age, within one tenant', async () => {
    const low = await queue(TENANT, 1, 1);
    rooms.clock.advance(1_000);
    const early = await queue(TENANT, 5, 1);
    rooms.clock.advance(1_000);
    const late = await queue(TENANT, 5, 1);
    const chosen = await dispatcher().choose(POOL, newId(), NMAP);
    expect(chosen.map(({ scanId }) => scanId)).toEqual([early, late, low]);
  });

  it('says why a scan waits, to its tenant only', async () => {
    const { database, clock, artifacts, agents, lists } = rooms;
    const scans = new ScanReads(database, clock, artifacts, agents);
    const reads = new WaitingReads(database, clock, config, scans, lists, agents, pools, bell);
    const id = await startScan(rooms, 1);
    const codes = async () => {
      const reasons = await reads.of(TENANT, id);
      return Array.isArray(reasons) ? reasons.map(({ code }) => code) : reasons.code;
    };
    expect(await codes()).toEqual(['pool-empty']);
    // Agents are listed with their pool.
    await change("INSERT INTO pools (id, name, created_at) VALUES (?, 'P', ?)", [
      POOL,
      clock.now(),
    ] as never[]);
    const { agentId } = await claimant(rooms);
    expect(await codes()).toEqual(['no-agent-online']);
    await change('UPDATE agents SET last_seen_at = ?', [clock.now()] as never[]);
    expect(await codes()).toEqual(['engine-missing']);
    const engines = JSON.stringify([
      { name: 'nmap', available: true, version: '7', verdict: '', limits: [] },
    ]);
    await change('UPDATE agents SET engines = ?', [engines] as never[]);
    expect(await codes()).toEqual([]);
    await queue(TENANT, 9, 4);
    expect(await codes()).toEqual(['fair-share']);
    await change(`UPDATE slices SET state = 'Running', owner_agent_id = ? WHERE priority = 9`, [
      agentId,
    ] as never[]);
    expect(await codes()).toEqual(['agents-busy']);
    expect(await reads.of(newId(), id)).toMatchObject({ code: 'not-found', status: 404 });
  });
});
