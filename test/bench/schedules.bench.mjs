// A hundred thousand schedules, a thousand of them due in the same minute: how long until all have fired. Against the
// same number of transactions that only insert one row each, over as many connections.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { startFleet } from './fleet.mjs';
import { percentile } from './timing.mjs';

const SCHEDULES = 100_000;
const DUE = 1_000;
const BATCH = 5_000;
/** Of one replica: as in firing.ts. */
const LANES = 4;
const WITHIN_S = 30;
const LOOK_MS = 100;
const LONGEST_MS = 5 * 60_000;
/** Enough for the replica to see the minute begin with nothing fired. */
const AHEAD_MS = 5_000;

export default async function schedules(measure) {
  const { say } = measure;
  const installation = await startFleet(measure, { agents: 0 });
  const database = { ...installation.ledger, timezone: 'Z' };
  const connection = await mysql.createConnection(database);
  const { tenantId, networkId } = installation.first;
  // Scans that wait count; the addresses do not matter.
  await connection.query(
    'UPDATE subscriptions SET concurrent_scans = 4000000, addresses_a_day = 4000000 WHERE tenant_id = ?',
    [tenantId],
  );
  say(`${SCHEDULES} schedules`);
  const dueAt = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + AHEAD_MS + 30_000);
  await fill(connection, { tenantId, networkId, dueAt });
  if (Date.now() > dueAt.getTime() - AHEAD_MS / 2)
    await connection.query('UPDATE schedules SET due_at = ?, fire_at = ? WHERE due_at = ?', [
      ...moment(dueAt),
      dueAt,
    ]);
  const [[{ at }]] = await connection.query('SELECT MIN(due_at) at FROM schedules');
  const since = at.getTime();
  await settled(connection, since);
  const [rows] = await connection.query('SELECT at, state FROM schedule_occurrences');
  const late = rows.map((row) => (row.at.getTime() - since) / 1_000);
  const last = Math.max(...late);
  const raw = await rawSeconds(database);
  await connection.end();
  const fired = rows.filter(({ state }) => state === 'fired').length;
  return [
    {
      what: `of ${SCHEDULES}, due at once and fired`,
      value: fired,
      unit: '',
      target: `= ${DUE}`,
      ok: fired === DUE,
    },
    {
      what: 'the last one, after it was due',
      value: last,
      unit: 's',
      target: `<= ${WITHIN_S} s`,
      ok: last <= WITHIN_S,
    },
    { what: 'half of them', value: percentile(late, 0.5), unit: 's' },
    { what: `${DUE} transactions of one raw insert`, value: raw, unit: 's' },
    { what: 'against raw inserts', value: last / raw, unit: '×' },
  ];
}

const moment = () => {
  const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + AHEAD_MS);
  return [at, at];
};

async function fill(connection, { tenantId, networkId, dueAt }) {
  const profiles = JSON.stringify([
    { engine: 'nmap', preset: 'quick', options: { scan: 'connect', ports: { kind: 'top', count: 10 } } },
  ]);
  const now = new Date();
  for (let from = 0; from < SCHEDULES; from += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, n) => from + n);
    const ids = numbers.map(() => [randomUUID(), randomUUID()]);
    await connection.query(
      `INSERT INTO jobs (id, tenant_id, name, description, labels, network_id, targets, profiles, priority, enabled,
                         created_at, updated_at) VALUES ?`,
      [
        numbers.map((n, index) => [
          ...[
            ids[index][0],
            tenantId,
            `job ${n}`,
            '',
            '{}',
            networkId,
            '["127.0.0.1"]',
            profiles,
            5,
            1,
            now,
            now,
          ],
        ]),
      ],
    );
    await connection.query(
      'INSERT INTO schedules (id, tenant_id, job_id, definition, due_at, fire_at, created_at, updated_at) VALUES ?',
      [
        numbers.map((n, index) => {
          const at =
            n % (SCHEDULES / DUE) === 0 ? dueAt : new Date(dueAt.getTime() + (24 + (n % 1_000)) * 3_600_000);
          return [ids[index][1], tenantId, ids[index][0], definition(at), at, at, now, now];
        }),
      ],
    );
  }
}

const definition = (at) =>
  JSON.stringify({
    recurrence: { kind: 'daily', zone: 'Asia/Taipei', start: at.toISOString().slice(0, 16) },
    ...{
      count: null,
      missed: 'once',
      catchUpSeconds: 3_600,
      catchUpMost: 1,
      overlap: 'skip',
      jitterSeconds: 0,
    },
  });

async function settled(connection, since) {
  for (;;) {
    const [[{ n }]] = await connection.query('SELECT COUNT(*) n FROM schedule_occurrences');
    if (Number(n) >= DUE) return;
    if (Date.now() - since > LONGEST_MS) throw new Error(`only ${n} of ${DUE} fired`);
    await pause(LOOK_MS);
  }
}

async function rawSeconds(database) {
  const connections = await Promise.all(
    Array.from({ length: LANES }, () => mysql.createConnection(database)),
  );
  await connections[0].query('CREATE TABLE raw_inserts (id CHAR(36) PRIMARY KEY)');
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let n = 0; n < DUE / LANES; n += 1) {
        await connection.beginTransaction();
        await connection.query('INSERT INTO raw_inserts VALUES (?)', [randomUUID()]);
        await connection.commit();
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  await Promise.all(connections.map((connection) => connection.end()));
  return seconds;
}
