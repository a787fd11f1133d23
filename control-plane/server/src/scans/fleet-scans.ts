import { Inject, Injectable } from '@nestjs/common';
import { Database, type Bound } from '../platform';
import type { ScanState } from './scan.machine';

/** What the fleet's administrator sees of a tenant's scan. */
export interface FleetScanRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly name: string;
  readonly poolId: string;
  readonly state: ScanState;
  readonly stateSince: Date;
  readonly reason: string;
  readonly targetsTotal: number;
  readonly targetsDone: number;
  readonly createdAt: Date;
}

@Injectable()
export class FleetScans {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first (ids are ordered by time), before this id. */
  list(
    filter: { state?: ScanState | undefined; tenantId?: string | undefined },
    before: string | undefined,
    limit: number,
  ): Promise<FleetScanRecord[]> {
    const terms = ["s.state <> 'Deleted'"];
    const values: Bound[] = [];
    const add = (term: string, value: string | undefined): void => {
      if (value === undefined) return;
      terms.push(term);
      values.push(value);
    };
    add('s.state = ?', filter.state);
    add('s.tenant_id = ?', filter.tenantId);
    add('s.id < ?', before);
    return this.database.rows<FleetScanRecord>(
      `SELECT s.id, s.tenant_id tenantId, COALESCE(t.name, '') tenantName, s.name, s.pool_id poolId, s.state,
              s.state_since stateSince, s.reason, s.targets_total targetsTotal, s.targets_done targetsDone,
              s.created_at createdAt
         FROM scans s LEFT JOIN tenants t ON t.id = s.tenant_id
        WHERE ${terms.join(' AND ')} ORDER BY s.id DESC LIMIT ?`,
      [...values, limit],
    );
  }
}
