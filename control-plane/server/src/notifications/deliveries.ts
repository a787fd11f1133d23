import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Locale } from '../auth';
import {
  Clock,
  Database,
  newId,
  notFound,
  Refusal,
  Sweeper,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import type { Channel } from './delivery.entity';
import {
  causeOf,
  MOST_ATTEMPTS,
  stateAfter,
  waitAfter,
  type Attempt,
  type DeliveryState,
} from './delivery.machine';
import { oneLine } from './escaping';
import type { Told, ToldKind } from './facts';

/** The round that sends; nudged when something is due. */
export const SENDING = 'notifications.send';

const KEPT_MS = 90 * 24 * 3_600_000;
/** Longer than any attempt takes: afterwards another replica may try. */
const LEASE_MS = 90_000;

/** One message to one reader that is to be told. */
export interface DeliveryDraft {
  readonly tenantId: string;
  /** Of the event: the same event makes one delivery for each rule and reader, however often it is told. */
  readonly event: string;
  readonly ruleId: string | null;
  readonly scanId: string | null;
  readonly told: Told;
  readonly to: MailReader | WebhookReader;
}

export interface MailReader {
  readonly channel: 'mail';
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly zone: string;
}

export interface WebhookReader {
  readonly channel: 'webhook';
  readonly webhookId: string;
}

/** A delivery as the API shows it. */
export interface DeliveryRecord {
  readonly id: string;
  readonly messageId: string;
  readonly kind: ToldKind;
  readonly channel: Channel;
  readonly recipient: string;
  readonly ruleId: string | null;
  readonly webhookId: string | null;
  readonly scanId: string | null;
  readonly redeliveryOf: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly responseStatus: number | null;
  readonly lastError: string;
  readonly createdAt: Date;
  readonly lastAttemptAt: Date | null;
  readonly endedAt: Date | null;
}

/** A delivery that this replica tries now; nobody else does until its lease ends. */
export interface ClaimedDelivery extends DeliveryRecord {
  readonly tenantId: string;
  readonly recipientName: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly told: Told;
}

export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  readonly channel?: Channel | undefined;
  readonly kind?: ToldKind | undefined;
  readonly ruleId?: string | undefined;
  readonly webhookId?: string | undefined;
  readonly scanId?: string | undefined;
}

const COLUMNS = `id, message_id messageId, kind, channel, recipient, rule_id ruleId, webhook_id webhookId, scan_id scanId,
  redelivery_of redeliveryOf, state, attempts, next_attempt_at nextAttemptAt, response_status responseStatus,
  last_error lastError, created_at createdAt, last_attempt_at lastAttemptAt, ended_at endedAt`;

/** The log of what is told to whom; the one writer of deliveries' state. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every('notifications.forget', 3_600_000, () => this.forget());
  }

  /** Queues what was not queued before; gives the ids of those. They go out after the commit. */
  async queue(tx: Tx, drafts: readonly DeliveryDraft[]): Promise<string[]> {
    const rows = drafts.map((draft) => ({ id: newId(), once: onceOf(draft), draft }));
    // In the order of the unique key: others may be at the same event.
    rows.sort((a, b) => (a.once < b.once ? -1 : 1));
    const made: string[] = [];
    for (const { id, once, draft } of rows) {
      const { affectedRows } = await this.insert(tx, {
        id,
        messageId: newId(),
        once,
        redeliveryOf: null,
        draft,
      });
      if (affectedRows === 1) made.push(id);
    }
    if (made.length > 0) tx.afterCommit(() => this.sweeper.nudge(SENDING));
    return made;
  }

  private insert(
    tx: Tx,
    row: { id: string; messageId: string; once: string; redeliveryOf: string | null; draft: DeliveryDraft },
  ) {
    const { tenantId, ruleId, scanId, told, to } = row.draft;
    const now = this.clock.now();
    const reader: Bound[] =
      to.channel === 'mail' ? [to.email, oneLine(to.name, 100), to.locale, to.zone] : ['', '', 'en', 'UTC'];
    return tx.change(
      `INSERT IGNORE INTO deliveries (id, tenant_id, message_id, once, kind, rule_id, webhook_id, scan_id, redelivery_of,
                               channel, recipient, recipient_name, locale, zone, told, state, next_attempt_at, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Queued', ?, ?)`,
      [
        ...[row.id, tenantId, row.messageId, row.once, told.kind, ruleId],
        ...[to.channel === 'webhook' ? to.webhookId : null, scanId, row.redeliveryOf, to.channel],
        ...[...reader, JSON.stringify(told), now, now],
      ],
    );
  }

  /**
   * Takes the delivery that is due first for LEASE_MS, none of the webhooks in `busy`. `attempts` counts this attempt and
   * is its fence.
   */
  claim(busy: readonly string[]): Promise<ClaimedDelivery | undefined> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const [row] = await tx.rows<Omit<ClaimedDelivery, 'told'> & { told: string }>(
        `SELECT ${COLUMNS}, tenant_id tenantId, recipient_name recipientName, locale, zone, told
           FROM deliveries FORCE INDEX (delivery_due)
          WHERE next_attempt_at <= ? ${busy.length > 0 ? 'AND (webhook_id IS NULL OR webhook_id NOT IN (?))' : ''}
          ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        busy.length > 0 ? [now, busy] : [now],
      );
      if (!row) return undefined;
      await tx.change(
        'UPDATE deliveries SET attempts = attempts + 1, last_attempt_at = ?, next_attempt_at = ? WHERE id = ?',
        [now, new Date(now.getTime() + LEASE_MS), row.id],
      );
      const told = (typeof row.told === 'string' ? JSON.parse(row.told) : row.told) as Told;
      return { ...row, attempts: row.attempts + 1, told };
    });
  }

  /** Writes what came of an attempt, unless its claim was lost meanwhile. `chance`: 0 to 1, spreads the next attempts. */
  async settle(
    { id, attempts }: Pick<ClaimedDelivery, 'id' | 'attempts'>,
    attempt: Attempt,
    chance: number,
    also: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    const state = stateAfter(causeOf(attempt, attempts));
    const now = this.clock.now();
    const status = 'status' in attempt ? attempt.status : null;
    const error = 'error' in attempt ? attempt.error : 'reason' in attempt ? attempt.reason : '';
    const again = state === 'Queued' ? new Date(now.getTime() + waitAfter(attempts, chance)) : null;
    return this.database.transaction(async (tx) => {
      const { affectedRows } = await tx.change(
        `UPDATE deliveries SET state = ?, next_attempt_at = ?, response_status = ?, last_error = ?, ended_at = ?
          WHERE id = ? AND attempts = ? AND state = 'Queued'`,
        [state, again, status, oneLine(error, 500), again ? null : now, id, attempts],
      );
      if (affectedRows === 1) await also(tx);
      return affectedRows === 1;
    });
  }

  async find(tenantId: string, id: string): Promise<Result<DeliveryRecord>> {
    const [row] = await this.database.rows<DeliveryRecord>(
      `SELECT ${COLUMNS} FROM deliveries WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ?? notFound('delivery');
  }

  /** Newest first; before this id. */
  async list(
    tenantId: string,
    filter: DeliveryFilter,
    before: string | undefined,
    limit: number,
  ): Promise<DeliveryRecord[]> {
    const conditions = ['tenant_id = ?'];
    const values: Bound[] = [tenantId];
    const where = (value: string | undefined, condition: string): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    where(filter.state, 'state = ?');
    where(filter.channel, 'channel = ?');
    where(filter.kind, 'kind = ?');
    where(filter.ruleId, 'rule_id = ?');
    where(filter.webhookId, 'webhook_id = ?');
    where(filter.scanId, 'scan_id = ?');
    where(before, 'id < ?');
    return this.database.rows<DeliveryRecord>(
      `SELECT ${COLUMNS} FROM deliveries FORCE INDEX (${indexFor(filter)})
        WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
      [...values, limit],
    );
  }

  /**
   * Sends the same once more, as a delivery of its own with the same message id. Refusals `not-found`, `delivery-queued`
   * (409): it is still being tried.
   */
  async redeliver(tenantId: string, id: string): Promise<Result<DeliveryRecord>> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<Omit<ClaimedDelivery, 'told'>>(
        `SELECT ${COLUMNS} FROM deliveries WHERE tenant_id = ? AND id = ?`,
        [tenantId, id],
      );
      if (!row) return notFound('delivery');
      if (row.state === 'Queued')
        return new Refusal(
          'delivery-queued',
          409,
          'The delivery is still being tried; wait for what comes of it.',
        );
      const copy = newId();
      const now = this.clock.now();
      await tx.change(
        `INSERT INTO deliveries (id, tenant_id, message_id, once, kind, rule_id, webhook_id, scan_id, redelivery_of, channel,
                                 recipient, recipient_name, locale, zone, told, state, next_attempt_at, created_at)
         SELECT ?, tenant_id, message_id, ?, kind, rule_id, webhook_id, scan_id, id, channel, recipient, recipient_name,
                locale, zone, told, 'Queued', ?, ? FROM deliveries WHERE tenant_id = ? AND id = ?`,
        [copy, hashOf(['redelivery', copy]), now, now, tenantId, id],
      );
      tx.afterCommit(() => this.sweeper.nudge(SENDING));
      return this.find(tenantId, copy);
    });
  }

  private async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const [table, column] of [
      ['deliveries', 'created_at'],
      ['digest_entries', 'at'],
    ]) {
      for (let gone = 5_000; gone === 5_000;) {
        ({ affectedRows: gone } = await this.database.transaction((tx) =>
          tx.change(`DELETE FROM ${table} WHERE ${column} < ? LIMIT 5000`, [before]),
        ));
      }
    }
  }
}

/** The attempts that a delivery has had when no further one is begun, whatever became of the last. */
export const isWornOut = ({ attempts }: Pick<ClaimedDelivery, 'attempts'>): boolean =>
  attempts > MOST_ATTEMPTS;

function onceOf({ tenantId, event, ruleId, to }: DeliveryDraft): string {
  return hashOf([tenantId, event, ruleId ?? '', to.channel, to.channel === 'mail' ? to.email : to.webhookId]);
}

const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

function indexFor({ scanId, webhookId, ruleId, state }: DeliveryFilter): string {
  if (scanId !== undefined) return 'delivery_scan';
  if (webhookId !== undefined) return 'delivery_webhook';
  if (ruleId !== undefined) return 'delivery_rule';
  return state !== undefined ? 'delivery_state' : 'delivery_list';
}
