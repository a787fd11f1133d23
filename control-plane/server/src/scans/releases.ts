import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';
import { writeSliceHistory } from './history';
import { wanted } from './scan.machine';
import { ScanMoves, type LockedScan } from './scan-moves';
import { SliceMoves } from './slice-moves';
import { SliceNudges } from './slice-nudges';
import { SliceQueue } from './slice-queue';
import { holds, type Fence, type SliceRecord } from './slice-record';

/**
 * The only way a slow slice is relieved before its lease is lost: its owner is asked, and names targets for which it
 * has started no tool and never will. Idle agents cannot take anything over by themselves.
 */
@Injectable()
export class Releases {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceMoves) private readonly moves: SliceMoves,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(SliceNudges) private readonly nudges: SliceNudges,
  ) {}

  /** Asks the slice's owner for `count` targets back. False: it is not running, or was asked already. */
  async ask(sliceId: string, count: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const { affectedRows } = await tx.change(
        "UPDATE slices SET release_asked = ? WHERE id = ? AND state = 'Running' AND release_asked = 0 AND waiting > 0",
        [count, sliceId],
      );
      if (affectedRows === 0) return false;
      const [slice] = await tx.rows<{ owner: string }>(
        'SELECT owner_agent_id owner FROM slices WHERE id = ?',
        [sliceId],
      );
      if (slice) this.nudges.announce(tx, [slice.owner]);
      return true;
    });
  }

  /**
   * What the owner gave back: targets of this slice without a disposition, while the scan wants to run, move to a new
   * Queued slice in one transaction. Answers how many were moved; the rest stays with the slice and comes back when
   * its owner gives it up.
   */
  async take(fence: Fence, targets: readonly string[]): Promise<number> {
    const moved = await this.moves.withLocks(fence.sliceId, async (tx, scan, slice) => {
      if (!holds(fence, slice) || slice.state !== 'Running') return 0;
      await tx.change('UPDATE slices SET release_asked = 0 WHERE id = ?', [slice.id]);
      if (wanted(scan.state, scan.cut) !== 'run' || targets.length === 0) return 0;
      const free = await this.freeTargets(tx, slice, targets);
      // A slice keeps at least what its running tool is at.
      if (free.length === 0 || free.length >= slice.targetCount) return 0;
      await this.moveOut(tx, scan, slice, free, fence.agentId);
      return free.length;
    });
    return moved ?? 0;
  }

  private async freeTargets(tx: Tx, slice: SliceRecord, targets: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ address: string }>(
      `SELECT t.address FROM targets t
         LEFT JOIN dispositions d ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
        WHERE t.scan_id = ? AND t.profile = ? AND t.address IN (?) AND t.slice_id = ? AND d.address IS NULL
        ORDER BY t.address`,
      [slice.scanId, slice.profile, [...targets], slice.id],
    );
    return rows.map(({ address }) => address);
  }

  private async moveOut(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    targets: readonly string[],
    agentId: string,
  ): Promise<void> {
    const { profile, engine, attempts } = slice;
    await this.queue.add(tx, scan, [{ profile, engine, targets }], { attempts, cause: 'released' });
    await tx.change('UPDATE slices SET target_count = target_count - ? WHERE id = ?', [
      targets.length,
      slice.id,
    ]);
    await writeSliceHistory(tx, [
      {
        tenantId: slice.tenantId,
        scanId: slice.scanId,
        sliceId: slice.id,
        epoch: slice.epoch,
        from: 'Running',
        to: 'Running',
        cause: 'released',
        actor: `agent ${agentId}`,
        reason: `${targets.length} targets for other agents`,
        at: this.clock.now(),
      },
    ]);
  }
}
