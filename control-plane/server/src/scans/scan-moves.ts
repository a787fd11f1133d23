import { Inject, Injectable } from '@nestjs/common';
import { Clock, Outbox, withTrace, type Tx } from '../platform';
import { scanLoading, scanMoved, scanSettled } from './events';
import { shortened, writeScanHistory, type Actor } from './history';
import {
  deriveScan,
  isFinalScan,
  scanMove,
  type ScanOutcome,
  type ScanState,
  type SliceStanding,
} from './scan.machine';
import { SLICE_STATES, type SliceState } from './slice.machine';

/** A scan whose row this transaction has locked. Kept in step with what is written. */
export interface LockedScan {
  readonly id: string;
  readonly tenantId: string;
  readonly poolId: string;
  readonly priority: number;
  readonly traceId: string;
  readonly targetsTotal: number;
  targetsPlanned: number;
  state: ScanState;
}

/** What a slice of a scan in this state should be doing. */
export type Want = 'run' | 'pause' | 'cancel' | 'nothing';

export function wanted(state: ScanState): Want {
  if (state === 'Canceling') return 'cancel';
  if (state === 'Pausing' || state === 'Paused') return 'pause';
  return state === 'Loading' || isFinalScan(state) ? 'nothing' : 'run';
}

/**
 * The one writer of `scans.state`. Every move is looked up in the table, is one conditional UPDATE, and
 * commits with its history row and its event. Lock order: the scan's row before any slice's.
 */
@Injectable()
export class ScanMoves {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Locks the scan's row until the transaction ends; undefined when there is no such scan. */
  async lock(tx: Tx, scanId: string): Promise<LockedScan | undefined> {
    const [row] = await tx.rows<LockedScan>(
      `SELECT id, tenant_id tenantId, pool_id poolId, priority, trace_id traceId, state,
              targets_total targetsTotal, targets_planned targetsPlanned
         FROM scans WHERE id = ? FOR UPDATE`,
      [scanId],
    );
    return row;
  }

  /** False when the table knows no such move: nothing was changed. */
  async move(
    tx: Tx,
    scan: LockedScan,
    to: ScanState,
    cause: string,
    actor: Actor,
    extra: { reason?: string; outcome?: ScanOutcome } = {},
  ): Promise<boolean> {
    if (!scanMove(scan.state, to, cause)) return false;
    const now = this.clock.now();
    const { affectedRows } = await tx.change(
      `UPDATE scans SET state = ?, state_since = ?, reason = ?, outcome = COALESCE(?, outcome),
              started_at = IF(? = 'Running' AND started_at IS NULL, ?, started_at),
              ended_at = IF(?, ?, ended_at),
              targets_done = IF(? = 'Finished', targets_total, targets_done),
              progress = IF(? = 'Finished', 1000, progress)
        WHERE id = ? AND state = ?`,
      [
        to,
        now,
        shortened(extra.reason ?? ''),
        extra.outcome ?? null,
        to,
        now,
        isFinalScan(to),
        now,
        to,
        to,
        scan.id,
        scan.state,
      ],
    );
    if (affectedRows === 0) return false;
    const from = scan.state;
    scan.state = to;
    const step = {
      tenantId: scan.tenantId,
      scanId: scan.id,
      from,
      to,
      cause,
      actor,
      reason: extra.reason ?? '',
      at: now,
    };
    await withTrace(scan.traceId, async () => {
      await writeScanHistory(tx, step);
      await this.tell(tx, scan);
    });
    return true;
  }

  /** Brings the scan where its slices have it. To be called after each move of a slice, in its transaction. */
  async derive(tx: Tx, scan: LockedScan, actor: Actor): Promise<void> {
    const next = deriveScan(scan.state, await this.standing(tx, scan));
    if (!next) return;
    if (scan.state === 'Canceling') await this.disposeUnreached(tx, scan);
    const reason = next.to === 'Error' ? await this.failure(tx, scan) : '';
    await this.move(tx, scan, next.to, next.cause, actor, {
      reason,
      ...(next.outcome ? { outcome: next.outcome } : {}),
    });
  }

  /** One look into the index for each state: the cost does not grow with the scan. */
  private async standing(tx: Tx, scan: LockedScan): Promise<SliceStanding> {
    const states = await tx.rows<{ state: SliceState }>(
      SLICE_STATES.map(() => '(SELECT state FROM slices WHERE scan_id = ? AND state = ? LIMIT 1)').join(
        ' UNION ALL ',
      ),
      SLICE_STATES.flatMap((state) => [scan.id, state]),
    );
    const settled = states.every(({ state }) => state === 'Failed');
    const scanned = settled
      ? await tx.rows(
          "SELECT 1 FROM dispositions WHERE scan_id = ? AND kind IN ('scanned', 'down') LIMIT 1",
          [scan.id],
        )
      : [];
    return {
      present: new Set(states.map(({ state }) => state)),
      scannedTargets: scanned.length,
      planningDone: scan.targetsPlanned >= scan.targetsTotal || scan.state === 'Canceling',
    };
  }

  /** A failed scan says why: what one of its slices failed of. */
  private async failure(tx: Tx, scan: LockedScan): Promise<string> {
    const [slice] = await tx.rows<{ reason: string }>(
      "SELECT reason FROM slices WHERE scan_id = ? AND state = 'Failed' AND reason <> '' LIMIT 1",
      [scan.id],
    );
    return slice?.reason ?? '';
  }

  /** After a cancel every planned target without a result says so. */
  private async disposeUnreached(tx: Tx, scan: LockedScan): Promise<void> {
    await tx.change(
      `INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, at)
       SELECT t.scan_id, t.profile, t.address, t.tenant_id, t.slice_id, 0, 0, 'not reached', 'canceled', 0, '', ?
         FROM targets t WHERE t.scan_id = ?`,
      [this.clock.now(), scan.id],
    );
  }

  private async tell(tx: Tx, scan: LockedScan): Promise<void> {
    await this.outbox.say(tx, scanMoved, { scanId: scan.id, tenantId: scan.tenantId, state: scan.state });
    if (scan.state === 'Loading') await this.outbox.say(tx, scanLoading, { scanId: scan.id });
    if (scan.state === 'Finished' || scan.state === 'Canceled') {
      await this.outbox.say(tx, scanSettled, { scanId: scan.id, tenantId: scan.tenantId });
    }
  }
}
