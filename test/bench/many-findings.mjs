// Five million findings, quickly: rows by the server's own sequences, secondary indexes built afterwards.
const TABLES = ['findings', 'finding_terms', 'sightings'];
const STEP = 250_000;

export const PER_ADDRESS = 40;
export const CHECKS = 200;
export const CVES = 500;
export const JOBS = 20;

/** An id of version 7 that sorts by its number. */
const id = (number, group = 0) =>
  `CONCAT(LEFT(LPAD(HEX(1735689600000 + ${number}), 12, '0'), 8), '-', RIGHT(LPAD(HEX(1735689600000 + ${number}), 12, '0'), 4),
    '-7000-8${group}00-', LPAD(HEX(${number}), 12, '0'))`;

/** A number that looks random but is the same in every run. */
const shuffled = (number, modulus, salt) => `(CRC32(CONCAT('${salt}', ${number})) % ${modulus})`;

/**
 * Fills the ledger with `total` findings, every second one of `tenantId`, the others of another tenant. One in ten
 * has a CVE, each was seen by a scan of one of twenty jobs, and the scan `scanId` saw every tenth of the tenant's.
 */
export async function fill(connection, { total, tenantId, otherTenant, networkId, jobIds, scanId, say }) {
  const indexes = {};
  for (const table of TABLES) indexes[table] = await dropIndexes(connection, table);
  await connection.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  const jobs = jobIds.map((jobId) => `'${jobId}'`).join(',');
  for (let from = 1; from <= total; from += STEP) {
    const n = 's.seq';
    await connection.query(
      `INSERT INTO findings (id, tenant_id, network_id, fingerprint, check_id, address, hostname, protocol, port, service, title,
         severity, severity_source, type, cvss, cves, summary, solution, \`references\`, evidence, first_scan_id, last_scan_id,
         first_seen_at, last_seen_at, times_seen, state, state_since, engine, counted_severity)
       SELECT ${id(n)}, IF(${n} % 2, ?, ?), ?, SHA2(${n}, 256),
         CONCAT(IF(${shuffled(n, 10, 'e')}, 'nmap', 'openscap'), ':check-', ${shuffled(n, CHECKS, 'c')}),
         CONCAT_WS('.', 10, ${n} DIV 2 DIV ${PER_ADDRESS} DIV 65536, ${n} DIV 2 DIV ${PER_ADDRESS} DIV 256 % 256, ${n} DIV 2 DIV ${PER_ADDRESS} % 256),
         '', 'tcp', ${shuffled(n, 65535, 'p')}, 'http', CONCAT('Weakness ', ${shuffled(n, 100_000, 't')}, ' of a web server'),
         g.severity, 'CVSSv3 (nse)', 'confirmed', 5.0,
         IF(${shuffled(n, 10, 'v')}, '[]', JSON_ARRAY(CONCAT('CVE-2024-', 10000 + ${shuffled(n, CVES, 'w')}))),
         REPEAT('What it is. ', 10), '', '[]', REPEAT('What was seen. ', 10), ?, ?, '2026-01-01',
         '2026-01-01' + INTERVAL ${shuffled(n, 30_000_000, 'l')} SECOND, 1,
         ELT(1 + ${shuffled(n, 4, 's')}, 'New', 'Active', 'Fixed', 'Reopened'), '2026-01-01',
         IF(${shuffled(n, 10, 'e')}, 'nmap', 'openscap'), g.severity
       FROM seq_${from}_to_${from + STEP - 1} s
       JOIN (SELECT 0 k, 5 severity UNION SELECT 1, 4 UNION SELECT 2, 3 UNION SELECT 3, 2 UNION SELECT 4, 1) g
         ON g.k = LEAST(4, FLOOR(SQRT(${shuffled(n, 25, 'g')})))`,
      [tenantId, otherTenant, networkId, scanId, scanId],
    );
    say(`${Math.min(total, from + STEP - 1)} findings`);
  }
  await connection.query(
    `INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
     SELECT id, CONCAT('job:', ELT(1 + ${shuffled('id', JOBS, 'j')}, ${jobs})), tenant_id, state, severity FROM findings`,
  );
  await connection.query(
    `INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
     SELECT id, JSON_VALUE(cves, '$[0]'), tenant_id, state, severity FROM findings WHERE cves <> '[]'`,
  );
  await connection.query(
    `INSERT INTO sightings (scan_id, finding_id, tenant_id, severity, seen_at)
     SELECT ?, id, tenant_id, severity, last_seen_at FROM findings WHERE tenant_id = ? AND CRC32(id) % 10 = 0`,
    [scanId, tenantId],
  );
  for (const table of TABLES) {
    say(`indexes of ${table}`);
    await connection.query(`ALTER TABLE ${table} ${indexes[table].map((key) => `ADD ${key}`).join(', ')}`);
  }
  await connection.query(
    `INSERT INTO finding_counts (tenant_id, state, severity, shard, findings)
     SELECT tenant_id, state, severity, CRC32(id) % 4, COUNT(*) FROM findings GROUP BY 1, 2, 3, 4
     ON DUPLICATE KEY UPDATE findings = VALUES(findings)`,
  );
  await connection.query(`ANALYZE TABLE ${TABLES.join(', ')}`);
}

/** Drops the secondary indexes and gives what makes them again. */
async function dropIndexes(connection, table) {
  const [[row]] = await connection.query(`SHOW CREATE TABLE ${table}`);
  const keys = row['Create Table']
    .split('\n')
    .map((line) => line.trim().replace(/,$/, ''))
    .filter((line) => /^(?:UNIQUE )?KEY /.test(line));
  const names = keys.map((key) => `DROP KEY ${/`[^`]+`/.exec(key)[0]}`);
  await connection.query(`ALTER TABLE ${table} ${names.join(', ')}`);
  return keys;
}
