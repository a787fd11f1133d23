import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, GatheredByLane, type Tx } from '../platform';
import { writeSliceHistory, type Actor } from './history';
import { Paces } from './paces';
import { disposeRest } from './rest';
import { ScanMoves, type LockedScan } from './scan-moves';
import { ScansOfSlices } from './scans-of-slices';
import { wanted } from './scan.machine';
import { SliceQueue } from './slice-queue';
import { holds, lockSlice, lockSlices, type Fence, type SliceRecord } from './slice-record';
import {
  finished,
  NOT_YOURS,
  notHeld,
  sameWay,
  stopKindOf,
  unfinished,
  type Leaving,
  type Settled,
} from './slice-leaving';
import { afterStop, sliceMove, type SliceCause, type SliceState } from './slice.machine';

/** Failures of the tool, or lost leases that brought nothing, after which a slice's last target is given up. */
export const MOST_ATTEMPTS = 3;
/** After this many, the rest is tried one target at a time: a poison host fails alone. */
const SPLIT_AFTER = 2;
/**
 * Giving back is free (a restart, a drain), but not without end: a slice that was given back this often in a row
 * without a new disposition has met nobody who can work on it, which counts as a failed attempt.
 */
const MOST_RETURNS = 10;

/** Slices of one scan that are finished in one transaction, at most. */
const FINISHED_AT_ONCE = 64;

/**
 * The one writer of `slices.state`. Each move locks the scan, then the slice, branches on what it read there,
 * and is one conditional UPDATE in the same transaction as its history; the scan's state is derived before
 * the commit.
 */
@Injectable()
export class SliceMoves {
  private readonly finishing = new GatheredByLane<Fence, Settled>(FINISHED_AT_ONCE, (scanId, fences) =>
    this.finishTogether(scanId, fences),
  );

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(Paces) private readonly paces: Paces,
    @Inject(ScansOfSlices) private readonly scansOf: ScansOfSlices,
  ) {}

  /** Runs `work` with the slice's scan and then the slice locked; undefined when there is no such slice. */
  async withLocks<T>(
    sliceId: string,
    work: (tx: Tx, scan: LockedScan, slice: SliceRecord) => Promise<T>,
  ): Promise<T | undefined> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lockOf(tx, sliceId);
      const slice = scan && (await lockSlice(tx, sliceId));
      return scan && slice ? work(tx, scan, slice) : undefined;
    });
  }

  /**
   * Every target has a disposition: Done. A repeated Finish of the last owner is answered as before. Slices of one scan that are
   * finished while others are being finished are so together, as claims are.
   */
  async finish(fence: Fence): Promise<Settled> {
    const scanId = await this.scansOf.of(fence.sliceId);
    return scanId === undefined ? NOT_YOURS : this.finishing.ask(scanId, fence.sliceId, fence);
  }

  private finishTogether(scanId: string, fences: readonly Fence[]): Promise<Settled[]> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan) return fences.map(() => NOT_YOURS);
      const sliceIds = fences.map(({ sliceId }) => sliceId);
      const slices = await lockSlices(tx, sliceIds);
      const leaving: Leaving[] = [];
      const answers = new Map<Fence, Settled>();
      for (const fence of fences) {
        const slice = slices.get(fence.sliceId);
        if (!slice || !holds(fence, slice)) answers.set(fence, notHeld(fence, slice));
        else if (slice.targetsDone < slice.targetCount) answers.set(fence, unfinished(slice));
        else leaving.push(finished(scan, slice, `agent ${fence.agentId}`));
      }
      const settled = new Map(
        (await this.applyAll(tx, scan, leaving)).map((one, at) => [leaving[at]?.slice.id, one]),
      );
      return fences.map((fence) => answers.get(fence) ?? settled.get(fence.sliceId) ?? NOT_YOURS);
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
    const settled = await this.withLocks(fence.sliceId, async (tx, scan, slice): Promise<Settled> =>
      holds(fence, slice) ? work(tx, scan, slice, `agent ${fence.agentId}`) : notHeld(fence, slice),
    );
    return settled ?? NOT_YOURS;
  }

  private async apply(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    to: SliceState,
    cause: SliceCause,
    actor: Actor,
    { reason = '', attempts = slice.attempts }: { reason?: string; attempts?: number } = {},
  ): Promise<Settled> {
    const [settled] = await this.applyAll(tx, scan, [{ slice, to, cause, actor, reason, attempts }]);
    return settled ?? NOT_YOURS;
  }

  /** Takes slices of the scan, which are locked as they are told here, out of their owners' hands. The answers in their order. */
  private async applyAll(tx: Tx, scan: LockedScan, leaving: readonly Leaving[]): Promise<Settled[]> {
    const now = this.clock.now();
    const moves = leaving.map(({ slice, to, cause }) => sliceMove(slice.state, to, cause));
    const going = leaving.filter((_, at) => moves[at]);
    for (const alike of sameWay(going)) await this.write(tx, alike, now);
    const last = going.at(-1);
    if (last) {
      const slices = going.map(({ slice }) => slice);
      this.paces.note(tx, slices, now);
      if (moves.some((move) => move?.bell)) this.queue.announce(tx);
      await this.scans.derive(tx, scan, last.actor);
    }
    return leaving.map(({ slice, to, cause }, at) =>
      moves[at]
        ? { kind: 'settled', state: to }
        : { kind: 'refused', reason: `${slice.state} does not become ${to} by "${cause}"` },
    );
  }

  /** One conditional update, and the history, of slices that go the same way. */
  private async write(tx: Tx, alike: readonly Leaving[], now: Date): Promise<void> {
    const [first] = alike;
    if (!first) return;
    const { slice, to, cause, reason, attempts } = first;
    const raises = sliceMove(slice.state, to, cause)?.raisesEpoch ? 1 : 0;
    const { affectedRows } = await tx.change(
      `UPDATE slices SET state = ?, state_since = ?, reason = LEFT(?, 500), attempts = ?, epoch = epoch + ?,
              last_owner_agent_id = COALESCE(owner_agent_id, last_owner_agent_id), owner_agent_id = NULL,
              owner_session = NULL, nonce = NULL, lease_until = NULL, phase = '', fraction = 0, waiting = 0,
              release_asked = 0, returns = ?, stop_kind = '', stop_until = NULL, rung_at = NULL
        WHERE id IN (?) AND state = ?`,
      [
        ...[to, now, reason, attempts, raises, slice.returns],
        ...[alike.map((one) => one.slice.id), slice.state],
      ],
    );
    // Their rows are locked, and were so when they were read.
    if (affectedRows !== alike.length)
      throw new Error(`${affectedRows} of ${alike.length} slices were moved`);
    await writeSliceHistory(
      tx,
      alike.map(({ slice: { tenantId, scanId, id, epoch, state }, actor }) => ({
        ...{ tenantId, scanId, sliceId: id, epoch: epoch + raises },
        ...{ from: state, to, cause, actor, reason, at: now },
      })),
    );
  }
}
