import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../auth';
import {
  Clock,
  CONFIG,
  Database,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Config,
  type Result,
  type Tx,
} from '../platform';
import { allowedRanges, destinationOf } from '../platform/outbound';
import { outdated, type ExpectedVersion } from '../platform/http';
import { Sealing } from './sealing';

/** A webhook as it is shown: without its secret. */
export interface WebhookRecord {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly disabledReason: string;
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** The only time that the secret is seen. */
export interface IssuedWebhook extends WebhookRecord {
  /** `whsec_` and 256 random bits in base64, as Standard Webhooks writes them. */
  readonly secret: string;
}

export type WebhookRequest = Pick<WebhookRecord, 'name' | 'url' | 'enabled'>;

/** What is needed to call it. */
export interface CallableWebhook {
  readonly url: string;
  readonly enabled: boolean;
  /** The newest first. */
  readonly secrets: readonly string[];
}

const MOST_WEBHOOKS = 50;
/** So long the secret before is used as well, for receivers to learn the new one. */
export const ROTATION_MS = 24 * 3_600_000;

const COLUMNS = `id, name, url, enabled, disabled_reason disabledReason, previous_until previousSecretUntil,
  created_at createdAt, updated_at updatedAt, version`;

/** A tenant's endpoints in other systems. */
@Injectable()
export class Webhooks {
  private readonly allowed;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sealing) private readonly sealing: Sealing,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(CONFIG) config: Pick<Config, 'webhooks'>,
  ) {
    this.allowed = allowedRanges(config.webhooks.allow);
  }

  /** Refusals: those of destinationOf, `too-many-webhooks` (409). */
  async create(tenantId: string, request: WebhookRequest): Promise<Result<IssuedWebhook>> {
    const url = destinationOf(request.url, this.allowed);
    if (isRefusal(url)) return url;
    return this.database.transaction(async (tx) => {
      const [{ n } = { n: 0 }] = await tx.rows<{ n: string | number }>(
        'SELECT COUNT(*) n FROM webhooks WHERE tenant_id = ?',
        [tenantId],
      );
      if (Number(n) >= MOST_WEBHOOKS)
        return new Refusal('too-many-webhooks', 409, `A tenant has at most ${MOST_WEBHOOKS} webhooks.`);
      const id = newId();
      const secret = newSecret();
      const now = this.clock.now();
      await tx.change(
        `INSERT INTO webhooks (id, tenant_id, name, url, secret, enabled, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, tenantId, request.name, url.href, this.seal(tenantId, id, secret), request.enabled, now, now],
      );
      return this.issued(tenantId, id, secret);
    });
  }

  async find(tenantId: string, id: string): Promise<Result<WebhookRecord>> {
    const [row] = await this.database.rows<WebhookRecord>(
      `SELECT ${COLUMNS} FROM webhooks WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? this.shown(row) : notFound('webhook');
  }

  /** After this id, in order of making. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<WebhookRecord[]> {
    const rows = await this.database.rows<WebhookRecord>(
      `SELECT ${COLUMNS} FROM webhooks WHERE tenant_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
    return rows.map((row) => this.shown(row));
  }

  /** Refusals `not-found`, `version-mismatch` (412), those of destinationOf. */
  async edit(
    tenantId: string,
    id: string,
    change: Partial<WebhookRequest>,
    expected: ExpectedVersion,
  ): Promise<Result<WebhookRecord>> {
    return this.database.transaction(async (tx) => {
      const present = await this.locked(tx, tenantId, id);
      if (!present) return notFound('webhook');
      const refusal = outdated(expected, present.version);
      if (refusal) return refusal;
      const url = destinationOf(change.url ?? present.url, this.allowed);
      if (isRefusal(url)) return url;
      const { name = present.name, enabled = present.enabled } = change;
      await tx.change(
        `UPDATE webhooks SET name = ?, url = ?, enabled = ?, disabled_reason = IF(?, '', disabled_reason), updated_at = ?,
                version = version + 1 WHERE tenant_id = ? AND id = ?`,
        [name, url.href, enabled, enabled, this.clock.now(), tenantId, id],
      );
      return this.find(tenantId, id);
    });
  }

  /** Refusals `not-found`, `webhook-in-use` (409): rules name it. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      if (!(await this.locked(tx, tenantId, id))) return notFound('webhook');
      const rules = await tx.rows<{ id: string }>(
        'SELECT id FROM notification_rules WHERE webhook_id = ? AND tenant_id = ? LIMIT 20',
        [id, tenantId],
      );
      if (rules.length > 0) {
        const reason = 'Notification rules use the webhook.';
        return new Refusal('webhook-in-use', 409, reason, [], { ruleIds: rules.map((rule) => rule.id) });
      }
      await tx.change('DELETE FROM webhooks WHERE tenant_id = ? AND id = ?', [tenantId, id]);
      return undefined;
    });
  }

  /**
   * A new secret. What is sent is signed with the one before as well for ROTATION_MS; one that is older than that
   * signs nothing any more. Refusal `not-found`.
   */
  async rotate(tenantId: string, id: string): Promise<Result<IssuedWebhook>> {
    return this.database.transaction(async (tx) => {
      if (!(await this.locked(tx, tenantId, id))) return notFound('webhook');
      const secret = newSecret();
      const now = this.clock.now();
      await tx.change(
        `UPDATE webhooks SET previous_secret = secret, previous_until = ?, secret = ?, updated_at = ?, version = version + 1
          WHERE tenant_id = ? AND id = ?`,
        [new Date(now.getTime() + ROTATION_MS), this.seal(tenantId, id, secret), now, tenantId, id],
      );
      return this.issued(tenantId, id, secret);
    });
  }

  /** Undefined: it is gone. @throws Error when its secret cannot be opened. */
  async callable(tenantId: string, id: string): Promise<CallableWebhook | undefined> {
    const [row] = await this.database.rows<{
      url: string;
      enabled: number;
      secret: Buffer;
      previous: Buffer | null;
      previousUntil: Date | null;
    }>(
      `SELECT url, enabled, secret, previous_secret previous, previous_until previousUntil FROM webhooks
        WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    if (!row) return undefined;
    const { url, enabled, secret, previous, previousUntil } = row;
    const sealed =
      previous && previousUntil && previousUntil > this.clock.now() ? [secret, previous] : [secret];
    const secrets = sealed.map((one) => this.sealing.open(one, contextOf(tenantId, id)));
    return { url, enabled: Boolean(enabled), secrets };
  }

  /** Switched off by itself: its receiver said that it is gone. */
  async disable(tx: Tx, tenantId: string, id: string, reason: string): Promise<void> {
    const { affectedRows } = await tx.change(
      `UPDATE webhooks SET enabled = 0, disabled_reason = ?, updated_at = ?, version = version + 1
        WHERE tenant_id = ? AND id = ? AND enabled = 1`,
      [reason, this.clock.now(), tenantId, id],
    );
    if (affectedRows === 0) return;
    const subject = `webhooks ${id}`;
    const details = { reason };
    this.audit.record(tx, { tenantId, actor: 'notifications', action: 'disableWebhook', subject, details });
  }

  /** Whether the tenant has it; it stays until the caller's transaction ends. */
  async hold(tx: Tx, tenantId: string, id: string): Promise<boolean> {
    const rows = await tx.rows('SELECT 1 FROM webhooks WHERE tenant_id = ? AND id = ? LOCK IN SHARE MODE', [
      tenantId,
      id,
    ]);
    return rows.length > 0;
  }

  private async locked(tx: Tx, tenantId: string, id: string): Promise<WebhookRecord | undefined> {
    const [row] = await tx.rows<WebhookRecord>(
      `SELECT ${COLUMNS} FROM webhooks WHERE tenant_id = ? AND id = ? FOR UPDATE`,
      [tenantId, id],
    );
    return row && this.shown(row);
  }

  private async issued(tenantId: string, id: string, secret: string): Promise<Result<IssuedWebhook>> {
    const record = await this.find(tenantId, id);
    return isRefusal(record) ? record : { ...record, secret };
  }

  private shown(row: WebhookRecord): WebhookRecord {
    const { previousSecretUntil: until } = row;
    const previousSecretUntil = until && until > this.clock.now() ? until : null;
    return { ...row, enabled: Boolean(row.enabled), previousSecretUntil };
  }

  private seal(tenantId: string, id: string, secret: string): Buffer {
    return this.sealing.seal(secret, contextOf(tenantId, id));
  }
}

const contextOf = (tenantId: string, id: string): string => `webhook ${tenantId} ${id}`;

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
