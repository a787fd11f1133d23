import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isDuplicate, newId, notFound, Refusal, type Result } from '../platform';

export interface PoolRecord {
  readonly id: string;
  readonly name: string;
  /** Which version its agents are to be; null: whatever they are. */
  readonly agentVersion: string | null;
  readonly createdAt: Date;
}

/** The only time that the secret is seen. */
export interface IssuedJoinToken {
  readonly id: string;
  /** `scfj_` and 256 random bits in base64url. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Keyset: pools after this id, in order of id, so of making. */
export interface PoolPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

const JOIN_TOKEN_MS = 15 * 60_000;
const JOIN_TOKEN = /^scfj_[A-Za-z0-9_-]{43}$/;
const COLUMNS = "id, name, NULLIF(agent_version, '') agentVersion, created_at createdAt";

/** The fleet's pools and the tokens with which machines join them. */
@Injectable()
export class Pools {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refusal `pool-name-taken` (409). */
  async create(name: string): Promise<Result<PoolRecord>> {
    const pool = { id: newId(), name, agentVersion: null, createdAt: this.clock.now() };
    try {
      await this.database.transaction((tx) =>
        tx.change('INSERT INTO pools (id, name, created_at) VALUES (?, ?, ?)', [
          pool.id,
          name,
          pool.createdAt,
        ]),
      );
      return pool;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return new Refusal('pool-name-taken', 409, 'There is a pool of this name.', [
        { path: '/name', code: 'pool-name-taken', reason: 'There is a pool of this name.' },
      ]);
    }
  }

  /** The pool of this name, made if it is not there. For bootstrapping; never inside a transaction. */
  async ensure(name: string): Promise<PoolRecord> {
    const made = await this.create(name);
    if (!(made instanceof Refusal)) return made;
    const [pool] = await this.database.rows<PoolRecord>(`SELECT ${COLUMNS} FROM pools WHERE name = ?`, [
      name,
    ]);
    if (!pool) throw new Error(`pool ${name} is neither there nor can it be made`);
    return pool;
  }

  async find(poolId: string): Promise<PoolRecord | undefined> {
    const [pool] = await this.database.rows<PoolRecord>(`SELECT ${COLUMNS} FROM pools WHERE id = ?`, [
      poolId,
    ]);
    return pool;
  }

  async list({ after, limit }: PoolPage): Promise<PoolRecord[]> {
    const where = after ? 'WHERE id > ?' : '';
    return this.database.rows<PoolRecord>(`SELECT ${COLUMNS} FROM pools ${where} ORDER BY id LIMIT ?`, [
      ...(after ? [after] : []),
      limit,
    ]);
  }

  /** A token that lets one machine join this pool within 15 minutes. Refusal `not-found`. */
  async issueJoinToken(poolId: string, createdByToken: string): Promise<Result<IssuedJoinToken>> {
    return this.issue(poolId, { createdByToken, hostId: null, forMs: JOIN_TOKEN_MS });
  }

  /**
   * A token for this scanner host. It may be given several; as soon as one was used, none of them works any more.
   * Refusal `not-found`.
   */
  async issueHostToken(poolId: string, hostId: string, forMs: number): Promise<Result<IssuedJoinToken>> {
    return this.issue(poolId, { createdByToken: null, hostId, forMs });
  }

  /** The agents that came of these hosts' tokens, by host. */
  async agentsOfHosts(hostIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (hostIds.length === 0) return new Map();
    const rows = await this.database.rows<{ hostId: string; agentId: string }>(
      `SELECT DISTINCT host_id hostId, used_by_agent agentId FROM join_tokens
        WHERE host_id IN (?) AND used_by_agent IS NOT NULL`,
      [hostIds],
    );
    return new Map(rows.map(({ hostId, agentId }) => [hostId, agentId]));
  }

  private async issue(
    poolId: string,
    wanted: { createdByToken: string | null; hostId: string | null; forMs: number },
  ): Promise<Result<IssuedJoinToken>> {
    const token = `scfj_${randomBytes(32).toString('base64url')}`;
    const now = this.clock.now();
    const issued = { id: newId(), token, expiresAt: new Date(now.getTime() + wanted.forMs) };
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        `INSERT INTO join_tokens (id, pool_id, secret_hash, created_by_token, host_id, created_at, expires_at)
           SELECT ?, id, ?, ?, ?, ?, ? FROM pools WHERE id = ?`,
        [
          ...[issued.id, joinTokenHash(token), wanted.createdByToken, wanted.hostId],
          ...[now, issued.expiresAt, poolId],
        ],
      ),
    );
    return affectedRows > 0 ? issued : notFound('pool');
  }
}

/** Whether the text could be a join token at all. */
export const looksLikeJoinToken = (text: string): boolean => JOIN_TOKEN.test(text);

/** SHA-256, hex. The token holds 256 random bits, so no slow hash is needed. */
export const joinTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
