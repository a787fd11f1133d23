// A hundred thousand slices through the fleet, and a few thousand that are held while a replica dies.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { makeJob } from './fleet.mjs';
import { percentile } from './timing.mjs';

const LOOK_MS = 100;
const ENDED_WITHIN_MS = 40 * 60_000;
/** A slice has one target as long as more slots than a scan has targets are free. */
const SLICES_A_SCAN = 1_000;
const SINGLES = 200;
const BARE_AT_ONCE = 16;
const BARE_MS = 10_000;

/** Starts scans of `count` targets in all, which become as many slices; gives the scans' ids. */
async function startScans(installation, count, name) {
  const scans = [];
  for (let left = count; left > 0; left -= SLICES_A_SCAN) {
    const size = Math.min(left, SLICES_A_SCAN) - 1;
    const net = `127.${scans.length + 1}`;
    const targets = [`${net}.0.0-${net}.${size >> 8}.${size & 255}`];
    const job = await makeJob(installation, { name: `${name} ${net}`, targets, preset: 'quick' });
    scans.push((await installation.api.start(job.id)).id);
  }
  return scans;
}

/** Until nothing of the scans is left to do. */
async function finished({ connection, simulators }, scans) {
  const left =
    "SELECT COUNT(*) n FROM scans WHERE id IN (?) AND state NOT IN ('Finished', 'Error', 'Canceled')";
  await nothing({ connection, simulators }, left, scans, 'scans under way');
}

async function nothing({ connection, simulators }, sql, scans, what) {
  const start = performance.now();
  for (;;) {
    const [[{ n }]] = await connection.query(sql, [scans]);
    if (Number(n) === 0) return;
    simulators.alive();
    if (performance.now() - start > ENDED_WITHIN_MS) throw new Error(`${n} ${what}`);
    await pause(LOOK_MS);
  }
}

/** When each slice was queued and granted, milliseconds, and how often it was granted. */
async function grants(connection, scans) {
  const [rows] = await connection.query(
    `SELECT slice_id id, MIN(IF(to_state = 'Queued', at, NULL)) queued, MIN(IF(to_state = 'Running', at, NULL)) granted,
            SUM(to_state = 'Running') times, MAX(epoch) epoch
       FROM slice_history WHERE scan_id IN (?) GROUP BY slice_id`,
    [scans],
  );
  return rows.map(({ queued, granted, times, epoch }) => ({
    ...{ queued: queued.getTime(), granted: granted?.getTime(), times: Number(times), epoch },
  }));
}

/** Dispatches so many; gives rows for the table. */
export async function dispatched({ installation, simulators, say }, count) {
  const connection = await mysql.createConnection({ ...installation.ledger, timezone: 'Z' });
  try {
    const scans = await startScans(installation, count, 'many');
    await finished({ connection, simulators }, scans);
    const all = await grants(connection, scans);
    const first = Math.min(...all.map(({ granted }) => granted));
    const last = Math.max(...all.map(({ granted }) => granted));
    const perSecond = all.length / ((last - first) / 1_000);
    const waits = all.map(({ queued, granted }) => granted - queued);
    const once = all.filter(({ times }) => times === 1).length;
    say(`${all.length} slices in ${((last - first) / 1_000).toFixed(0)} s, ${perSecond.toFixed(0)} a second`);
    const single = await singles({ installation, connection, simulators });
    const bare = await bareClaims(installation.ledger);
    say(
      `one slice alone waited p99 ${percentile(single, 0.99).toFixed(0)} ms; bare claims: ${bare.toFixed(0)} a second`,
    );
    return [
      { what: `${all.length} slices dispatched`, value: perSecond, unit: 'slices/s' },
      {
        what: 'claimed once',
        value: once,
        unit: 'slices',
        target: `= ${count}`,
        ok: once === count && all.length === count,
      },
      { what: 'from queued to granted, in the crowd, p50', value: percentile(waits, 0.5), unit: 'ms' },
      { what: 'from queued to granted, in the crowd, p99', value: percentile(waits, 0.99), unit: 'ms' },
      { what: 'from queued to granted, alone, p50', value: percentile(single, 0.5), unit: 'ms' },
      { what: 'from queued to granted, alone, p99', value: percentile(single, 0.99), unit: 'ms' },
      { what: 'bare transactions that claim a row', value: bare, unit: 'rows/s' },
      { what: 'whole slices against bare claims', value: perSecond / bare, unit: '×' },
    ];
  } finally {
    await connection.end();
  }
}

/** Milliseconds from queued to granted of scans of one slice, one after the other. */
async function singles({ installation, connection, simulators }) {
  const job = await makeJob(installation, { name: 'one', targets: ['127.0.0.1'], preset: 'quick' });
  const waits = [];
  for (let n = 0; n < SINGLES; n += 1) {
    const { id } = await installation.api.start(job.id);
    await finished({ connection, simulators }, [id]);
    const [{ queued, granted }] = await grants(connection, [id]);
    waits.push(granted - queued);
  }
  return waits;
}

/** Rows a second that are claimed by transactions which do nothing else: the limit of this database on this machine. */
async function bareClaims(ledger) {
  const connections = await Promise.all(
    Array.from({ length: BARE_AT_ONCE }, () => mysql.createConnection(ledger)),
  );
  const [first] = connections;
  try {
    await first.query(
      'CREATE TABLE bare_claims (id UUID PRIMARY KEY, state VARCHAR(20) NOT NULL, owner UUID NULL)',
    );
    let claimed = 0;
    const start = performance.now();
    const client = async (connection) => {
      while (performance.now() - start < BARE_MS) {
        const id = randomUUID();
        await connection.query("INSERT INTO bare_claims VALUES (?, 'Queued', NULL)", [id]);
        await connection.beginTransaction();
        await connection.query('SELECT state FROM bare_claims WHERE id = ? FOR UPDATE', [id]);
        await connection.query("UPDATE bare_claims SET state = 'Running', owner = ? WHERE id = ?", [id, id]);
        await connection.commit();
        claimed += 1;
      }
    };
    await Promise.all(connections.map(client));
    return claimed / ((performance.now() - start) / 1_000);
  } finally {
    await first.query('DROP TABLE IF EXISTS bare_claims');
    await Promise.all(connections.map((connection) => connection.end()));
  }
}

/** Slices that agents hold from now on; `end` waits until they are done and tells how many were taken from an agent meanwhile. */
export async function held({ installation, simulators }, count) {
  const connection = await mysql.createConnection({ ...installation.ledger, timezone: 'Z' });
  const scans = await startScans(installation, count, 'held');
  const waiting = "SELECT COUNT(*) n FROM slices WHERE scan_id IN (?) AND state <> 'Running'";
  await nothing({ connection, simulators }, waiting, scans, 'slices that nobody holds');
  return {
    async end() {
      try {
        await finished({ connection, simulators }, scans);
        const all = await grants(connection, scans);
        return all.filter(({ times, epoch }) => times !== 1 || epoch !== 1).length;
      } finally {
        await connection.end();
      }
    },
  };
}
