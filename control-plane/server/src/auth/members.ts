import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import { actorOf, type Principal } from './access';
import { Passwords } from './passwords';
import { mayGrant, type Role } from './permissions';
import { Sessions } from './sessions';
import { Users, type Locale } from './users';

export interface MemberRecord {
  /** Of the user. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly since: Date;
}

export interface InvitationRecord {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface IssuedInvitation extends InvitationRecord {
  /** Goes to the person invited; shown this once. */
  readonly secret: string;
}

export interface Acceptance {
  readonly secret: string;
  readonly name: string;
  readonly password: string;
  readonly locale: Locale;
  readonly zone: string;
}

const INVITED_FOR_MS = 7 * 24 * 3_600_000;
const SECRET = /^sci_[A-Za-z0-9_-]{43}$/;
const INVITATION = 'id, email, role, created_at createdAt, expires_at expiresAt';
const MEMBER = 'u.id, u.email, u.name, m.role, m.created_at since';

/** Who belongs to a tenant, and who is invited to. */
@Injectable()
export class Members {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Users) private readonly users: Users,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** After this id, in order of making. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<MemberRecord[]> {
    return this.database.rows<MemberRecord>(
      `SELECT ${MEMBER} FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.tenant_id = ? ${after ? 'AND m.user_id > ?' : ''} ORDER BY m.user_id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
  }

  async find(tenantId: string, userId: string): Promise<Result<MemberRecord>> {
    const [member] = await this.database.rows<MemberRecord>(
      `SELECT ${MEMBER} FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = ? AND m.user_id = ?`,
      [tenantId, userId],
    );
    return member ?? notFound('member');
  }

  /** For bootstrapping and acceptance: a repeated one changes the role. */
  async add(tx: Tx, tenantId: string, userId: string, role: Role): Promise<void> {
    await tx.change(
      `INSERT INTO memberships (tenant_id, user_id, role, created_at) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE role = VALUES(role)`,
      [tenantId, userId, role, this.clock.now()],
    );
  }

  /** Refusals `not-found`, `role-not-grantable` (403), `last-administrator` (409). */
  async changeRole(by: Principal, userId: string, role: Role): Promise<Result<MemberRecord>> {
    return this.database.transaction(async (tx) => {
      const refusal = await this.mayTouch(tx, by, userId, role);
      if (refusal) return refusal;
      await tx.change('UPDATE memberships SET role = ? WHERE tenant_id = ? AND user_id = ?', [
        role,
        by.tenantId,
        userId,
      ]);
      return this.find(by.tenantId, userId);
    });
  }

  /** The user stays, with what else they belong to. Refusals as for changeRole. */
  async remove(by: Principal, userId: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      const refusal = await this.mayTouch(tx, by, userId, null);
      if (refusal) return refusal;
      await tx.change('DELETE FROM memberships WHERE tenant_id = ? AND user_id = ?', [by.tenantId, userId]);
      return undefined;
    });
  }

  /** Whoever may grant the role may invite. Refusal `role-not-grantable` (403). */
  async invite(
    by: Principal,
    email: string,
    role: Role,
    tenantId = by.tenantId,
  ): Promise<Result<IssuedInvitation>> {
    if (!isMemberRole(role) || !mayGrant(by.role, role)) return notGrantable(by.role, role);
    const secret = `sci_${randomBytes(32).toString('base64url')}`;
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + INVITED_FOR_MS);
    const made = { id: newId(), email, role, createdAt: now, expiresAt, secret };
    await this.database.transaction((tx) =>
      tx.change(
        `INSERT INTO invitations (id, tenant_id, email, role, secret_hash, invited_by, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [made.id, tenantId, email, role, hashOf(secret), actorOf(by), now, expiresAt],
      ),
    );
    return made;
  }

  /** Those that are still open, after this id. */
  async invitations(tenantId: string, after: string | undefined, limit: number): Promise<InvitationRecord[]> {
    const now = this.clock.now();
    return this.database.rows<InvitationRecord>(
      `SELECT ${INVITATION} FROM invitations WHERE tenant_id = ? AND accepted_at IS NULL AND expires_at > ?
          ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, now, after, limit] : [tenantId, now, limit],
    );
  }

  /** Refusal `not-found`. */
  async withdraw(tenantId: string, id: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM invitations WHERE tenant_id = ? AND id = ? AND accepted_at IS NULL', [
        tenantId,
        id,
      ]),
    );
    if (affectedRows === 0) return notFound('invitation');
  }

  /**
   * Makes the person invited a member, and a user if they are none yet; a user proves with their password that they
   * are the one. Refusals `invalid-invitation` (422, also when it was taken), `weak-password` (422),
   * `wrong-credentials` (401), `busy` (503).
   */
  async accept({ secret, name, password, locale, zone }: Acceptance): Promise<Result<{ id: string }>> {
    if (!SECRET.test(secret)) return invalidInvitation();
    const [offer] = await this.database.rows<{ email: string }>(
      'SELECT email FROM invitations WHERE secret_hash = ? AND accepted_at IS NULL AND expires_at > ?',
      [hashOf(secret), this.clock.now()],
    );
    if (!offer) return invalidInvitation();
    const known = await this.users.byEmail(offer.email);
    const checked = known
      ? await this.passwords.verify(password, known.passwordHash)
      : await this.passwords.hash(password, offer.email);
    if (checked instanceof Refusal) return checked;
    if (checked === false) return new Refusal('wrong-credentials', 401, 'The password is not this user’s.');
    return this.database.transaction(async (tx) => {
      const taken = await tx.change(
        'UPDATE invitations SET accepted_at = ? WHERE secret_hash = ? AND accepted_at IS NULL',
        [this.clock.now(), hashOf(secret)],
      );
      if (taken.affectedRows === 0) return invalidInvitation();
      const [{ tenantId, role }] = (await tx.rows<{ tenantId: string; role: Role }>(
        'SELECT tenant_id tenantId, role FROM invitations WHERE secret_hash = ?',
        [hashOf(secret)],
      )) as [{ tenantId: string; role: Role }];
      const { email } = offer;
      const user =
        known ?? (await this.users.create(tx, { email, name, passwordHash: String(checked), locale, zone }));
      if (user instanceof Refusal) return user;
      await this.add(tx, tenantId, user.id, role);
      return { id: user.id };
    });
  }

  /** Refusals `wrong-credentials` (401), `weak-password` (422), `busy` (503). Every other session of the user ends. */
  async changePassword(
    userId: string,
    current: string,
    next: string,
    sessionId: string | null,
  ): Promise<Result<void>> {
    const user = await this.users.find(userId);
    if (user instanceof Refusal) return user;
    const fits = await this.passwords.verify(current, await this.users.passwordHashOf(userId));
    if (fits instanceof Refusal) return fits;
    if (!fits) return new Refusal('wrong-credentials', 401, 'The present password is wrong.');
    const hashed = await this.passwords.hash(next, user.email);
    if (hashed instanceof Refusal) return hashed;
    await this.database.transaction(async (tx) => {
      await this.users.setPassword(tx, userId, hashed);
      await this.sessions.endOthers(tx, userId, sessionId);
    });
  }

  /** `role` null: they are removed. Administrators are locked first, so that the last two cannot remove each other. */
  private async mayTouch(
    tx: Tx,
    by: Principal,
    userId: string,
    role: Role | null,
  ): Promise<Refusal | undefined> {
    const members = await tx.rows<{ userId: string; role: Role }>(
      'SELECT user_id userId, role FROM memberships WHERE tenant_id = ? ORDER BY user_id FOR UPDATE',
      [by.tenantId],
    );
    const member = members.find((one) => one.userId === userId);
    if (!member) return notFound('member');
    if (!mayGrant(by.role, member.role)) return notGrantable(by.role, member.role);
    if (role && (!isMemberRole(role) || !mayGrant(by.role, role))) return notGrantable(by.role, role);
    const isAdministrator = (one: { role: Role }) => one.role === 'tenant-administrator';
    const left = members.filter((one) => isAdministrator(one) && one.userId !== userId).length;
    if (isAdministrator(member) && role !== 'tenant-administrator' && left === 0)
      return new Refusal('last-administrator', 409, 'A tenant keeps at least one administrator.');
    return undefined;
  }
}

/** The fleet's administrators are not made by membership. */
export const isMemberRole = (role: Role): boolean => role !== 'fleet-administrator';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const notGrantable = (giver: Role, role: Role): Refusal => {
  const reason = `A ${giver} cannot give or take the role ${role} here.`;
  return new Refusal('role-not-grantable', 403, reason, [
    { path: '/role', code: 'role-not-grantable', reason },
  ]);
};

const invalidInvitation = (): Refusal =>
  new Refusal('invalid-invitation', 422, 'The invitation is unknown, withdrawn, taken or expired.');
