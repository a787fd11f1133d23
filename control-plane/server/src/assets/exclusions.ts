import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  eventKind,
  newId,
  notFound,
  Outbox,
  Refusal,
  Sweeper,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import { isMalformed } from './address';
import { noSuchNetwork } from './assets';
import { parseSpan } from './ranges';
import type { Excluded } from './selection';

export interface ExclusionRecord {
  readonly id: string;
  /** Null: the fleet's, which holds for every tenant. */
  readonly tenantId: string | null;
  readonly networkId: string | null;
  readonly target: string;
  readonly comment: string;
  readonly expiresAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly removedBy: string | null;
  readonly removedAt: Date | null;
}

export type ExclusionContent = Pick<
  ExclusionRecord,
  'tenantId' | 'networkId' | 'target' | 'comment' | 'expiresAt'
>;

/** Somebody has to say whether what it names is to be scanned again. Null: the fleet's. */
export const exclusionExpiring = eventKind<{
  tenantId: string | null;
  exclusionId: string;
  target: string;
  comment: string;
  /** ISO 8601. */
  expiresAt: string;
}>('exclusion.expiring');

const WARN_MS = 7 * 24 * 3_600_000;
const ROUND_MS = 60_000;
const WARNINGS_AT_ONCE = 100;

const COLUMNS = `id, tenant_id tenantId, network_id networkId, target, comment, expires_at expiresAt,
  created_by createdBy, created_at createdAt, removed_by removedBy, removed_at removedAt`;

/**
 * Addresses that nobody scans: of a network, of a tenant, of the fleet. Asked whenever targets are resolved, whenever
 * slices are planned, and again when results come in.
 */
@Injectable()
export class Exclusions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  start(): void {
    this.sweeper.every('exclusions', ROUND_MS, () => this.warn());
  }

  /** What is not scanned in the network now. */
  async present(from: Tx | Database, tenantId: string, networkId: string): Promise<Excluded[]> {
    const rows = await from.rows<{ target: string; comment: string }>(
      `SELECT target, comment FROM exclusions
        WHERE (tenant_id = ? OR tenant_id IS NULL) AND removed_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
          AND (network_id IS NULL OR network_id = ?) ORDER BY id`,
      [tenantId, this.clock.now(), networkId],
    );
    return rows.map(({ target, comment }) => {
      const span = parseSpan(target);
      if (isMalformed(span)) throw new Error(`an exclusion of ${target}`);
      return { span, reason: comment };
    });
  }

  /** Refusals (422): `malformed-target`, `expired` (it would end before it begins), `no-such-network`. */
  async create(by: string, content: ExclusionContent): Promise<Result<ExclusionRecord>> {
    const { tenantId, networkId, target, comment, expiresAt } = content;
    const span = parseSpan(target);
    if (isMalformed(span)) return wrong(span.code, '/target', span.reason);
    const now = this.clock.now();
    if (expiresAt && expiresAt <= now) return wrong('expired', '/expiresAt', 'It lies in the past.');
    return this.database.transaction(async (tx) => {
      if (networkId !== null) {
        const [network] = await tx.rows('SELECT 1 FROM networks WHERE tenant_id = ? AND id = ?', [
          ...[tenantId, networkId],
        ]);
        if (!network) return noSuchNetwork();
      }
      const id = newId();
      const warnAt = expiresAt && new Date(Math.max(now.getTime(), expiresAt.getTime() - WARN_MS));
      await tx.change(
        `INSERT INTO exclusions (id, tenant_id, network_id, target, comment, expires_at, warn_at, created_by, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, tenantId, networkId, target, comment, expiresAt, warnAt, by, now],
      );
      return { id, ...content, createdBy: by, createdAt: now, removedBy: null, removedAt: null };
    });
  }

  /** It stays on record. Refusals: `not-found`; of the fleet's, for a tenant. */
  async remove(by: string, id: string, scope: { tenantId: string; fleet: boolean }): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        `UPDATE exclusions SET removed_by = ?, removed_at = ?, warn_at = NULL
          WHERE id = ? AND removed_at IS NULL AND (tenant_id = ? OR (tenant_id IS NULL AND ?))`,
        [by, this.clock.now(), id, scope.tenantId, scope.fleet],
      ),
    );
    if (affectedRows === 0) return notFound('exclusion');
  }

  /** The tenant's and the fleet's, oldest first, after this id; those that hold no more only when `past`. */
  async list(
    tenantId: string,
    { past }: { past: boolean },
    after: string | undefined,
    limit: number,
  ): Promise<ExclusionRecord[]> {
    const terms = ['(tenant_id = ? OR tenant_id IS NULL)'];
    const values: Bound[] = [tenantId];
    if (!past) {
      terms.push('removed_at IS NULL AND (expires_at IS NULL OR expires_at > ?)');
      values.push(this.clock.now());
    }
    if (after !== undefined) {
      terms.push('id > ?');
      values.push(after);
    }
    return this.database.rows<ExclusionRecord>(
      `SELECT ${COLUMNS} FROM exclusions WHERE ${terms.join(' AND ')} ORDER BY id LIMIT ?`,
      [...values, limit],
    );
  }

  /** Tells of each one once, a week before it expires: the update decides between replicas. */
  private async warn(): Promise<void> {
    const due = await this.database.rows<ExclusionRecord>(
      `SELECT ${COLUMNS} FROM exclusions FORCE INDEX (exclusion_warning) WHERE warn_at <= ? ORDER BY warn_at, id LIMIT ?`,
      [this.clock.now(), WARNINGS_AT_ONCE],
    );
    for (const { id, tenantId, target, comment, expiresAt } of due) {
      await this.database.transaction(async (tx) => {
        const { affectedRows } = await tx.change(
          'UPDATE exclusions SET warn_at = NULL WHERE id = ? AND warn_at IS NOT NULL',
          [id],
        );
        if (affectedRows === 0 || !expiresAt) return;
        const facts = { tenantId, exclusionId: id, target, comment, expiresAt: expiresAt.toISOString() };
        await this.outbox.say(tx, exclusionExpiring, facts);
      });
    }
  }
}

const wrong = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);
