import { traceId, type Tx } from '../platform';

/** Who starts scans: a person, a token, or a job's schedule. */
export type Starter = `user ${string}` | `token ${string}` | `schedule ${string}`;

/** Who made a move, for the history: `token <id>`, `agent <id>`, or the name of a round. */
export type Actor =
  | Starter
  | `agent ${string}`
  | 'planner'
  | 'reaper'
  | 'loader'
  | 'sweeper'
  | 'slices'
  | 'window'
  | 'provisioner';

const REASON_LIMIT = 500;

export const shortened = (reason: string): string => [...reason].slice(0, REASON_LIMIT).join('');

export interface ScanStep {
  tenantId: string;
  scanId: string;
  from: string | null;
  to: string;
  cause: string;
  actor: Actor;
  reason: string;
  at: Date;
}

export async function writeScanHistory(tx: Tx, step: ScanStep): Promise<void> {
  await tx.change(
    'INSERT INTO scan_history (tenant_id, scan_id, from_state, to_state, cause, actor, reason, trace_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      step.tenantId,
      step.scanId,
      step.from,
      step.to,
      step.cause,
      step.actor,
      shortened(step.reason),
      traceId(),
      step.at,
    ],
  );
}

export interface SliceStep extends ScanStep {
  sliceId: string;
  epoch: number;
}

export async function writeSliceHistory(tx: Tx, steps: readonly SliceStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.change(
    'INSERT INTO slice_history (tenant_id, scan_id, slice_id, epoch, from_state, to_state, cause, actor, reason, at) VALUES ?',
    [
      steps.map((s) => [
        s.tenantId,
        s.scanId,
        s.sliceId,
        s.epoch,
        s.from,
        s.to,
        s.cause,
        s.actor,
        shortened(s.reason),
        s.at,
      ]) as never,
    ],
  );
}
