import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, notFound, type Bound, type Result } from '../platform';
import {
  pageKey,
  pageOf,
  pageSql,
  planList,
  type CursorPart,
  type ListPlan,
  type ListRequest,
  type Page,
} from '../platform/http';
import { findingGrammar, findingSource, jobTerm, type FindingPath } from './finding-grammar';
import type { FindingState } from './lifecycle.machine';
import { SEVERITY_LABELS, type FindingType, type Severity } from './severity';

/** Which findings, in which order; members left out do not matter, of several values any. */
export interface FindingFilter {
  /** Those that this scan saw, with the severity it saw. */
  readonly scanId?: string | undefined;
  /** Those that a scan of these jobs saw. */
  readonly jobId?: readonly string[] | undefined;
  readonly severity?: readonly number[] | undefined;
  /** Canonical text. */
  readonly address?: readonly string[] | undefined;
  readonly cve?: readonly string[] | undefined;
  readonly engine?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly checkId?: readonly string[] | undefined;
  readonly networkId?: readonly string[] | undefined;
  readonly state?: readonly FindingState[] | undefined;
  /** Last seen at this time or later; last seen before that. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** How the title begins. */
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
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

/** Reads findings of one tenant. */
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

  /** Refused: what the grammar does not know, and a cursor that this very list did not give. */
  async list(
    tenantId: string,
    filter: FindingFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Result<Page<FindingSummary>>> {
    const plan = planList(findingGrammar, requestOf(filter));
    if (isRefusal(plan)) return plan;
    const read = (after: CursorPart[] | undefined, fetch: number): Promise<Row<FindingSummary>[]> => {
      const { sql, values } = listQuery(tenantId, plan, after, fetch);
      return this.database.rows<Row<FindingSummary>>(sql, values);
    };
    const key = pageKey<Row<FindingSummary>>(plan);
    return pageOf(key, page, read, (row) => ({ ...row, ...shown(row) }));
  }
}

function requestOf({ jobId, from, to, q, sort, ...filters }: FindingFilter): ListRequest {
  return { filters: { ...filters, jobId: jobId?.map(jobTerm) }, ranges: { from, to }, q, sort };
}

function shown(row: Row<FindingSummary>): Pick<FindingSummary, 'cves' | 'severityLabel'> {
  return { cves: strings(row.cves), severityLabel: SEVERITY_LABELS[row.severity] };
}

const strings = (column: Json): string[] =>
  typeof column === 'string' ? (JSON.parse(column) as string[]) : column;

/** The statement of one page: first its keys from the index, then the rows behind them. */
export function listQuery(
  tenantId: string,
  plan: ListPlan<FindingPath>,
  after: readonly CursorPart[] | undefined,
  fetch: number,
): { sql: string; values: readonly Bound[] } {
  const source = findingSource(tenantId, plan);
  const { sql, values } = pageSql(plan, source, after, fetch);
  const severity = source.carried ? 'p.severity' : 'f.severity';
  const way = plan.descending ? 'DESC' : 'ASC';
  const order = plan.sort.map(({ column }) => `p.${column} ${way}`).join(', ');
  return {
    sql: `SELECT STRAIGHT_JOIN ${LISTED}, ${severity} severity FROM (${sql}) p
      JOIN findings f FORCE INDEX (PRIMARY) ON f.id = p.id ORDER BY ${order}`,
    values,
  };
}
