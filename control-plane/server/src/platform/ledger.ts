import mysql from 'mysql2';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import type { Config } from './config';
import { LedgerNaming } from './naming';

/** What every room brings to the ledger. */
export interface LedgerParts {
  /** Entity classes of all rooms. */
  entities: MixedList<new () => object>;
  /** Migration classes, oldest first. */
  migrations: MixedList<new () => object>;
}

/**
 * The connection pool of the ledger, not yet connected. Times are UTC both ways. In rows read with plain SQL
 * a BIGINT (COUNT, too) and a DECIMAL (SUM, AVG) are strings, TINYINT is a number, a JSON column is its text:
 * MariaDB keeps JSON as text. Entities read through `tx.manager` are converted. UUID columns sort by time for
 * version 7 from MariaDB 10.11.5 on.
 */
export function ledgerSource(config: Pick<Config, 'database'>, parts: LedgerParts): DataSource {
  return new DataSource(ledgerOptions(config, parts));
}

/**
 * Said once for each connection, not once for each transaction: all begin as READ COMMITTED, and a transaction whose process
 * says nothing for two minutes (it was stopped, or its machine frozen) is rolled back by the server and lets go of what it locked.
 * Uploads that come with an idempotency key are read within a transaction, and may be slow.
 */
const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION idle_transaction_timeout = 120',
];

/** The driver. On a connection of it statements run in the order in which they are given. */
const readCommitted = {
  ...mysql,
  createPool(options: mysql.PoolOptions): mysql.Pool {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      for (const said of SESSION)
        connection.query(said, (error) => {
          if (error) connection.destroy();
        });
    });
    return pool;
  },
};

function ledgerOptions({ database }: Pick<Config, 'database'>, parts: LedgerParts): DataSourceOptions {
  return {
    type: 'mariadb',
    host: database.host,
    port: database.port,
    username: database.user,
    password: database.password,
    database: database.name,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: 5_000,
    poolSize: database.connections,
    driver: readCommitted,
    namingStrategy: new LedgerNaming(),
    entities: parts.entities,
    migrations: parts.migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: {
      connectionLimit: database.connections,
      jsonStrings: true,
      // The stack of each statement's caller, kept for its error, is a twentieth of the work under load; what TypeORM throws tells it too.
      trace: false,
      // Few statements are prepared, and the driver makes room for as many as this with each connection.
      maxPreparedStatements: 100,
      // A server that vanished without a word is noticed within half a minute, not after two hours.
      enableKeepAlive: true,
      keepAliveInitialDelay: 10_000,
    },
  };
}

/** Seconds that a second migrator waits for the first. */
const MIGRATION_WAIT = 60;

/**
 * Runs what is missing of the migrations and gives the names of those that ran. A named lock, held by a
 * connection of its own, lets one process migrate at a time.
 * @throws Error when another process holds the lock for longer than a minute.
 */
export async function migrate(source: DataSource): Promise<string[]> {
  const holder = source.createQueryRunner();
  try {
    const [row] = (await holder.query("SELECT GET_LOCK(CONCAT(DATABASE(), '.migrate'), ?) AS got", [
      MIGRATION_WAIT,
    ])) as { got: number | string }[];
    if (Number(row?.got) !== 1) throw new Error('Another process is migrating this database.');
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    } finally {
      await holder.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrate'))");
    }
  } finally {
    await holder.release();
  }
}

/** Whether every migration of this version has run. */
export async function isMigrated(source: DataSource): Promise<boolean> {
  return !(await source.showMigrations());
}

/** The statements that would be needed to make the database what the entities say: empty after the migrations. */
export async function ledgerDrift(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
