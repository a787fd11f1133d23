import type { Tx } from '../platform';
import type { ToolDisposition } from './disposition';
import type { SliceRecord } from './slice-record';

/**
 * Gives the slice's undisposed targets their disposition from the control plane: run 0, no rows. The slice is
 * locked.
 */
export async function disposeRest(
  tx: Tx,
  slice: Pick<SliceRecord, 'id' | 'epoch' | 'ownerAgentId'>,
  kind: ToolDisposition,
  reason: string,
  at: Date,
): Promise<void> {
  const { affectedRows } = await tx.change(
    `INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, agent_id, at)
     SELECT t.scan_id, t.profile, t.address, t.tenant_id, t.slice_id, ?, 0, ?, LEFT(?, 500), 0, '', ?, ?
       FROM targets t WHERE t.slice_id = ? ORDER BY t.address`,
    [slice.epoch, kind, reason, slice.ownerAgentId, at, slice.id],
  );
  await tx.change('UPDATE slices SET targets_done = targets_done + ? WHERE id = ?', [affectedRows, slice.id]);
}

/** After a cancel every planned target without a result says so. The scan is locked. */
export async function disposeUnreached(tx: Tx, scanId: string, at: Date): Promise<void> {
  await tx.change(
    `INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, at)
     SELECT t.scan_id, t.profile, t.address, t.tenant_id, t.slice_id, 0, 0, 'not reached', 'canceled', 0, '', ?
       FROM targets t WHERE t.scan_id = ?`,
    [at, scanId],
  );
}
