import type { Tx } from '../platform';

/** A disposition from which no findings have been drawn yet, with the one triple whose rows count. */
export interface SettledTarget {
  readonly address: string;
  readonly sliceId: string;
  readonly epoch: number;
  readonly run: number;
  readonly rowCount: number;
  readonly kind: string;
  /** When it was looked at; for lack of that, when its disposition was committed. */
  readonly at: Date;
  /** What its run looked at (looks.hash); empty: nobody knows. */
  readonly look: string;
}

/** An observation as it lies in the ledger. */
export interface ObservationRow {
  readonly address: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly body: string;
}

/** Targets in one transaction, and the rows after which no further target is taken. */
const MOST_TARGETS = 200;
const MOST_ROWS = 4_000;
/** Bytes of a body that is fetched alone: a page stays below 64 MiB. */
const LONG_BODY = 16_384;

/** The first profile of the scan, not before `from`, that has dispositions; or null. */
export async function profileFrom(tx: Tx, scanId: string, from: number): Promise<number | null> {
  const [row] = await tx.rows<{ profile: number | null }>(
    'SELECT MIN(profile) profile FROM dispositions WHERE scan_id = ? AND profile >= ?',
    [scanId, from],
  );
  return row?.profile ?? null;
}

/**
 * Locks the next targets of a profile after an address, in the order of the primary key. Another processor
 * of the same scan waits here and then finds them loaded.
 */
export async function lockTargets(
  tx: Tx,
  scanId: string,
  profile: number,
  after: string,
): Promise<SettledTarget[]> {
  const rows = await tx.rows<SettledTarget>(
    `SELECT address, slice_id sliceId, epoch, run, row_count rowCount, kind, COALESCE(looked_at, at) at, look
       FROM dispositions
      WHERE scan_id = ? AND profile = ? AND address > ? AND loaded_at IS NULL
      ORDER BY address LIMIT ? FOR UPDATE`,
    [scanId, profile, after, MOST_TARGETS],
  );
  let total = 0;
  const enough = rows.findIndex((row) => (total += row.rowCount) > MOST_ROWS);
  return enough === -1 ? rows : rows.slice(0, Math.max(enough, 1));
}

/**
 * Visits the observations that count of targets locked before, each once, in no order. Rows come a page at a
 * time, long ones one by one, so that not all of them need to be in memory.
 */
export async function visitRows(
  tx: Tx,
  scanId: string,
  profile: number,
  targets: readonly SettledTarget[],
  visit: (row: ObservationRow) => void,
): Promise<void> {
  const [only] = targets;
  if (!only) return;
  if (targets.length > 1 || only.rowCount <= MOST_ROWS) {
    await visitPage(tx, scanId, targets, await pageOfMany(tx, scanId, profile, targets), visit);
    return;
  }
  for (let from = 0; from < only.rowCount; from += MOST_ROWS) {
    await visitPage(tx, scanId, targets, await pageOfOne(tx, scanId, only, from), visit);
  }
}

interface Page extends Omit<ObservationRow, 'body'> {
  /** Null: too long for this page. */
  body: string | null;
}

const BODY = `IF(LENGTH(o.body) <= ${LONG_BODY}, o.body, NULL) body`;

function pageOfMany(
  tx: Tx,
  scanId: string,
  profile: number,
  targets: readonly SettledTarget[],
): Promise<Page[]> {
  return tx.rows<Page>(
    `SELECT STRAIGHT_JOIN o.address, o.ordinal, o.kind, ${BODY}
       FROM dispositions d
       JOIN observations o ON o.scan_id = d.scan_id AND o.slice_id = d.slice_id AND o.epoch = d.epoch
                          AND o.run = d.run AND o.address = d.address
      WHERE d.scan_id = ? AND d.profile = ? AND d.address IN (?)`,
    [scanId, profile, targets.map((target) => target.address)],
  );
}

function pageOfOne(tx: Tx, scanId: string, target: SettledTarget, from: number): Promise<Page[]> {
  return tx.rows<Page>(
    `SELECT o.address, o.ordinal, o.kind, ${BODY} FROM observations o
      WHERE o.scan_id = ? AND o.slice_id = ? AND o.epoch = ? AND o.run = ? AND o.address = ?
        AND o.ordinal >= ? AND o.ordinal < ?`,
    [scanId, target.sliceId, target.epoch, target.run, target.address, from, from + MOST_ROWS],
  );
}

async function visitPage(
  tx: Tx,
  scanId: string,
  targets: readonly SettledTarget[],
  page: readonly Page[],
  visit: (row: ObservationRow) => void,
): Promise<void> {
  const triples = new Map(targets.map((target) => [target.address, target]));
  for (const row of page) {
    if (row.body !== null) {
      visit({ ...row, body: row.body });
      continue;
    }
    const target = triples.get(row.address) as SettledTarget;
    const [long] = await tx.rows<{ body: string }>(
      `SELECT body FROM observations
        WHERE scan_id = ? AND slice_id = ? AND epoch = ? AND run = ? AND address = ? AND ordinal = ?`,
      [scanId, target.sliceId, target.epoch, target.run, target.address, row.ordinal],
    );
    if (long) visit({ ...row, body: long.body });
  }
}
