import { Inject, Injectable } from '@nestjs/common';
import { Agents, type ScannerChoice } from '../fleet';
import { looksInside, type EngineProfile } from '../profiles';
import { Clock, newId, Outbox, Steps, Sweeper, type Result, type Tx } from '../platform';
import { Quotas } from '../subscriptions';
import {
  addressesFrom,
  excludedAddress,
  Exclusions,
  type AddressRange,
  type Excluded,
  type LeftTarget,
  type PinnedName,
} from '../assets';
import { scanMoved } from './events';
import { writeScanHistory, type Starter } from './history';
import { scanStarting, type Hold, type ScanLimits } from './hold';
import { guessedTargetMs, Paces } from './paces';
import { cut, sliceSize } from './planner';
import { ScanMoves, type LockedScan } from './scan-moves';
import { FINAL_SCAN_STATES } from './scan.machine';
import { insertScan } from './scan-insertion';
import { SliceQueue, type LeftOutSlice, type PlannedSlice } from './slice-queue';

export interface StartRequest {
  readonly tenantId: string;
  readonly jobId: string | null;
  readonly networkId: string;
  readonly poolId: string;
  readonly name: string;
  readonly priority: number;
  readonly profiles: readonly EngineProfile[];
  /** In scope, sorted, without overlap. */
  readonly targetRanges: readonly AddressRange[];
  /** Addresses times profiles. */
  readonly targetsTotal: number;
  readonly startedBy: Starter;
  /** How long it may run, pauses not counted; null: a week. */
  readonly maxDurationMs: number | null;
  /** Packets a second of all its slices together; no limit unless given. */
  readonly maxRate?: number | null;
  /** By which systems that no agent runs on are entered; they are not unless given. */
  readonly credentialId?: string | null;
  /** Which agents of the pool may do it; each unless given. */
  readonly scanner?: ScannerChoice | null;
  /** None unless given. */
  readonly limits?: ScanLimits;
  /** Targets that are not scanned, each with why, and names as they were resolved. None unless given. */
  readonly left?: readonly LeftTarget[];
  readonly names?: readonly PinnedName[];
  /** False: no findings are drawn, and the scan is deleted an hour after its end. True unless said. */
  readonly kept?: boolean;
}

/** Slices planned in the transaction that starts the scan; the rest follows in batches. */
const FIRST_BATCH = 32;
const NEXT_BATCH = 200;

/** Makes scans, and plans their slices batch by batch. */
@Injectable()
export class ScanStarts {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Paces) private readonly paces: Paces,
    @Inject(Quotas) private readonly quotas: Quotas,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(Exclusions) private readonly exclusions: Exclusions,
  ) {}

  /** A scan whose time has not come waits without any slice. Refusals: those of Quotas.admitStart. */
  async start(tx: Tx, request: StartRequest): Promise<Result<{ id: string }>> {
    const refusal = await this.quotas.admitStart(tx, {
      tenantId: request.tenantId,
      targets: request.targetsTotal,
      addresses: request.targetsTotal / request.profiles.length,
      underWay: () => this.underWay(tx, request.tenantId),
    });
    if (refusal) return refusal;
    const { tenantId, networkId, jobId } = request;
    const starting = { tenantId, networkId, jobId, hold: null as Hold | null };
    await this.steps.run(tx, scanStarting, starting);
    const { hold } = starting;
    const id = newId();
    const now = this.clock.now();
    const weights = await this.weights(tx, request);
    await insertScan(tx, request, { id, now, state: 'Queued', hold, weights });
    await writeScanHistory(tx, {
      tenantId: request.tenantId,
      scanId: id,
      from: null,
      to: 'Queued',
      cause: 'started',
      actor: request.startedBy,
      reason: hold?.reason ?? '',
      at: now,
    });
    await this.outbox.say(tx, scanMoved, { scanId: id, tenantId: request.tenantId, state: 'Queued' });
    if (hold) return { id };
    const scan = await this.scans.lock(tx, id);
    if (scan) await this.planNext(tx, scan, FIRST_BATCH);
    if (scan && scan.targetsPlanned < scan.targetsTotal) tx.afterCommit(() => this.sweeper.nudge('planner'));
    return { id };
  }

  /** Plans the scan's next slices, at most `batch`; the scan is locked. */
  async planNext(tx: Tx, scan: LockedScan, batch = NEXT_BATCH): Promise<void> {
    const [row] = await tx.rows<{ profiles: unknown; ranges: unknown; networkId: string }>(
      'SELECT profiles, target_ranges ranges, network_id networkId FROM scans WHERE id = ?',
      [scan.id],
    );
    const excluded = row ? await this.exclusions.present(tx, scan.tenantId, row.networkId) : [];
    const profiles = parsed<EngineProfile[]>(row?.profiles);
    const ranges = parsed<AddressRange[]>(row?.ranges);
    const perProfile = scan.targetsTotal / profiles.length;
    const free = await this.freeSlots(tx, scan.poolId);
    const paces = await this.paces.targetMs(tx, scan.poolId, profiles);
    const planned: PlannedSlice[] = [];
    let position = scan.targetsPlanned;
    while (planned.length < batch && position < scan.targetsTotal) {
      const profile = Math.floor(position / perProfile);
      const offset = position - profile * perProfile;
      const size = sliceSize(scan.targetsTotal, free, paces[profile] ?? null);
      const most = Math.min((batch - planned.length) * size, perProfile - offset);
      const engine = profiles[profile]?.engine ?? 'nmap';
      const slices = cut(addressesFrom(ranges, offset, most), size).slice(0, batch - planned.length);
      if (slices.length === 0) throw new Error(`the ranges of scan ${scan.id} end at target ${position}`);
      const owners = await this.owners(scan.poolId, engine);
      for (const targets of slices) planned.push(...apart({ profile, engine, targets }, owners));
      position += slices.reduce((sum, targets) => sum + targets.length, 0);
    }
    const { queued, leftOut } = withoutExcluded(planned, excluded);
    await this.queue.add(tx, scan, queued);
    await this.queue.leaveOut(tx, scan, leftOut);
    await tx.change('UPDATE scans SET targets_planned = ? WHERE id = ?', [position, scan.id]);
    scan.targetsPlanned = position;
    if (queued.length === 0) await this.scans.derive(tx, scan, 'planner');
  }

  /** Which agent looks at which address from inside; engines that look from outside ask nobody in particular. */
  private async owners(poolId: string, engine: string): Promise<ReadonlyMap<string, string>> {
    return looksInside(engine) ? this.agents.byAddress(poolId, engine) : new Map<string, string>();
  }

  /** How many of the tenant's scans have not ended. */
  async underWay(tx: Tx, tenantId: string): Promise<number> {
    const [scans] = await tx.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM scans WHERE tenant_id = ? AND state NOT IN (?)',
      [tenantId, [...FINAL_SCAN_STATES, 'Deleted']],
    );
    return Number(scans?.n ?? 0);
  }

  /** What a target of each profile is expected to cost: the shares of the scan's progress, from now on the same. */
  private async weights(tx: Tx, { poolId, profiles }: StartRequest): Promise<number[]> {
    const measured = await this.paces.targetMs(tx, poolId, profiles);
    return profiles.map((profile, index) => measured[index] ?? guessedTargetMs(profile));
  }

  /** As the ledger has it: what agents last reported may be a heartbeat old, and all taken by a scan that is over. */
  async freeSlots(tx: Tx, poolId: string): Promise<number> {
    const agents = (await this.agents.forDispatch(poolId)).filter((agent) => agent.ready);
    if (agents.length === 0) return 0;
    const taken = await tx.rows<{ agentId: string; n: string }>(
      `SELECT owner_agent_id agentId, COUNT(*) n FROM slices
        WHERE state IN ('Running', 'Stopping') AND pool_id = ? GROUP BY owner_agent_id`,
      [poolId],
    );
    const held = new Map(taken.map(({ agentId, n }) => [agentId, Number(n)]));
    return agents.reduce((sum, { id, toolSlots }) => sum + Math.max(0, toolSlots - (held.get(id) ?? 0)), 0);
  }
}

/** JSON columns come as text or parsed, as the driver likes. */
export const parsed = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;

/** From inside, each agent looks at its own machine; what is nobody's is anybody's. */
function apart(slice: PlannedSlice, owners: ReadonlyMap<string, string>): PlannedSlice[] {
  if (owners.size === 0) return [slice];
  const byOwner = new Map<string | null, string[]>();
  for (const address of slice.targets) {
    const owner = owners.get(address) ?? null;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), address]);
  }
  return [...byOwner].map(([pinnedAgentId, targets]) => ({ ...slice, pinnedAgentId, targets }));
}

/** What was excluded since the targets were resolved is not scanned either. */
function withoutExcluded(
  planned: readonly PlannedSlice[],
  excluded: readonly Excluded[],
): { queued: PlannedSlice[]; leftOut: LeftOutSlice[] } {
  if (excluded.length === 0) return { queued: [...planned], leftOut: [] };
  const queued: PlannedSlice[] = [];
  const leftOut: LeftOutSlice[] = [];
  for (const slice of planned) {
    const told = slice.targets.map((address) => ({ address, reason: excludedAddress(excluded, address) }));
    const out = told.flatMap(({ address, reason }) => (reason === undefined ? [] : { address, reason }));
    const targets = told.flatMap(({ address, reason }) => (reason === undefined ? address : []));
    if (targets.length > 0) queued.push({ ...slice, targets });
    if (out.length > 0) leftOut.push({ ...slice, targets: out });
  }
  return { queued, leftOut };
}
