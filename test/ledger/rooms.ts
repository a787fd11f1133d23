import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Credentials, HostKeys, Logins, Vault } from '../../control-plane/server/src/credentials';
import { entities } from '../../control-plane/server/src/entities';
import { AgentOperations, Agents, AgentSessions, Pools } from '../../control-plane/server/src/fleet';
import { Arrivals } from '../../control-plane/server/src/ingest/arrivals';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  keyFiles,
  ledgerSource,
  makeKeyRing,
  makeLogger,
  ManualClock,
  migrate,
  newId,
  Outbox,
  Steps,
  Sweeper,
  type Config,
} from '../../control-plane/server/src/platform';
import {
  Artifacts,
  Chunks,
  BegunTargets,
  Claims,
  Grants,
  Leases,
  Releases,
  ScanStarts,
  SliceLists,
  SliceMoves,
  SliceNudges,
  SliceQueue,
  type Claimant,
  type Fence,
  type StartRequest,
  type TargetPart,
} from '../../control-plane/server/src/scans';
import { Loading } from '../../control-plane/server/src/scans/loading';
import { Planning } from '../../control-plane/server/src/scans/planning';
import { ChunkRows } from '../../control-plane/server/src/scans/chunk-rows';
import { ScansOfSlices } from '../../control-plane/server/src/scans/scans-of-slices';
import { Looks } from '../../control-plane/server/src/scans/looks';
import { Paces } from '../../control-plane/server/src/scans/paces';
import { Progress } from '../../control-plane/server/src/scans/progress';
import { ScanCommands } from '../../control-plane/server/src/scans/scan-commands';
import { Stops } from '../../control-plane/server/src/scans/stops';
import { Exclusions, Networks } from '../../control-plane/server/src/assets';
import { Rings } from '../../control-plane/server/src/scans/rings';
import { Quarantine } from '../../control-plane/server/src/scans/quarantine';
import { ScanHolds } from '../../control-plane/server/src/scans/scan-holds';
import { ScanMoves } from '../../control-plane/server/src/scans/scan-moves';
import { ScanSweep } from '../../control-plane/server/src/scans/scan-sweep';
import { ScanWatch } from '../../control-plane/server/src/scans/scan-watch';
import { SliceOrders } from '../../control-plane/server/src/scans/slice-orders';
import { Quotas, Subscriptions } from '../../control-plane/server/src/subscriptions';
import type { Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import { testSettings } from '../harness/settings';

/** The scans room over a real database, without HTTP, NATS or agents; time stands still until it is moved. */
export async function openRooms(ledger: Ledger) {
  const { host, port, user, password, database: name } = ledger;
  const source: DataSource = await ledgerSource(
    { database: { host, port, user, password, name, connections: 8 } },
    { entities, migrations },
  ).initialize();
  await inSchema(ledger, () => migrate(source));
  const clock = new ManualClock();
  const log = makeLogger('silent');
  const timings = { lease: 60_000, heartbeat: 10_000, lostAfter: 180_000, killGrace: 10_000, sweep: 60_000 };
  const most = 1_000_000;
  const quotas = { concurrentScans: most, targetsPerScan: most, addressesADay: most * most };
  const config = { timings, quotas } as unknown as Config;
  const database = new Database(source);
  const sweeper = new Sweeper(clock, log);
  const outbox = new Outbox(database, clock, sweeper, log);
  const scans = new ScanMoves(clock, outbox);
  const queue = new SliceQueue(clock);
  const paces = new Paces(database, clock, sweeper);
  const scansOf = new ScansOfSlices(database);
  const moves = new SliceMoves(database, clock, scans, queue, paces, scansOf);
  const artifacts = new Artifacts(database, clock);
  const nudges = new SliceNudges();
  const orders = new SliceOrders(clock, queue, nudges);
  const steps = new Steps();
  const quota = new Quotas(database, clock, config, sweeper);
  const subscriptions = new Subscriptions(database, clock, outbox, steps, quota);
  const commands = new ScanCommands(database, clock, sweeper, scans, orders, subscriptions);
  const agents = new Agents(database, clock, config);
  const sessions = new AgentSessions(database, clock);
  const exclusions = new Exclusions(database, clock, outbox, sweeper);
  const starts = new ScanStarts(
    ...([clock, outbox, sweeper, scans, queue, agents, paces, quota, steps] as const),
    exclusions,
  );
  const quarantine = new Quarantine(database, clock, exclusions);
  const keysFolder = mkdtempSync(join(testSettings().folder, 'keys-'));
  await makeKeyRing(keyFiles(keysFolder).sealingKeys);
  const hostKeys = new HostKeys(database, clock);
  const vault = new Vault({ ...config, keysFolder } as Config, database, log);
  const logins = new Logins(clock, vault, hostKeys);
  const operations = new AgentOperations(database, clock, outbox, agents, new Pools(database, clock), steps);
  const leases = new Leases(database, clock, config, moves, sessions);
  await subscribe(database, TENANT);
  return {
    clock,
    log,
    database,
    agents,
    sessions,
    operations,
    arrivals: new Arrivals(database, sessions, operations, leases, log),
    artifacts,
    moves,
    chunks: new Chunks(
      ...([database, clock, config] as const),
      new ChunkRows(artifacts, new Looks(clock), quarantine, logins, log),
    ),
    commands,
    credentials: new Credentials(database, clock, vault),
    exclusions,
    holds: new ScanHolds(database, clock, sweeper, scans, commands, log),
    hostKeys,
    keysFolder,
    logins,
    nudges,
    orders,
    quarantine,
    paces,
    progress: new Progress(database, clock, sweeper),
    releases: new Releases(database, clock, scans, moves, queue, nudges),
    stops: new Stops(database, clock, sweeper, new Networks(database, clock), commands, log),
    sweep: new ScanSweep(database, sweeper, log),
    watch: new ScanWatch(database, clock, config, sweeper, scans, orders, commands, log),
    scans,
    queue,
    planning: new Planning(database, sweeper, scans, starts, orders, log),
    lists: new SliceLists(database, clock),
    rings: new Rings(database, clock),
    claims: new Claims(
      database,
      clock,
      config,
      scans,
      moves,
      sessions,
      new Grants(quarantine, logins, new BegunTargets()),
      scansOf,
    ),
    leases,
    loading: new Loading(database, clock, outbox, sweeper, scans, log),
    starts,
    vault,
    close: () => source.destroy(),
  };
}

export type Rooms = Awaited<ReturnType<typeof openRooms>>;

export const POOL = newId();

/** POOL's own row, for what reads pools. */
export async function makePool({ database, clock }: Pick<Rooms, 'database' | 'clock'>): Promise<void> {
  await database.transaction((tx) =>
    tx.change("INSERT INTO pools (id, name, created_at) VALUES (?, 'spec', ?)", [POOL, clock.now()]),
  );
}
export const TENANT = newId();

/** As far as starts ask: these tenants have no record of their own. */
export function subscribe(database: Database, tenantId: string): Promise<unknown> {
  return database.transaction((tx) =>
    tx.change("INSERT IGNORE INTO subscriptions (tenant_id, state, since) VALUES (?, 'active', NOW(3))", [
      tenantId,
    ]),
  );
}

/** Starts a scan of 10.0.0.1 and the addresses after it. Nothing is ever sent there: no agent is running. */
export async function startScan(
  rooms: Rooms,
  targets: number,
  { keepPace = false, ...other }: { keepPace?: boolean } & Partial<StartRequest> = {},
): Promise<string> {
  const request: StartRequest = {
    tenantId: TENANT,
    jobId: null,
    networkId: newId(),
    poolId: POOL,
    name: 'spec',
    priority: 5,
    profiles: [
      {
        engine: 'nmap' as const,
        preset: 'quick',
        options: { scan: 'connect', ports: { kind: 'all' } } as never,
      },
    ],
    targetRanges: [{ first: '10.0.0.1', last: `10.0.${targets >> 8}.${targets & 255}` }],
    targetsTotal: targets,
    startedBy: `token ${newId()}` as const,
    maxDurationMs: null,
    ...other,
  };
  // Nothing has been measured: time stands still here, and slices would become as large as they may.
  if (!keepPace) await rooms.database.transaction((tx) => tx.change('DELETE FROM paces'));
  const started = await rooms.database.transaction((tx) => rooms.starts.start(tx, request));
  if (!('id' in started)) throw new Error(started.reason);
  return started.id;
}

/** An agent of the pool whose newest session this is from now on, as after its Hello. */
export async function claimant(rooms: Rooms, agentId = newId(), sessionId = newId()): Promise<Claimant> {
  await rooms.database.transaction((tx) =>
    tx.change(
      `INSERT INTO agents (id, pool_id, name, state, engines, tool_slots, session_id, created_at)
       VALUES (?, ?, ?, 'Active', '[]', 4, ?, ?) ON DUPLICATE KEY UPDATE session_id = VALUES(session_id)`,
      [agentId, POOL, agentId, sessionId, rooms.clock.now()],
    ),
  );
  return { agentId, sessionId, poolId: POOL, engines: new Map([['nmap', []]]), name: agentId };
}

/** Lends the first waiting slice of the scan, or of a new one over `targets` addresses, to an agent of its own. */
export async function lend(rooms: Rooms, targets: number, scan?: string) {
  const scanId = scan ?? (await startScan(rooms, targets));
  const slice = (await slicesOf(rooms, scanId)).find(({ state }) => state === 'Queued');
  if (!slice) throw new Error(`no slice of ${scanId} waits`);
  const agent = await claimant(rooms);
  const nonce = newId();
  const answer = await rooms.claims.claim(agent, nonce, slice.id, slice.epoch);
  if (answer.kind !== 'granted') throw new Error(answer.reason);
  const { agentId, sessionId } = agent;
  const fence: Fence = { sliceId: slice.id, epoch: slice.epoch, agentId, sessionId };
  const { targets: asked, leftOut } = answer.grant;
  return { scanId, agent, nonce, fence, targets: asked, leftOut };
}

/** A whole target: `rows` observations and its disposition. */
export function wholeTarget(address: string, run = 1, rows = 2): TargetPart {
  return {
    address,
    run,
    firstOrdinal: 0,
    observations: Array.from({ length: rows }, (_, n) => ({ kind: 'port', body: JSON.stringify({ n }) })),
    disposition: { kind: 'scanned', reason: '', rowCount: rows, artifact: '' },
    artifact: null,
  };
}

export async function slicesOf(rooms: Rooms, scanId: string) {
  return rooms.database.rows<{
    id: string;
    state: string;
    epoch: number;
    signsOfLife: number;
    attempts: number;
  }>(
    'SELECT id, state, epoch, signs_of_life signsOfLife, attempts FROM slices WHERE scan_id = ? ORDER BY id',
    [scanId],
  );
}

export async function scanState(rooms: Rooms, scanId: string): Promise<string> {
  const [row] = await rooms.database.rows<{ state: string }>('SELECT state FROM scans WHERE id = ?', [
    scanId,
  ]);
  return row?.state ?? 'none';
}
