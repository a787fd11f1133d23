import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Reaper } from './dispatcher';
import { AGENT_STATUSES, type AgentStatus } from './fleet';
import { Clock, CONFIG, Database, Metrics, type Config } from './platform';
import { SCAN_STATES } from './scans';

/** States in which a slice wants something. */
const SLICE_STATES = ['Queued', 'Running', 'Stopping', 'Parked'];

/** What a scrape asks of the ledger. Every replica gives the same: an alert takes the maximum, never the sum. */
@Injectable()
export class OperationsMetrics implements OnApplicationBootstrap {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Reaper) private readonly reaper: Reaper,
  ) {}

  onApplicationBootstrap(): void {
    const { metrics } = this;
    metrics.gauge('scanfleet_scans', 'Scans of all tenants by state.', () =>
      this.counts('SELECT state name, COUNT(*) n FROM scans GROUP BY state', SCAN_STATES),
    );
    metrics.gauge('scanfleet_slices', 'Slices that are not at their end, by state.', () =>
      this.counts(
        `SELECT state name, COUNT(*) n FROM slices WHERE state IN ('Queued', 'Running', 'Stopping', 'Parked') GROUP BY state`,
        SLICE_STATES,
      ),
    );
    metrics.gauge(
      'scanfleet_queue_age_seconds',
      'How long the slice has waited that has waited longest, by engine.',
      () => this.queueAges(),
      'engine',
    );
    metrics.gauge(
      'scanfleet_ingest_lag_seconds',
      'How long the scan has waited longest of those whose results are in and whose findings are not drawn.',
      () => this.ingestLag(),
    );
    metrics.gauge('scanfleet_agents', 'Agents by status.', () => this.agents(), 'status');
    metrics.gauge('scanfleet_hosts', 'Scanner hosts that are not at their end, by state.', () =>
      this.counts(
        `SELECT state name, COUNT(*) n FROM hosts WHERE state NOT IN ('gone', 'failed') GROUP BY state`,
        [],
      ),
    );
    metrics.gauge(
      'scanfleet_pools_in_quarantine',
      'Pools for which no hosts are made, because the last ones failed.',
      () =>
        this.number('SELECT COUNT(*) n FROM pool_provisioning WHERE quarantined_until > ?', [
          this.clock.now(),
        ]),
    );
    metrics.gauge('scanfleet_deliveries_due', 'Mails and webhooks that are still to be delivered.', () =>
      this.number("SELECT COUNT(*) n FROM deliveries WHERE state = 'Queued'"),
    );
    metrics.total(
      'scanfleet_leases_lost_total',
      'Leases that this replica took back from silent agents.',
      () => this.reaper.lost,
    );
  }

  private async counts(sql: string, known: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ name: string; n: string }>(sql);
    const counts = new Map(known.map((name) => [name, 0]));
    for (const { name, n } of rows) counts.set(name, Number(n));
    return counts;
  }

  private async number(sql: string, values: readonly Date[] = []): Promise<number> {
    const [row] = await this.database.rows<{ n: string | null }>(sql, values);
    return Number(row?.n ?? 0);
  }

  private async queueAges(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ engine: string; since: Date }>(
      "SELECT engine, MIN(state_since) since FROM slices WHERE state = 'Queued' GROUP BY engine",
    );
    const now = this.clock.now().getTime();
    return new Map(rows.map(({ engine, since }) => [engine, Math.max(0, now - since.getTime()) / 1_000]));
  }

  private async ingestLag(): Promise<number> {
    const [row] = await this.database.rows<{ since: Date | null }>(
      `SELECT MIN(state_since) since FROM scans
        WHERE state = 'Loading' OR (state IN ('Finished', 'Canceled', 'Paused') AND NOT processed)`,
    );
    return row?.since ? Math.max(0, this.clock.now().getTime() - row.since.getTime()) / 1_000 : 0;
  }

  /** As agent.status tells it of one, told of all in one statement. */
  private agents(): Promise<ReadonlyMap<string, number>> {
    const { lease, lostAfter } = this.config.timings;
    const now = this.clock.now().toISOString().replace('T', ' ').replace('Z', '');
    const silence = `TIMESTAMPDIFF(MICROSECOND, last_seen_at, '${now}') DIV 1000`;
    return this.counts(
      `SELECT CASE WHEN state = 'Banned' THEN 'banned' WHEN state = 'Retired' THEN 'retired'
                   WHEN last_seen_at IS NULL THEN 'disconnected' WHEN ${silence} > ${lostAfter} THEN 'lost'
                   WHEN session_id IS NULL OR ${silence} > ${lease} THEN 'disconnected'
                   WHEN state = 'Draining' THEN 'draining' WHEN tool_slots > free_slots THEN 'busy' ELSE 'online' END name,
              COUNT(*) n FROM agents GROUP BY name`,
      AGENT_STATUSES satisfies readonly AgentStatus[],
    );
  }
}
