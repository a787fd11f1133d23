import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, type Result } from '../platform';
import {
  pageKey,
  pageOf,
  pageSql,
  planList,
  type CursorPart,
  type ListGrammar,
  type ListPlan,
  type Page,
  type Piece,
} from '../platform/http';
import { readRanges } from './observed';
import type { PortRanges } from './coverage';

export interface CoverageFilter {
  readonly address?: string;
  readonly networkId?: string;
  readonly scanId?: string;
}

const SORT = [
  { column: 'looked_at', property: 'lookedAt', type: 'date' },
  { column: 'scan_id', property: 'scanId', type: 'string' },
  { column: 'profile', type: 'number' },
  { column: 'address', type: 'string' },
] as const;

/** What lists of the coverage ledger can be asked. The looks at one address are few. */
export const coverageGrammar: ListGrammar = {
  list: 'coverage',
  fields: {
    address: { column: 'address' },
    networkId: { column: 'network_id' },
    scanId: { column: 'scan_id' },
  },
  ranges: {},
  sorts: { lookedAt: SORT },
  defaultSort: '-lookedAt',
  paths: [
    { index: 'coverage_list', by: [], sorts: ['lookedAt'] },
    {
      index: 'coverage_address',
      by: ['address'],
      needs: ['address'],
      narrow: ['networkId', 'scanId'],
      sorts: ['lookedAt'],
    },
    { index: 'coverage_scan', by: ['scanId'], sorts: ['lookedAt'] },
  ],
};

/** What was looked at of one target, when, and by which scan and tool. */
export interface CoverageRow {
  readonly address: string;
  readonly networkId: string;
  readonly scanId: string;
  readonly profile: number;
  readonly lookedAt: Date;
  readonly tool: string;
  readonly toolVersion: string;
  readonly ports: readonly PortRanges[];
}

type Row = Omit<CoverageRow, 'ports'> & { ports: string };

/** Reads the coverage ledger of one tenant, the newest look first. */
@Injectable()
export class CoverageLists {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    tenantId: string,
    filter: CoverageFilter,
    page: { limit: number; cursor?: string; sort?: string },
  ): Promise<Result<Page<CoverageRow>>> {
    const { address, networkId, scanId } = filter;
    const plan = planList(coverageGrammar, { filters: { address, networkId, scanId }, sort: page.sort });
    if (isRefusal(plan)) return plan;
    const read = (after: CursorPart[] | undefined, fetch: number): Promise<Row[]> => {
      const { sql, values } = coveragePage(tenantId, plan, after, fetch);
      return this.database.rows<Row>(sql, values);
    };
    return pageOf(pageKey<Row>(plan), page, read, (row) => ({
      ...row,
      ports: readRanges(JSON.parse(row.ports)),
    }));
  }
}

/** The statement of one page: first its keys from the index, then the rows behind them. */
export function coveragePage(
  tenantId: string,
  plan: ListPlan,
  after: readonly CursorPart[] | undefined,
  fetch: number,
): Piece {
  const from = { sql: `coverage t FORCE INDEX (${plan.path.index})`, values: [] };
  const where = { sql: 't.tenant_id = ?', values: [tenantId] };
  const { sql, values } = pageSql(plan, { from, where }, after, fetch);
  const way = plan.descending ? 'DESC' : 'ASC';
  return {
    sql: `SELECT STRAIGHT_JOIN c.address, c.network_id networkId, c.scan_id scanId, c.profile, c.looked_at lookedAt,
             l.tool, l.tool_version toolVersion, l.ports
        FROM (${sql}) p
        JOIN coverage c FORCE INDEX (PRIMARY)
          ON c.scan_id = p.scan_id AND c.profile = p.profile AND c.address = p.address
        JOIN looks l ON l.hash = c.look
       ORDER BY ${plan.sort.map(({ column }) => `p.${column} ${way}`).join(', ')}`,
    values,
  };
}
