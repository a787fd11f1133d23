import { estimatedEnd } from './estimate';
import type { HoldCode } from './hold';
import type { ScanKind } from './kinds';
import { isFinalScan } from './scan.machine';
import type { ImportOrigin } from './scan-insertion';
import type { ScanListView, ScanProgressView } from './scan-view';
import { statusText } from './status-text';

/** A scan as the ledger has it, as far as a list shows it. */
export interface ScanRow extends Omit<
  ScanListView,
  'progress' | 'durationMs' | 'processed' | 'kinds' | 'statusText' | 'hold' | 'imported'
> {
  tenantId: string;
  kinds: string;
  processed: number;
  progress: number;
  targetsTotal: number;
  targetsDone: number;
  findingsSoFar: number;
  segmentStartedAt: Date | null;
  doneAtSegment: number;
  recentRate: number | null;
  holdCode: HoldCode | '';
  holdReason: string;
  holdUntil: Date | null;
  imported: string | null;
}

export const SCAN_COLUMNS = `id, tenant_id tenantId, job_id jobId, name, network_id networkId, priority, kinds, state,
  state_since stateSince, reason, outcome, result, processed, progress, targets_total targetsTotal,
  targets_done targetsDone, findings_so_far findingsSoFar, segment_started_at segmentStartedAt,
  done_at_segment doneAtSegment, recent_rate recentRate, started_by startedBy, started_by_kind startedByKind, created_at createdAt,
  started_at startedAt, ended_at endedAt,
  hold_code holdCode, hold_reason holdReason, hold_until holdUntil, imported`;

/** A deleted scan is there until its rows are swept, but nobody sees it. */
export const SHOWN = "state <> 'Deleted'";

export type SliceCount = Pick<ScanProgressView, 'slicesTotal' | 'slicesQueued' | 'slicesRunning'>;
const NO_SLICES: SliceCount = { slicesTotal: 0, slicesQueued: 0, slicesRunning: 0 };

export function listedScan(row: ScanRow, slices: ReadonlyMap<string, SliceCount>, now: Date): ScanListView {
  const { id, jobId, name, networkId, priority, state, stateSince, reason, outcome, result } = row;
  const { startedBy, startedByKind, createdAt, startedAt, endedAt } = row;
  const until = endedAt ?? (isFinalScan(state) ? stateSince : now);
  const progress = progressOf(row, slices.get(id) ?? NO_SLICES, now);
  const processed = Boolean(row.processed);
  return {
    ...{ id, jobId, name, networkId, priority, state, stateSince, reason, outcome, result, processed },
    kinds: row.kinds === '' ? [] : (row.kinds.split(',') as ScanKind[]),
    statusText: statusText({ state, reason, outcome, result, processed, ...progress }),
    progress,
    hold: row.holdCode === '' ? null : { code: row.holdCode, reason: row.holdReason, until: row.holdUntil },
    ...{ startedBy, startedByKind, createdAt, startedAt, endedAt },
    imported: parsedOrigin(row.imported),
    durationMs: startedAt ? Math.max(0, until.getTime() - startedAt.getTime()) : null,
  };
}

const parsedOrigin = (text: string | null): ImportOrigin | null =>
  text === null ? null : (JSON.parse(text) as ImportOrigin);

function progressOf(row: ScanRow, slices: SliceCount, now: Date): ScanProgressView {
  const { targetsTotal, targetsDone, findingsSoFar, segmentStartedAt, doneAtSegment, recentRate } = row;
  const running = row.state === 'Running' && segmentStartedAt !== null;
  const seconds = running ? (now.getTime() - segmentStartedAt.getTime()) / 1_000 : 0;
  const segmentRate = seconds > 0 ? Math.max(0, targetsDone - doneAtSegment) / seconds : null;
  const lately = running ? recentRate : null;
  const pace = { targetsLeft: targetsTotal - targetsDone, segmentRate, recentRate: lately };
  return {
    percent: Math.floor(row.progress / 10),
    ...{ targetsTotal, targetsDone, findingsSoFar },
    ratePerMinute: perMinute(segmentRate),
    recentRatePerMinute: perMinute(lately),
    estimatedEnd: running ? estimatedEnd(pace, now) : null,
    ...slices,
  };
}

const perMinute = (rate: number | null): number | null =>
  rate === null ? null : Math.round(rate * 600) / 10;
