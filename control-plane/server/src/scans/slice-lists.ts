import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database } from '../platform';

export interface QueuedSlice {
  readonly id: string;
  readonly tenantId: string;
  readonly scanId: string;
  readonly poolId: string;
  readonly engine: string;
  readonly pinnedAgentId: string | null;
  readonly priority: number;
  readonly epoch: number;
  readonly ring: number;
  readonly rungAt: Date | null;
  /** Stream sequence of the last bell, also of an earlier epoch; text, as bigint columns come. */
  readonly bellSeq: string | null;
}

export interface SliceUse {
  readonly poolId: string;
  readonly tenantId: string;
  readonly ownerAgentId: string | null;
  readonly engine: string;
  readonly n: number;
}

/** Looked at per pool and tenant in one round of the dispatcher; the rest waits for the next. */
const LOOK_AHEAD = 64;

/** What the dispatcher needs to know of slices, and the marks of its bells. */
@Injectable()
export class SliceLists {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Slices that some agent holds. */
  leased(): Promise<{ id: string; epoch: number; signsOfLife: number }[]> {
    return this.database.rows(
      "SELECT id, epoch, signs_of_life signsOfLife FROM slices WHERE state IN ('Running', 'Stopping')",
    );
  }

  /** Pools in which something waits. */
  async waitingPools(): Promise<string[]> {
    const rows = await this.database.rows<{ poolId: string }>(
      "SELECT DISTINCT pool_id poolId FROM slices WHERE state = 'Queued'",
    );
    return rows.map((row) => row.poolId);
  }

  /**
   * Waiting slices of a pool, the first of each tenant by priority and age. `rungBefore`: without those whose
   * bell is younger.
   */
  queued(poolId: string, rungBefore?: Date): Promise<QueuedSlice[]> {
    return this.database.rows<QueuedSlice>(
      `SELECT * FROM (
         SELECT id, tenant_id tenantId, scan_id scanId, pool_id poolId, engine, pinned_agent_id pinnedAgentId,
                priority, epoch, ring, rung_at rungAt, bell_seq bellSeq, created_at createdAt,
                ROW_NUMBER() OVER (PARTITION BY tenant_id ORDER BY priority DESC, created_at, id) place
           FROM slices WHERE pool_id = ? AND state = 'Queued' AND (? IS NULL OR rung_at IS NULL OR rung_at < ?)
       ) waiting WHERE place <= ? ORDER BY priority DESC, createdAt, id`,
      [poolId, rungBefore ?? null, rungBefore ?? null, LOOK_AHEAD],
    );
  }

  /** Slices of a pool that are running, or rung since `rungSince` and not claimed yet (owner null). */
  inUse(poolId: string, rungSince: Date): Promise<SliceUse[]> {
    return this.database.rows<SliceUse>(
      `SELECT pool_id poolId, tenant_id tenantId, owner_agent_id ownerAgentId, engine, COUNT(*) n FROM slices
        WHERE pool_id = ? AND (state IN ('Running', 'Stopping') OR (state = 'Queued' AND rung_at >= ?))
        GROUP BY pool_id, tenant_id, owner_agent_id, engine`,
      [poolId, rungSince],
    );
  }

  /** Marks a bell as about to be rung; false when the slice is not Queued at that epoch and ring any more. */
  async reserveRing(slice: QueuedSlice): Promise<boolean> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        "UPDATE slices SET ring = ring + 1, rung_at = ?, bell_seq = NULL WHERE id = ? AND epoch = ? AND ring = ? AND state = 'Queued'",
        [this.clock.now(), slice.id, slice.epoch, slice.ring],
      ),
    );
    return affectedRows === 1;
  }

  /**
   * Notes the stream sequence of the bell that was rung. False when the slice was claimed meanwhile: then the
   * claim could not know the sequence, and the caller removes the stale bell itself.
   */
  async recordRing(sliceId: string, epoch: number, ring: number, sequence: number): Promise<boolean> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        "UPDATE slices SET bell_seq = ? WHERE id = ? AND epoch = ? AND ring = ? AND state = 'Queued'",
        [sequence, sliceId, epoch, ring],
      ),
    );
    return affectedRows === 1;
  }

  /** The bell did not get out: it counts as not rung, and the next round may ring it. */
  async forgetRing(sliceId: string, epoch: number, ring: number): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        "UPDATE slices SET rung_at = NULL WHERE id = ? AND epoch = ? AND ring = ? AND state = 'Queued'",
        [sliceId, epoch, ring],
      ),
    );
  }

  /** Writes why scans wait; only where it changed. */
  async noteWaiting(scanIds: readonly string[], reason: string): Promise<void> {
    if (scanIds.length === 0) return;
    await this.database.transaction((tx) =>
      tx.change(
        "UPDATE scans SET reason = LEFT(?, 500) WHERE id IN (?) AND state = 'Queued' AND reason <> LEFT(?, 500)",
        [reason, [...scanIds].sort(), reason],
      ),
    );
  }
}
