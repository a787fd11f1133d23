import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, newId, notFound, Refusal, type Bound, type Result, type Tx } from '../platform';
import {
  pageKey,
  pageOf,
  pageSql,
  planList,
  type CursorPart,
  type ListGrammar,
  type Page,
} from '../platform/http';
import { driftOf, linesOf, scoreOf, type Account, type Drift, type RuleLine } from './evaluation';

/** Where an evaluation was made, and when. */
export interface Evaluated {
  readonly tenantId: string;
  readonly scanId: string;
  readonly networkId: string;
  /** Index into the scan's profiles. */
  readonly profile: number;
  readonly address: string;
  readonly at: Date;
}

export interface EvaluationRecord {
  readonly id: string;
  readonly scanId: string;
  readonly profile: number;
  readonly jobId: string | null;
  readonly networkId: string;
  readonly address: string;
  readonly lookedAt: Date;
  readonly benchmarkId: string;
  readonly benchmarkTitle: string;
  readonly benchmarkVersion: string;
  readonly profileId: string;
  readonly profileTitle: string;
  readonly content: string;
  readonly score: number | null;
  readonly degraded: boolean;
  readonly segments: number;
  readonly overridden: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

export interface EvaluationFilter {
  readonly scanId?: string | undefined;
  readonly jobId?: string | undefined;
  readonly address?: string | undefined;
  readonly networkId?: string | undefined;
  readonly benchmarkId?: string | undefined;
  readonly profileId?: string | undefined;
}

const SORT = [
  { column: 'looked_at', property: 'lookedAt', type: 'date' },
  { column: 'id', type: 'string' },
] as const;

const NARROW = ['networkId', 'benchmarkId', 'profileId'];

/** What lists of evaluations can be asked: those of a scan, a job or a host are few. */
export const evaluationGrammar: ListGrammar = {
  list: 'evaluations',
  fields: {
    scanId: { column: 'scan_id' },
    jobId: { column: 'job_id' },
    address: { column: 'address' },
    networkId: { column: 'network_id' },
    benchmarkId: { column: 'benchmark_id' },
    profileId: { column: 'profile_id' },
  },
  ranges: {},
  sorts: { lookedAt: SORT },
  defaultSort: '-lookedAt',
  paths: [
    { index: 'evaluation_list', by: [], sorts: ['lookedAt'] },
    {
      index: 'evaluation_host',
      by: ['address'],
      needs: ['address'],
      narrow: [...NARROW, 'scanId', 'jobId'],
      sorts: ['lookedAt'],
    },
    { index: 'evaluation_scan', by: ['scanId'], needs: ['scanId'], narrow: NARROW, sorts: ['lookedAt'] },
    { index: 'evaluation_job', by: ['jobId'], needs: ['jobId'], narrow: NARROW, sorts: ['lookedAt'] },
  ],
};

const COLUMNS = `e.id, e.scan_id scanId, e.profile, e.job_id jobId, e.network_id networkId, e.address, e.looked_at lookedAt,
  e.benchmark_id benchmarkId, e.benchmark_title benchmarkTitle, e.benchmark_version benchmarkVersion, e.profile_id profileId,
  e.profile_title profileTitle, e.content, e.score, e.degraded, e.segments, e.overridden, e.counts`;

type Row = Omit<EvaluationRecord, 'degraded' | 'overridden' | 'counts'> & {
  degraded: number;
  overridden: string;
  counts: string;
};

/** What came of evaluations of profiles, over time. */
@Injectable()
export class Evaluations {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Keeps one; the same target of the same scan once. */
  async keep(tx: Tx, where: Evaluated, account: Account, rules: readonly RuleLine[]): Promise<void> {
    const { lines, counts } = linesOf(rules);
    const cut = (words: string, most: number): string => [...words].slice(0, most).join('');
    const row = {
      id: newId(),
      tenant_id: where.tenantId,
      scan_id: where.scanId,
      profile: where.profile,
      network_id: where.networkId,
      address: where.address,
      looked_at: where.at,
      benchmark_id: cut(account.benchmarkId, 255),
      benchmark_title: cut(account.benchmarkTitle, 300),
      benchmark_version: cut(account.benchmarkVersion, 100),
      profile_id: cut(account.profileId, 255),
      profile_title: cut(account.profileTitle, 300),
      content: /^[0-9a-f]{64}$/.test(account.content) ? account.content : '',
      score: scoreOf(account),
      degraded: account.trouble.length > 0,
      segments: Math.min(account.segments, 65_535),
      counts: JSON.stringify(counts),
      rules: JSON.stringify(lines),
    };
    const columns = Object.keys(row);
    await tx.change(
      `INSERT IGNORE INTO evaluations (${columns.join()}, job_id, overridden)
       SELECT ${columns.map(() => '?').join()}, s.job_id,
              COALESCE(JSON_EXTRACT(s.profiles, CONCAT('$[', ?, '].options.overridden')), '[]') FROM scans s WHERE s.id = ?`,
      [...Object.values(row), where.profile, where.scanId],
    );
  }

  /** Newest first. Refusals: those of planList. */
  async list(
    tenantId: string,
    filter: EvaluationFilter,
    page: { limit: number; cursor?: string; sort?: string },
  ): Promise<Result<Page<EvaluationRecord>>> {
    const { scanId, jobId, address, networkId, benchmarkId, profileId } = filter;
    const filters = { scanId, jobId, address, networkId, benchmarkId, profileId };
    const plan = planList(evaluationGrammar, { filters, sort: page.sort });
    if (isRefusal(plan)) return plan;
    const way = plan.descending ? 'DESC' : 'ASC';
    const read = (after: CursorPart[] | undefined, fetch: number): Promise<Row[]> => {
      const from = { sql: `evaluations t FORCE INDEX (${plan.path.index})`, values: [] };
      const where = { sql: 't.tenant_id = ?', values: [tenantId] };
      const { sql, values } = pageSql(plan, { from, where }, after, fetch);
      return this.database.rows<Row>(
        `SELECT STRAIGHT_JOIN ${COLUMNS} FROM (${sql}) p JOIN evaluations e FORCE INDEX (PRIMARY) ON e.id = p.id
          ORDER BY ${plan.sort.map(({ column }) => `p.${column} ${way}`).join(', ')}`,
        values,
      );
    };
    return pageOf(pageKey<Row>(plan), page, read, recordOf);
  }

  async find(tenantId: string, id: string): Promise<Result<EvaluationRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM evaluations e WHERE e.tenant_id = ? AND e.id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('evaluation');
  }

  /** In the order of their ids. Refusal `not-found`. */
  async rules(tenantId: string, id: string): Promise<Result<readonly RuleLine[]>> {
    const [row] = await this.database.rows<{ rules: string }>(
      'SELECT rules FROM evaluations WHERE tenant_id = ? AND id = ?',
      [tenantId, id],
    );
    return row ? (JSON.parse(row.rules) as RuleLine[]) : notFound('evaluation');
  }

  /** Every result of one rule, with all that was told of it, in no order. Refusal `not-found`. */
  async rule(
    tenantId: string,
    id: string,
    rule: string,
  ): Promise<Result<readonly Record<string, unknown>[]>> {
    const rows = await this.database.rows<{ body: string }>(
      `SELECT o.body FROM evaluations e
         JOIN dispositions d ON d.scan_id = e.scan_id AND d.profile = e.profile AND d.address = e.address
         JOIN observations o ON o.scan_id = d.scan_id AND o.slice_id = d.slice_id AND o.epoch = d.epoch AND o.run = d.run
              AND o.address = d.address
        WHERE e.tenant_id = ? AND e.id = ? AND o.kind = 'rule' AND JSON_VALUE(o.body, '$.rule') = ?`,
      [tenantId, id, rule],
    );
    return rows.length > 0
      ? rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
      : notFound('rule');
  }

  /**
   * What is different since another evaluation; since the one before of the same host, benchmark and profile unless one is
   * named. Refusals: `not-found`, `nothing-before` (404), `not-comparable` (422).
   */
  async drift(
    tenantId: string,
    id: string,
    against: string | undefined,
  ): Promise<Result<Drift & { readonly before: EvaluationRecord; readonly now: EvaluationRecord }>> {
    const now = await this.find(tenantId, id);
    if (isRefusal(now)) return now;
    const before =
      against === undefined ? await this.before(tenantId, now) : await this.find(tenantId, against);
    if (isRefusal(before)) return before;
    if (before.benchmarkId !== now.benchmarkId || before.profileId !== now.profileId) {
      const reason = 'Evaluations of different profiles cannot be compared.';
      return new Refusal('not-comparable', 422, reason, [
        { path: '/against', code: 'not-comparable', reason },
      ]);
    }
    const [old, present] = [await this.rules(tenantId, before.id), await this.rules(tenantId, id)];
    if (isRefusal(old)) return old;
    return isRefusal(present) ? present : { ...driftOf(old, present), before, now };
  }

  private async before(tenantId: string, now: EvaluationRecord): Promise<Result<EvaluationRecord>> {
    const { networkId, address, benchmarkId, profileId, lookedAt, id } = now;
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM evaluations e FORCE INDEX (evaluation_host)
        WHERE e.tenant_id = ? AND e.address = ? AND (e.looked_at, e.id) < (?, ?)
          AND e.network_id = ? AND e.benchmark_id = ? AND e.profile_id = ?
        ORDER BY e.looked_at DESC, e.id DESC LIMIT 1`,
      [tenantId, address, lookedAt, id, networkId, benchmarkId, profileId],
    );
    return row
      ? recordOf(row)
      : new Refusal('nothing-before', 404, 'It is the first of its host and profile.');
  }

  /** The newest of each host and profile, of one scan or of all scans of a job, at most `most`, worst first. */
  async newest(
    tenantId: string,
    of: { scanId: string } | { jobId: string },
    most: number,
  ): Promise<EvaluationRecord[]> {
    const [column, value]: [string, Bound] = 'scanId' in of ? ['scan_id', of.scanId] : ['job_id', of.jobId];
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM (
         SELECT id, ROW_NUMBER() OVER (PARTITION BY network_id, address, benchmark_id, profile_id
                                       ORDER BY looked_at DESC, id DESC) turn
           FROM evaluations WHERE tenant_id = ? AND ${column} = ?) n
         JOIN evaluations e ON e.id = n.id
        WHERE n.turn = 1 ORDER BY e.score IS NULL DESC, e.score, e.address, e.profile_id LIMIT ?`,
      [tenantId, value, most],
    );
    return rows.map(recordOf);
  }

  /** Of the rules of these evaluations that failed, those that failed most often. */
  async worstRules(
    ids: readonly string[],
    most: number,
  ): Promise<(Omit<RuleLine, 'result' | 'check'> & { failed: number })[]> {
    const failed = new Map<string, Omit<RuleLine, 'result' | 'check'> & { failed: number }>();
    for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
      const rows = await this.database.rows<{ rules: string }>(
        'SELECT rules FROM evaluations WHERE id IN (?)',
        [ids.slice(from, from + READ_AT_ONCE)],
      );
      for (const { rules } of rows) {
        const once = new Map(
          (JSON.parse(rules) as RuleLine[]).filter(isFailed).map((line) => [line.rule, line]),
        );
        for (const [rule, { severity, title }] of once)
          failed.set(rule, { rule, severity, title, failed: (failed.get(rule)?.failed ?? 0) + 1 });
      }
    }
    return [...failed.values()]
      .sort((a, b) => b.failed - a.failed || (a.rule < b.rule ? -1 : 1))
      .slice(0, most);
  }
}

/** Each may be a hundred kilobytes. */
const READ_AT_ONCE = 20;

const isFailed = ({ result }: RuleLine): boolean => result === 'fail';

const recordOf = ({ degraded, overridden, counts, ...row }: Row): EvaluationRecord => ({
  ...row,
  degraded: Boolean(degraded),
  overridden: JSON.parse(overridden) as string[],
  counts: JSON.parse(counts) as Record<string, number>,
});
