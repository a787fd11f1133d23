import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SystemClock } from './clock';

/** Deadlock and lock-wait time-out: the whole transaction is repeated. */
const REPEATABLE = new Set([1213, 1205]);
const MOST_ATTEMPTS = 6;
/** What is in the way is another transaction: it ends in real time, however an injected clock is moved. */
const REAL_TIME = new SystemClock();

/** What a statement that changes rows answers. `affectedRows` counts matched rows. */
export interface Changed {
  affectedRows: number;
  insertId: number;
}

/** A value bound to a placeholder. */
export type Bound = string | number | bigint | boolean | Date | Buffer | Uint8Array | null;

/**
 * One open transaction. Everything that belongs together goes through the same Tx: an injected repository
 * would escape it, so none is ever injected.
 */
export interface Tx {
  readonly manager: EntityManager;
  rows<T>(sql: string, values?: readonly (Bound | readonly Bound[])[]): Promise<T[]>;
  change(sql: string, values?: readonly (Bound | readonly Bound[])[]): Promise<Changed>;
  /**
   * `change` as a prepared statement: the values travel as they are, unescaped and unparsed. For few large values
   * under a text that is always the same, since each connection keeps the statement.
   */
  prepared(sql: string, values: readonly Bound[]): Promise<Changed>;
  /**
   * Runs as the transaction's last work, in order, after everything else in it: for rows that every transaction of
   * a tenant writes, whose lock must be taken last and held shortest. What it throws rolls the whole back.
   */
  beforeCommit(work: () => Promise<void>): void;
  /** Runs after the commit, in order; never after a rollback. Must not throw: the commit stands all the same. */
  afterCommit(effect: () => void): void;
}

interface Open {
  tx: Tx;
}

/**
 * The ledger's door. `transaction` joins the caller's transaction if one is open on this call chain,
 * otherwise it opens one (READ COMMITTED, as all connections of the ledger are) and repeats it as a whole on deadlock or lock-wait time-out:
 * work inside must therefore have no effects except through `tx`.
 */
@Injectable()
export class Database {
  private readonly open = new AsyncLocalStorage<Open>();

  constructor(@Inject(DataSource) readonly source: DataSource) {}

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const joined = this.open.getStore();
    if (joined) return work(joined.tx);
    const { result, effects } = await this.committed(work);
    // The commit stands, whatever becomes of these.
    for (const effect of effects) effect();
    return result;
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>): Promise<{ result: T; effects: (() => void)[] }> {
    for (let attempt = 1; ; attempt++) {
      const effects: (() => void)[] = [];
      const last: (() => Promise<void>)[] = [];
      try {
        const result = await this.source.transaction((manager) => {
          const tx = transactionOver(manager, last, effects);
          return this.open.run({ tx }, async () => {
            const done = await work(tx);
            for (let next = last.shift(); next; next = last.shift()) await next();
            return done;
          });
        });
        return { result, effects };
      } catch (error) {
        if (attempt >= MOST_ATTEMPTS || !isContention(error)) throw error;
        await new Promise<void>((resume) => REAL_TIME.after(attempt * attempt * 5, resume));
      }
    }
  }

  /** A read outside any transaction (or inside the caller's, if one is open). */
  async rows<T>(sql: string, values: readonly (Bound | readonly Bound[])[] = []): Promise<T[]> {
    const joined = this.open.getStore();
    if (joined) return joined.tx.rows<T>(sql, values);
    return (await this.source.query(sql, [...values])) as T[];
  }
}

function transactionOver(manager: EntityManager, last: (() => Promise<void>)[], effects: (() => void)[]): Tx {
  return {
    manager,
    rows: async <T>(sql: string, values: readonly (Bound | readonly Bound[])[] = []) =>
      (await manager.query(sql, [...values])) as T[],
    change: async (sql, values = []) => (await manager.query(sql, [...values])) as Changed,
    prepared: async (sql, values) => {
      const connection = (await manager.queryRunner?.connect()) as Preparing;
      const [changed] = await connection.promise().execute(sql, [...values]);
      return changed;
    },
    beforeCommit: (work) => void last.push(work),
    afterCommit: (effect) => void effects.push(effect),
  };
}

/** The driver's connection, as far as TypeORM does not reach: https://sidorares.github.io/node-mysql2/docs */
interface Preparing {
  promise(): { execute(sql: string, values: Bound[]): Promise<[Changed, unknown]> };
}

/** MariaDB's error number, or 0. */
export function errorNumber(error: unknown): number {
  const errno = (error as { errno?: unknown; driverError?: { errno?: unknown } }) ?? {};
  const number = errno.driverError?.errno ?? errno.errno;
  return typeof number === 'number' ? number : 0;
}

/** Others were in the way (deadlock, lock-wait time-out): the database itself serves. */
export const isContention = (error: unknown): boolean => REPEATABLE.has(errorNumber(error));

/** What the driver and the server say when the server is away, goes down, or takes no more connections. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'PROTOCOL_CONNECTION_LOST'],
  ...['ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_NORMAL_SHUTDOWN', 'ER_CONNECTION_KILLED'],
]);

/** The database could not be asked, or its answer was lost. */
export function isAway(error: unknown): boolean {
  const { code, driverError } = (error as { code?: unknown; driverError?: { code?: unknown } }) ?? {};
  const said = driverError?.code ?? code;
  return typeof said === 'string' && AWAY.has(said);
}

/** A row with the same unique key is already there. */
export const isDuplicate = (error: unknown): boolean => errorNumber(error) === 1062;
