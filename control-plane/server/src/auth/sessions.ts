import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from './audit';
import { Clock, Database, newId, notFound, Refusal, Sweeper, type Result, type Tx } from '../platform';
import { LockOut } from './lock-out';
import { Passwords } from './passwords';
import { Users, type UserRecord } from './users';

export interface SessionRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly endsAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

export interface LogIn {
  readonly user: UserRecord;
  readonly session: SessionRecord;
  /** Goes into the cookie; never seen again. */
  readonly secret: string;
}

/** Who is behind a cookie. */
export interface SessionUser {
  readonly sessionId: string;
  readonly userId: string;
  readonly fleetAdministrator: boolean;
}

const LONGEST_MS = 12 * 3_600_000;
const IDLE_MS = 3_600_000;
/** Being seen is written this seldom. */
const SEEN_WRITTEN_MS = 60_000;
const SWEEP_MS = 10 * 60_000;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const COLUMNS = `id, created_at createdAt, seen_at seenAt, ends_at endsAt, address, user_agent userAgent`;

/** Browsers that somebody has logged in with. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Users) private readonly users: Users,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(LockOut) private readonly lockOut: LockOut,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('sessions.forget', SWEEP_MS, () => this.forget());
  }

  /**
   * Refusals: `too-many-attempts` (429), `busy` (503), `wrong-credentials` (401), the same for an account that is not
   * there, in the same time.
   */
  async logIn(email: string, password: string, address: string, userAgent: string): Promise<Result<LogIn>> {
    const lockedOut = await this.lockOut.begin(email, address);
    if (lockedOut) return lockedOut;
    const user = await this.users.byEmail(email);
    const fits = await this.passwords.verify(password, user?.passwordHash);
    if (fits instanceof Refusal) return fits;
    if (!user || !fits || user.disabledAt) {
      await this.database.transaction(async (tx) => this.tell(tx, 'logInFailed', user, address));
      return wrongCredentials();
    }
    await this.lockOut.succeeded(email, address);
    return this.database.transaction(async (tx) => {
      const { passwordHash: _, ...shown } = user;
      const made = await this.make(tx, user.id, address, userAgent);
      this.tell(tx, 'logIn', user, address);
      return { user: shown, ...made };
    });
  }

  /** The user behind a cookie's secret; undefined when the session is unknown or over. */
  async authenticate(secret: string): Promise<SessionUser | undefined> {
    if (!SECRET.test(secret)) return undefined;
    const [session] = await this.database.rows<SessionUser & { seenAt: Date; endsAt: Date }>(
      `SELECT s.id sessionId, s.user_id userId, s.seen_at seenAt, s.ends_at endsAt,
              u.fleet_administrator fleetAdministrator
         FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.secret_hash = ? AND u.disabled_at IS NULL`,
      [hashOf(secret)],
    );
    const now = this.clock.now();
    if (!session || session.endsAt <= now || now.getTime() - session.seenAt.getTime() > IDLE_MS)
      return undefined;
    if (now.getTime() - session.seenAt.getTime() >= SEEN_WRITTEN_MS) {
      await this.database.transaction((tx) =>
        tx.change('UPDATE sessions SET seen_at = ? WHERE id = ?', [now, session.sessionId]),
      );
    }
    const { sessionId, userId, fleetAdministrator } = session;
    return { sessionId, userId, fleetAdministrator: Boolean(fleetAdministrator) };
  }

  /** The user's own, newest first. */
  async list(userId: string): Promise<SessionRecord[]> {
    return this.database.rows<SessionRecord>(
      `SELECT ${COLUMNS} FROM sessions WHERE user_id = ? AND ends_at > ? ORDER BY id DESC LIMIT 200`,
      [userId, this.clock.now()],
    );
  }

  /** Refusal `not-found`. */
  async end(userId: string, id: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM sessions WHERE user_id = ? AND id = ?', [userId, id]),
    );
    if (affectedRows === 0) return notFound('session');
  }

  /** All of the user's but this one. */
  async endOthers(tx: Tx, userId: string, but: string | null): Promise<void> {
    await tx.change('DELETE FROM sessions WHERE user_id = ? AND id <> COALESCE(?, ?)', [
      userId,
      but,
      newId(),
    ]);
  }

  private async make(
    tx: Tx,
    userId: string,
    address: string,
    userAgent: string,
  ): Promise<{ session: SessionRecord; secret: string }> {
    const now = this.clock.now();
    const secret = randomBytes(32).toString('base64url');
    const session = {
      ...{ id: newId(), createdAt: now, seenAt: now, endsAt: new Date(now.getTime() + LONGEST_MS) },
      ...{ address, userAgent: [...userAgent].slice(0, 200).join('') },
    };
    await tx.change(
      `INSERT INTO sessions (id, user_id, secret_hash, created_at, seen_at, ends_at, address, user_agent)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [session.id, userId, hashOf(secret), now, now, session.endsAt, address, session.userAgent],
    );
    return { session, secret };
  }

  /** Of an account that is not there nothing is told: anybody could fill the log. */
  private tell(tx: Tx, action: string, user: UserRecord | undefined, address: string): void {
    if (!user) return;
    const who = `user ${user.id}`;
    this.audit.record(tx, { tenantId: null, actor: who, action, subject: who, details: {}, address });
  }

  private async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM sessions WHERE ends_at < ? LIMIT 5000', [this.clock.now()]),
    );
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const wrongCredentials = (): Refusal =>
  new Refusal('wrong-credentials', 401, 'The e-mail address or the password is wrong.');
