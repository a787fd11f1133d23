import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Log, Sweeper, type Bound, type Tx } from '../platform';
import { FINDING_STATES, isOpen, type FindingState } from './lifecycle.machine';
import { SEVERITIES, SEVERITY_LABELS } from './severity';

/** Writers of one tenant wait for each other only in the same shard. */
const SHARDS = 4;
const ROUND_MS = 3_600_000;
const VERIFY_MS = 24 * 3_600_000;

export type SeverityCounts = Readonly<Record<'critical' | 'high' | 'medium' | 'low' | 'information', number>>;

export interface FindingTotals {
  readonly open: SeverityCounts;
  readonly byState: Readonly<Record<FindingState, SeverityCounts>>;
}

interface Change {
  readonly tenantId: string;
  readonly state: FindingState;
  readonly severity: number;
  by: number;
}

const changes = new WeakMap<Tx, Map<string, Change>>();

/**
 * Counts findings in or out. Written as the transaction's last work, in one shard and in the order of the key, so that
 * transactions of one tenant hold these rows shortest and never wait in a circle.
 */
export function countFindings(
  tx: Tx,
  tenantId: string,
  state: FindingState,
  severity: number,
  by: number,
): void {
  let ours = changes.get(tx);
  if (!ours) {
    ours = new Map();
    changes.set(tx, ours);
    tx.beforeCommit(() => write(tx));
  }
  const key = `${tenantId} ${state} ${severity}`;
  const change = ours.get(key) ?? { tenantId, state, severity, by: 0 };
  change.by += by;
  ours.set(key, change);
}

async function write(tx: Tx): Promise<void> {
  const ours = changes.get(tx) ?? new Map<string, Change>();
  changes.delete(tx);
  const shard = randomInt(SHARDS);
  const rows = [...ours]
    .filter(([, { by }]) => by !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { tenantId, state, severity, by }]): Bound[] => [tenantId, state, severity, shard, by]);
  if (rows.length === 0) return;
  await tx.change(
    `INSERT INTO finding_counts (tenant_id, state, severity, shard, findings) VALUES ${rows.map(() => '(?)').join(',')}
     ON DUPLICATE KEY UPDATE findings = findings + VALUES(findings)`,
    rows,
  );
}

type Counted = readonly { readonly state: FindingState; readonly severity: number; readonly n: string }[];

/** How many findings a tenant has, without counting them. */
@Injectable()
export class FindingCounts {
  private verifiedAt = -Infinity;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('findings.counts', ROUND_MS, () => this.verifyDue());
  }

  async of(tenantId: string): Promise<FindingTotals> {
    const rows = await this.database.rows<Counted[number]>(
      `SELECT state, severity, SUM(findings) n FROM finding_counts WHERE tenant_id = ? GROUP BY state, severity`,
      [tenantId],
    );
    const among = (states: readonly FindingState[]): SeverityCounts =>
      Object.fromEntries(
        SEVERITIES.map((severity) => [
          SEVERITY_LABELS[severity],
          rows
            .filter((row) => row.severity === severity && states.includes(row.state))
            .reduce((sum, { n }) => sum + Number(n), 0),
        ]),
      ) as SeverityCounts;
    return {
      open: among(FINDING_STATES.filter(isOpen)),
      byState: Object.fromEntries(
        FINDING_STATES.map((state) => [state, among([state])]),
      ) as FindingTotals['byState'],
    };
  }

  /** At boot and once a day every tenant's counts are compared with its findings. */
  private async verifyDue(): Promise<void> {
    const now = this.clock.monotonicMs();
    if (now - this.verifiedAt < VERIFY_MS) return;
    const tenants = await this.database.rows<{ id: string }>('SELECT id FROM tenants ORDER BY id');
    for (const { id } of tenants) await this.verify(id);
    this.verifiedAt = now;
  }

  /**
   * Counts the tenant's findings and puts right what differs; true when something did. The rows of all shards are
   * held meanwhile: who changes findings waits with its last statement, so that each change is counted either here or
   * there.
   */
  async verify(tenantId: string): Promise<boolean> {
    const wrong = await this.database.transaction(async (tx) => {
      await holdCounts(tx, tenantId);
      const real = await tx.rows<Counted[number]>(
        `SELECT state, severity, COUNT(*) n FROM findings FORCE INDEX (finding_state)
          WHERE tenant_id = ? GROUP BY state, severity`,
        [tenantId],
      );
      const kept = await tx.rows<Counted[number]>(
        'SELECT state, severity, SUM(findings) n FROM finding_counts WHERE tenant_id = ? GROUP BY state, severity',
        [tenantId],
      );
      const differences = differencesOf(real, kept);
      for (const { state, severity, by } of differences) countFindings(tx, tenantId, state, severity, by);
      return differences.length;
    });
    if (wrong > 0) this.log.warn({ tenantId, wrong }, 'counts of findings were put right');
    return wrong > 0;
  }
}

/** Every row of the tenant is there and locked, in the order in which writers take them. */
async function holdCounts(tx: Tx, tenantId: string): Promise<void> {
  const rows: Bound[][] = [...FINDING_STATES]
    .sort()
    .flatMap((state) =>
      [...SEVERITIES]
        .sort()
        .flatMap((severity) =>
          Array.from({ length: SHARDS }, (_, shard): Bound[] => [tenantId, state, severity, shard, 0]),
        ),
    );
  await tx.change(
    `INSERT INTO finding_counts (tenant_id, state, severity, shard, findings) VALUES ${rows.map(() => '(?)').join(',')}
     ON DUPLICATE KEY UPDATE findings = findings`,
    rows,
  );
}

function differencesOf(
  real: Counted,
  kept: Counted,
): { state: FindingState; severity: number; by: number }[] {
  const by = new Map<string, { state: FindingState; severity: number; by: number }>();
  for (const [rows, sign] of [[real, 1] as const, [kept, -1] as const]) {
    for (const { state, severity, n } of rows) {
      const one = by.get(`${state} ${severity}`) ?? { state, severity, by: 0 };
      one.by += sign * Number(n);
      by.set(`${state} ${severity}`, one);
    }
  }
  return [...by.values()].filter((one) => one.by !== 0);
}
