// Lists of findings with five million in the table and 2.5 million of one tenant: the statement alone, and the whole
// request; first pages, random deep cursors and filters alike. Then 16 clients at once against a bare application.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import mysql from 'mysql2/promise';
import { ROOT } from '../../scripts/services/packages.mjs';
import { startFleet } from './fleet.mjs';
import { fill, CHECKS, CVES, JOBS } from './many-findings.mjs';
import { median, percentile } from './timing.mjs';

const TOTAL = 5_000_000;
const ROWS = 50;
/** Of each list; the p99 is that of all. */
const PAGES = 400;
const WARM_UP = 20;
const QUERY_MS = 10;
const REQUEST_MS = 40;
const COUNTS_MS = 5;
/** Room for all that is made: what is measured is the way to rows, not this machine's disk. */
const POOL_BYTES = 10 * 1024 ** 3;
/** Pages that are never all written while the server lives. */
const SETTLED_PAGES = 100;
const POLL_MS = 250;
const CLIENTS = 16;
const CLIENTS_MS = 10_000;
/** What is measured is not to be refused: a tenant's requests are limited, counted in the database all the same. */
const UNLIMITED = { SCANFLEET_QUOTA_REQUESTS_A_MINUTE: '1000000' };

const load = createRequire(path.join(ROOT, 'control-plane', 'server', 'package.json'));
const room = (file) => load(path.join(ROOT, 'control-plane', 'server', 'dist', file));

export default async function lists(measure) {
  const { say } = measure;
  const installation = await startFleet(measure, { agents: 0, settings: UNLIMITED });
  const { administer, ledger, first, url, tokenFile } = installation;
  await administer(`SET GLOBAL innodb_buffer_pool_size = ${POOL_BYTES}`);
  const connection = await mysql.createConnection({ ...ledger, timezone: 'Z', multipleStatements: true });
  try {
    const [[{ tenantId }]] = await connection.query('SELECT tenant_id tenantId FROM networks LIMIT 1');
    const jobIds = Array.from({ length: JOBS }, () => randomUUID());
    const scanId = randomUUID();
    const { networkId } = first;
    const others = { otherTenant: randomUUID(), networkId, jobIds, scanId };
    await fill(connection, { total: TOTAL, tenantId, ...others, say });
    await written(administer, connection);
    const authorization = `Bearer ${fs.readFileSync(tokenFile, 'utf8').trim()}`;
    const api = { url, authorization };
    const place = { tenantId, networkId, jobIds, scanId };
    const rows = [];
    const all = { query: [], request: [], nothing: [] };
    for (const [name, filter] of Object.entries(filters(place))) {
      const found = await measured({ connection, api, tenantId, filter });
      all.query.push(...found.query);
      all.request.push(...found.request);
      all.nothing.push(...found.nothing);
      rows.push(
        limited(`${name}: query, p99`, percentile(found.query, 0.99), QUERY_MS),
        limited(`${name}: request, p99`, percentile(found.request, 0.99), REQUEST_MS),
      );
      say(
        [
          `${name}: query p50 ${median(found.query).toFixed(1)}, p99 ${percentile(found.query, 0.99).toFixed(1)} ms`,
          `request p50 ${median(found.request).toFixed(1)}, p99 ${percentile(found.request, 0.99).toFixed(1)} ms`,
        ].join('; '),
      );
    }
    const counts = await repeated(PAGES, () =>
      connection.query(
        'SELECT state, severity, SUM(findings) n FROM finding_counts WHERE tenant_id = ? GROUP BY state, severity',
        [tenantId],
      ),
    );
    return [
      { what: 'rows and indexes', value: await gigabytes(connection), unit: 'GB' },
      ...rows,
      { what: 'all lists: query, p50', value: median(all.query), unit: 'ms' },
      // What the machine itself is good for at this moment: the way there and back, and no work.
      { what: 'SELECT 1, p99', value: percentile(all.nothing, 0.99), unit: 'ms' },
      { what: 'SELECT 1, the longest', value: Math.max(...all.nothing), unit: 'ms' },
      { what: 'all lists: request, p50', value: median(all.request), unit: 'ms' },
      limited('all lists: query, p99', percentile(all.query, 0.99), QUERY_MS),
      limited('all lists: request, p99', percentile(all.request, 0.99), REQUEST_MS),
      limited('counts by severity: query, p99', percentile(counts, 0.99), COUNTS_MS),
      { what: 'counts by severity: request, p99', value: await countRequests(api), unit: 'ms' },
      ...(await manyClients(api, ledger, tenantId, say)),
    ];
  } finally {
    await connection.end();
  }
}

/** Until what was filled in is on disk: a table that has just taken five million rows is not what is measured. */
async function written(administer, connection) {
  await administer('SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0, GLOBAL innodb_max_dirty_pages_pct = 0');
  const left = async () => {
    const [rows] = await connection.query(
      "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_buffer_pool_pages_dirty', 'Innodb_history_list_length')",
    );
    return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
  };
  while ((await left()) > SETTLED_PAGES) await setTimeout(POLL_MS);
  await administer('SET GLOBAL innodb_max_dirty_pages_pct = 90');
}

async function gigabytes(connection) {
  const [[{ bytes }]] = await connection.query(
    'SELECT SUM(data_length + index_length) bytes FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  return Number(bytes) / 1e9;
}

const limited = (what, value, most) => ({
  what,
  value,
  unit: 'ms',
  target: `<= ${most} ms`,
  ok: value <= most,
});

/** Each list that is measured: what is asked, by the names of the API. */
const filters = ({ networkId, jobIds, scanId }) => ({
  everything: () => ({}),
  severity: () => ({ severity: [pick(5) + 1] }),
  'two severities': () => ({ severity: [5, 3] }),
  'open ones': () => ({ state: ['New', 'Active', 'Reopened'] }),
  'state and severity': () => ({ state: ['Reopened'], severity: [pick(5) + 1] }),
  'by last seen': () => ({ sort: '-lastSeen' }),
  'open ones by last seen': () => ({ state: ['New', 'Active', 'Reopened'], sort: '-lastSeen' }),
  'by first seen': () => ({ sort: 'firstSeen' }),
  'by address': () => ({ sort: 'address' }),
  address: () => ({ address: [`10.0.${pick(240)}.${pick(256)}`] }),
  '20 addresses': () => ({ address: Array.from({ length: 20 }, (_, n) => `10.0.${pick(240)}.${n * 10}`) }),
  network: () => ({ networkId: [networkId] }),
  engine: () => ({ engine: ['openscap'], state: ['New', 'Active', 'Reopened'] }),
  check: () => ({ checkId: [`nmap:check-${pick(CHECKS)}`] }),
  CVE: () => ({ cve: [`CVE-2024-${10_000 + pick(CVES)}`] }),
  job: () => ({ jobId: [jobIds[pick(JOBS)]], state: ['New', 'Active', 'Reopened'] }),
  scan: () => ({ scanId }),
  'title begins with': () => ({ q: `Weakness ${pick(1_000)}` }),
});

const pick = (below) => Math.floor(Math.random() * below);

/** Milliseconds of statements and of whole requests: half of them first pages, half behind random rows. */
async function measured({ connection, api, tenantId, filter }) {
  const found = { query: [], request: [], nothing: [] };
  for (let page = -WARM_UP; page < PAGES; page += 1) {
    const asked = filter();
    const plan = planOf(asked);
    const after = page % 2 ? undefined : await randomPlace(connection, tenantId, plan);
    const { sql, values } = room('findings/finding-lists.js').listQuery(tenantId, plan, after, ROWS + 1);
    const nothing = await timed(() => connection.query('SELECT 1'));
    const query = await timed(() => connection.query(sql, values));
    const cursor = after && room('platform/http').encodeCursor(plan.cursorName, after);
    const request = await timed(() => get(api, `/findings?${search({ ...asked, limit: ROWS, cursor })}`));
    if (page < 0) continue;
    found.nothing.push(nothing);
    found.query.push(query);
    found.request.push(request);
  }
  return found;
}

function planOf({ sort, q, jobId, ...filters }) {
  const { findingGrammar, jobTerm } = room('findings/finding-grammar.js');
  return room('platform/http').planList(findingGrammar, {
    filters: { ...filters, jobId: jobId?.map(jobTerm) },
    sort,
    q,
  });
}

/** Behind some row of the tenant, whether the filter has it or not. */
async function randomPlace(connection, tenantId, plan) {
  const number = pick(TOTAL / 2) * 2 + 1;
  const time = (1_735_689_600_000 + number).toString(16).padStart(12, '0');
  const [[row]] = await connection.query(
    'SELECT id, severity, address, last_seen_at lastSeenAt FROM findings WHERE tenant_id = ? AND id >= ? LIMIT 1',
    [tenantId, `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`],
  );
  return room('platform/http').pageKey(plan).of(row);
}

function search(asked) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    for (const one of [value].flat()) if (one !== undefined) parameters.append(name, one);
  }
  return parameters;
}

async function get({ url, authorization }, where) {
  const response = await fetch(`${url}/api/v1${where}`, { headers: { authorization } });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${where}: ${response.status} ${text}`);
  return text;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeated(times, work) {
  const found = [];
  for (let index = -WARM_UP; index < times; index += 1) {
    const ms = await timed(work);
    if (index >= 0) found.push(ms);
  }
  return found;
}

const countRequests = async (api) =>
  percentile(await repeated(PAGES, () => get(api, '/findings/counts')), 0.99);

/** Requests a second of 16 clients for the first page, through the product and through the bare application. */
async function manyClients(api, ledger, tenantId, say) {
  const plan = planOf({});
  const { sql, values } = room('findings/finding-lists.js').listQuery(tenantId, plan, undefined, ROWS + 1);
  const bare = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-lists.mjs')], {
    env: { ...process.env, BARE_LISTS: JSON.stringify({ ledger, sql, values }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await new Promise((resolve, reject) => {
      bare.stdout.once('data', (bytes) => resolve(Number(bytes.toString())));
      bare.once('exit', (code) => reject(new Error(`the bare application ended with ${code}`)));
    });
    const product = await perSecond(() => get(api, `/findings?limit=${ROWS}`));
    const alone = await perSecond(async () => (await fetch(`http://127.0.0.1:${port}/findings`)).text());
    say(`${CLIENTS} clients: ${product.toFixed(0)} requests/s, bare ${alone.toFixed(0)}`);
    return [
      { what: `${CLIENTS} clients, list of ${ROWS}`, value: product, unit: 'requests/s' },
      { what: `${CLIENTS} clients, bare Nest and driver`, value: alone, unit: 'requests/s' },
      { what: 'against bare Nest and driver', value: product / alone, unit: '×' },
    ];
  } finally {
    bare.kill('SIGTERM');
  }
}

async function perSecond(request) {
  await Promise.all(Array.from({ length: CLIENTS }, request));
  const start = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - start < CLIENTS_MS) {
      await request();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return done / ((performance.now() - start) / 1_000);
}
