import type { Bound, Tx } from '../platform';
import { countFindings } from './finding-counts';
import { renewTerms } from './finding-terms';
import type { FindingMove } from './lifecycle.machine';

/** A finding whose row is locked, and the move it makes. */
export interface MovingFinding {
  readonly id: string;
  readonly move: FindingMove;
  /** When its target was looked at. */
  readonly lookedAt: Date;
}

/** In which scan, and when it is written. */
export interface MoveOccasion {
  readonly tenantId: string;
  readonly scanId: string;
  readonly at: Date;
}

const MOST_ROWS = 1_000;

/**
 * The one writer of findings.state: the moves, their history rows and, for a fix, when and by which scan. New findings
 * are inserted in their state; of them only the history is written.
 */
export async function moveFindings(
  tx: Tx,
  occasion: MoveOccasion,
  moving: readonly MovingFinding[],
): Promise<void> {
  for (let from = 0; from < moving.length; from += MOST_ROWS) {
    await movePart(tx, occasion, moving.slice(from, from + MOST_ROWS));
  }
}

async function movePart(
  tx: Tx,
  { tenantId, scanId, at }: MoveOccasion,
  part: readonly MovingFinding[],
): Promise<void> {
  await countMoves(tx, tenantId, part);
  const byMove = new Map<FindingMove, MovingFinding[]>();
  for (const one of part) byMove.set(one.move, [...(byMove.get(one.move) ?? []), one]);
  for (const [{ from, to }, findings] of byMove) {
    if (from === null) continue;
    const ids = findings.map(({ id }) => id);
    const { affectedRows } = await tx.change(
      'UPDATE findings SET state = ?, state_since = ? WHERE id IN (?) AND state = ?',
      [to, at, ids, from],
    );
    if (affectedRows !== ids.length) throw new Error('findings moved under their lock');
    await renewTerms(tx, ids);
    if (to === 'Fixed') await fix(tx, scanId, findings);
  }
  const rows: Bound[][] = part.map(({ id, move, lookedAt }) => [
    ...[tenantId, id, move.from, move.to, move.cause, scanId],
    ...[lookedAt, at],
  ]);
  await tx.change(
    `INSERT INTO finding_history (tenant_id, finding_id, from_state, to_state, cause, scan_id, looked_at, at)
     VALUES ${rows.map(() => '(?)').join(',')}`,
    rows,
  );
}

async function countMoves(tx: Tx, tenantId: string, part: readonly MovingFinding[]): Promise<void> {
  const ids = part.map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await tx.rows<{ id: string; severity: number }>(
    'SELECT id, severity FROM findings WHERE id IN (?)',
    [ids],
  );
  const severities = new Map(rows.map(({ id, severity }) => [id, severity]));
  for (const { id, move } of part) {
    const severity = severities.get(id);
    if (severity === undefined) throw new Error('a finding went under its lock');
    if (move.from !== null) countFindings(tx, tenantId, move.from, severity, -1);
    countFindings(tx, tenantId, move.to, severity, 1);
  }
}

/** Looks of one target share their time: few values for many findings. */
async function fix(tx: Tx, scanId: string, findings: readonly MovingFinding[]): Promise<void> {
  const byTime = new Map<number, string[]>();
  for (const { id, lookedAt } of findings) {
    byTime.set(lookedAt.getTime(), [...(byTime.get(lookedAt.getTime()) ?? []), id]);
  }
  for (const [time, ids] of byTime) {
    await tx.change('UPDATE findings SET fixed_at = ?, fixed_scan_id = ? WHERE id IN (?)', [
      new Date(time),
      scanId,
      ids,
    ]);
  }
}
