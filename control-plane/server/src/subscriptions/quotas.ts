import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  CONFIG,
  Database,
  notFound,
  Refusal,
  Sweeper,
  type Config,
  type Result,
  type Tx,
} from '../platform';
import { localDay } from './local-day';

/** How much a tenant may use. */
export interface QuotaLimits {
  readonly concurrentScans: number;
  readonly targetsPerScan: number;
  /** In the subscription's zone. */
  readonly addressesADay: number;
  readonly requestsAMinute: number;
}

export type QuotaName = keyof QuotaLimits;

/** What a start asks for. */
export interface StartOfScan {
  readonly tenantId: string;
  /** Addresses times profiles. */
  readonly targets: number;
  readonly addresses: number;
  /** How many of the tenant's scans have not ended; asked when nobody else can start one. */
  readonly underWay: () => Promise<number>;
}

interface Row extends Record<QuotaName, number | null> {
  readonly state: string;
  readonly zone: string;
}

const COLUMNS = `state, zone, concurrent_scans concurrentScans, targets_per_scan targetsPerScan,
  addresses_a_day addressesADay, requests_a_minute requestsAMinute`;
const BUSY_SECONDS = 60;
const KEPT_DAYS_MS = 40 * 24 * 3_600_000;

/** What each tenant may use, and how much of it is left. Counted in the ledger, and so for all replicas together. */
@Injectable()
export class Quotas {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('quotas.forget', 3_600_000, () => this.forget());
  }

  /**
   * Takes a start into account, under the subscription's lock: two starts at once are counted one after the other.
   * Refusals `not-subscribed` (409); 429 `quota-targets-per-scan`, `quota-concurrent-scans`, `quota-addresses-a-day`.
   */
  async admitStart(tx: Tx, start: StartOfScan): Promise<Refusal | undefined> {
    const [row] = await tx.rows<Row>(`SELECT ${COLUMNS} FROM subscriptions WHERE tenant_id = ? FOR UPDATE`, [
      start.tenantId,
    ]);
    if (row?.state !== 'active') return notSubscribed();
    const limits = this.limitsOf(row);
    if (start.targets > limits.targetsPerScan)
      return breach('targets-per-scan', limits.targetsPerScan, BUSY_SECONDS, `${start.targets} targets`);
    const underWay = await start.underWay();
    if (underWay >= limits.concurrentScans)
      return breach(
        'concurrent-scans',
        limits.concurrentScans,
        BUSY_SECONDS,
        `${underWay} scans are under way`,
      );
    return this.takeAddresses(tx, start, row.zone, limits.addressesADay);
  }

  /** Results that were made elsewhere: nothing is looked at. One import of a tenant after the other, as with admitStart. Refusals `not-subscribed` (409), 429 `quota-targets-per-scan`. */
  async admitImport(tx: Tx, tenantId: string, targets: number): Promise<Refusal | undefined> {
    const [row] = await tx.rows<Row>(`SELECT ${COLUMNS} FROM subscriptions WHERE tenant_id = ? FOR UPDATE`, [
      tenantId,
    ]);
    if (row?.state !== 'active') return notSubscribed();
    const { targetsPerScan } = this.limitsOf(row);
    return targets > targetsPerScan
      ? breach('targets-per-scan', targetsPerScan, BUSY_SECONDS, `${targets} targets`)
      : undefined;
  }

  /** For whoever shows them. Refusal `not-found` when there is no such tenant. */
  async limits(tenantId: string): Promise<Result<QuotaLimits>> {
    const [tenant] = await this.database.rows('SELECT 1 FROM tenants WHERE id = ?', [tenantId]);
    if (!tenant) return notFound('tenant');
    const [row] = await this.database.rows<Row>(`SELECT ${COLUMNS} FROM subscriptions WHERE tenant_id = ?`, [
      tenantId,
    ]);
    return this.limitsOf(row);
  }

  /** Sets what is given; null goes back to the option's. Refusals `not-found`, `not-subscribed` (409: it never was). */
  async set(
    tenantId: string,
    change: Partial<Record<QuotaName, number | null>>,
  ): Promise<Result<QuotaLimits>> {
    const limits = await this.limits(tenantId);
    if (limits instanceof Refusal) return limits;
    const given = Object.entries(change).filter(([, value]) => value !== undefined) as [
      QuotaName,
      number | null,
    ][];
    for (const [name, value] of given) {
      const { affectedRows } = await this.database.transaction((tx) =>
        tx.change(`UPDATE subscriptions SET ${COLUMN_OF[name]} = ? WHERE tenant_id = ?`, [value, tenantId]),
      );
      if (affectedRows === 0) return notSubscribed();
    }
    return this.limits(tenantId);
  }

  async addressesToday(tenantId: string, zone: string): Promise<number> {
    const [use] = await this.database.rows<{ addresses: number }>(
      'SELECT addresses FROM address_use WHERE tenant_id = ? AND day = ?',
      [tenantId, localDay(this.clock.now(), zone).day],
    );
    return use?.addresses ?? 0;
  }

  private async takeAddresses(
    tx: Tx,
    { tenantId, addresses }: StartOfScan,
    zone: string,
    most: number,
  ): Promise<Refusal | undefined> {
    const { day, secondsLeft } = localDay(this.clock.now(), zone);
    await tx.change(
      `INSERT INTO address_use (tenant_id, day, addresses) VALUES (?, ?, 0)
       ON DUPLICATE KEY UPDATE addresses = addresses`,
      [tenantId, day],
    );
    const { affectedRows } = await tx.change(
      'UPDATE address_use SET addresses = addresses + ? WHERE tenant_id = ? AND day = ? AND addresses + ? <= ?',
      [addresses, tenantId, day, addresses, most],
    );
    if (affectedRows > 0) return undefined;
    const used = await this.addressesToday(tenantId, zone);
    return breach(
      'addresses-a-day',
      most,
      secondsLeft,
      `${used} of ${most} addresses are used up on ${day} (${zone})`,
    );
  }

  private limitsOf(row: Row | undefined): QuotaLimits {
    const { quotas } = this.config;
    return {
      concurrentScans: row?.concurrentScans ?? quotas.concurrentScans,
      targetsPerScan: row?.targetsPerScan ?? quotas.targetsPerScan,
      addressesADay: row?.addressesADay ?? quotas.addressesADay,
      requestsAMinute: row?.requestsAMinute ?? quotas.requestsAMinute,
    };
  }

  private async forget(): Promise<void> {
    const before = localDay(new Date(this.clock.now().getTime() - KEPT_DAYS_MS), 'UTC').day;
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM address_use WHERE day < ? LIMIT 5000', [before]),
    );
  }
}

const COLUMN_OF: Readonly<Record<QuotaName, string>> = {
  concurrentScans: 'concurrent_scans',
  targetsPerScan: 'targets_per_scan',
  addressesADay: 'addresses_a_day',
  requestsAMinute: 'requests_a_minute',
};

export const notSubscribed = (): Refusal =>
  new Refusal('not-subscribed', 409, 'The tenant is not subscribed: nothing new is made or started.');

function breach(quota: string, limit: number, retryAfterSeconds: number, what: string): Refusal {
  const reason = `The quota allows ${limit}: ${what}.`;
  return new Refusal(`quota-${quota}`, 429, reason, [], { limit, retryAfterSeconds });
}
