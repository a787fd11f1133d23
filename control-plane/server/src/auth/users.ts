import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isDuplicate, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import type { Role } from './permissions';

export const LOCALES = ['en', 'zh-TW', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Whom something is told, and how. */
export interface Recipient {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly zone: string;
}

export interface UserRecord extends Recipient {
  readonly fleetAdministrator: boolean;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly version: number;
}

/** A tenant that a user belongs to. */
export interface UserTenant {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly role: Role;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly fleetAdministrator?: boolean;
}

const COLUMNS = `u.id, u.email, u.name, u.locale, u.zone, u.fleet_administrator fleetAdministrator,
  u.created_at createdAt, u.disabled_at disabledAt, u.version`;

/** People. */
@Injectable()
export class Users {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<Result<UserRecord>> {
    const [user] = await this.database.rows<UserRecord>(`SELECT ${COLUMNS} FROM users u WHERE u.id = ?`, [
      id,
    ]);
    return user ? shown(user) : notFound('user');
  }

  async byEmail(email: string): Promise<(UserRecord & { passwordHash: string }) | undefined> {
    const [user] = await this.database.rows<UserRecord & { passwordHash: string }>(
      `SELECT ${COLUMNS}, u.password_hash passwordHash FROM users u WHERE u.email = ?`,
      [email],
    );
    return user && { ...shown(user), passwordHash: user.passwordHash };
  }

  async passwordHashOf(id: string): Promise<string | undefined> {
    const [user] = await this.database.rows<{ hash: string }>(
      'SELECT password_hash hash FROM users WHERE id = ?',
      [id],
    );
    return user?.hash;
  }

  /** Refusal `email-taken` (409). */
  async create(tx: Tx, user: NewUser): Promise<Result<{ id: string }>> {
    const id = newId();
    try {
      await tx.change(
        `INSERT INTO users (id, email, name, locale, zone, password_hash, fleet_administrator, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[id, user.email, user.name, user.locale, user.zone, user.passwordHash],
          ...[user.fleetAdministrator ?? false, this.clock.now()],
        ],
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return new Refusal('email-taken', 409, 'There is a user with this e-mail address.');
    }
    return { id };
  }

  /** The tenants that the user may act in, those that are suspended too. */
  async tenantsOf(userId: string): Promise<UserTenant[]> {
    return this.database.rows<UserTenant>(
      `SELECT m.tenant_id tenantId, t.name tenantName, m.role FROM memberships m JOIN tenants t ON t.id = m.tenant_id
        WHERE m.user_id = ? ORDER BY t.name`,
      [userId],
    );
  }

  async change(id: string, change: Partial<Pick<UserRecord, 'name' | 'locale' | 'zone'>>): Promise<void> {
    const { name = null, locale = null, zone = null } = change;
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE users SET name = COALESCE(?, name), locale = COALESCE(?, locale), zone = COALESCE(?, zone),
                version = version + 1 WHERE id = ?`,
        [name, locale, zone, id],
      ),
    );
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.change('UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?', [
      passwordHash,
      id,
    ]);
  }

  /** Those of the users, or of the tokens' owners, that are members of the tenant now. Order and repetition as may be. */
  async recipients(tenantId: string, ids: readonly string[]): Promise<Recipient[]> {
    if (ids.length === 0) return [];
    const users = await this.database.rows<UserRecord>(
      `SELECT DISTINCT ${COLUMNS} FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.tenant_id = ?
        WHERE (u.id IN (?) OR u.id IN (SELECT owner_id FROM api_tokens WHERE tenant_id = ? AND id IN (?)))
          AND u.disabled_at IS NULL AND (m.user_id IS NOT NULL OR u.fleet_administrator = 1)`,
      [tenantId, ids, tenantId, ids],
    );
    return users.map(shown);
  }

  /** The tenant's administrators, or the fleet's. */
  async administrators(tenantId: string | null): Promise<Recipient[]> {
    const users = tenantId
      ? await this.database.rows<UserRecord>(
          `SELECT ${COLUMNS} FROM users u JOIN memberships m ON m.user_id = u.id
            WHERE m.tenant_id = ? AND m.role = 'tenant-administrator' AND u.disabled_at IS NULL`,
          [tenantId],
        )
      : await this.database.rows<UserRecord>(
          `SELECT ${COLUMNS} FROM users u WHERE u.fleet_administrator = 1 AND u.disabled_at IS NULL`,
        );
    return users.map(shown);
  }
}

const shown = (user: UserRecord): UserRecord => ({
  id: user.id,
  email: user.email,
  name: user.name,
  locale: user.locale,
  zone: user.zone,
  fleetAdministrator: Boolean(user.fleetAdministrator),
  createdAt: user.createdAt,
  disabledAt: user.disabledAt,
  version: user.version,
});
