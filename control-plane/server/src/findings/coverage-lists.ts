import { Inject, Injectable } from '@nestjs/common';
import { Database, type Bound } from '../platform';
import { readRanges } from './observed';
import type { PortRanges } from './coverage';

export interface CoverageFilter {
  readonly address?: string;
  readonly networkId?: string;
  readonly scanId?: string;
}

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
type Key = readonly [at: number, scanId: string, profile: number, address: string];

/** Reads the coverage ledger of one tenant, the newest look first. */
@Injectable()
export class CoverageLists {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    tenantId: string,
    filter: CoverageFilter,
    before: Key | undefined,
    limit: number,
  ): Promise<CoverageRow[]> {
    const conditions = ['c.tenant_id = ?'];
    const values: Bound[] = [tenantId];
    const where = (condition: string, ...bound: Bound[]): void => {
      conditions.push(condition);
      values.push(...bound);
    };
    if (filter.address !== undefined) where('c.address = ?', filter.address);
    if (filter.networkId !== undefined) where('c.network_id = ?', filter.networkId);
    if (filter.scanId !== undefined) where('c.scan_id = ?', filter.scanId);
    if (before) {
      const [at, ...rest] = before;
      where('(c.looked_at, c.scan_id, c.profile, c.address) < (?, ?, ?, ?)', new Date(at), ...rest);
    }
    const rows = await this.database.rows<Row>(
      `SELECT c.address, c.network_id networkId, c.scan_id scanId, c.profile, c.looked_at lookedAt,
              l.tool, l.tool_version toolVersion, l.ports
         FROM coverage c JOIN looks l ON l.hash = c.look
        WHERE ${conditions.join(' AND ')}
        ORDER BY c.looked_at DESC, c.scan_id DESC, c.profile DESC, c.address DESC LIMIT ?`,
      [...values, limit],
    );
    return rows.map((row) => ({ ...row, ports: readRanges(JSON.parse(row.ports)) }));
  }
}
