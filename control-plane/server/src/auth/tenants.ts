import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isDuplicate,
  isId,
  newId,
  notFound,
  Refusal,
  stepKind,
  Steps,
  type Result,
} from '../platform';
import type { Principal } from './access';
import type { SessionUser } from './sessions';
import type { Role } from './permissions';

export interface TenantRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** From then on nobody but the fleet administrator acts for it. */
  readonly suspendedAt: Date | null;
  readonly version: number;
}

/** In the transaction that deletes a tenant: every room takes away what is the tenant's, or throws a refusal. */
export const tenantDeleting = stepKind<{ tenantId: string }>('tenant.deleting');

const COLUMNS = 'id, name, created_at createdAt, suspended_at suspendedAt, version';

/** The customers' projects. */
@Injectable()
export class Tenants {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Steps) private readonly steps: Steps,
  ) {}

  async find(id: string): Promise<Result<TenantRecord>> {
    const [tenant] = await this.database.rows<TenantRecord>(`SELECT ${COLUMNS} FROM tenants WHERE id = ?`, [
      id,
    ]);
    return tenant ?? notFound('tenant');
  }

  /** After this id, in order of making. */
  async list(after: string | undefined, limit: number): Promise<TenantRecord[]> {
    return this.database.rows<TenantRecord>(
      `SELECT ${COLUMNS} FROM tenants ${after ? 'WHERE id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [after, limit] : [limit],
    );
  }

  /** Refusal `tenant-name-taken` (409). */
  async create(name: string): Promise<Result<TenantRecord>> {
    const made = { id: newId(), name, createdAt: this.clock.now(), suspendedAt: null, version: 1 };
    try {
      await this.database.transaction((tx) =>
        tx.change('INSERT INTO tenants (id, name, created_at) VALUES (?, ?, ?)', [
          made.id,
          name,
          made.createdAt,
        ]),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return nameTaken();
    }
    return made;
  }

  /** Refusals `not-found`, `tenant-name-taken` (409), and what `mayEdit` says of the version that is there. */
  async rename(
    id: string,
    name: string,
    mayEdit: (present: number) => Refusal | undefined,
  ): Promise<Result<TenantRecord>> {
    return this.database.transaction(async (tx) => {
      const [tenant] = await tx.rows<TenantRecord>(`SELECT ${COLUMNS} FROM tenants WHERE id = ? FOR UPDATE`, [
        id,
      ]);
      if (!tenant) return notFound('tenant');
      const refusal = mayEdit(tenant.version);
      if (refusal) return refusal;
      try {
        await tx.change('UPDATE tenants SET name = ?, version = version + 1 WHERE id = ?', [name, id]);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return nameTaken();
      }
      return { ...tenant, name, version: tenant.version + 1 };
    });
  }

  /** Members and tokens of a suspended tenant are refused; what runs goes on to its end. Repeating it changes nothing. */
  async suspend(id: string, suspended: boolean): Promise<Result<TenantRecord>> {
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE tenants SET suspended_at = ?, version = version + 1
          WHERE id = ? AND suspended_at IS ${suspended ? '' : 'NOT'} NULL`,
        [suspended ? this.clock.now() : null, id],
      ),
    );
    return this.find(id);
  }

  /** Refusals `not-found`, `tenant-active` (409): it has to be suspended first; those of the rooms' steps. */
  async delete(id: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      const [tenant] = await tx.rows<TenantRecord>(`SELECT ${COLUMNS} FROM tenants WHERE id = ? FOR UPDATE`, [
        id,
      ]);
      if (!tenant) return notFound('tenant');
      if (!tenant.suspendedAt) return new Refusal('tenant-active', 409, 'Suspend the tenant first.');
      await this.steps.run(tx, tenantDeleting, { tenantId: id });
      for (const table of ['memberships', 'invitations', 'api_tokens']) {
        await tx.change(`DELETE FROM ${table} WHERE tenant_id = ?`, [id]);
      }
      await tx.change('DELETE FROM tenants WHERE id = ?', [id]);
      return undefined;
    });
  }

  /**
   * The user in the tenant that the request names; in the only one there is when it names none. Refusals
   * `tenant-required` (400), `no-such-tenant` (403, also for those of others), `tenant-suspended` (403).
   */
  async principalIn(header: string | string[] | undefined, user: SessionUser): Promise<Result<Principal>> {
    if (header !== undefined && !isId(header)) return noSuchTenant();
    const found = await this.database.rows<{ tenantId: string; role: Role | null; suspendedAt: Date | null }>(
      `SELECT t.id tenantId, m.role, t.suspended_at suspendedAt FROM tenants t
         LEFT JOIN memberships m ON m.tenant_id = t.id AND m.user_id = ?
        WHERE ${header === undefined ? 'm.user_id IS NOT NULL' : 't.id = ?'} LIMIT 2`,
      header === undefined ? [user.userId] : [user.userId, header as string],
    );
    const [tenant] = found;
    if (header === undefined && found.length !== 1) return tenantRequired();
    if (!tenant || (!tenant.role && !user.fleetAdministrator)) return noSuchTenant();
    const role = user.fleetAdministrator ? 'fleet-administrator' : (tenant.role as Role);
    if (tenant.suspendedAt && !user.fleetAdministrator) return suspended();
    return { tenantId: tenant.tenantId, id: user.userId, kind: 'user', role };
  }

  /** The tenant of this name, made if it is not there. For bootstrapping; never inside a transaction. */
  async ensure(name: string): Promise<TenantRecord> {
    const made = await this.create(name);
    if (!(made instanceof Refusal)) return made;
    const [tenant] = await this.database.rows<TenantRecord>(`SELECT ${COLUMNS} FROM tenants WHERE name = ?`, [
      name,
    ]);
    if (!tenant) throw new Error(`tenant ${name} is neither there nor can it be made`);
    return tenant;
  }
}

export const suspended = (): Refusal =>
  new Refusal('tenant-suspended', 403, 'The tenant is suspended; ask the fleet’s administrator.');

const tenantRequired = (): Refusal =>
  new Refusal(
    'tenant-required',
    400,
    'Name the tenant in the header X-Tenant: you belong to none, or to several.',
  );

const noSuchTenant = (): Refusal =>
  new Refusal('no-such-tenant', 403, 'There is no such tenant, or you are no member of it.');

const nameTaken = (): Refusal => {
  const reason = 'There is a tenant of this name.';
  return new Refusal('tenant-name-taken', 409, reason, [
    { path: '/name', code: 'tenant-name-taken', reason },
  ]);
};
