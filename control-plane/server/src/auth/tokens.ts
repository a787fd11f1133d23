import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isDuplicate, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import type { Principal } from './access';
import { isRole, mayGrant, type Role } from './permissions';
import { suspended } from './tenants';

/** A token as it is shown: without its secret. */
export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly ownerId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The only time that the secret is seen. */
export interface IssuedToken extends TokenRecord {
  /** `scf_` and 256 random bits in base64url. */
  readonly secret: string;
}

export interface TokenRequest {
  readonly name: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
}

const SECRET = /^scf_[A-Za-z0-9_-]{43}$/;
const PREFIX_LENGTH = 10;
const USE_WRITTEN_MS = 60_000;
const COLUMNS = `id, name, prefix, role, owner_id ownerId, created_at createdAt, expires_at expiresAt, last_used_at lastUsedAt,
  revoked_at revokedAt`;

/** Makes, checks and revokes API tokens. */
@Injectable()
export class Tokens {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The principal behind a token's secret; undefined when it is unknown, expired or revoked, or its owner is no member
   * any more. Refusal `tenant-suspended` (403).
   */
  async authenticate(secret: string): Promise<Result<Principal> | undefined> {
    if (!SECRET.test(secret)) return undefined;
    const [token] = await this.database.rows<TokenRecord & { tenantId: string; suspendedAt: Date | null }>(
      `SELECT ${COLUMNS}, tenant_id tenantId,
              (SELECT suspended_at FROM tenants WHERE id = tenant_id) suspendedAt
         FROM api_tokens WHERE secret_hash = ? AND (owner_id IS NULL OR EXISTS (
           SELECT 1 FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.tenant_id = api_tokens.tenant_id
            WHERE u.id = owner_id AND u.disabled_at IS NULL AND (m.user_id IS NOT NULL OR u.fleet_administrator)))`,
      [hashOf(secret)],
    );
    const now = this.clock.now();
    if (!token || token.revokedAt || !isRole(token.role)) return undefined;
    if (token.expiresAt && token.expiresAt <= now) return undefined;
    if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() >= USE_WRITTEN_MS) {
      await this.database.transaction((tx) =>
        tx.change('UPDATE api_tokens SET last_used_at = ? WHERE id = ? AND tenant_id = ?', [
          now,
          token.id,
          token.tenantId,
        ]),
      );
    }
    if (token.suspendedAt && token.role !== 'fleet-administrator') return suspended();
    return { tenantId: token.tenantId, id: token.id, kind: 'token', role: token.role };
  }

  /** Refusals `role-not-grantable` (403), `already-expired` (422). */
  async create(by: Principal, request: TokenRequest): Promise<Result<IssuedToken>> {
    if (!mayGrant(by.role, request.role)) {
      const reason = `A ${by.role} cannot give the role ${request.role}.`;
      return new Refusal('role-not-grantable', 403, reason, [
        { path: '/role', code: 'role-not-grantable', reason },
      ]);
    }
    if (request.expiresAt && request.expiresAt <= this.clock.now()) {
      const reason = 'The token would have expired already.';
      return new Refusal('already-expired', 422, reason, [
        { path: '/expiresAt', code: 'already-expired', reason },
      ]);
    }
    return this.database.transaction((tx) =>
      this.insert(tx, by.tenantId, request, newSecret(), by.kind === 'user' ? by.id : null),
    );
  }

  /** The tenant's tokens after this id, in order of making; revoked ones too. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<TokenRecord[]> {
    return this.database.rows<TokenRecord>(
      `SELECT ${COLUMNS} FROM api_tokens WHERE tenant_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
  }

  async find(tenantId: string, id: string): Promise<Result<TokenRecord>> {
    const [token] = await this.database.rows<TokenRecord>(
      `SELECT ${COLUMNS} FROM api_tokens WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return token ?? notFound('token');
  }

  /** From now on the token opens nothing. A repeated revocation changes nothing and is no refusal. */
  async revoke(by: Principal, id: string): Promise<Result<void>> {
    const token = await this.find(by.tenantId, id);
    if (token instanceof Refusal) return token;
    if (!mayGrant(by.role, token.role)) {
      return new Refusal('forbidden', 403, `A ${by.role} cannot revoke a token with the role ${token.role}.`);
    }
    await this.database.transaction((tx) =>
      tx.change(
        'UPDATE api_tokens SET revoked_at = ? WHERE tenant_id = ? AND id = ? AND revoked_at IS NULL',
        [this.clock.now(), by.tenantId, id],
      ),
    );
  }

  /**
   * For bootstrapping: makes sure that a token with this secret and role exists, and gives its id. The caller
   * keeps the secret.
   */
  async ensure(tx: Tx, tenantId: string, name: string, role: Role, secret: string): Promise<string> {
    const known = () =>
      tx.rows<{ id: string }>('SELECT id FROM api_tokens WHERE tenant_id = ? AND secret_hash = ?', [
        tenantId,
        hashOf(secret),
      ]);
    const [there] = await known();
    if (there) return there.id;
    try {
      return (await this.insert(tx, tenantId, { name, role, expiresAt: null }, secret)).id;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const [other] = await known();
    if (!other) throw new Error('the token’s secret is that of another tenant');
    return other.id;
  }

  private async insert(
    tx: Tx,
    tenantId: string,
    request: TokenRequest,
    secret: string,
    ownerId: string | null = null,
  ): Promise<IssuedToken> {
    const id = newId();
    const createdAt = this.clock.now();
    const { name, role, expiresAt } = request;
    const prefix = secret.slice(0, PREFIX_LENGTH);
    await tx.change(
      `INSERT INTO api_tokens (id, tenant_id, name, prefix, secret_hash, role, owner_id, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, tenantId, name, prefix, hashOf(secret), role, ownerId, createdAt, expiresAt],
    );
    return {
      id,
      name,
      prefix,
      role,
      ownerId,
      createdAt,
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
      secret,
    };
  }
}

export const newSecret = (): string => `scf_${randomBytes(32).toString('base64url')}`;

/** Whether the text has a token's form. */
export const isSecret = (text: string): boolean => SECRET.test(text);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
