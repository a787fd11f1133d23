import { Inject, Injectable } from '@nestjs/common';
import { Database, isId, notFound, Refusal, RefusalError, type Bound, type Result } from '../platform';
import { pageOf, type CursorPart, type Page, type PageKey } from '../platform/http';
import type { FindingState } from './lifecycle.machine';
import { SEVERITY_LABELS, type FindingType, type Severity } from './severity';

/** Which findings; members left out do not matter. */
export interface FindingFilter {
  /** Those that this scan saw, with the severity it saw. */
  readonly scanId?: string;
  readonly severity?: number;
  readonly minSeverity?: number;
  /** Canonical text. */
  readonly address?: string;
  readonly type?: string;
  readonly checkId?: string;
  readonly networkId?: string;
  /** One of these. */
  readonly state?: readonly FindingState[];
}

/** A finding as lists show it. */
export interface FindingSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly severityLabel: string;
  readonly type: FindingType;
  readonly cvss: number | null;
  readonly cves: string[];
  readonly address: string;
  readonly hostname: string;
  readonly protocol: string;
  readonly port: number;
  readonly service: string;
  readonly checkId: string;
  readonly state: FindingState;
  readonly stateSince: Date;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly timesSeen: number;
}

/** Everything about a finding. */
export interface FindingRecord extends FindingSummary {
  readonly severitySource: string;
  readonly summary: string;
  readonly solution: string;
  readonly references: string[];
  readonly evidence: string;
  readonly networkId: string;
  readonly firstScanId: string;
  readonly lastScanId: string;
  /** When its spot was last looked at and it was not there; and by which scan. */
  readonly fixedAt: Date | null;
  readonly fixedScanId: string | null;
}

/** One move of a finding. */
export interface FindingHistoryRow {
  readonly id: string;
  readonly from: FindingState | null;
  readonly to: FindingState;
  readonly cause: string;
  readonly scanId: string;
  readonly lookedAt: Date;
  readonly at: Date;
}

/** A JSON column: the driver parses it when the server says what it is, and gives its text otherwise. */
type Json = string | string[];

type Row<T extends FindingSummary> = Omit<T, 'cves' | 'references' | 'severityLabel'> & {
  cves: Json;
  references?: Json;
};

const LISTED = `f.id, f.title, f.type, f.cvss, f.cves, f.address, f.hostname, f.protocol, f.port, f.service,
  f.check_id checkId, f.state, f.state_since stateSince, f.first_seen_at firstSeenAt, f.last_seen_at lastSeenAt, f.times_seen timesSeen`;

const WHOLE = `${LISTED}, f.severity, f.severity_source severitySource, f.summary, f.solution, f.\`references\`,
  f.evidence, f.network_id networkId, f.first_scan_id firstScanId, f.last_scan_id lastScanId, f.fixed_at fixedAt,
  f.fixed_scan_id fixedScanId`;

const KEY: PageKey<Row<FindingSummary>> = {
  list: 'findings',
  shape: ['number', 'string'],
  of: ({ severity, id }) => [severity, id],
};

/** Reads findings of one tenant. Lists go from the gravest down, within a severity from the newest. */
@Injectable()
export class FindingLists {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(tenantId: string, id: string): Promise<Result<FindingRecord>> {
    const [row] = await this.database.rows<Row<FindingRecord>>(
      `SELECT ${WHOLE} FROM findings f WHERE f.id = ? AND f.tenant_id = ?`,
      [id, tenantId],
    );
    if (!row) return notFound('finding');
    return { ...row, ...shown(row), references: strings(row.references ?? []) };
  }

  /** The finding’s moves in their order, after this id; none for a finding that is not there. */
  async history(tenantId: string, id: string, after: string, limit: number): Promise<FindingHistoryRow[]> {
    return this.database.rows<FindingHistoryRow>(
      `SELECT id, from_state \`from\`, to_state \`to\`, cause, scan_id scanId, looked_at lookedAt, at
         FROM finding_history WHERE tenant_id = ? AND finding_id = ? AND id > ? ORDER BY id LIMIT ?`,
      [tenantId, id, after, limit],
    );
  }

  /** Refused: a cursor that no list of findings gave. */
  async list(
    tenantId: string,
    filter: FindingFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Result<Page<FindingSummary>>> {
    const read = (after: CursorPart[] | undefined, fetch: number): Promise<Row<FindingSummary>[]> => {
      const { sql, values } = listQuery(tenantId, filter, place(after), fetch);
      return this.database.rows<Row<FindingSummary>>(sql, values);
    };
    return pageOf(KEY, page, read, (row) => ({ ...row, ...shown(row) }));
  }
}

function shown(row: Row<FindingSummary>): Pick<FindingSummary, 'cves' | 'severityLabel'> {
  return { cves: strings(row.cves), severityLabel: SEVERITY_LABELS[row.severity] };
}

const strings = (column: Json): string[] =>
  typeof column === 'string' ? (JSON.parse(column) as string[]) : column;

interface Place {
  severity: number;
  id: string;
}

/** @throws RefusalError when the cursor's second part is no id. */
function place(after: CursorPart[] | undefined): Place | undefined {
  if (!after) return undefined;
  const [severity, id] = after;
  if (typeof severity === 'number' && isId(id)) return { severity, id };
  const reason = 'The cursor is not one that this list gave.';
  const field = { path: '/cursor', code: 'invalid-cursor', reason };
  throw new RefusalError(new Refusal('invalid-cursor', 422, reason, [field]));
}

/**
 * The statement of one page. Its index is forced: left alone, the optimiser reads deep pages by another one
 * and sorts, for seconds at five million rows.
 */
export function listQuery(
  tenantId: string,
  filter: FindingFilter,
  after: Place | undefined,
  fetch: number,
): { sql: string; values: Bound[] } {
  const { from, severity, id, values } = source(tenantId, filter);
  const conditions: string[] = ['f.tenant_id = ?'];
  values.push(tenantId);
  const where = (condition: string, ...bound: Bound[]): void => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (filter.severity !== undefined) where(`${severity} = ?`, filter.severity);
  if (filter.minSeverity !== undefined) where(`${severity} >= ?`, filter.minSeverity);
  if (filter.address !== undefined) where('f.address = ?', filter.address);
  if (filter.type !== undefined) where('f.type = ?', filter.type);
  if (filter.checkId !== undefined) where('f.check_id = ?', filter.checkId);
  if (filter.networkId !== undefined) where('f.network_id = ?', filter.networkId);
  if (filter.state !== undefined)
    where(`f.state IN (${filter.state.map(() => '?').join()})`, ...filter.state);
  if (after) {
    where(`(${severity} < ? OR (${severity} = ? AND ${id} < ?))`, after.severity, after.severity, after.id);
  }
  values.push(fetch);
  const sql = `SELECT STRAIGHT_JOIN ${LISTED}, ${severity} severity FROM ${from}
     WHERE ${conditions.join(' AND ')} ORDER BY ${severity} DESC, ${id} DESC LIMIT ?`;
  return { sql, values };
}

interface Source {
  from: string;
  severity: string;
  id: string;
  values: Bound[];
}

/** Where the page is read from: the table that is walked in order comes first. */
function source(tenantId: string, { scanId, address, checkId }: FindingFilter): Source {
  if (scanId === undefined) {
    const index =
      address !== undefined ? 'finding_address' : checkId !== undefined ? 'finding_check' : 'finding_list';
    return { from: `findings f FORCE INDEX (${index})`, severity: 'f.severity', id: 'f.id', values: [] };
  }
  const sighting = { severity: 's.severity', id: 's.finding_id', values: [scanId, tenantId] };
  if (address !== undefined) {
    return {
      ...sighting,
      from: `findings f FORCE INDEX (finding_address)
        JOIN sightings s FORCE INDEX (PRIMARY) ON s.scan_id = ? AND s.tenant_id = ? AND s.finding_id = f.id`,
    };
  }
  return {
    ...sighting,
    from: `sightings s FORCE INDEX (sighting_list)
      JOIN findings f FORCE INDEX (PRIMARY) ON s.scan_id = ? AND s.tenant_id = ? AND f.id = s.finding_id`,
  };
}
