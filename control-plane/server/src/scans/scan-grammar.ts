import {
  pageSql,
  type CursorPart,
  type ListGrammar,
  type ListPlan,
  type ListRequest,
  type Piece,
} from '../platform/http';
import { SCAN_KINDS, type ScanKind } from './kinds';
import type { ScanResult, ScanState } from './scan.machine';
import { SCAN_COLUMNS, SHOWN } from './scan-rows';

export const RESULTS: readonly ScanResult[] = ['findings', 'none', 'all hosts down'];

/** Which scans, in which order; members left out do not matter, of several values any. */
export interface ScanFilter {
  readonly state?: readonly ScanState[] | undefined;
  readonly kind?: ScanKind | undefined;
  readonly processed?: boolean | undefined;
  readonly result?: readonly ScanResult[] | undefined;
  readonly networkId?: readonly string[] | undefined;
  readonly jobId?: readonly string[] | undefined;
  readonly startedBy?: readonly string[] | undefined;
  /** Made at this time or later; made before that. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly sort?: string | undefined;
}

const CREATED = [
  { column: 'created_at', property: 'createdAt', type: 'date' },
  { column: 'id', type: 'string' },
] as const;

const BY_TIME = ['created'];

/** What lists of scans can be asked. Dates go with everything: each index ends with when a scan was made. */
export const scanGrammar: ListGrammar = {
  list: 'scans',
  fields: {
    state: { column: 'state' },
    kind: { column: 'kinds' },
    result: { column: 'result', domain: [...RESULTS, null] },
    processed: { column: 'processed', domain: [0, 1] },
    networkId: { column: 'network_id' },
    jobId: { column: 'job_id' },
    startedBy: { column: 'started_by' },
  },
  ranges: { from: { column: 'created_at', end: 'from' }, to: { column: 'created_at', end: 'to' } },
  sorts: { created: CREATED },
  defaultSort: '-created',
  paths: [
    { index: 'scan_list', by: [], sorts: BY_TIME },
    { index: 'scan_tenant_state', by: ['state'], sorts: BY_TIME },
    { index: 'scan_job', by: ['jobId'], sorts: BY_TIME },
    { index: 'scan_network', by: ['networkId'], sorts: BY_TIME },
    { index: 'scan_starter', by: ['startedBy'], sorts: BY_TIME },
    { index: 'scan_kinds', by: ['kind'], sorts: BY_TIME },
    { index: 'scan_result', by: ['result', 'processed'], sorts: BY_TIME },
  ],
};

/** Of a kind are the scans of each set of kinds that has it: `kinds` joins them in the order of SCAN_KINDS. */
const KIND_SETS = SCAN_KINDS.reduce<string[][]>(
  (sets, kind) => [...sets, ...sets.map((set) => [...set, kind])],
  [[]],
);

export function scanRequest({ kind, processed, from, to, sort, ...filters }: ScanFilter): ListRequest {
  const kinds = kind && KIND_SETS.filter((set) => set.includes(kind)).map((set) => set.join());
  const { state, result, networkId, jobId, startedBy } = filters;
  const flag = processed === undefined ? undefined : Number(processed);
  return {
    filters: { state, result, networkId, jobId, startedBy, kind: kinds, processed: flag },
    ranges: { from, to },
    sort,
  };
}

/** The statement of one page: first its keys from the index, then the rows behind them. */
export function scanPage(
  tenantId: string,
  plan: ListPlan,
  after: readonly CursorPart[] | undefined,
  fetch: number,
): Piece {
  const from = { sql: `scans FORCE INDEX (${plan.path.index})`, values: [] };
  const where = { sql: `tenant_id = ? AND ${SHOWN}`, values: [tenantId] };
  const { sql, values } = pageSql(plan, { from, where }, after, fetch);
  const way = plan.descending ? 'DESC' : 'ASC';
  return {
    sql: `SELECT ${SCAN_COLUMNS} FROM (SELECT id page_id FROM (${sql}) k) p
      STRAIGHT_JOIN scans FORCE INDEX (PRIMARY) ON id = p.page_id ORDER BY created_at ${way}, id ${way}`,
    values,
  };
}
