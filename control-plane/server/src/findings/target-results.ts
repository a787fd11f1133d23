import { Inject, Injectable } from '@nestjs/common';
import { canonicalAddress } from '../assets';
import { Database, notFound, type Result } from '../platform';
import {
  readObserved,
  type Observed,
  type ObservedCompliance,
  type ObservedDefinition,
  type ObservedHost,
  type ObservedPort,
  type ObservedRule,
  type ObservedScript,
  type ObservedSystem,
  type ObservedUpdate,
} from './observed';
import { resultLine } from './result-line';

/** What a tool saw of one target, structured and in a line; the raw output is the scans room's. */
export interface TargetResult {
  readonly address: string;
  readonly profile: number;
  readonly disposition: string;
  readonly reason: string;
  readonly at: Date;
  readonly line: string;
  readonly hosts: readonly ObservedHost[];
  readonly ports: readonly ObservedPort[];
  readonly scripts: readonly ObservedScript[];
  readonly systems: readonly ObservedSystem[];
  readonly updates: readonly ObservedUpdate[];
  readonly compliance: readonly ObservedCompliance[];
  readonly rules: readonly ObservedRule[];
  readonly definitions: readonly ObservedDefinition[];
  /** There is more: only the raw output has all. */
  readonly truncated: boolean;
}

interface Settled {
  readonly disposition: string;
  readonly reason: string;
  readonly at: Date;
  readonly sliceId: string;
  readonly epoch: number;
  readonly run: number;
  readonly rowCount: number;
}

const PAGE = 200;
const MOST_ROWS = 2_000;
/** Characters after which no further page is read. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** Results as they were observed, whether findings are drawn from them or not. */
@Injectable()
export class TargetResults {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refusal `not-found`: no such scan or target, or it has no disposition yet. */
  async find(
    tenantId: string,
    scanId: string,
    target: string,
    profile: number,
  ): Promise<Result<TargetResult>> {
    const address = canonicalAddress(target);
    if (address === undefined) return notFound('target');
    const [settled] = await this.database.rows<Settled>(
      `SELECT d.kind disposition, d.reason, COALESCE(d.looked_at, d.at) at, d.slice_id sliceId, d.epoch, d.run,
              d.row_count rowCount
         FROM dispositions d JOIN scans s ON s.id = d.scan_id AND s.tenant_id = d.tenant_id AND s.state <> 'Deleted'
        WHERE d.tenant_id = ? AND d.scan_id = ? AND d.profile = ? AND d.address = ?`,
      [tenantId, scanId, profile, address],
    );
    if (!settled) return notFound('target');
    const { observed, truncated } = await this.observed(tenantId, scanId, address, settled);
    const { disposition, reason, at } = settled;
    const hosts = observed.filter((one): one is ObservedHost => one.kind === 'host');
    const ports = observed.filter((one): one is ObservedPort => one.kind === 'port');
    const scripts = observed.filter((one): one is ObservedScript => one.kind === 'script');
    const systems = observed.filter((one): one is ObservedSystem => one.kind === 'system');
    const updates = observed.filter((one): one is ObservedUpdate => one.kind === 'update');
    const compliance = observed.filter((one): one is ObservedCompliance => one.kind === 'compliance');
    const rules = observed.filter((one): one is ObservedRule => one.kind === 'rule');
    const definitions = observed.filter((one): one is ObservedDefinition => one.kind === 'definition');
    const inside = [systems, updates, compliance, definitions] as const;
    const line = resultLine(disposition, reason, hosts, ports, scripts, ...inside);
    const seen = { hosts, ports, scripts, systems, updates, compliance, rules, definitions };
    return { address, profile, disposition, reason, at, line, ...seen, truncated };
  }

  /** Those of the run that counts. */
  private async observed(tenantId: string, scanId: string, address: string, of: Settled) {
    const observed: Observed[] = [];
    let read = 0;
    let characters = 0;
    while (read < Math.min(of.rowCount, MOST_ROWS) && characters < MOST_CHARACTERS) {
      const rows = await this.database.rows<{ kind: string; body: string }>(
        `SELECT kind, body FROM observations
          WHERE tenant_id = ? AND scan_id = ? AND slice_id = ? AND epoch = ? AND run = ? AND address = ?
            AND ordinal >= ? AND ordinal < ? ORDER BY ordinal`,
        [tenantId, scanId, of.sliceId, of.epoch, of.run, address, read, read + PAGE],
      );
      observed.push(...rows.flatMap(({ kind, body }) => readObserved(kind, body) ?? []));
      characters += rows.reduce((sum, { body }) => sum + body.length, 0);
      read += PAGE;
    }
    return { observed, truncated: read < of.rowCount };
  }
}
