import { newId, type Bound, type Tx } from '../platform';
import { fuller, type DraftFinding } from './draft';
import { countFindings } from './finding-counts';
import { moveFindings, type MovingFinding } from './finding-moves';
import { rememberTerms } from './finding-terms';
import { findingMoves, moveOf, type FindingMove, type FindingState } from './lifecycle.machine';

/** A draft with when its target was looked at. */
export interface SeenFinding {
  readonly draft: DraftFinding;
  readonly at: Date;
}

/** For whom and in which scan something was seen. */
export interface Occasion {
  readonly tenantId: string;
  readonly networkId: string;
  readonly scanId: string;
  /** When it is written. */
  readonly now: Date;
}

/** Rows and characters of one statement; the server takes 16 MiB at once by default. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 1_000_000;

/**
 * Writes what a scan saw: findings that are new are inserted, known ones are brought up to date, each gets one
 * sighting of this scan. Repeating it changes nothing, whatever happened in between: times_seen counts
 * sightings. Statements go in the order of the fingerprints (random order deadlocks). Gives the number written.
 *
 * Of known findings first_* and the identity stay; the rest follows the newest account, within one scan the
 * fuller one.
 */
export async function remember(tx: Tx, occasion: Occasion, seen: readonly SeenFinding[]): Promise<number> {
  const rows = [...once(seen).values()].sort((a, b) => (a.draft.fingerprint < b.draft.fingerprint ? -1 : 1));
  for (const part of parts(rows)) await rememberPart(tx, occasion, part);
  return rows.length;
}

function once(seen: readonly SeenFinding[]): Map<string, SeenFinding> {
  const found = new Map<string, SeenFinding>();
  for (const one of seen) {
    const other = found.get(one.draft.fingerprint);
    found.set(
      one.draft.fingerprint,
      other ? { draft: fuller(other.draft, one.draft), at: one.at > other.at ? one.at : other.at } : one,
    );
  }
  return found;
}

function* parts(rows: readonly SeenFinding[]): Generator<SeenFinding[]> {
  let part: SeenFinding[] = [];
  let characters = 0;
  for (const row of rows) {
    const weight = row.draft.evidence.length + row.draft.summary.length + row.draft.solution.length + 1_000;
    if (part.length === MOST_ROWS || (part.length > 0 && characters + weight > MOST_CHARACTERS)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += weight;
  }
  if (part.length > 0) yield part;
}

interface Known {
  id: string;
  fingerprint: string;
  sighted: number;
  state: FindingState;
  severity: number;
  countedSeverity: number;
  lastSeenAt: Date;
  fixedAt: Date | null;
}

async function rememberPart(tx: Tx, occasion: Occasion, part: readonly SeenFinding[]): Promise<void> {
  const ids = new Set<string>();
  const values = part.map((row) => {
    const id = newId();
    ids.add(id);
    return findingRow(id, occasion, row);
  });
  await tx.change(upsert(part.length), values);
  // The statement above holds every one of these rows until the commit, so no other processor of this scan
  // can add a sighting of them after this look.
  const known = await tx.rows<Known>(
    `SELECT f.id, f.fingerprint, s.finding_id IS NOT NULL sighted, f.state, f.severity,
            f.counted_severity countedSeverity, f.last_seen_at lastSeenAt, f.fixed_at fixedAt
       FROM findings f LEFT JOIN sightings s ON s.scan_id = ? AND s.finding_id = f.id
      WHERE f.tenant_id = ? AND f.fingerprint IN (?)`,
    [occasion.scanId, occasion.tenantId, part.map(({ draft }) => draft.fingerprint)],
  );
  const again = known.filter(({ id, sighted }) => !Number(sighted) && !ids.has(id)).map(({ id }) => id);
  if (again.length > 0) {
    await tx.change('UPDATE findings SET times_seen = times_seen + 1 WHERE id IN (?)', [again]);
  }
  await regrade(tx, occasion.tenantId, known);
  const byFingerprint = new Map(part.map((row) => [row.draft.fingerprint, row]));
  await moveFindings(tx, { ...occasion, at: occasion.now }, movesOf(known, ids, byFingerprint));
  const sightings = known.map(({ id, fingerprint }) => {
    const { draft, at } = byFingerprint.get(fingerprint) as SeenFinding;
    return [occasion.scanId, id, occasion.tenantId, draft.severity, at];
  });
  await tx.change(
    `INSERT INTO sightings (scan_id, finding_id, tenant_id, severity, seen_at)
     VALUES ${placeholders(sightings.length)}
     ON DUPLICATE KEY UPDATE severity = GREATEST(severity, VALUES(severity)),
                             seen_at = GREATEST(seen_at, VALUES(seen_at))`,
    sightings,
  );
  await rememberTerms(tx, occasion.scanId, known.map(({ id }) => id).sort());
}

/** Counts those whose severity is another than it was counted under. */
async function regrade(tx: Tx, tenantId: string, known: readonly Known[]): Promise<void> {
  const graded = known.filter(({ severity, countedSeverity }) => severity !== countedSeverity);
  if (graded.length === 0) return;
  for (const { state, severity, countedSeverity } of graded) {
    // Written by a version that did not count: the next comparison finds it.
    if (countedSeverity === 0) continue;
    countFindings(tx, tenantId, state, countedSeverity, -1);
    countFindings(tx, tenantId, state, severity, 1);
  }
  await tx.change('UPDATE findings SET counted_severity = severity WHERE id IN (?)', [
    graded.map(({ id }) => id),
  ]);
}

/**
 * A finding moves with its first sighting in a scan; what another profile of the scan sees of it too moves nothing,
 * unless another scan has found it fixed in between.
 */
function movesOf(
  known: readonly Known[],
  inserted: ReadonlySet<string>,
  seen: ReadonlyMap<string, SeenFinding>,
): MovingFinding[] {
  return known.flatMap((finding): MovingFinding[] => {
    const lookedAt = (seen.get(finding.fingerprint) as SeenFinding).at;
    if (inserted.has(finding.id)) return [{ id: finding.id, move: FIRST_SEEN, lookedAt }];
    const counts = !Number(finding.sighted) || finding.state === 'Fixed';
    const move = counts ? moveOf(finding.state, 'seen', lookedAt, finding) : undefined;
    return move ? [{ id: finding.id, move, lookedAt }] : [];
  });
}

const FIRST_SEEN = findingMoves.find(({ from }) => from === null) as FindingMove;

function findingRow(
  id: string,
  { tenantId, networkId, scanId, now }: Occasion,
  { draft, at }: SeenFinding,
): Bound[] {
  return [
    id,
    tenantId,
    networkId,
    draft.fingerprint,
    draft.checkId,
    draft.address,
    draft.protocol,
    draft.port,
    scanId,
    at,
    1,
    'New',
    now,
    engineOf(draft.checkId),
    draft.severity,
    draft.hostname,
    draft.service,
    draft.title,
    draft.severitySource,
    draft.type,
    draft.cvss,
    JSON.stringify(draft.cves),
    draft.summary,
    draft.solution,
    JSON.stringify(draft.references),
    draft.evidence,
    draft.severity,
    scanId,
    at,
  ];
}

const engineOf = (checkId: string): string => checkId.split(':', 1)[0]?.slice(0, 32) ?? '';

const FIXED = `id tenant_id network_id fingerprint check_id address protocol port first_scan_id first_seen_at
  times_seen state state_since engine counted_severity`.split(/\s+/);

/** Written again at each sighting. */
const TOLD =
  'hostname service title severity_source type cvss cves summary solution references evidence severity'
    .split(' ')
    .map((column) => `\`${column}\``);

/**
 * Whether the account at hand replaces the one that is kept: within one scan the fuller, else the newer.
 * Assignments take effect from left to right, so of the columns this looks at evidence and severity are the
 * last of TOLD, and assigning one of them leaves the answer as it was.
 */
const REPLACES = `IF(last_scan_id = VALUES(last_scan_id),
    VALUES(severity) > severity
      OR (VALUES(severity) = severity AND CHAR_LENGTH(VALUES(evidence)) >= CHAR_LENGTH(evidence)),
    VALUES(last_seen_at) >= last_seen_at)`;

const UPSERT_HEAD = `INSERT INTO findings (${[...FIXED, ...TOLD, 'last_scan_id', 'last_seen_at'].join(', ')}) VALUES `;

const UPSERT_TAIL = ` ON DUPLICATE KEY UPDATE
  ${TOLD.map((column) => `${column} = IF(${REPLACES}, VALUES(${column}), ${column})`).join(',\n  ')},
  last_scan_id = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(last_scan_id), last_scan_id),
  last_seen_at = GREATEST(last_seen_at, VALUES(last_seen_at))`;

const upsert = (rows: number): string => UPSERT_HEAD + placeholders(rows) + UPSERT_TAIL;

/** One `(?)` a row: the driver writes an array as a list. */
const placeholders = (rows: number): string => Array<string>(rows).fill('(?)').join(',');
