import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId, type Tx } from '../platform';
import { writeSliceHistory } from './history';
import type { LockedScan } from './scan-moves';
import type { SliceRecord } from './slice-record';
import type { SliceCause, SliceState } from './slice.machine';

export interface PlannedSlice {
  readonly profile: number;
  readonly engine: string;
  readonly targets: readonly string[];
  /** Only this agent looks at them. */
  readonly pinnedAgentId?: string | null;
}

/** Targets that are excluded, each with why. */
export interface LeftOutSlice extends Omit<PlannedSlice, 'targets'> {
  readonly targets: readonly { readonly address: string; readonly reason: string }[];
}

/** Makes slices, and tells whoever listens (the dispatcher, a higher room) when some have become Queued. */
@Injectable()
export class SliceQueue {
  private readonly listeners: (() => void)[] = [];

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Registered at boot; called after the commit that queued slices, on the replica that did it. */
  onQueued(listener: () => void): void {
    this.listeners.push(listener);
  }

  announce(tx: Tx): void {
    tx.afterCommit(() => this.listeners.forEach((listener) => listener()));
  }

  /** Writes slices with their targets and history: epoch 1, Queued. */
  async add(
    tx: Tx,
    scan: Pick<LockedScan, 'id' | 'tenantId' | 'poolId' | 'priority'>,
    planned: readonly PlannedSlice[],
    { attempts = 0, cause = 'planned' }: { attempts?: number; cause?: 'planned' | 'released' } = {},
  ): Promise<void> {
    if (planned.length === 0) return;
    await this.insert(tx, scan, planned, { attempts, cause, state: 'Queued' });
    this.announce(tx);
  }

  /** Slices that nobody is lent, for targets that were excluded before they were planned: Done, every target disposed. */
  async leaveOut(
    tx: Tx,
    scan: Pick<LockedScan, 'id' | 'tenantId' | 'poolId' | 'priority'>,
    leftOut: readonly LeftOutSlice[],
  ): Promise<void> {
    if (leftOut.length === 0) return;
    const planned = leftOut.map((slice) => ({
      ...slice,
      targets: slice.targets.map(({ address }) => address),
    }));
    const ids = await this.insert(tx, scan, planned, { attempts: 0, cause: 'excluded', state: 'Done' });
    const now = this.clock.now();
    const rows = leftOut.flatMap(({ profile, targets }, index) =>
      targets.map(({ address, reason }) => [
        ...[scan.id, profile, address, scan.tenantId, ids[index], 1, 0, 'excluded', reason, 0, '', now],
      ]),
    );
    await tx.change(
      `INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, at)
       VALUES ?`,
      [rows as never],
    );
    await tx.change('UPDATE slices SET targets_done = target_count WHERE id IN (?)', [ids]);
  }

  /** Slices that nobody is lent, for targets whose results are there already: Done. Answers their ids, in order. */
  async addImported(
    tx: Tx,
    scan: Pick<LockedScan, 'id' | 'tenantId' | 'poolId' | 'priority'>,
    planned: readonly PlannedSlice[],
  ): Promise<string[]> {
    const ids = await this.insert(tx, scan, planned, { attempts: 0, cause: 'imported', state: 'Done' });
    await tx.change('UPDATE slices SET targets_done = target_count WHERE id IN (?)', [ids]);
    return ids;
  }

  private async insert(
    tx: Tx,
    scan: Pick<LockedScan, 'id' | 'tenantId' | 'poolId' | 'priority'>,
    planned: readonly PlannedSlice[],
    { attempts, cause, state }: { attempts: number; cause: SliceCause; state: SliceState },
  ): Promise<string[]> {
    const now = this.clock.now();
    const slices = planned.map((slice) => ({ id: newId(), ...slice }));
    const [choice] = await tx.rows('SELECT 1 FROM scans WHERE id = ? AND scanner IS NOT NULL', [scan.id]);
    const isChosen = choice !== undefined;
    await tx.change(
      `INSERT INTO slices (id, tenant_id, scan_id, pool_id, profile, engine, priority, pinned_agent_id, chosen, state, state_since, epoch, attempts, target_count, created_at) VALUES ?`,
      [
        slices.map((s) => [
          s.id,
          scan.tenantId,
          scan.id,
          scan.poolId,
          s.profile,
          s.engine,
          scan.priority,
          s.pinnedAgentId ?? null,
          isChosen && !s.pinnedAgentId ? 1 : 0,
          state,
          now,
          1,
          attempts,
          s.targets.length,
          now,
        ]) as never,
      ],
    );
    await tx.change(
      'INSERT INTO targets (scan_id, profile, address, tenant_id, slice_id) VALUES ? ON DUPLICATE KEY UPDATE slice_id = VALUES(slice_id)',
      [
        slices.flatMap((s) =>
          s.targets.map((address) => [scan.id, s.profile, address, scan.tenantId, s.id]),
        ) as never,
      ],
    );
    await writeSliceHistory(
      tx,
      slices.map((s) => ({
        tenantId: scan.tenantId,
        scanId: scan.id,
        sliceId: s.id,
        epoch: 1,
        from: null,
        to: state,
        cause,
        actor: 'planner',
        reason: '',
        at: now,
      })),
    );
    return slices.map(({ id }) => id);
  }

  /**
   * Leaves the slice its first undisposed target and gives every other one a slice of its own, so that a
   * target which breaks the tool fails alone.
   */
  async split(tx: Tx, slice: SliceRecord, attempts: number): Promise<void> {
    const rest = await tx.rows<{ address: string }>(
      `SELECT t.address FROM targets t
         LEFT JOIN dispositions d ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
        WHERE t.slice_id = ? AND d.address IS NULL ORDER BY t.address`,
      [slice.id],
    );
    const moved = rest.slice(1).map((row) => row.address);
    if (moved.length === 0) return;
    const [scan] = await tx.rows<LockedScan>(
      'SELECT id, tenant_id tenantId, pool_id poolId, priority FROM scans WHERE id = ?',
      [slice.scanId],
    );
    if (!scan) return;
    const alone = moved.map((address) => ({
      profile: slice.profile,
      engine: slice.engine,
      // Of a chosen one the dispatcher says anew.
      pinnedAgentId: slice.chosen ? null : slice.pinnedAgentId,
      targets: [address],
    }));
    await this.add(tx, scan, alone, { attempts });
    await tx.change('UPDATE slices SET target_count = target_count - ? WHERE id = ?', [
      moved.length,
      slice.id,
    ]);
  }
}
