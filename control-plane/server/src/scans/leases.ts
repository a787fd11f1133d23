import { Inject, Injectable } from '@nestjs/common';
import { AgentSessions } from '../fleet';
import { Clock, CONFIG, Database, Gathered, type Config, type Tx } from '../platform';
import {
  findSlices,
  holds,
  lockSlices,
  STOP_WITHIN_MS,
  stopOrderOf,
  type Fence,
  type SliceRecord,
  type StopOrder,
} from './slice-record';
import { SliceMoves } from './slice-moves';

export interface HeldSlice {
  readonly sliceId: string;
  readonly epoch: number;
}

/** `traceId`: of the request that started the slice's scan. */
export type HeldVerdict = HeldSlice &
  (
    | { kind: 'go on'; fromSeq: number; traceId: string }
    | { kind: 'stop'; fromSeq: number; traceId: string; order: StopOrder }
    | { kind: 'abandon' }
  );

/**
 * `extended`: the lease is longer now; it is not when the slice should have stopped long ago. `release`: how many
 * targets the owner is asked to give back.
 */
export type RenewAnswer =
  { kind: 'renewed'; extended: boolean; stop: StopOrder | null; release: number } | { kind: 'abandon' };

/** What an owner says of its slice with each Renew. */
export interface SliceAdvance {
  readonly phase: string;
  /** Of the unfinished targets, 0 to 1. */
  readonly fraction: number;
  /** Targets for which no tool has been started yet. */
  readonly waitingTargets: number;
}

interface Renewal {
  readonly fence: Fence;
  readonly advance: SliceAdvance;
}

/** Slices whose leases become longer in one transaction, at most. */
const RENEWED_AT_ONCE = 500;

/** Who holds which slice, through which session, and until when. */
@Injectable()
export class Leases {
  private readonly renewals = new Gathered<Renewal, RenewAnswer | undefined>(RENEWED_AT_ONCE, (some) =>
    this.renewTogether(some),
  );

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SliceMoves) private readonly moves: SliceMoves,
    @Inject(AgentSessions) private readonly sessions: AgentSessions,
  ) {}

  /**
   * Makes the lease longer and notes progress. The owner of a slice that should have stopped by now gets no longer
   * lease, and what it says is no sign of life: its guard ends the tool, and the reaper takes the slice. What thousands
   * of owners say at once is written together.
   */
  async renew(fence: Fence, advance: SliceAdvance): Promise<RenewAnswer> {
    const renewal = { fence, advance };
    // Who has it in hand is most often a chunk of its own, which is soon done.
    const together = (): Promise<RenewAnswer | undefined> => this.renewals.ask(fence.sliceId, renewal);
    const answer = (await together()) ?? (await together());
    return answer ?? (await this.renewSome([renewal], ''))[0] ?? { kind: 'abandon' };
  }

  /** Undefined: somebody has that slice in hand at this moment, for which the others do not wait. */
  private renewTogether(renewals: readonly Renewal[]): Promise<(RenewAnswer | undefined)[]> {
    return this.renewSome(renewals, 'SKIP LOCKED');
  }

  private renewSome(
    renewals: readonly Renewal[],
    waiting: '' | 'SKIP LOCKED',
  ): Promise<(RenewAnswer | undefined)[]> {
    const now = this.clock.now();
    const overdue = this.overdueBefore(now);
    return this.database.transaction(async (tx) => {
      const sliceIds = renewals.map(({ fence }) => fence.sliceId);
      const slices = await lockSlices(tx, sliceIds, waiting);
      const held = renewals.filter(({ fence }) => {
        const slice = slices.get(fence.sliceId);
        return slice && holds(fence, slice);
      });
      if (held.length > 0) await this.extend(tx, held, now, overdue);
      return renewals.map((renewal): RenewAnswer | undefined => {
        const slice = slices.get(renewal.fence.sliceId);
        if (!slice && waiting !== '') return undefined;
        if (!slice || !holds(renewal.fence, slice)) return { kind: 'abandon' };
        const stop = stopOrderOf(slice, now);
        const extended = !stop || (slice.stopUntil?.getTime() ?? 0) >= overdue.getTime();
        return { kind: 'renewed', extended, stop, release: stop ? 0 : slice.releaseAsked };
      });
    });
  }

  private async extend(tx: Tx, held: readonly Renewal[], now: Date, overdue: Date): Promise<void> {
    const values = held.map(() => 'SELECT CAST(? AS UUID) id, ? phase, ? fraction, ? waiting');
    await tx.change(
      `UPDATE slices s JOIN (${values.join(' UNION ALL ')}) v ON s.id = v.id
          SET s.phase = v.phase, s.fraction = v.fraction, s.waiting = v.waiting,
              s.signs_of_life = s.signs_of_life + IF(s.state = 'Stopping' AND s.stop_until < ?, 0, 1),
              s.lease_until = IF(s.state = 'Stopping' AND s.stop_until < ?, s.lease_until, ?)`,
      [
        ...held.flatMap(({ fence, advance: { phase, fraction, waitingTargets } }) => [
          ...[fence.sliceId, phase, fraction, waitingTargets],
        ]),
        ...[overdue, overdue, new Date(now.getTime() + this.config.timings.lease)],
      ],
    );
  }

  /**
   * A part of a raw output came: as long as the owner of a pausing slice delivers, it lives, whatever its renewals
   * count for.
   */
  async stillDelivers(agentId: string, sliceId: string, epoch: number): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE slices SET signs_of_life = signs_of_life + 1
          WHERE id = ? AND epoch = ? AND owner_agent_id = ? AND state = 'Stopping' AND stop_kind = 'pause'`,
        [sliceId, epoch, agentId],
      ),
    );
  }

  private overdueBefore(now: Date): Date {
    return new Date(now.getTime() - this.config.timings.killGrace - STOP_WITHIN_MS);
  }

  /** Whose content it is, where a slice that the agent owns needs it. */
  async tenantNeeding(agentId: string, sha256: string): Promise<string | undefined> {
    const [slice] = await this.database.rows<{ tenantId: string }>(
      `SELECT c.tenant_id tenantId FROM slices c JOIN scans s ON s.id = c.scan_id
        WHERE c.owner_agent_id = ? AND c.state IN ('Running', 'Stopping')
          AND ? IN (JSON_VALUE(s.profiles, CONCAT('$[', c.profile, '].options.content.sha256')),
                    JSON_VALUE(s.profiles, CONCAT('$[', c.profile, '].options.tailoring.sha256'))) LIMIT 1`,
      [agentId, sha256],
    );
    return slice?.tenantId;
  }

  /** The tenant of a slice that the agent holds; undefined when it holds no such slice. */
  async tenantOfHeld(agentId: string, sliceId: string, epoch: number): Promise<string | undefined> {
    const [slice] = await findSlices(
      this.database,
      "id = ? AND epoch = ? AND owner_agent_id = ? AND state IN ('Running', 'Stopping')",
      [sliceId, epoch, agentId],
    );
    return slice?.tenantId;
  }

  /** Nothing that the agent says moves its slices any more; they are lent again when it could have ended their tools. */
  async unhear(tx: Tx, agentId: string): Promise<void> {
    await tx.change('UPDATE slices SET owner_session = NULL WHERE owner_agent_id = ?', [agentId]);
  }

  /** Those of the agents who own slices. */
  async ownersAmong(agentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(
      "SELECT DISTINCT owner_agent_id id FROM slices WHERE owner_agent_id IN (?) AND state IN ('Running', 'Stopping')",
      [agentIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * A new session of the agent takes over what the agent owns; whatever it says through an older session
   * moves nothing any more. Slices that it owns but knows nothing of (neither held nor asked for with an
   * open nonce) are given back at once: their grant or their work was lost. Undefined, and nothing is done,
   * when a still newer session has begun meanwhile.
   */
  async adopt(
    agentId: string,
    sessionId: string,
    held: readonly HeldSlice[],
    openNonces: readonly string[],
  ): Promise<HeldVerdict[] | undefined> {
    const newest = await this.database.transaction(async (tx) => {
      const held = await this.sessions.holdSessions(tx, [{ agentId, sessionId }]);
      if (!held.has(sessionId)) return false;
      await tx.change(
        `UPDATE slices SET owner_session = ?,
                signs_of_life = signs_of_life + IF(state = 'Stopping' AND stop_until < ?, 0, 1)
          WHERE owner_agent_id = ? AND state IN ('Running', 'Stopping')`,
        [sessionId, this.overdueBefore(this.clock.now()), agentId],
      );
      return true;
    });
    if (!newest) return undefined;
    const owned = await findSlices(this.database, "owner_agent_id = ? AND state IN ('Running', 'Stopping')", [
      agentId,
    ]);
    const known = new Set(held.map((slice) => `${slice.sliceId}.${slice.epoch}`));
    for (const slice of owned) {
      if (known.has(`${slice.id}.${slice.epoch}`) || openNonces.includes(slice.nonce ?? '')) continue;
      const fence = { sliceId: slice.id, epoch: slice.epoch, agentId, sessionId };
      await this.moves.giveBack(fence, false, 'its agent knows nothing of it');
    }
    const traces = await this.tracesOf(owned);
    const now = this.clock.now();
    return held.map((slice) => verdict(slice, owned, traces, now));
  }

  private async tracesOf(slices: readonly SliceRecord[]): Promise<Map<string, string>> {
    if (slices.length === 0) return new Map();
    const scans = await this.database.rows<{ id: string; traceId: string }>(
      'SELECT id, trace_id traceId FROM scans WHERE id IN (?)',
      [[...new Set(slices.map((slice) => slice.scanId))]],
    );
    return new Map(scans.map(({ id, traceId }) => [id, traceId]));
  }
}

function verdict(
  held: HeldSlice,
  owned: readonly SliceRecord[],
  traces: ReadonlyMap<string, string>,
  now: Date,
): HeldVerdict {
  const slice = owned.find((one) => one.id === held.sliceId && one.epoch === held.epoch);
  if (!slice) return { ...held, kind: 'abandon' };
  const standing = { ...held, fromSeq: slice.nextSeq, traceId: traces.get(slice.scanId) ?? '' };
  const order = stopOrderOf(slice, now);
  if (order) return { ...standing, kind: 'stop', order };
  return { ...standing, kind: 'go on' };
}
