import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Bound, type Tx } from '../platform';
import { writeSliceHistory, type Actor } from './history';
import { disposeRest } from './rest';
import { wanted } from './scan.machine';
import type { LockedScan } from './scan-moves';
import { SliceNudges } from './slice-nudges';
import { SliceQueue } from './slice-queue';
import { orders, sliceMove, stopKinds, type Order, type StopKind } from './slice.machine';

interface Standing {
  readonly id: string;
  readonly epoch: number;
  readonly ownerAgentId: string | null;
}

/** What a stop is for, in the words that agent and history get. */
const REASONS: Readonly<Record<StopKind, string>> = {
  pause: 'the scan is pausing',
  cancel: 'the scan is canceling',
  deadline: 'the scan is past its maximum duration',
  forced: 'the scan is forced to Error',
};

function reasonOf({ cut }: LockedScan, kind: StopKind | undefined): string {
  if (kind === undefined) return '';
  return cut === 'unplanned' ? 'the scan could not be planned' : REASONS[kind];
}

/**
 * Brings the slices of a scan where the scan wants them: the one step behind pause, resume, cancel, deadline and
 * forced Error, and the sweeper's repair of slices that contradict their scan.
 */
@Injectable()
export class SliceOrders {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(SliceNudges) private readonly nudges: SliceNudges,
  ) {}

  /**
   * Carries out every order of the table; the scan is locked, the caller derives its state afterwards. Answers how
   * many slices were moved: 0 when all are where they should be.
   */
  async align(tx: Tx, scan: LockedScan, actor: Actor): Promise<number> {
    const want = wanted(scan.state, scan.cut);
    const kind = stopKinds[want];
    let moved = 0;
    for (const order of orders[want]) moved += await this.carryOut(tx, scan, order, kind, actor);
    return moved;
  }

  private async carryOut(
    tx: Tx,
    scan: LockedScan,
    order: Order,
    kind: StopKind | undefined,
    actor: Actor,
  ): Promise<number> {
    const slices = await this.lock(tx, scan, order, kind);
    if (slices.length === 0) return 0;
    const move = sliceMove(order.from, order.to, order.cause);
    if (!move) throw new Error(`${order.from} does not become ${order.to} by "${order.cause}"`);
    const reason = reasonOf(scan, kind);
    if (order.to === 'Failed') await this.disposeAll(tx, slices, kind, reason);
    await this.write(tx, scan, order, slices, kind, move.raisesEpoch);
    const at = this.clock.now();
    await writeSliceHistory(
      tx,
      slices.map(({ id, epoch }) => ({
        tenantId: scan.tenantId,
        scanId: scan.id,
        sliceId: id,
        epoch: epoch + (move.raisesEpoch ? 1 : 0),
        from: order.from,
        to: order.to,
        cause: order.cause,
        actor,
        reason,
        at,
      })),
    );
    if (move.bell) this.queue.announce(tx);
    this.nudges.announce(
      tx,
      slices.flatMap(({ ownerAgentId }) => ownerAgentId ?? []),
    );
    return slices.length;
  }

  /** In the order of their ids, as everybody locks them. A stop that is as sharp already is left alone. */
  private lock(tx: Tx, scan: LockedScan, order: Order, kind: StopKind | undefined): Promise<Standing[]> {
    const stopping = order.from === 'Stopping' ? 'AND stop_kind <> ?' : '';
    return tx.rows<Standing>(
      `SELECT id, epoch, owner_agent_id ownerAgentId FROM slices
        WHERE scan_id = ? AND state = ? ${stopping} ORDER BY id FOR UPDATE`,
      [scan.id, order.from, ...(stopping === '' ? [] : [kind ?? ''])],
    );
  }

  private async disposeAll(
    tx: Tx,
    slices: readonly Standing[],
    kind: StopKind | undefined,
    reason: string,
  ): Promise<void> {
    const what = kind === 'deadline' ? 'timed out' : 'failed';
    for (const slice of slices) await disposeRest(tx, slice, what, reason, this.clock.now());
  }

  private async write(
    tx: Tx,
    scan: LockedScan,
    order: Order,
    slices: readonly Standing[],
    kind: StopKind | undefined,
    raise: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    const stop = order.to === 'Stopping';
    const grace = kind === 'pause' ? scan.stopGraceMs : 0;
    const values: Bound[] = [
      order.to,
      now,
      kind ? REASONS[kind] : '',
      raise ? 1 : 0,
      stop ? (kind ?? '') : '',
      stop ? new Date(now.getTime() + grace) : null,
    ];
    const { affectedRows } = await tx.change(
      `UPDATE slices SET state = ?, state_since = ?, reason = ?, epoch = epoch + ?, stop_kind = ?, stop_until = ?,
              release_asked = 0, rung_at = NULL
        WHERE state = ? AND id IN (?)`,
      [...values, order.from, slices.map(({ id }) => id)],
    );
    if (affectedRows !== slices.length) throw new Error('slices moved under the lock of their scan');
  }
}
