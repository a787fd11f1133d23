import type { Tx } from '../platform';
import { SEVERITY_LABELS, type Severity } from './severity';

/** What a scan brought, as the scan shows it. */
export interface FindingsSummary {
  /** Findings that it saw, by the severity that it saw. */
  readonly bySeverity: Readonly<Record<string, number>>;
  /** Findings that became so by it. */
  readonly new: number;
  readonly active: number;
  readonly fixed: number;
  readonly reopened: number;
}

export async function summaryOf(tx: Tx, scanId: string): Promise<FindingsSummary> {
  const severities = await tx.rows<{ severity: Severity; n: string }>(
    'SELECT severity, COUNT(*) n FROM sightings WHERE scan_id = ? GROUP BY severity',
    [scanId],
  );
  const moves = await tx.rows<{ state: string; n: string }>(
    'SELECT to_state state, COUNT(*) n FROM finding_history WHERE scan_id = ? GROUP BY to_state',
    [scanId],
  );
  const seen = new Map(severities.map(({ severity, n }) => [Number(severity), Number(n)]));
  const moved = new Map(moves.map(({ state, n }) => [state, Number(n)]));
  return {
    bySeverity: Object.fromEntries(
      Object.entries(SEVERITY_LABELS).map(([severity, label]) => [label, seen.get(Number(severity)) ?? 0]),
    ),
    new: moved.get('New') ?? 0,
    active: moved.get('Active') ?? 0,
    fixed: moved.get('Fixed') ?? 0,
    reopened: moved.get('Reopened') ?? 0,
  };
}
