import { randomBytes } from 'node:crypto';
import { createConnection, type Connection } from 'mysql2/promise';
import { testSettings } from './settings';

/** A database of one spec file on the shared MariaDB. */
export interface Ledger {
  /** mysql://user:password@127.0.0.1:port/database */
  url: string;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** A plain connection, for looking and for preparing rows past the code under test. */
  connection: Connection;
  /** Drops the database. */
  stop(): Promise<void>;
}

/**
 * Makes an empty database (utf8mb4). Migrations are the caller's: `startControlPlane` and the server's own
 * specs run them. `server` is another MariaDB than the shared one, of a user who may make databases.
 */
export async function startLedger(server = testSettings().database): Promise<Ledger> {
  const url = new URL(server);
  const access = {
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
  };
  const database = `scanfleet_${randomBytes(6).toString('hex')}`;
  const connection = await createConnection({ ...access, timezone: 'Z', multipleStatements: true });
  await connection.query(
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE ${database}`,
  );
  url.pathname = `/${database}`;
  return {
    ...access,
    database,
    connection,
    url: url.href,
    async stop() {
      connection.destroy();
      // A connection of its own: the spec may have ended the server, and the first one with it.
      const last = await createConnection(access);
      await last.query(`DROP DATABASE IF EXISTS ${database}`);
      await last.end();
    },
  };
}
