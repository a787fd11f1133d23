import { traceId, type Tx } from '../platform';
import { UNLIMITED, type Hold } from './hold';
import { kindsOf } from './kinds';
import type { StartRequest } from './scan-starts';

/** Nothing runs for ever. */
const LONGEST_MS = 7 * 24 * 3_600_000;

/** Where results were made that no agent of the fleet brought. */
export interface ImportOrigin {
  /** In the words of who imported them. */
  readonly source: string;
  /** nmap, xccdf or oval. */
  readonly format: string;
  /** Of the document as it was sent, hex. */
  readonly sha256: string;
  /** When the tool looked, ISO 8601; null: the document does not tell. */
  readonly measuredAt: string | null;
}

export interface NewScan {
  readonly id: string;
  readonly now: Date;
  readonly state: 'Queued' | 'Loading';
  readonly hold: Hold | null;
  /** What a target of each profile is expected to cost: the shares of the scan's progress, from now on the same. */
  readonly weights: readonly number[];
  readonly imported?: ImportOrigin;
}

/** The scan's row as it begins. */
export async function insertScan(
  tx: Tx,
  request: StartRequest,
  { id, now, state, hold, weights, imported }: NewScan,
): Promise<void> {
  const { limits = UNLIMITED } = request;
  const [startedByKind, startedBy] = request.startedBy.split(' ', 2) as [kind: string, id: string];
  const row = {
    id,
    tenant_id: request.tenantId,
    job_id: request.jobId,
    network_id: request.networkId,
    pool_id: request.poolId,
    name: request.name,
    priority: request.priority,
    state,
    state_since: now,
    reason: '',
    profiles: JSON.stringify(request.profiles),
    target_ranges: JSON.stringify(request.targetRanges),
    targets_total: request.targetsTotal,
    targets_planned: state === 'Loading' ? request.targetsTotal : 0,
    notes: '[]',
    weights: JSON.stringify(weights),
    kinds: kindsOf(request.profiles).join(),
    max_duration_ms: request.maxDurationMs ?? LONGEST_MS,
    max_rate: request.maxRate ?? null,
    credential_id: request.credentialId ?? null,
    scanner: request.scanner ? JSON.stringify(request.scanner) : null,
    hold_code: hold?.code ?? '',
    hold_reason: hold?.reason ?? '',
    hold_until: hold?.until ?? null,
    pause_after_ms: limits.pauseAfterMs,
    resume_in_ms: limits.resumeInMs,
    cancel_after_ms: limits.cancelAfterMs,
    kept: request.kept ?? true,
    left_out: request.left?.length ? JSON.stringify(request.left) : null,
    names: request.names?.length ? JSON.stringify(request.names) : null,
    started_by_kind: startedByKind,
    started_by: startedBy,
    trace_id: traceId(),
    created_at: now,
    imported: imported ? JSON.stringify(imported) : null,
  };
  const columns = Object.keys(row);
  await tx.change(
    `INSERT INTO scans (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    Object.values(row),
  );
}
