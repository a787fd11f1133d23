import { Inject, Injectable } from '@nestjs/common';
import type { ScannerChoice } from '../fleet';
import { Clock, Database, type Bound } from '../platform';
import { exhausted } from './rates';
import { WAITING_SCAN_STATES } from './scan.machine';
import { findSlices, stopOrderOf, type StopOrder } from './slice-record';

export interface QueuedSlice {
  readonly id: string;
  readonly tenantId: string;
  readonly scanId: string;
  readonly poolId: string;
  readonly engine: string;
  readonly pinnedAgentId: string | null;
  /** 1: `pinnedAgentId` is the dispatcher's to say, among those that its scan allows. */
  readonly chosen: number;
  readonly priority: number;
  readonly epoch: number;
  readonly ring: number;
  readonly rungAt: Date | null;
  /** Stream sequence of the last bell, also of an earlier epoch; text, as bigint columns come. */
  readonly bellSeq: string | null;
}

export interface SessionOrder {
  readonly sliceId: string;
  readonly epoch: number;
  readonly sessionId: string;
  readonly stop: StopOrder | null;
  /** Targets asked back; 0: none. */
  readonly release: number;
}

/** A running slice that could give targets back. */
export interface RelievableSlice {
  readonly id: string;
  readonly engine: string;
  /** Targets for which no tool has been started. */
  readonly waiting: number;
  /** Milliseconds since the claim. */
  readonly runningMs: number;
  /** Targets that got their disposition since. */
  readonly done: number;
}

export interface SliceUse {
  readonly poolId: string;
  readonly tenantId: string;
  readonly ownerAgentId: string | null;
  readonly engine: string;
  readonly n: number;
}

/** Slices of one pool, engine, tenant and priority: they wait for their turn by age alone. */
export interface WaitingLine {
  readonly engine: string;
  readonly tenantId: string;
  readonly priority: number;
}

/** Waiting slices that are not asked for. */
export interface Leaving {
  /** Those with a bell younger than `forMs` at `now`, or than longer the more often it was rung in vain: nobody seems to hear. */
  readonly rung?: { readonly now: Date; readonly forMs: number };
  /** Those of these scans. */
  readonly without?: readonly string[];
  /** Those that none of these agents may have: pinned to others, or not dealt out yet. */
  readonly takers?: readonly string[];
}

/** Lines asked for in one statement. */
const LINES_AT_ONCE = 50;
/** A bell that was rung in vain is rung again after so many times the usual wait, at most. */
const LONGEST_WAIT = 8;
/** Scans whose reason is written in one round. */
const NOTED_AT_ONCE = 200;

const QUEUED_COLUMNS = `id, tenant_id tenantId, scan_id scanId, pool_id poolId, engine,
  pinned_agent_id pinnedAgentId, chosen, priority, epoch, ring, rung_at rungAt, bell_seq bellSeq, created_at createdAt`;

const notOf = (scans: readonly string[]): { sql: string; values: (readonly Bound[])[] } =>
  scans.length === 0 ? { sql: '', values: [] } : { sql: 'AND scan_id NOT IN (?)', values: [[...scans]] };

/** What the dispatcher needs to know of slices, and the marks of its bells. */
@Injectable()
export class SliceLists {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What the owners of slices are to be told, of those that speak through these sessions. */
  async ordersFor(sessionIds: readonly string[]): Promise<SessionOrder[]> {
    if (sessionIds.length === 0) return [];
    const now = this.clock.now();
    const slices = await findSlices(
      this.database,
      `owner_session IN (?) AND (state = 'Stopping' OR (state = 'Running' AND release_asked > 0))`,
      [[...sessionIds]],
    );
    return slices.map((slice) => ({
      sliceId: slice.id,
      epoch: slice.epoch,
      sessionId: slice.ownerSession ?? '',
      stop: stopOrderOf(slice, now),
      release: slice.releaseAsked,
    }));
  }

  /** Pools in which a running slice has targets that it has not begun, and was not asked for any. */
  async relievablePools(): Promise<string[]> {
    const rows = await this.database.rows<{ poolId: string }>(
      `SELECT DISTINCT pool_id poolId FROM slices WHERE state = 'Running' AND waiting > 0 AND release_asked = 0`,
    );
    return rows.map((row) => row.poolId);
  }

  /** Those slices of one pool. */
  async relievable(poolId: string): Promise<RelievableSlice[]> {
    // What the server calculates are big integers, which come as text.
    const rows = await this.database.rows<RelievableSlice>(
      `SELECT id, engine, waiting, targets_done - done_at_claim done,
              GREATEST(0, TIMESTAMPDIFF(MICROSECOND, claimed_at, ?) DIV 1000) runningMs
         FROM slices
        WHERE state = 'Running' AND pool_id = ? AND waiting > 0 AND release_asked = 0 AND pinned_agent_id IS NULL AND chosen = 0
        ORDER BY waiting DESC, id LIMIT 200`,
      [this.clock.now(), poolId],
    );
    return rows.map((row) => ({ ...row, done: Number(row.done), runningMs: Number(row.runningMs) }));
  }

  /** Slices that some agent holds. */
  leased(): Promise<{ id: string; epoch: number; signsOfLife: number }[]> {
    return this.database.rows(
      "SELECT id, epoch, signs_of_life signsOfLife FROM slices WHERE state IN ('Running', 'Stopping')",
    );
  }

  /** Pools in which something waits. */
  async waitingPools(): Promise<string[]> {
    const rows = await this.database.rows<{ poolId: string }>(
      "SELECT pool_id poolId FROM slices WHERE state = 'Queued' GROUP BY pool_id",
    );
    return rows.map((row) => row.poolId);
  }

  /** Scans of the pool of whose rate limit nothing is left now, each with whose limit that is. */
  exhausted(poolId: string): Promise<Map<string, 'scan' | 'network'>> {
    return exhausted(this.database, poolId);
  }

  /** Which agents the scans of the pool that are under way may have, of those that choose. */
  async choices(poolId: string): Promise<Map<string, ScannerChoice>> {
    const rows = await this.database.rows<{ id: string; scanner: string }>(
      `SELECT id, scanner FROM scans
        WHERE state IN (?) AND pool_id = ? AND scanner IS NOT NULL`,
      [[...WAITING_SCAN_STATES, 'Running'], poolId],
    );
    return new Map(rows.map(({ id, scanner }) => [id, JSON.parse(scanner) as ScannerChoice]));
  }

  /** The lines in which something waits in the pool, slices of the scans `without` aside. */
  lines(poolId: string, without: readonly string[] = []): Promise<WaitingLine[]> {
    const other = notOf(without);
    return this.database.rows<WaitingLine>(
      `SELECT engine, tenant_id tenantId, priority FROM slices
        WHERE state = 'Queued' AND pool_id = ? ${other.sql} GROUP BY engine, tenant_id, priority`,
      [poolId, ...other.values],
    );
  }

  /**
   * Waiting slices of these lines of a pool by priority and age: of each line the first `most`, however many
   * wait behind them or in other lines.
   */
  async queued(
    poolId: string,
    lines: readonly WaitingLine[],
    most: number,
    leaving: Leaving = {},
  ): Promise<QueuedSlice[]> {
    const heads: (QueuedSlice & { createdAt: Date })[] = [];
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
      heads.push(...(await this.heads(poolId, lines.slice(from, from + LINES_AT_ONCE), most, leaving)));
    }
    return heads.sort(
      (a, b) =>
        b.priority - a.priority || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
    );
  }

  private heads(
    poolId: string,
    lines: readonly WaitingLine[],
    most: number,
    { rung, without = [], takers }: Leaving,
  ): Promise<(QueuedSlice & { createdAt: Date })[]> {
    const waited = rung
      ? 'AND (rung_at IS NULL OR rung_at < TIMESTAMPADD(MICROSECOND, -1000 * ? * LEAST(?, POW(2, GREATEST(ring, 1) - 1)), ?))'
      : '';
    const other = notOf(without);
    const taken = takers ? 'AND (pinned_agent_id IN (?) OR (pinned_agent_id IS NULL AND chosen = 0))' : '';
    const head = `(SELECT ${QUEUED_COLUMNS} FROM slices
       WHERE state = 'Queued' AND pool_id = ? AND engine = ? AND tenant_id = ? AND priority = ? ${waited} ${other.sql} ${taken}
       ORDER BY created_at, id LIMIT ?)`;
    const values = lines.flatMap(({ engine, tenantId, priority }): (Bound | readonly Bound[])[] => [
      poolId,
      engine,
      tenantId,
      priority,
      ...(rung ? [rung.forMs, LONGEST_WAIT, rung.now] : []),
      ...other.values,
      ...(takers ? [takers] : []),
      most,
    ]);
    return this.database.rows(lines.map(() => head).join(' UNION ALL '), values);
  }

  /**
   * Slices of the pool that wait for an agent which is gone, or has lost the engine, are anybody's: who claims them says that
   * they cannot be looked at, where they would wait for ever. `able`: the agents that are not gone and have it.
   */
  async unpin(poolId: string, engine: string, able: readonly string[]): Promise<void> {
    const others = able.length > 0 ? 'AND pinned_agent_id NOT IN (?)' : '';
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE slices SET pinned_agent_id = NULL, rung_at = NULL
          WHERE state = 'Queued' AND pool_id = ? AND engine = ? AND pinned_agent_id IS NOT NULL AND chosen = 0 ${others}`,
        able.length > 0 ? [poolId, engine, [...able]] : [poolId, engine],
      ),
    );
  }

  /**
   * Whether a slice for one of these engines waits that a bell rung since `since` will not bring: its bell is
   * older, or it has waited longer than that for one. Slices of scans whose rate limit is used up do not count.
   */
  async overlooked(poolId: string, engines: ReadonlySet<string>, since: Date): Promise<boolean> {
    if (engines.size === 0) return false;
    const other = notOf([...(await this.exhausted(poolId)).keys()]);
    for (const when of ['rung_at < ?', 'rung_at IS NULL AND state_since < ?']) {
      const found = await this.database.rows(
        `SELECT 1 FROM slices WHERE state = 'Queued' AND pool_id = ? AND ${when} AND engine IN (?)
            AND (chosen = 0 OR pinned_agent_id IS NOT NULL) ${other.sql} LIMIT 1`,
        [poolId, since, [...engines], ...other.values],
      );
      if (found.length > 0) return true;
    }
    return false;
  }

  /** Slices of a pool that are running, or rung since `rungSince` and not claimed yet (owner null, or the agent that it was dealt to). */
  inUse(poolId: string, rungSince: Date): Promise<SliceUse[]> {
    const sums = (owner: string): string =>
      `SELECT pool_id poolId, tenant_id tenantId, ${owner} ownerAgentId, engine, COUNT(*) n FROM slices WHERE pool_id = ?`;
    const groups = 'GROUP BY 1, 2, 3, 4';
    return this.database.rows<SliceUse>(
      `${sums('owner_agent_id')} AND state IN ('Running', 'Stopping') ${groups}
       UNION ALL ${sums('IF(chosen, pinned_agent_id, NULL)')} AND state = 'Queued' AND rung_at >= ? ${groups}`,
      [poolId, poolId, rungSince],
    );
  }

  /** Says whose a chosen slice is while no bell can be rung: that agent finds it when it asks. */
  async deal(slice: QueuedSlice, agentId: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        "UPDATE slices SET pinned_agent_id = ? WHERE id = ? AND epoch = ? AND state = 'Queued' AND chosen = 1",
        [agentId, slice.id, slice.epoch],
      ),
    );
  }

  /**
   * Writes why scans other than `without` wait for this engine, where it changed; scans of which a bell was rung since
   * `rungSince` and nothing else waits are about to start and get no reason.
   */
  async noteWaiting(
    poolId: string,
    engine: string,
    reason: string,
    rungSince: Date,
    without: readonly string[],
  ): Promise<void> {
    const other = without.length === 0 ? '' : 'AND s.id NOT IN (?)';
    const scans = await this.database.rows<{ id: string }>(
      `SELECT s.id FROM scans s
        WHERE s.state = 'Queued' AND s.pool_id = ? AND s.reason <> LEFT(?, 500)
          AND EXISTS (SELECT 1 FROM slices c WHERE c.scan_id = s.id AND c.state = 'Queued' AND c.engine = ?
                         AND (c.rung_at IS NULL OR c.rung_at < ?)) ${other}
        LIMIT ?`,
      [poolId, reason, engine, rungSince, ...(without.length === 0 ? [] : [[...without]]), NOTED_AT_ONCE],
    );
    for (const { id } of scans) await this.noteReason(id, reason);
  }

  /** Why this scan waits, if no slice of it was lent yet. */
  async noteReason(scanId: string, reason: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        "UPDATE scans SET reason = LEFT(?, 500) WHERE id = ? AND state = 'Queued' AND reason <> LEFT(?, 500)",
        [reason, scanId, reason],
      ),
    );
  }
}
