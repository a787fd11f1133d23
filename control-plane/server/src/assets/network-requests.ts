import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import { noSuchNetwork } from './assets';
import { checkNetwork, Networks, type NetworkRecord } from './networks';

export const REQUEST_STATES = ['pending', 'approved', 'rejected', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A tenant asks for a network, or for wider CIDRs of one that it has. */
export interface NetworkRequestRecord {
  readonly id: string;
  readonly tenantId: string;
  /** The network that is asked to be changed, or that was made; null: a new one is asked for. */
  readonly networkId: string | null;
  readonly name: string;
  readonly description: string;
  /** All that the network would have. */
  readonly cidrs: readonly string[];
  readonly allowedSpecialCidrs: readonly string[];
  readonly reason: string;
  readonly state: RequestState;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** What was said of it. */
  readonly decision: string;
}

export type Wish = Pick<NetworkRequestRecord, 'networkId' | 'cidrs' | 'allowedSpecialCidrs' | 'reason'> &
  Partial<Pick<NetworkRequestRecord, 'name' | 'description'>>;

export interface Approval {
  /** For a new network: the agents that reach it. */
  readonly poolId?: string;
  readonly decision: string;
}

interface Row extends Omit<NetworkRequestRecord, 'cidrs' | 'allowedSpecialCidrs'> {
  /** JSON. */
  readonly cidrs: string;
  readonly allowedSpecialCidrs: string;
}

const COLUMNS = `id, tenant_id tenantId, network_id networkId, name, description, cidrs,
  allowed_special_cidrs allowedSpecialCidrs, reason, state, requested_by requestedBy, created_at createdAt,
  decided_by decidedBy, decided_at decidedAt, decision`;

/** How a tenant comes to more addresses: it asks, the fleet's administrator decides, and both stay on record (J7). */
@Injectable()
export class NetworkRequests {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Networks) private readonly networks: Networks,
  ) {}

  /** Refusals: `no-such-network` (422), `required` (422: a new network needs a name), those of checkNetwork. */
  async ask(tenantId: string, by: string, wish: Wish): Promise<Result<NetworkRequestRecord>> {
    const present = wish.networkId === null ? null : await this.networks.find(tenantId, wish.networkId);
    if (present && isRefusal(present)) return noSuchNetwork();
    const name = wish.name ?? present?.name;
    if (name === undefined) {
      const reason = 'A new network needs a name.';
      return new Refusal('required', 422, reason, [{ path: '/name', code: 'required', reason }]);
    }
    const checked = checkNetwork(wish);
    if (isRefusal(checked)) return checked;
    const id = newId();
    await this.database.transaction((tx) =>
      tx.change(
        `INSERT INTO network_requests (id, tenant_id, network_id, name, description, cidrs, allowed_special_cidrs, reason,
                                       requested_by, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[id, tenantId, wish.networkId, name, wish.description ?? present?.description ?? ''],
          ...[JSON.stringify(checked.cidrs), JSON.stringify(checked.allowedSpecialCidrs), wish.reason],
          ...[by, this.clock.now()],
        ],
      ),
    );
    return this.find(tenantId, id);
  }

  /** Of the tenant, or of any for null. Refusal `not-found`. */
  async find(tenantId: string | null, id: string): Promise<Result<NetworkRequestRecord>> {
    const [row] = await this.list({ tenantId, id }, undefined, 1);
    return row ?? notFound('network-request');
  }

  /** Oldest first, after this id; of every tenant for null. */
  async list(
    filter: { tenantId: string | null; id?: string; state?: RequestState | undefined },
    after: string | undefined,
    limit: number,
  ): Promise<NetworkRequestRecord[]> {
    const terms = ['TRUE'];
    const values: Bound[] = [];
    const add = (term: string, value: Bound | undefined | null): void => {
      if (value === undefined || value === null) return;
      terms.push(term);
      values.push(value);
    };
    add('tenant_id = ?', filter.tenantId);
    add('id = ?', filter.id);
    add('state = ?', filter.state);
    add('id > ?', after);
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM network_requests WHERE ${terms.join(' AND ')} ORDER BY id LIMIT ?`,
      [...values, limit],
    );
    return rows.map(recordOf);
  }

  /** Makes or widens the network in the same transaction. Refusals: those of decide and of Networks.create or edit. */
  async approve(
    id: string,
    by: string,
    { poolId, decision }: Approval,
  ): Promise<Result<NetworkRequestRecord>> {
    return this.database.transaction(async (tx) => {
      const asked = await this.decide(tx, { tenantId: null, id }, by, 'approved', decision);
      if (isRefusal(asked)) return asked;
      const network = await this.grant(asked, poolId);
      if (isRefusal(network)) return network;
      await tx.change('UPDATE network_requests SET network_id = ? WHERE id = ?', [network.id, id]);
      return this.find(null, id);
    });
  }

  /** Refusals: those of decide. */
  async reject(id: string, by: string, decision: string): Promise<Result<NetworkRequestRecord>> {
    return this.database.transaction(async (tx) => {
      const asked = await this.decide(tx, { tenantId: null, id }, by, 'rejected', decision);
      return isRefusal(asked) ? asked : this.find(null, id);
    });
  }

  /** By the tenant itself. Refusals: those of decide. */
  async withdraw(tenantId: string, id: string, by: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const asked = await this.decide(tx, { tenantId, id }, by, 'withdrawn', '');
      return isRefusal(asked) ? asked : undefined;
    });
  }

  private grant(asked: NetworkRequestRecord, poolId: string | undefined): Promise<Result<NetworkRecord>> {
    const { tenantId, networkId, name, description, cidrs, allowedSpecialCidrs } = asked;
    const content = { name, description, cidrs, allowedSpecialCidrs };
    if (networkId !== null) {
      const moved = poolId === undefined ? {} : { poolId };
      return this.networks.edit(tenantId, networkId, { ...content, ...moved }, 'any');
    }
    if (poolId !== undefined) return this.networks.create(tenantId, { ...content, poolId });
    const reason = 'Say which pool’s agents reach the new network.';
    const field = { path: '/poolId', code: 'required', reason };
    return Promise.resolve(new Refusal('required', 422, reason, [field]));
  }

  /** Once. Refusals: `not-found`, `already-decided` (409). */
  private async decide(
    tx: Tx,
    { tenantId, id }: { tenantId: string | null; id: string },
    by: string,
    state: RequestState,
    decision: string,
  ): Promise<Result<NetworkRequestRecord>> {
    await tx.rows('SELECT 1 FROM network_requests WHERE id = ? FOR UPDATE', [id]);
    const asked = await this.find(tenantId, id);
    if (isRefusal(asked)) return asked;
    if (asked.state !== 'pending')
      return new Refusal('already-decided', 409, `The request is ${asked.state} already.`, [], {
        state: asked.state,
      });
    await tx.change(
      'UPDATE network_requests SET state = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?',
      [state, by, this.clock.now(), decision, id],
    );
    return asked;
  }
}

function recordOf(row: Row): NetworkRequestRecord {
  return {
    ...row,
    cidrs: JSON.parse(row.cidrs) as string[],
    allowedSpecialCidrs: JSON.parse(row.allowedSpecialCidrs) as string[],
  };
}
