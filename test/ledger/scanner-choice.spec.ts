import { Dispatcher } from '../../control-plane/server/src/dispatcher';
import { WaitingReads } from '../../control-plane/server/src/dispatcher/waiting-reads';
import type { ScannerChoice } from '../../control-plane/server/src/fleet';
import { Sweeper } from '../../control-plane/server/src/platform';
import { Demand, ScanReads, SliceQueue, type Claimant } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, POOL, slicesOf, startScan, TENANT, type Rooms } from './rooms';

const NMAP = new Set(['nmap']);
const BELL_MS = 20_000;
const config = { timings: { bell: BELL_MS, lostAfter: 180_000 } } as never;
const pools = { find: () => Promise.resolve({ name: 'P' }) } as never;
const ENGINES = JSON.stringify([{ name: 'nmap', available: true, version: '7', verdict: '', limits: [] }]);

interface Rung {
  sliceId: string;
  pinnedAgentId?: string;
}

describe('scans that choose their scanners', () => {
  let ledger: Ledger;
  let rooms: Rooms;
  let rung: Rung[];
  let connected: boolean;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    await change("INSERT INTO pools (id, name, created_at) VALUES (?, 'P', NOW(3))", [POOL]);
  });
  beforeEach(async () => {
    [rung, connected] = [[], true];
    for (const table of ['slices', 'scans', 'agents', 'targets']) await change(`DELETE FROM ${table}`);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const change = (sql: string, values: unknown[] = []) =>
    rooms.database.transaction((tx) => tx.change(sql, values as never));
  const bell = () =>
    ({
      get connected() {
        return connected;
      },
      remove: () => Promise.resolve(),
      ring: (one: Rung) => {
        rung.push(one);
        return Promise.resolve(rung.length);
      },
    }) as never;
  const dispatcher = () => {
    const { clock, log, lists, rings, releases, agents } = rooms;
    const parts = [lists, new SliceQueue(clock), rings, releases, agents, pools, bell(), log] as const;
    return new Dispatcher(clock, config, new Sweeper(clock, log), ...parts);
  };

  async function agent(labels: object = {}, slots = 1): Promise<Claimant> {
    const one = await claimant(rooms);
    await change(
      'UPDATE agents SET engines = ?, labels = ?, last_seen_at = ?, tool_slots = ?, free_slots = ? WHERE id = ?',
      [ENGINES, JSON.stringify(labels), rooms.clock.now(), slots, slots, one.agentId],
    );
    return one;
  }

  const scanBy = (scanner: ScannerChoice, targets = 1) => startScan(rooms, targets, { scanner });
  const reason = async (scanId: string) =>
    (await rooms.database.rows<{ reason: string }>('SELECT reason FROM scans WHERE id = ?', [scanId]))[0]
      ?.reason;
  const claim = async (by: Claimant, scanId: string) => {
    const [slice] = (await slicesOf(rooms, scanId)).filter(({ state }) => state === 'Queued');
    return rooms.claims.claim(by, `${Math.random()}`, slice!.id, slice!.epoch);
  };

  it('are rung for at the desk of one that fits, and lent to nobody else', async () => {
    const [berlin, paris] = [await agent({ site: 'berlin', fast: 'yes' }), await agent({ site: 'paris' })];
    const id = await scanBy({ labels: { site: 'berlin' } });
    expect(await claim(paris, id)).toMatchObject({ kind: 'denied', code: 'not-yours' });
    expect(await claim(berlin, id)).toMatchObject({ kind: 'denied', code: 'not-yours' });
    await dispatcher().round();
    expect(rung.map(({ pinnedAgentId }) => pinnedAgentId)).toEqual([berlin.agentId]);
    expect(await claim(paris, id)).toMatchObject({ kind: 'denied', code: 'not-yours' });
    expect(await claim(berlin, id)).toMatchObject({ kind: 'granted' });
  });

  it('keep nobody from its turn while none of theirs is there, and say so', async () => {
    const [here, away] = [await agent(), await agent({ site: 'moon' })];
    await change('UPDATE agents SET last_seen_at = NULL WHERE id = ?', [away.agentId]);
    const waits = await scanBy({ agentIds: [away.agentId] }, 200);
    rooms.clock.advance(1_000);
    await change('UPDATE agents SET last_seen_at = ? WHERE id = ?', [rooms.clock.now(), here.agentId]);
    const other = await startScan(rooms, 1);
    await dispatcher().round();
    const [slice] = await slicesOf(rooms, other);
    expect(rung.map(({ sliceId, pinnedAgentId }) => [sliceId, pinnedAgentId])).toEqual([
      [slice!.id, undefined],
    ]);
    expect(await reason(waits)).toMatch(/^no chosen scanner is ready: .* is (disconnected|lost)/);
    const { database, clock, artifacts, agents, lists } = rooms;
    const scans = new ScanReads(database, clock, artifacts, agents);
    const reads = new WaitingReads(database, clock, config, scans, lists, agents, pools, bell());
    expect(await reads.of(TENANT, waits)).toMatchObject([{ code: 'scanner-away' }]);
    await change('DELETE FROM agents WHERE id = ?', [away.agentId]);
    expect(await reads.of(TENANT, waits)).toMatchObject([{ code: 'scanner-unknown' }]);
    // More hosts would not help it.
    expect([...(await new Demand(database).waiting(POOL))]).toEqual([['nmap', 1]]);
  });

  it('are spread over those that fit, as far as they have places, and dealt anew when one goes away', async () => {
    const fitting = [await agent({ site: 'x' }), await agent({ site: 'x' }), await agent({ site: 'y' })];
    const [one, two] = fitting.map(({ agentId }) => agentId);
    const id = await scanBy({ labels: { site: 'x' } }, 600);
    expect((await slicesOf(rooms, id)).length).toBeGreaterThan(3);
    await dispatcher().round();
    expect(rung.map(({ pinnedAgentId }) => pinnedAgentId).sort()).toEqual([one!, two!].sort());
    await dispatcher().round();
    expect(rung).toHaveLength(2);
    rooms.clock.advance(BELL_MS + 1);
    await change('UPDATE agents SET last_seen_at = ? WHERE id = ?', [rooms.clock.now(), two]);
    await change('UPDATE agents SET last_seen_at = NULL WHERE id = ?', [one]);
    rung.length = 0;
    await dispatcher().round();
    expect(rung.map(({ pinnedAgentId }) => pinnedAgentId)).toEqual([two]);
  });

  it('are found by their agents alone when no bell can be rung', async () => {
    connected = false;
    const [fits, other] = [await agent({ site: 'x' }), await agent()];
    const id = await scanBy({ labels: { site: 'x' } });
    await dispatcher().round();
    expect(rung).toEqual([]);
    expect(await dispatcher().choose(POOL, other.agentId, NMAP)).toEqual([]);
    expect(await dispatcher().choose(POOL, fits.agentId, NMAP)).toMatchObject([{ scanId: id }]);
    expect(await claim(other, id)).toMatchObject({ kind: 'denied', code: 'not-yours' });
    expect(await claim(fits, id)).toMatchObject({ kind: 'granted' });
  });

  it('ask nobody to look who cannot have them', async () => {
    const other = await agent();
    await scanBy({ labels: { site: 'nowhere' } });
    rooms.clock.advance(BELL_MS);
    expect(await rooms.lists.overlooked(POOL, NMAP, rooms.clock.now())).toBe(false);
    expect(await dispatcher().choose(POOL, other.agentId, NMAP)).toEqual([]);
  });
});
