import { Inject, Injectable } from '@nestjs/common';
import { Clock, Outbox, withTrace, type Tx } from '../platform';
import { scanLoading, scanMoved, scanSettled } from './events';
import type { DispositionKind } from './disposition';
import { shortened, writeScanHistory, type Actor } from './history';
import { writeHold } from './hold';
import { disposeUnreached } from './rest';
import {
  deriveScan,
  FINAL_SCAN_STATES,
  isFinalScan,
  scanMove,
  type ScanCause,
  type ScanCut,
  type ScanOutcome,
  type ScanState,
  type ScanStateOrDeleted,
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
  cut: ScanCut;
  /** Not null: what is not planned never will be. */
  restDisposition: DispositionKind | null;
  stopGraceMs: number;
  /** 1 until the first resume. */
  readonly segment: number;
  readonly processed: boolean;
  readonly processingUntil: Date | null;
}

const LOCKED = `id, tenant_id tenantId, pool_id poolId, priority, trace_id traceId, state,
  targets_total targetsTotal, targets_planned targetsPlanned, cut, rest_disposition restDisposition,
  stop_grace_ms stopGraceMs, segment, processed, processing_until processingUntil`;

const CAUSES: Readonly<Record<Exclude<ScanCut, ''>, ScanCause>> = {
  deadline: 'past its deadline',
  forced: 'being forced',
  unplanned: 'planning failed',
};

/** No chunk comes any more, or for now. */
/** Only these wait for a time. */
const MAY_BE_HELD: readonly ScanStateOrDeleted[] = ['Queued', 'Pausing', 'Paused'];
const RESTING: readonly ScanStateOrDeleted[] = ['Loading', 'Paused', ...FINAL_SCAN_STATES];

/** Nothing more comes for now: what is there can be processed. */
const SETTLING: readonly ScanState[] = ['Finished', 'Canceled', 'Paused'];

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

  /** Locks the scan's row until the transaction ends; undefined when there is no such scan, or it is deleted. */
  lock(tx: Tx, scanId: string): Promise<LockedScan | undefined> {
    return this.lockWhere(tx, 'id = ?', scanId);
  }

  /** The same for the scan of this slice, whose own row is not locked by it. */
  lockOf(tx: Tx, sliceId: string): Promise<LockedScan | undefined> {
    return this.lockWhere(tx, 'id = (SELECT scan_id FROM slices WHERE id = ?)', sliceId);
  }

  private async lockWhere(tx: Tx, which: string, id: string): Promise<LockedScan | undefined> {
    const [row] = await tx.rows<LockedScan>(
      `SELECT ${LOCKED} FROM scans WHERE ${which} AND state <> 'Deleted' FOR UPDATE`,
      [id],
    );
    return row && { ...row, processed: Boolean(row.processed) };
  }

  /** False when the table knows no such move: nothing was changed. */
  async move(
    tx: Tx,
    scan: LockedScan,
    to: ScanStateOrDeleted,
    cause: ScanCause,
    actor: Actor,
    extra: { reason?: string; outcome?: ScanOutcome } = {},
  ): Promise<boolean> {
    if (!scanMove(scan.state, to, cause)) return false;
    const now = this.clock.now();
    const { affectedRows } = await tx.change(
      `UPDATE scans SET state = ?, state_since = ?, reason = ?, outcome = COALESCE(?, outcome),
              started_at = IF(? = 'Running' AND started_at IS NULL, ?, started_at),
              ended_at = IF(?, ?, ended_at),
              segment = segment + (? = 'Resuming' AND ? = 'Running'),
              ran_ms = ran_ms + IF(segment_started_at IS NULL, 0, GREATEST(0, TIMESTAMPDIFF(MICROSECOND, segment_started_at, ?) DIV 1000)),
              done_at_segment = IF(? = 'Running', targets_done, done_at_segment),
              segment_started_at = IF(? = 'Running', ?, NULL),
              sample_at = NULL, recent_rate = NULL,
              processed = processed AND ? = 'Deleted',
              progress = IF(? = 'Finished', 1000, progress)
        WHERE id = ? AND state = ?`,
      [
        ...[to, now, shortened(extra.reason ?? ''), extra.outcome ?? null],
        ...[to, now],
        ...[to !== 'Deleted' && isFinalScan(to), now],
        ...[scan.state, to],
        now,
        to,
        ...[to, now],
        to,
        to,
        ...[scan.id, scan.state],
      ],
    );
    if (affectedRows === 0) return false;
    if (!MAY_BE_HELD.includes(to)) await writeHold(tx, scan.id, null);
    if (RESTING.includes(to)) await this.sumUp(tx, scan.id, to === 'Finished');
    const from = scan.state;
    // A deleted scan is not looked at again in its transaction.
    scan.state = to as ScanState;
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

  /** What the rounds of the progress have not told yet: a scan at rest says all that was delivered. */
  private async sumUp(tx: Tx, scanId: string, all: boolean): Promise<void> {
    await tx.change(
      `UPDATE scans s JOIN (SELECT SUM(targets_done) done, SUM(findings_so_far) findings FROM slices WHERE scan_id = ?) c
          SET s.targets_done = IF(?, s.targets_total, GREATEST(s.targets_done, COALESCE(c.done, 0))),
              s.findings_so_far = GREATEST(s.findings_so_far, COALESCE(c.findings, 0))
        WHERE s.id = ?`,
      [scanId, all, scanId],
    );
  }

  /** Whether the table knows this move from where the scan is. */
  allows(scan: LockedScan, to: ScanStateOrDeleted, cause: ScanCause): boolean {
    return scanMove(scan.state, to, cause) !== undefined;
  }

  /** What is not planned yet never will be: those targets count under this disposition without rows of their own. */
  async giveUpPlanning(tx: Tx, scan: LockedScan, disposition: DispositionKind): Promise<void> {
    if (scan.restDisposition !== null) return;
    await tx.change('UPDATE scans SET rest_disposition = ? WHERE id = ?', [disposition, scan.id]);
    scan.restDisposition = disposition;
  }

  /**
   * Marks that the scan is brought to an end before its time. Its state follows from its slices, once they are
   * stopped; until then the history has this as a row that moves nothing.
   */
  async cut(
    tx: Tx,
    scan: LockedScan,
    cut: Exclude<ScanCut, ''>,
    reason: string,
    actor: Actor,
  ): Promise<void> {
    await tx.change('UPDATE scans SET cut = ?, reason = LEFT(?, 500) WHERE id = ?', [cut, reason, scan.id]);
    scan.cut = cut;
    await this.giveUpPlanning(tx, scan, cut === 'deadline' ? 'timed out' : 'failed');
    await this.note(tx, scan, CAUSES[cut], reason, actor);
  }

  /** Writes into the scan's history what moves nothing by itself: a row of the table from a state to the same one. */
  async note(tx: Tx, scan: LockedScan, cause: ScanCause, reason: string, actor: Actor): Promise<void> {
    if (!this.allows(scan, scan.state, cause)) throw new Error(`"${cause}" is no row of ${scan.state}`);
    const { id: scanId, tenantId, state } = scan;
    const at = this.clock.now();
    await writeScanHistory(tx, { tenantId, scanId, from: state, to: state, cause, actor, reason, at });
  }

  /** Brings the scan where its slices have it. To be called after each move of a slice, in its transaction. */
  async derive(tx: Tx, scan: LockedScan, actor: Actor): Promise<void> {
    const next = deriveScan(scan.state, await this.standing(tx, scan));
    if (!next) return;
    if (next.to === 'Canceled') await disposeUnreached(tx, scan.id, this.clock.now());
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
      planningDone: scan.targetsPlanned >= scan.targetsTotal || scan.restDisposition !== null,
      givenUp: scan.restDisposition !== null,
      cut: scan.cut,
    };
  }

  /** A failed scan says why: what one of its slices failed of. */
  private async failure(tx: Tx, scan: LockedScan): Promise<string> {
    if (scan.cut !== '') {
      const [own] = await tx.rows<{ reason: string }>('SELECT reason FROM scans WHERE id = ?', [scan.id]);
      return own?.reason || 'forced by the fleet administrator';
    }
    const [slice] = await tx.rows<{ reason: string }>(
      "SELECT reason FROM slices WHERE scan_id = ? AND state = 'Failed' AND reason <> '' LIMIT 1",
      [scan.id],
    );
    return slice?.reason ?? '';
  }

  private async tell(tx: Tx, scan: LockedScan): Promise<void> {
    await this.outbox.say(tx, scanMoved, { scanId: scan.id, tenantId: scan.tenantId, state: scan.state });
    if (scan.state === 'Loading') await this.outbox.say(tx, scanLoading, { scanId: scan.id });
    if (SETTLING.includes(scan.state)) {
      await this.outbox.say(tx, scanSettled, { scanId: scan.id, tenantId: scan.tenantId });
    }
  }
}
