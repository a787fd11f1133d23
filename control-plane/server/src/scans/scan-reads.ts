import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalAddress } from '../assets';
import type { LeftTarget, PinnedName } from '../assets';
import { Agents } from '../fleet';
import { Clock, Database, isRefusal, notFound, Refusal, type Result } from '../platform';
import { pageKey, pageOf, planList, type Page } from '../platform/http';
import type { EngineProfile } from '../profiles';
import { Artifacts } from './artifacts';
import type { DispositionKind } from './disposition';
import { scanGrammar, scanPage, scanRequest, type ScanFilter } from './scan-grammar';
import { listedScan, SCAN_COLUMNS, SHOWN, type ScanRow, type SliceCount } from './scan-rows';
import type {
  ScanFindingsView,
  ScanHistoryView,
  ScanListView,
  ScanSummaryView,
  ScanView,
  SliceView,
  TargetView,
} from './scan-view';

interface WholeRow extends ScanRow {
  /** JSON, all three. */
  profiles: string;
  notes: string;
  summary: string | null;
  traceId: string;
  rerunOf: string | null;
  kept: number;
  segment: number;
  ranMs: string;
  targetsPlanned: number;
  restDisposition: DispositionKind | null;
}

const WHOLE = `${SCAN_COLUMNS}, profiles, notes, summary, trace_id traceId, rerun_of rerunOf, kept, segment, ran_ms ranMs,
  targets_planned targetsPlanned, rest_disposition restDisposition`;

/** A tenant's scans as the API shows them. Reads only. */
@Injectable()
export class ScanReads {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
    @Inject(Agents) private readonly agents: Agents,
  ) {}

  async find(tenantId: string, id: string): Promise<Result<ScanView>> {
    const [row] = await this.database.rows<WholeRow>(
      `SELECT ${WHOLE} FROM scans WHERE tenant_id = ? AND id = ? AND ${SHOWN}`,
      [tenantId, id],
    );
    if (!row) return notFound('scan');
    const [slices, summary] = await Promise.all([this.sliceCounts([row]), this.summary(row)]);
    return {
      ...listedScan(row, slices, this.clock.now()),
      profiles: JSON.parse(row.profiles) as EngineProfile[],
      notes: JSON.parse(row.notes) as string[],
      traceId: row.traceId,
      rerunOf: row.rerunOf,
      kept: Boolean(row.kept),
      summary,
    };
  }

  async exists(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.database.rows(`SELECT 1 FROM scans WHERE tenant_id = ? AND id = ? AND ${SHOWN}`, [
      tenantId,
      id,
    ]);
    return rows.length > 0;
  }

  /** Newest first unless sorted otherwise. Refused: what the grammar does not know, and a cursor of another list. */
  async list(
    tenantId: string,
    filter: ScanFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Result<Page<ScanListView>>> {
    const plan = planList(scanGrammar, scanRequest(filter));
    if (isRefusal(plan)) return plan;
    const listed = await pageOf(
      pageKey<ScanRow>(plan),
      page,
      (after, fetch) => {
        const { sql, values } = scanPage(tenantId, plan, after, fetch);
        return this.database.rows<ScanRow>(sql, values);
      },
      (row) => row,
    );
    if (isRefusal(listed)) return listed;
    const slices = await this.sliceCounts(listed.items);
    const items = listed.items.map((row) => listedScan(row, slices, this.clock.now()));
    return { items, nextCursor: listed.nextCursor };
  }

  /** In the order of the moves, after this id. */
  async history(tenantId: string, scanId: string, after: string, limit: number): Promise<ScanHistoryView[]> {
    return this.database.rows<ScanHistoryView>(
      `SELECT id, from_state \`from\`, to_state \`to\`, cause, actor, reason, trace_id traceId, at
         FROM scan_history
        WHERE tenant_id = ? AND scan_id = ? AND id > ? ORDER BY id LIMIT ?`,
      [tenantId, scanId, after, limit],
    );
  }

  /** In the order of planning, after this id. */
  async slices(
    tenantId: string,
    scanId: string,
    after: string | undefined,
    limit: number,
  ): Promise<SliceView[]> {
    const slices = await this.database.rows<Omit<SliceView, 'agentName'>>(
      `SELECT id, profile, engine, state, state_since stateSince, reason, epoch, attempts,
              COALESCE(owner_agent_id, last_owner_agent_id) agentId,
              phase, fraction,
              target_count targetsTotal, targets_done targetsDone
         FROM slices WHERE tenant_id = ? AND scan_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, scanId, after, limit] : [tenantId, scanId, limit],
    );
    const names = await this.agents.names(slices.flatMap(({ agentId }) => agentId ?? []));
    return slices.map((slice) => ({ ...slice, agentName: names.get(slice.agentId ?? '') ?? '' }));
  }

  /** By profile and the address’s text, after this key. */
  async targets(
    tenantId: string,
    scanId: string,
    after: readonly [profile: number, address: string] | undefined,
    limit: number,
  ): Promise<TargetView[]> {
    const where = after ? 'AND (t.profile > ? OR (t.profile = ? AND t.address > ?))' : '';
    const rows = await this.database.rows<Omit<TargetView, 'raw'> & { raw: number }>(
      `SELECT t.address, t.profile, d.kind disposition, COALESCE(d.reason, '') reason, t.slice_id sliceId,
              d.agent_id agentId, d.at, COALESCE(d.row_count, 0) observations, COALESCE(d.artifact, '') <> '' raw
         FROM targets t LEFT JOIN dispositions d
              ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
        WHERE t.tenant_id = ? AND t.scan_id = ? ${where} ORDER BY t.profile, t.address LIMIT ?`,
      [tenantId, scanId, ...(after ? [after[0], after[0], after[1]] : []), limit],
    );
    return rows.map((row) => ({
      ...row,
      observations: Number(row.observations),
      raw: Number(row.raw) === 1,
    }));
  }

  /** As they were at the start, from this place. Small enough to be read whole: one entry for each asset, name or range. */
  async selection<K extends 'left_out' | 'names'>(
    tenantId: string,
    scanId: string,
    column: K,
    from: number,
    limit: number,
  ): Promise<(K extends 'names' ? PinnedName : LeftTarget)[]> {
    const [row] = await this.database.rows<{ list: string | null }>(
      `SELECT ${column} list FROM scans WHERE tenant_id = ? AND id = ?`,
      [tenantId, scanId],
    );
    const list = JSON.parse(row?.list ?? '[]') as (K extends 'names' ? PinnedName : LeftTarget)[];
    return list.slice(from, from + limit);
  }

  /**
   * The tool's own output about one target, unpacked while it is read. Refusals: `not-found`, `no-raw-output`
   * (404) when the tool wrote none or the target has no disposition yet.
   */
  async raw(tenantId: string, scanId: string, target: string, profile: number): Promise<Result<Readable>> {
    const none = new Refusal('no-raw-output', 404, 'There is no output of a tool about this target.');
    return this.unpacked('artifact', none, tenantId, scanId, target, profile);
  }

  /** As `raw`, the tool's own report for people, in HTML. Refusals: `not-found`, `no-report` (404). */
  async report(tenantId: string, scanId: string, target: string, profile: number): Promise<Result<Readable>> {
    const none = new Refusal('no-report', 404, 'There is no report of a tool about this target.');
    return this.unpacked('report', none, tenantId, scanId, target, profile);
  }

  private async unpacked(
    what: 'artifact' | 'report',
    none: Refusal,
    tenantId: string,
    scanId: string,
    target: string,
    profile: number,
  ): Promise<Result<Readable>> {
    const address = canonicalAddress(target);
    if (address === undefined || !(await this.exists(tenantId, scanId))) return notFound('target');
    const [row] = await this.database.rows<{ hash: string }>(
      `SELECT ${what} hash FROM dispositions WHERE tenant_id = ? AND scan_id = ? AND profile = ? AND address = ?`,
      [tenantId, scanId, profile, address],
    );
    const packed = row?.hash ? await this.artifacts.open(tenantId, row.hash) : undefined;
    if (!packed) return none;
    const plain = createGunzip();
    packed.once('error', (error) => plain.destroy(error));
    plain.once('close', () => packed.destroy());
    return packed.pipe(plain);
  }

  private async sliceCounts(
    scans: readonly Pick<ScanRow, 'id' | 'tenantId'>[],
  ): Promise<Map<string, SliceCount>> {
    const tenantId = scans[0]?.tenantId;
    if (tenantId === undefined) return new Map();
    const rows = await this.database.rows<{ scanId: string; total: string; queued: string; running: string }>(
      `SELECT scan_id scanId, COUNT(*) total, COALESCE(SUM(state = 'Queued'), 0) queued,
              COALESCE(SUM(state IN ('Running', 'Stopping')), 0) running
         FROM slices WHERE tenant_id = ? AND scan_id IN (?) GROUP BY scan_id`,
      [tenantId, scans.map(({ id }) => id)],
    );
    return new Map(
      rows.map((row) => [
        row.scanId,
        {
          slicesTotal: Number(row.total),
          slicesQueued: Number(row.queued),
          slicesRunning: Number(row.running),
        },
      ]),
    );
  }

  private async summary(row: WholeRow): Promise<ScanSummaryView> {
    const { tenantId, id, segment, segmentStartedAt, targetsTotal, targetsPlanned, restDisposition } = row;
    const kinds = await this.database.rows<{ kind: DispositionKind; n: string }>(
      'SELECT kind, COUNT(*) n FROM dispositions WHERE tenant_id = ? AND scan_id = ? GROUP BY kind',
      [tenantId, id],
    );
    const [agents] = await this.database.rows<{ n: string }>(
      'SELECT COUNT(DISTINCT agent_id) n FROM dispositions WHERE tenant_id = ? AND scan_id = ?',
      [tenantId, id],
    );
    const dispositions: Partial<Record<DispositionKind, number>> = Object.fromEntries(
      kinds.map(({ kind, n }) => [kind, Number(n)]),
    );
    const rest = targetsTotal - targetsPlanned;
    if (restDisposition && rest > 0)
      dispositions[restDisposition] = (dispositions[restDisposition] ?? 0) + rest;
    const now = segmentStartedAt ? this.clock.now().getTime() - segmentStartedAt.getTime() : 0;
    return {
      dispositions,
      agents: Number(agents?.n ?? 0),
      segments: segment,
      runningMs: Number(row.ranMs) + Math.max(0, now),
      findings: row.summary === null ? null : (JSON.parse(row.summary) as ScanFindingsView),
    };
  }
}
