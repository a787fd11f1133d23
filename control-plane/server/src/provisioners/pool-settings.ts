import { Inject, Injectable } from '@nestjs/common';
import { Pools } from '../fleet';
import { Clock, Database, notFound, Refusal, type Result, type Tx } from '../platform';
import type { SizeRules } from './desired-size';
import { LIVING_HOST_STATES } from './host.machine';
import { Places } from './places';

/** How a pool gets its hosts, as its operator wants it. */
export interface PoolSettings extends SizeRules {
  /** By its name in the provisioners' file. */
  readonly provisioner: string;
  /** For the provisioner. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** That the agents of its hosts have from their enrolment on; who is there already keeps those it has. */
  readonly labels: Readonly<Record<string, string>>;
  /** A host without work goes after this; milliseconds. */
  readonly idleMs: number;
  /** From its creation to its agent's first word; milliseconds. */
  readonly bootMs: number;
  readonly createsAMinute: number;
}

export interface ProvisionedPool extends PoolSettings {
  readonly poolId: string;
  readonly savedAt: Date;
  /** Null: none was ready yet. */
  readonly engines: readonly string[] | null;
  readonly failedBoots: number;
  readonly quarantinedUntil: Date | null;
  readonly quarantineReason: string;
  readonly desired: number;
  readonly desiredWhy: string;
}

interface Row extends Omit<ProvisionedPool, 'settings' | 'labels' | 'engines' | 'onDemand' | 'min' | 'max'> {
  readonly settings: string | Record<string, unknown>;
  readonly labels: string | Record<string, string>;
  readonly engines: string | string[] | null;
  readonly onDemand: number;
  readonly minHosts: number;
  readonly maxHosts: number;
}

const COLUMNS = `pool_id poolId, provisioner, settings, labels, min_hosts minHosts, max_hosts maxHosts, warm_spare warmSpare,
  on_demand onDemand, slots_per_host slotsPerHost, idle_ms idleMs, boot_ms bootMs, creates_a_minute createsAMinute,
  saved_at savedAt, engines, failed_boots failedBoots, quarantined_until quarantinedUntil,
  quarantine_reason quarantineReason, desired, desired_why desiredWhy`;

/** Boots that fail in a row before no more are tried for a while. */
const MOST_FAILED_BOOTS = 3;
const QUARANTINE_MS = 5 * 60_000;
const LONGEST_QUARANTINE_MS = 60 * 60_000;

/** Which pools have their hosts made, and how: the only writer of these rows. */
@Injectable()
export class PoolSettingsBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Places) private readonly places: Places,
  ) {}

  /**
   * Sets how the pool gets its hosts; a quarantine ends. Refusals: `not-found`, `provisioner-unknown`, `settings-invalid`
   * (with every problem), `pool-has-hosts` (409) while hosts of another provisioner are there.
   */
  async save(poolId: string, wanted: PoolSettings): Promise<Result<ProvisionedPool>> {
    const refused = this.refuse(wanted);
    if (refused) return refused;
    if (!(await this.pools.find(poolId))) return notFound('pool');
    const {
      provisioner,
      settings,
      labels,
      min,
      max,
      warmSpare,
      onDemand,
      slotsPerHost,
      idleMs,
      bootMs,
      createsAMinute,
    } = wanted;
    return this.database.transaction(async (tx) => {
      const others = await tx.rows(
        'SELECT 1 FROM hosts WHERE pool_id = ? AND state IN (?) AND provisioner <> ? LIMIT 1',
        [poolId, LIVING_HOST_STATES, provisioner],
      );
      if (others.length > 0) return POOL_HAS_HOSTS;
      const columns = `provisioner, settings, labels, min_hosts, max_hosts, warm_spare, on_demand, slots_per_host, idle_ms,
        boot_ms, creates_a_minute, saved_at`;
      await tx.change(
        `INSERT INTO pool_provisioning (pool_id, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE ${columns
           .split(',')
           .map((column) => `${column} = VALUES(${column.trim()})`)
           .join(', ')}, engines = NULL, failed_boots = 0, quarantined_until = NULL, quarantine_reason = ''`,
        [
          ...[
            poolId,
            provisioner,
            JSON.stringify(settings),
            JSON.stringify(labels),
            min,
            max,
            warmSpare,
            onDemand,
            slotsPerHost,
          ],
          ...[idleMs, bootMs, createsAMinute, this.clock.now()],
        ],
      );
      return (await this.find(poolId)) ?? notFound('pool');
    });
  }

  /** The pool's hosts are made by nobody any more. Refusals: `not-found`, `pool-has-hosts` (409). */
  async remove(poolId: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      const hosts = await tx.rows('SELECT 1 FROM hosts WHERE pool_id = ? AND state IN (?) LIMIT 1', [
        ...[poolId, LIVING_HOST_STATES],
      ]);
      if (hosts.length > 0) return POOL_HAS_HOSTS;
      const { affectedRows } = await tx.change('DELETE FROM pool_provisioning WHERE pool_id = ?', [poolId]);
      return affectedRows > 0 ? undefined : notFound('provisioning of the pool');
    });
  }

  async find(poolId: string): Promise<ProvisionedPool | undefined> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM pool_provisioning WHERE pool_id = ?`,
      [poolId],
    );
    return row && recordOf(row);
  }

  async all(): Promise<ProvisionedPool[]> {
    const rows = await this.database.rows<Row>(`SELECT ${COLUMNS} FROM pool_provisioning ORDER BY pool_id`);
    return rows.map(recordOf);
  }

  /** A host was ready: with these engines, so the pool's machines do boot. */
  async booted(tx: Tx, poolId: string, engines: readonly string[]): Promise<void> {
    await tx.change(
      `UPDATE pool_provisioning SET engines = ?, failed_boots = 0, quarantined_until = NULL, quarantine_reason = ''
        WHERE pool_id = ?`,
      [JSON.stringify(engines), poolId],
    );
  }

  /** A host failed before it was ready. The third in a row, and each after it, has the pool wait: longer each time. */
  async failedToBoot(tx: Tx, poolId: string, reason: string): Promise<void> {
    const [row] = await tx.rows<{ failedBoots: number }>(
      'SELECT failed_boots failedBoots FROM pool_provisioning WHERE pool_id = ? FOR UPDATE',
      [poolId],
    );
    if (!row) return;
    const failed = row.failedBoots + 1;
    const ms = QUARANTINE_MS * 2 ** Math.max(0, Math.min(failed - MOST_FAILED_BOOTS, 10));
    const until = new Date(this.clock.now().getTime() + Math.min(ms, LONGEST_QUARANTINE_MS));
    const quarantined = failed >= MOST_FAILED_BOOTS;
    await tx.change(
      `UPDATE pool_provisioning SET failed_boots = LEAST(?, 1000), quarantined_until = ?, quarantine_reason = LEFT(?, 500)
        WHERE pool_id = ?`,
      [
        failed,
        quarantined ? until : null,
        quarantined ? `${failed} boots failed in a row: ${reason}` : '',
        poolId,
      ],
    );
  }

  /** Ends the quarantine. Refusal `not-found`. */
  async pardon(poolId: string): Promise<Result<ProvisionedPool>> {
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE pool_provisioning SET failed_boots = 0, quarantined_until = NULL, quarantine_reason = '' WHERE pool_id = ?`,
        [poolId],
      ),
    );
    return (await this.find(poolId)) ?? notFound('provisioning of the pool');
  }

  async noteDesired(poolId: string, { size, why }: { size: number; why: string }): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        'UPDATE pool_provisioning SET desired = ?, desired_why = LEFT(?, 200) WHERE pool_id = ? AND (desired <> ? OR desired_why <> LEFT(?, 200))',
        [size, why, poolId, size, why],
      ),
    );
  }

  private refuse({ provisioner, settings, min, max }: PoolSettings): Refusal | undefined {
    const place = this.places.find(provisioner);
    if (!place) {
      const reason = 'There is no provisioner of this name.';
      const details = [{ path: '/provisioner', code: 'provisioner-unknown', reason }];
      return new Refusal('provisioner-unknown', 422, reason, details);
    }
    const problems = place.provisioner
      .validate(settings)
      .map(({ path, reason }) => ({ path: `/settings${path}`, code: 'settings-invalid', reason }));
    if (min > max) problems.push({ path: '/min', code: 'settings-invalid', reason: 'more than max' });
    if (!place.provisioner.capabilities.creates && max > 0)
      problems.push({ path: '/max', code: 'settings-invalid', reason: 'this provisioner makes no machines' });
    if (problems.length === 0) return undefined;
    return new Refusal('settings-invalid', 422, 'The pool cannot be provisioned like this.', problems);
  }
}

const POOL_HAS_HOSTS = new Refusal(
  'pool-has-hosts',
  409,
  'The pool still has scanner hosts: set its size to 0, and wait until they are gone.',
);

const parsed = <T>(value: string | T): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

function recordOf({ minHosts, maxHosts, ...row }: Row): ProvisionedPool {
  return {
    ...row,
    min: minHosts,
    max: maxHosts,
    onDemand: Boolean(row.onDemand),
    settings: parsed(row.settings),
    labels: parsed(row.labels),
    engines: row.engines === null ? null : parsed(row.engines),
  };
}
