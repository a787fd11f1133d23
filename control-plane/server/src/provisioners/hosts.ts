import { Inject, Injectable } from '@nestjs/common';
import { Database, type Bound } from '../platform';
import { FINAL_HOST_STATES, LIVING_HOST_STATES, type HostState } from './host.machine';

export interface HostRecord {
  readonly id: string;
  readonly poolId: string;
  readonly provisioner: string;
  readonly state: HostState;
  readonly stateSince: Date;
  readonly reason: string;
  readonly failure: string;
  readonly phase: string;
  readonly machineId: string | null;
  readonly addresses: readonly string[];
  readonly agentId: string | null;
  readonly attempts: number;
  readonly againAt: Date | null;
  readonly askedAt: Date | null;
  readonly readyAt: Date | null;
  readonly createdAt: Date;
}

/** A host that is neither gone nor failed. */
export type LivingHost = HostRecord;

export interface HostStep {
  readonly from: HostState | null;
  readonly to: HostState;
  readonly cause: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** Keyset: hosts before this id, in descending order of id, so the newest first. */
export interface HostPage {
  readonly poolId?: string | undefined;
  readonly states?: readonly HostState[] | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

const COLUMNS = `id, pool_id poolId, provisioner, state, state_since stateSince, reason, failure, phase,
  machine_id machineId, addresses, agent_id agentId, attempts, again_at againAt, asked_at askedAt,
  ready_at readyAt, created_at createdAt`;

/** What the ledger knows of scanner hosts. Reads only. */
@Injectable()
export class Hosts {
  constructor(@Inject(Database) private readonly database: Database) {}

  living(poolId: string): Promise<LivingHost[]> {
    return this.read('WHERE pool_id = ? AND state IN (?) ORDER BY id', [poolId, LIVING_HOST_STATES]);
  }

  /** Those of a provisioner that are not at their end; of all pools. */
  livingOf(provisioner: string): Promise<LivingHost[]> {
    return this.read('WHERE provisioner = ? AND state IN (?) ORDER BY id', [provisioner, LIVING_HOST_STATES]);
  }

  async find(id: string): Promise<HostRecord | undefined> {
    const [host] = await this.read('WHERE id = ?', [id]);
    return host;
  }

  async findAll(ids: readonly string[]): Promise<ReadonlyMap<string, HostRecord>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.read('WHERE id IN (?)', [ids])).map((host) => [host.id, host]));
  }

  list({ poolId, states, before, limit }: HostPage): Promise<HostRecord[]> {
    const conditions: [string, Bound | readonly Bound[]][] = [];
    if (poolId !== undefined) conditions.push(['pool_id = ?', poolId]);
    if (states !== undefined) conditions.push(['state IN (?)', states]);
    if (before !== undefined) conditions.push(['id < ?', before]);
    const where = conditions.length > 0 ? `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '';
    return this.read(`${where} ORDER BY id DESC LIMIT ?`, [...conditions.map(([, value]) => value), limit]);
  }

  history(hostId: string): Promise<HostStep[]> {
    return this.database.rows(
      `SELECT from_state \`from\`, to_state \`to\`, cause, actor, reason, at FROM host_history WHERE host_id = ? ORDER BY id LIMIT 200`,
      [hostId],
    );
  }

  /** How often the pool's provisioner was asked to make one since then. */
  async askedSince(poolId: string, since: Date): Promise<number> {
    const [row] = await this.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM hosts WHERE pool_id = ? AND asked_at > ?',
      [poolId, since],
    );
    return Number(row?.n ?? 0);
  }

  /** Hosts that were ready once, are at their end, and were wanted since then. */
  async servedSince(poolId: string, since: Date): Promise<number> {
    const [row] = await this.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM hosts WHERE pool_id = ? AND state IN (?) AND ready_at IS NOT NULL AND created_at >= ?',
      [poolId, FINAL_HOST_STATES, since],
    );
    return Number(row?.n ?? 0);
  }

  private async read(rest: string, values: readonly (Bound | readonly Bound[])[]): Promise<HostRecord[]> {
    const rows = await this.database.rows<HostRecord & { addresses: string | string[] }>(
      `SELECT ${COLUMNS} FROM hosts ${rest}`,
      values,
    );
    return rows.map((row) => ({
      ...row,
      addresses: typeof row.addresses === 'string' ? (JSON.parse(row.addresses) as string[]) : row.addresses,
    }));
  }
}
