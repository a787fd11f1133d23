import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';
import { writeSliceHistory, type Actor } from './history';
import { Paces } from './paces';
import { disposeRest } from './rest';
import { ScanMoves, type LockedScan } from './scan-moves';
import { wanted } from './scan.machine';
import { SliceQueue } from './slice-queue';
import { holds, lockSlice, type Fence, type SliceRecord } from './slice-record';
import {
  afterStop,
  sliceMove,
  stopKinds,
  type SliceCause,
  type SliceState,
  type StopKind,
} from './slice.machine';

/** Failures of the tool, or lost leases that brought nothing, after which a slice's last target is given up. */
export const MOST_ATTEMPTS = 3;
/** After this many, the rest is tried one target at a time: a poison host fails alone. */
const SPLIT_AFTER = 2;
/**
 * Giving back is free (a restart, a drain), but not without end: a slice that was given back this often in a row
 * without a new disposition has met nobody who can work on it, which counts as a failed attempt.
 */
const MOST_RETURNS = 10;

export type Settled =
  | { kind: 'settled'; state: SliceState }
  /** The slice is not this owner's any more, or never was. */
  | { kind: 'not yours' }
  | { kind: 'refused'; reason: string };

/**
 * The one writer of `slices.state`. Each move locks the scan, then the slice, branches on what it read there,
 * and is one conditional UPDATE in the same transaction as its history; the scan's state is derived before
 * the commit.
 */
@Injectable()
export class SliceMoves {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(Paces) private readonly paces: Paces,
  ) {}

  /**
   * Runs `work` with the slice's scan and then the slice locked; undefined when there is no such slice. `shared`: other slices of
   * the scan are worked on meanwhile by whoever does not move the scan either.
   */
  async withLocks<T>(
    sliceId: string,
    work: (tx: Tx, scan: LockedScan, slice: SliceRecord) => Promise<T>,
    { shared = false } = {},
  ): Promise<T | undefined> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lockOf(tx, sliceId, { shared });
      const slice = scan && (await lockSlice(tx, sliceId));
      return scan && slice ? work(tx, scan, slice) : undefined;
    });
  }

  /** Every target has a disposition: Done. A repeated Finish of the last owner is answered as before. */
  async finish(fence: Fence): Promise<Settled> {
    return this.settle(fence, async (tx, scan, slice, actor) => {
      if (slice.targetsDone < slice.targetCount) {
        return {
          kind: 'refused',
          reason: `${slice.targetCount - slice.targetsDone} targets have no disposition`,
        };
      }
      const canceled = slice.state === 'Stopping' && stopKindOf(scan, slice) === 'cancel';
      return this.apply(tx, scan, slice, canceled ? 'Canceled' : 'Done', 'finished', actor);
    });
  }

  /** The owner cannot or may not go on: what is undisposed goes where the scan wants it. */
  async giveBack(fence: Fence, toolFailure: boolean, reason: string): Promise<Settled> {
    return this.settle(fence, async (tx, scan, slice, actor) => {
      if (slice.state === 'Stopping') return this.stopped(tx, scan, slice, 'stopped', actor, reason);
      if (slice.targetsDone >= slice.targetCount) {
        return this.apply(tx, scan, slice, 'Done', 'finished', actor);
      }
      const vain = slice.targetsDone === slice.doneAtClaim;
      const returns = vain && !toolFailure ? slice.returns + 1 : 0;
      const counts = toolFailure || returns >= MOST_RETURNS;
      return this.relend(tx, scan, { ...slice, returns }, 'given back', actor, counts, reason);
    });
  }

  /** The tool's tree is empty. A pause is accepted only when nothing finished is still on its way. */
  async stopAck(fence: Fence, nextSeq: number): Promise<Settled> {
    return this.settle(fence, async (tx, scan, slice, actor) => {
      if (slice.state !== 'Stopping') return { kind: 'refused', reason: 'no stop was asked for' };
      if (stopKindOf(scan, slice) === 'pause' && slice.nextSeq !== nextSeq) {
        return { kind: 'refused', reason: `chunks from ${slice.nextSeq} on are missing` };
      }
      return this.stopped(tx, scan, slice, 'stopped', actor);
    });
  }

  /**
   * Takes a slice from an owner that showed no sign of life. `watched` is what the reaper saw unchanged all
   * the time: if anything changed since, nothing happens and false is answered.
   */
  async loseLease(sliceId: string, watched: { epoch: number; signsOfLife: number }): Promise<boolean> {
    const done = await this.withLocks(sliceId, async (tx, scan, slice) => {
      if (slice.epoch !== watched.epoch || slice.signsOfLife !== watched.signsOfLife) return false;
      if (slice.state === 'Stopping') {
        await this.stopped(tx, scan, slice, 'lease lost', 'reaper');
        return true;
      }
      if (slice.state !== 'Running') return false;
      if (slice.targetsDone >= slice.targetCount) {
        // Its agent was lost between the last Chunk and Finish: there is nothing to lend again.
        await this.apply(tx, scan, slice, 'Done', 'lease lost', 'reaper');
        return true;
      }
      const barren = slice.targetsDone === slice.doneAtClaim;
      await this.relend(tx, scan, slice, 'lease lost', 'reaper', barren, 'no sign of life from its agent');
      return true;
    });
    return done ?? false;
  }

  /** A Running slice that nobody works on: queued again, parked or canceled as the scan wants; or given up. */
  private async relend(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    cause: 'given back' | 'lease lost',
    actor: Actor,
    counts: boolean,
    reason: string,
  ): Promise<Settled> {
    const attempts = slice.attempts + (counts ? 1 : 0);
    // Several targets are never given up together: one of them may have spoilt it for the others.
    const alone = slice.targetCount - slice.targetsDone <= 1;
    if (counts && alone && attempts >= MOST_ATTEMPTS) {
      await disposeRest(tx, slice, 'failed', reason, this.clock.now());
      return this.apply(tx, scan, slice, 'Failed', 'attempts spent', actor, { reason, attempts });
    }
    const want = wanted(scan.state, scan.cut);
    const to = want === 'cancel' ? 'Canceled' : want === 'pause' ? 'Parked' : 'Queued';
    if (to !== 'Queued' || attempts < SPLIT_AFTER) {
      return this.apply(tx, scan, slice, to, cause, actor, { reason, attempts });
    }
    await this.queue.split(tx, slice, SPLIT_AFTER);
    return this.apply(tx, scan, slice, to, cause, actor, { reason, attempts: SPLIT_AFTER });
  }

  private async stopped(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    cause: 'stopped' | 'lease lost',
    actor: Actor,
    /** Why it was given back instead of acknowledged. */
    reason = '',
  ): Promise<Settled> {
    const kind = stopKindOf(scan, slice);
    const to = afterStop(kind, slice.targetsDone >= slice.targetCount);
    if (to === 'Failed') {
      const what = kind === 'deadline' ? 'timed out' : 'failed';
      await disposeRest(tx, slice, what, slice.reason, this.clock.now());
    }
    return this.apply(tx, scan, slice, to, cause, actor, { reason });
  }

  private async settle(
    fence: Fence,
    work: (tx: Tx, scan: LockedScan, slice: SliceRecord, actor: Actor) => Promise<Settled>,
  ): Promise<Settled> {
    const settled = await this.withLocks(fence.sliceId, async (tx, scan, slice): Promise<Settled> => {
      if (holds(fence, slice)) return work(tx, scan, slice, `agent ${fence.agentId}`);
      // Said before and answered, but the answer was lost: say it again.
      const repeated = slice.lastOwnerAgentId === fence.agentId && slice.ownerAgentId === null;
      return repeated ? { kind: 'settled', state: slice.state } : { kind: 'not yours' };
    });
    return settled ?? { kind: 'not yours' };
  }

  /** Takes the slice out of its owner's hands into `to`. */
  private async apply(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    to: SliceState,
    cause: SliceCause,
    actor: Actor,
    extra: { reason?: string; attempts?: number } = {},
  ): Promise<Settled> {
    const move = sliceMove(slice.state, to, cause);
    if (!move) return { kind: 'refused', reason: `${slice.state} does not become ${to} by "${cause}"` };
    const now = this.clock.now();
    const { affectedRows } = await tx.change(
      `UPDATE slices SET state = ?, state_since = ?, reason = LEFT(?, 500), attempts = ?, epoch = epoch + ?,
              last_owner_agent_id = COALESCE(owner_agent_id, last_owner_agent_id), owner_agent_id = NULL,
              owner_session = NULL, nonce = NULL, lease_until = NULL, phase = '', fraction = 0, waiting = 0,
              release_asked = 0, returns = ?, stop_kind = '', stop_until = NULL, rung_at = NULL
        WHERE id = ? AND epoch = ? AND state = ?`,
      [
        to,
        now,
        extra.reason ?? '',
        extra.attempts ?? slice.attempts,
        move.raisesEpoch ? 1 : 0,
        slice.returns,
        slice.id,
        slice.epoch,
        slice.state,
      ],
    );
    if (affectedRows === 0) return { kind: 'refused', reason: 'the slice changed meanwhile' };
    this.paces.note(tx, slice, now);
    await writeSliceHistory(tx, [
      {
        tenantId: slice.tenantId,
        scanId: slice.scanId,
        sliceId: slice.id,
        epoch: slice.epoch + (move.raisesEpoch ? 1 : 0),
        from: slice.state,
        to,
        cause,
        actor,
        reason: extra.reason ?? '',
        at: now,
      },
    ]);
    if (move.bell) this.queue.announce(tx);
    await this.scans.derive(tx, scan, actor);
    return { kind: 'settled', state: to };
  }
}

/** As the scan has it now, which may be sharper than when the slice was told to stop. */
function stopKindOf(scan: LockedScan, slice: SliceRecord): StopKind {
  return stopKinds[wanted(scan.state, scan.cut)] ?? (slice.stopKind || 'pause');
}
