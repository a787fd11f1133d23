import { Inject, Injectable } from '@nestjs/common';
import { AssetSync, Networks, type SyncOutcome } from '../assets';
import { Clock, Database, isRefusal, Log, notFound, Refusal, Sweeper, type Result } from '../platform';
import { InventorySources } from './sources';

export interface NetworkInventoryRecord {
  readonly networkId: string;
  readonly inventory: string;
  readonly everyMs: number;
  readonly nextAt: Date;
  readonly syncedAt: Date | null;
  readonly outcome: SyncOutcome | null;
  readonly fault: string;
}

interface Row extends Omit<NetworkInventoryRecord, 'outcome'> {
  readonly tenantId: string;
  /** JSON. */
  readonly outcome: string | null;
}

const ROUND_MS = 5_000;
const AT_ONCE = 4;
/** What an inventory said is believed for so many intervals: two syncs may fail. */
const BELIEVED = 3;
/** After a failure it is tried again no later than this. */
const AGAIN_MS = 60_000;

const COLUMNS = `network_id networkId, tenant_id tenantId, inventory, every_ms everyMs, next_at nextAt, synced_at syncedAt, outcome, fault`;

/** Keeps networks' assets as their inventories have them, on a schedule. Which replica does so is whoever comes first. */
@Injectable()
export class NetworkInventories {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(AssetSync) private readonly assets: AssetSync,
    @Inject(InventorySources) private readonly sources: InventorySources,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    if (this.sources.all().length > 0) this.sweeper.every('inventories', ROUND_MS, () => this.round());
  }

  async find(tenantId: string, networkId: string): Promise<Result<NetworkInventoryRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM network_inventories WHERE tenant_id = ? AND network_id = ?`,
      [tenantId, networkId],
    );
    return row ? recordOf(row) : notFound('inventory of the network');
  }

  /** The first sync follows within seconds. Refusals `not-found`, `inventory-unknown` (422). */
  async set(
    tenantId: string,
    networkId: string,
    { inventory, everyMs }: { inventory: string; everyMs: number },
  ): Promise<Result<NetworkInventoryRecord>> {
    const network = await this.networks.find(tenantId, networkId);
    if (isRefusal(network)) return network;
    if (!this.sources.find(inventory)) {
      const reason = 'There is no inventory of this name in the operator’s file.';
      return new Refusal('inventory-unknown', 422, reason, [
        { path: '/inventory', code: 'inventory-unknown', reason },
      ]);
    }
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.change(
        `INSERT INTO network_inventories (network_id, tenant_id, inventory, every_ms, next_at) VALUES (?, ?, ?, ?, ?)
           ON DUPLICATE KEY UPDATE inventory = VALUES(inventory), every_ms = VALUES(every_ms), next_at = VALUES(next_at), fault = ''`,
        [networkId, tenantId, inventory, everyMs, now],
      );
      tx.afterCommit(() => this.sweeper.nudge('inventories'));
    });
    return this.find(tenantId, networkId);
  }

  /** Its assets stay as they are; what was said of their power is believed until its time. Refusal `not-found`. */
  async remove(tenantId: string, networkId: string): Promise<Result<true>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM network_inventories WHERE tenant_id = ? AND network_id = ?', [
        tenantId,
        networkId,
      ]),
    );
    return affectedRows > 0 ? true : notFound('inventory of the network');
  }

  /** Has it asked within seconds, whenever it would be due. Refusal `not-found`. */
  async hasten(tenantId: string, networkId: string): Promise<Result<NetworkInventoryRecord>> {
    await this.database.transaction(async (tx) => {
      await tx.change('UPDATE network_inventories SET next_at = ? WHERE tenant_id = ? AND network_id = ?', [
        ...[this.clock.now(), tenantId, networkId],
      ]);
      tx.afterCommit(() => this.sweeper.nudge('inventories'));
    });
    return this.find(tenantId, networkId);
  }

  async round(): Promise<void> {
    const now = this.clock.now();
    const due = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM network_inventories WHERE next_at <= ? ORDER BY next_at LIMIT ?`,
      [now, AT_ONCE],
    );
    await Promise.all(
      due.map(async (row) => {
        // Whoever moves it on syncs it. Should that replica die, the next time is the next.
        const { affectedRows } = await this.database.transaction((tx) =>
          tx.change('UPDATE network_inventories SET next_at = ? WHERE network_id = ? AND next_at = ?', [
            new Date(now.getTime() + row.everyMs),
            row.networkId,
            row.nextAt,
          ]),
        );
        if (affectedRows > 0) await this.sync(row);
      }),
    );
    if (due.length === AT_ONCE) this.sweeper.nudge('inventories');
  }

  private async sync({ tenantId, networkId, inventory, everyMs }: Row): Promise<void> {
    const told = await this.told({ tenantId, networkId, inventory }, everyMs);
    const now = this.clock.now();
    const [fault, set, values] =
      typeof told === 'string'
        ? [told, 'next_at = LEAST(next_at, ?)', [new Date(now.getTime() + AGAIN_MS)]]
        : ['', 'synced_at = ?, outcome = ?', [now, JSON.stringify(told)]];
    // Not if it is of another inventory by now.
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE network_inventories SET fault = ?, ${set} WHERE tenant_id = ? AND network_id = ? AND inventory = ?`,
        [fault, ...values, tenantId, networkId, inventory],
      ),
    );
  }

  private async told(
    of: { tenantId: string; networkId: string; inventory: string },
    everyMs: number,
  ): Promise<SyncOutcome | string> {
    const source = this.sources.find(of.inventory);
    if (!source) return `There is no inventory ${of.inventory} any more.`;
    try {
      const synced = await this.assets.sync(of, await source.machines(), BELIEVED * everyMs);
      return isRefusal(synced) ? synced.reason : synced;
    } catch (error) {
      this.log.warn({ err: error, networkId: of.networkId }, 'inventory not read, again later');
      return (error instanceof Error ? error.message : String(error)).slice(0, 500);
    }
  }
}

const recordOf = ({ tenantId: _, outcome, ...row }: Row): NetworkInventoryRecord => ({
  ...row,
  outcome: outcome === null ? null : (JSON.parse(outcome) as SyncOutcome),
});
