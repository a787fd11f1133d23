// The same rows, written without a fleet.
import mysql from 'mysql2/promise';

/** Rows of one multi-row statement: as many as a chunk holds observations. */
const BATCH = 500;

/** What ingest writes for a scan, and how to find a scan's rows. */
const TABLES = {
  observations: 'scan_id = ?',
  dispositions: 'scan_id = ?',
  artifacts: 'sha256 IN (SELECT artifact FROM dispositions WHERE scan_id = ?)',
  artifact_parts: 'sha256 IN (SELECT artifact FROM dispositions WHERE scan_id = ?)',
};

/**
 * Reads what ingest wrote for the scan, makes an empty twin of each table, and upserts the rows into the twins:
 * the same columns, 500 rows a statement, each statement a transaction, `connections` at a time. Gives the
 * number of observations and the milliseconds that writing took. `ledger` is {host, port, user, password,
 * database}.
 */
export async function writeAgain(ledger, scanId, connections) {
  const pool = mysql.createPool({ ...ledger, connectionLimit: connections, timezone: 'Z' });
  try {
    const batches = [];
    for (const [table, which] of Object.entries(TABLES)) {
      const [rows] = await pool.query({ sql: `SELECT * FROM ${table} WHERE ${which}`, rowsAsArray: true }, [
        scanId,
      ]);
      await pool.query(`CREATE OR REPLACE TABLE bare_${table} LIKE ${table}`);
      for (let from = 0; from < rows.length; from += BATCH) {
        batches.push({ statement: await upsert(pool, table), rows: rows.slice(from, from + BATCH) });
      }
    }
    const observations = batches
      .filter(({ statement }) => statement.includes('bare_observations'))
      .reduce((sum, { rows }) => sum + rows.length, 0);
    const start = performance.now();
    await Promise.all(Array.from({ length: connections }, () => write(pool, batches)));
    const ms = performance.now() - start;
    for (const table of Object.keys(TABLES)) await pool.query(`DROP TABLE bare_${table}`);
    return { observations, ms };
  } finally {
    await pool.end();
  }
}

async function upsert(pool, table) {
  const [columns] = await pool.query({ sql: `SHOW COLUMNS FROM ${table}`, rowsAsArray: true });
  const names = columns.map(([name]) => `\`${name}\``);
  const updates = names.map((name) => `${name} = VALUES(${name})`);
  return `INSERT INTO bare_${table} (${names}) VALUES ? ON DUPLICATE KEY UPDATE ${updates}`;
}

async function write(pool, batches) {
  const connection = await pool.getConnection();
  try {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await connection.query(batch.statement, [batch.rows]);
    }
  } finally {
    connection.release();
  }
}
