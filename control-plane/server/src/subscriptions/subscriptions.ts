import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  eventKind,
  Outbox,
  Refusal,
  stepKind,
  Steps,
  type Result,
  type Tx,
} from '../platform';
import { notSubscribed, Quotas, type QuotaLimits } from './quotas';

export type SubscriptionState = 'never' | 'active' | 'canceled';

export interface SubscriptionRecord {
  readonly state: SubscriptionState;
  /** Of the state; null when there never was one. */
  readonly since: Date | null;
  readonly zone: string;
  readonly defaultNetworkId: string | null;
  readonly quotas: QuotaLimits;
  readonly addressesToday: number;
}

export interface SubscriptionMove {
  readonly id: number;
  readonly state: 'active' | 'canceled';
  readonly actor: string;
  readonly at: Date;
}

/** In the transaction that subscribes: the assets room names the network that a first scan goes to. */
export const subscriptionStarting = stepKind<{ tenantId: string; defaultNetworkId: string | null }>(
  'subscription.starting',
);

/** In the transaction that cancels: whatever would start scans by itself is removed. */
export const subscriptionCanceling = stepKind<{ tenantId: string; actor: string }>('subscription.canceling');

export const subscriptionMoved = eventKind<{
  tenantId: string;
  state: 'active' | 'canceled';
  actor: string;
  /** ISO 8601. */
  at: string;
}>('subscription.moved');

interface Row {
  readonly state: 'active' | 'canceled';
  readonly since: Date;
  readonly zone: string;
  readonly defaultNetworkId: string | null;
}

const COLUMNS = 'state, since, zone, default_network_id defaultNetworkId';

/** Which tenants use the service. */
@Injectable()
export class Subscriptions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(Quotas) private readonly quotas: Quotas,
  ) {}

  /** Refusal `not-found`. */
  async find(tenantId: string): Promise<Result<SubscriptionRecord>> {
    const quotas = await this.quotas.limits(tenantId);
    if (quotas instanceof Refusal) return quotas;
    const [row] = await this.database.rows<Row>(`SELECT ${COLUMNS} FROM subscriptions WHERE tenant_id = ?`, [
      tenantId,
    ]);
    if (!row) {
      return { state: 'never', since: null, zone: 'UTC', defaultNetworkId: null, quotas, addressesToday: 0 };
    }
    return { ...row, quotas, addressesToday: await this.quotas.addressesToday(tenantId, row.zone) };
  }

  /** Oldest first, after this number. */
  async history(tenantId: string, after: number, limit: number): Promise<SubscriptionMove[]> {
    const rows = await this.database.rows<SubscriptionMove>(
      'SELECT id, state, actor, at FROM subscription_history WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT ?',
      [tenantId, after, limit],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  /** For the first time, or again after a cancellation. Refusal `already-subscribed` (409). */
  async subscribe(tenantId: string, actor: string, zone: string | null): Promise<Result<SubscriptionRecord>> {
    const refusal = await this.database.transaction<Refusal | undefined>(async (tx) => {
      const before = await this.lock(tx, tenantId);
      if (before?.state === 'active')
        return new Refusal('already-subscribed', 409, 'The tenant is subscribed already.');
      const starting = { tenantId, defaultNetworkId: before?.defaultNetworkId ?? null };
      await this.steps.run(tx, subscriptionStarting, starting);
      await tx.change(
        `INSERT INTO subscriptions (tenant_id, state, since, zone, default_network_id) VALUES (?, 'active', ?, ?, ?)
         ON DUPLICATE KEY UPDATE state = 'active', since = VALUES(since), zone = VALUES(zone),
           default_network_id = VALUES(default_network_id)`,
        [tenantId, this.clock.now(), zone ?? before?.zone ?? 'UTC', starting.defaultNetworkId],
      );
      await this.moved(tx, tenantId, 'active', actor);
      return undefined;
    });
    return refusal ?? this.find(tenantId);
  }

  /**
   * Every schedule of the tenant goes in the same transaction; what is under way goes on to its end, and what was found
   * stays. Refusal `not-subscribed` (409).
   */
  async cancel(tenantId: string, actor: string): Promise<Result<SubscriptionRecord>> {
    const refusal = await this.database.transaction<Refusal | undefined>(async (tx) => {
      const before = await this.lock(tx, tenantId);
      if (before?.state !== 'active') return notSubscribed();
      await tx.change("UPDATE subscriptions SET state = 'canceled', since = ? WHERE tenant_id = ?", [
        this.clock.now(),
        tenantId,
      ]);
      await this.steps.run(tx, subscriptionCanceling, { tenantId, actor });
      await this.moved(tx, tenantId, 'canceled', actor);
      return undefined;
    });
    return refusal ?? this.find(tenantId);
  }

  /**
   * Refusal `not-subscribed` (409) unless the tenant is subscribed, and stays so until the transaction ends: a
   * cancellation waits for it, and is seen by all that come later.
   */
  async requireActive(tx: Tx, tenantId: string): Promise<Refusal | undefined> {
    const [row] = await tx.rows<{ state: string }>(
      'SELECT state FROM subscriptions WHERE tenant_id = ? LOCK IN SHARE MODE',
      [tenantId],
    );
    return row?.state === 'active' ? undefined : notSubscribed();
  }

  /** For bootstrapping: the tenant is subscribed afterwards, unless it has canceled. */
  async ensure(tenantId: string, actor: string): Promise<void> {
    const there = await this.find(tenantId);
    if (there instanceof Refusal) throw new Error(there.reason);
    if (there.state === 'never') await this.subscribe(tenantId, actor, null);
  }

  private async lock(tx: Tx, tenantId: string): Promise<Row | undefined> {
    // The tenant's row is there before the subscription's: two first subscriptions wait for each other on it.
    await tx.rows('SELECT id FROM tenants WHERE id = ? FOR UPDATE', [tenantId]);
    const [row] = await tx.rows<Row>(`SELECT ${COLUMNS} FROM subscriptions WHERE tenant_id = ? FOR UPDATE`, [
      tenantId,
    ]);
    return row;
  }

  private async moved(tx: Tx, tenantId: string, state: 'active' | 'canceled', actor: string): Promise<void> {
    const now = this.clock.now();
    await tx.change('INSERT INTO subscription_history (tenant_id, state, actor, at) VALUES (?, ?, ?, ?)', [
      ...[tenantId, state, actor, now],
    ]);
    await this.outbox.say(tx, subscriptionMoved, { tenantId, state, actor, at: now.toISOString() });
  }
}
