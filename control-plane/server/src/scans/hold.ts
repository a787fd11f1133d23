import { stepKind, type Tx } from '../platform';

/** Why a scan waits although nobody paused it. */
export const HOLD_CODES = ['blackout', 'window-closed', 'pause-after'] as const;
export type HoldCode = (typeof HOLD_CODES)[number];

/** Until when, and why in words. Null: not known. */
export interface Hold {
  readonly code: HoldCode;
  readonly reason: string;
  readonly until: Date | null;
}

/**
 * In the transaction that starts a scan: whoever keeps times for scans may say that it has to wait. Such a scan is
 * Queued without any slice, so that nothing can be lent.
 */
export const scanStarting = stepKind<{
  readonly tenantId: string;
  readonly networkId: string;
  readonly jobId: string | null;
  hold: Hold | null;
}>('scan.starting');

/** What a schedule says about how long its scans may go on. Milliseconds; null: no such limit. */
export interface ScanLimits {
  /** Of running without a pause. */
  readonly pauseAfterMs: number | null;
  /** Of being paused after that; null: a person resumes. */
  readonly resumeInMs: number | null;
  /** Since it was made. */
  readonly cancelAfterMs: number | null;
}

export const UNLIMITED: ScanLimits = { pauseAfterMs: null, resumeInMs: null, cancelAfterMs: null };

/** The one place that writes the columns of the hold. Null: nothing holds the scan. */
export async function writeHold(tx: Tx, scanId: string, hold: Hold | null): Promise<void> {
  await tx.change('UPDATE scans SET hold_code = ?, hold_reason = ?, hold_until = ? WHERE id = ?', [
    ...[hold?.code ?? '', hold?.reason ?? '', hold?.until ?? null, scanId],
  ]);
}

/** Null: nothing holds the scan. Lock the scan first. */
export async function readHold(tx: Tx, scanId: string): Promise<Hold | null> {
  const [row] = await tx.rows<{ code: HoldCode | ''; reason: string; until: Date | null }>(
    'SELECT hold_code code, hold_reason reason, hold_until until FROM scans WHERE id = ?',
    [scanId],
  );
  return row && row.code !== '' ? { ...row, code: row.code } : null;
}
