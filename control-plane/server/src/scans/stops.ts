import { Inject, Injectable } from '@nestjs/common';
import { Networks } from '../assets';
import {
  Clock,
  Database,
  isRefusal,
  Log,
  newId,
  notFound,
  Refusal,
  Sweeper,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import type { Starter } from './history';
import { ScanCommands } from './scan-commands';
import { CANCELABLE, FINAL_SCAN_STATES } from './scan.machine';

const ROUND = 'scans.stops';
const ROUND_MS = 5_000;
const SCANS_AT_ONCE = 200;

export interface StopRecord {
  readonly id: string;
  /** Null: the whole fleet. */
  readonly tenantId: string | null;
  /** Null: every network. */
  readonly networkId: string | null;
  readonly reason: string;
  readonly createdBy: string;
  readonly at: Date;
  /** When every scan had been told to end; null: that is still being done, and nothing of theirs is lent. */
  readonly doneAt: Date | null;
  /** Scans that it is about and that have not ended yet. */
  readonly underWay: number;
}

/** Which scans `s` a stop `t` is about. */
const COVERS = `s.created_at <= t.at AND (t.tenant_id IS NULL OR t.tenant_id = s.tenant_id)
  AND (t.network_id IS NULL OR t.network_id = s.network_id)`;

/**
 * Stop-all (A7). From the commit of the order on, no slice of a scan that it covers is lent; each such scan is then
 * canceled as a person would cancel it. Every replica serves open orders, and one that dies leaves them open.
 */
@Injectable()
export class Stops {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(ScanCommands) private readonly commands: ScanCommands,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every(ROUND, ROUND_MS, () => this.round());
  }

  /** Scans that are started after it are not touched. Refusal `no-such-network` (422). */
  async order(
    by: Starter,
    { tenantId, networkId, reason }: Pick<StopRecord, 'tenantId' | 'networkId' | 'reason'>,
  ): Promise<Result<StopRecord>> {
    if (tenantId !== null && networkId !== null && isRefusal(await this.networks.find(tenantId, networkId))) {
      const why = 'There is no such network.';
      const field = { path: '/networkId', code: 'no-such-network', reason: why };
      return new Refusal('no-such-network', 422, why, [field]);
    }
    const id = newId();
    await this.database.transaction(async (tx) => {
      await tx.change(
        'INSERT INTO stops (id, tenant_id, network_id, reason, created_by, at) VALUES (?, ?, ?, ?, ?, ?)',
        [id, tenantId, networkId, reason, by, this.clock.now()],
      );
      tx.afterCommit(() => this.sweeper.nudge(ROUND));
    });
    return this.find(tenantId, id);
  }

  /** Of the tenant, or of any for null. Refusal `not-found`. */
  async find(tenantId: string | null, id: string): Promise<Result<StopRecord>> {
    const [row] = await this.list({ tenantId, id }, undefined, 1);
    return row ?? notFound('stop');
  }

  /** Newest first, before this id; of every tenant for null. */
  async list(
    { tenantId, id }: { tenantId: string | null; id?: string },
    before: string | undefined,
    limit: number,
  ): Promise<StopRecord[]> {
    const terms = ['TRUE'];
    const values: Bound[] = [];
    const add = (term: string, value: string | null | undefined): void => {
      if (value === null || value === undefined) return;
      terms.push(term);
      values.push(value);
    };
    add('t.tenant_id = ?', tenantId);
    add('t.id = ?', id);
    add('t.id < ?', before);
    const rows = await this.database.rows<StopRecord>(
      `SELECT t.id, t.tenant_id tenantId, t.network_id networkId, t.reason, t.created_by createdBy, t.at, t.done_at doneAt,
              (SELECT COUNT(*) FROM scans s WHERE s.state NOT IN (?) AND ${COVERS}) underWay
         FROM stops t WHERE ${terms.join(' AND ')} ORDER BY t.id DESC LIMIT ?`,
      [[...FINAL_SCAN_STATES, 'Deleted'], ...values, limit],
    );
    return rows.map((row) => ({ ...row, underWay: Number(row.underWay) }));
  }

  /** Cancels what open orders cover, and closes those that cover nothing any more. */
  async round(): Promise<void> {
    const open = await this.database.rows<{ id: string; createdBy: Starter; reason: string }>(
      'SELECT id, created_by createdBy, reason FROM stops WHERE done_at IS NULL ORDER BY id',
    );
    for (const stop of open) while (await this.serve(stop));
  }

  /** True when there may be more. */
  private async serve(stop: { id: string; createdBy: Starter; reason: string }): Promise<boolean> {
    const scans = await this.database.rows<{ id: string }>(
      `SELECT s.id FROM scans s JOIN stops t ON t.id = ? WHERE s.state IN (?) AND ${COVERS} ORDER BY s.id LIMIT ?`,
      [stop.id, CANCELABLE, SCANS_AT_ONCE],
    );
    if (scans.length === 0) {
      await this.database.transaction((tx) =>
        tx.change('UPDATE stops SET done_at = ? WHERE id = ? AND done_at IS NULL', [
          this.clock.now(),
          stop.id,
        ]),
      );
      return false;
    }
    let canceled = 0;
    for (const { id } of scans) {
      const options = { reason: stop.reason, graceMs: 0 };
      const outcome = await this.commands.run(null, id, 'cancel', stop.createdBy, options);
      if (isRefusal(outcome))
        this.log.warn({ scanId: id, code: outcome.code }, 'not stopped, again in a moment');
      else canceled++;
    }
    return canceled > 0;
  }
}

/** Whether an order that is still being carried out covers the scan. The scan is locked. */
export async function isBeingStopped(tx: Tx, scanId: string): Promise<boolean> {
  const [stop] = await tx.rows(
    `SELECT 1 FROM stops t JOIN scans s ON s.id = ? WHERE t.done_at IS NULL AND ${COVERS} LIMIT 1`,
    [scanId],
  );
  return stop !== undefined;
}
