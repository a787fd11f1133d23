import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, Database, Sweeper, type Config } from '../platform';

const ROUND_MS = 6 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const ROWS_AT_ONCE = 500;

interface Look {
  scanId: string;
  profile: number;
  address: string;
  lookedAt: Date;
  superseded: number;
}

/**
 * Forgets looks. Judging compares a scan with what was looked at since its own looks, and scans end within days, so what
 * is older than the retention no longer decides anything; the newest judged look of each kind at each address stays all
 * the same, since it tells how long ago that was.
 */
@Injectable()
export class CoverageSweep {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('findings.coverage', ROUND_MS, () => this.forget());
  }

  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.config.coverageDays * DAY_MS);
    const tenants = await this.database.rows<{ id: string }>('SELECT id FROM tenants ORDER BY id');
    for (const { id } of tenants) {
      for (let after: Look | undefined, more = true; more;) {
        const rows = await this.batch(id, before, after);
        after = rows.at(-1);
        more = rows.length === ROWS_AT_ONCE;
      }
    }
  }

  /** One transaction over the next old looks in the order of the list; what nothing superseded is passed by. */
  private batch(tenantId: string, before: Date, after: Look | undefined): Promise<Look[]> {
    return this.database.transaction(async (tx) => {
      const next = `AND (c.looked_at > ? OR (c.looked_at = ? AND (c.scan_id > ? OR (c.scan_id = ?
        AND (c.profile > ? OR (c.profile = ? AND c.address > ?))))))`;
      const { lookedAt, scanId, profile, address } = after ?? {};
      const place =
        lookedAt && scanId && profile !== undefined && address
          ? [lookedAt, lookedAt, scanId, scanId, profile, profile, address]
          : [];
      const rows = await tx.rows<Look>(
        `SELECT c.scan_id scanId, c.profile, c.address, c.looked_at lookedAt,
                c.judged_at IS NOT NULL AND EXISTS (
                  SELECT 1 FROM coverage n FORCE INDEX (coverage_address)
                   WHERE n.tenant_id = c.tenant_id AND n.address = c.address AND n.looked_at > c.looked_at
                     AND n.network_id = c.network_id AND n.look = c.look AND n.judged_at IS NOT NULL) superseded
           FROM coverage c FORCE INDEX (coverage_list)
          WHERE c.tenant_id = ? AND c.looked_at < ? ${place.length > 0 ? next : ''}
          ORDER BY c.looked_at, c.scan_id, c.profile, c.address LIMIT ?`,
        [tenantId, before, ...place, ROWS_AT_ONCE],
      );
      const gone = rows
        .filter(({ superseded }) => Number(superseded) === 1)
        .map((row): [string, number, string] => [row.scanId, row.profile, row.address])
        .sort(([a, p, x], [b, q, y]) => (a < b ? -1 : a > b ? 1 : p - q || (x < y ? -1 : 1)));
      if (gone.length > 0) {
        await tx.change(
          `DELETE FROM coverage WHERE (scan_id, profile, address) IN (${gone.map(() => '(?, ?, ?)').join(',')})`,
          gone.flat(),
        );
      }
      return rows;
    });
  }
}
