import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Indexes and summaries for long lists. */
export class Lists1764200000012 implements MigrationInterface {
  readonly name = 'Lists1764200000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE findings
      ADD COLUMN engine VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
      ADD COLUMN counted_severity TINYINT UNSIGNED NOT NULL DEFAULT 0`);
    await runner.query(
      "UPDATE findings SET engine = LEFT(SUBSTRING_INDEX(check_id, ':', 1), 32), counted_severity = severity",
    );
    for (const [table, index, columns] of INDEXES)
      await runner.query(`ALTER TABLE ${table} ADD KEY ${index} (${columns})`);
    await runner.query(`CREATE TABLE finding_terms (
      finding_id UUID NOT NULL,
      term VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      tenant_id UUID NOT NULL,
      state VARCHAR(16) NOT NULL,
      severity TINYINT UNSIGNED NOT NULL,
      PRIMARY KEY (finding_id, term),
      KEY finding_term (tenant_id, term, state, severity, finding_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE finding_counts (
      tenant_id UUID NOT NULL,
      state VARCHAR(16) NOT NULL,
      severity TINYINT UNSIGNED NOT NULL,
      shard TINYINT UNSIGNED NOT NULL,
      findings INT NOT NULL,
      PRIMARY KEY (tenant_id, state, severity, shard)) ${OPTIONS}`);
    await runner.query(`INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
      SELECT DISTINCT f.id, c.cve, f.tenant_id, f.state, f.severity
        FROM findings f JOIN JSON_TABLE(f.cves, '$[*]' COLUMNS (cve VARCHAR(64) PATH '$')) c
       WHERE f.cves <> '[]'`);
    await runner.query(`INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
      SELECT DISTINCT f.id, CONCAT('job:', s.job_id), f.tenant_id, f.state, f.severity
        FROM scans s JOIN sightings g ON g.scan_id = s.id JOIN findings f ON f.id = g.finding_id
       WHERE s.job_id IS NOT NULL`);
    await runner.query(`INSERT INTO finding_counts (tenant_id, state, severity, shard, findings)
      SELECT tenant_id, state, severity, 0, COUNT(*) FROM findings GROUP BY tenant_id, state, severity`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finding_counts');
    await runner.query('DROP TABLE finding_terms');
    for (const [table, index] of [...INDEXES].reverse())
      await runner.query(`ALTER TABLE ${table} DROP KEY ${index}`);
    await runner.query('ALTER TABLE findings DROP COLUMN counted_severity, DROP COLUMN engine');
  }
}

const INDEXES: readonly (readonly [table: string, index: string, columns: string])[] = [
  ['findings', 'finding_state', 'tenant_id, state, severity, id'],
  ['findings', 'finding_seen', 'tenant_id, state, severity, last_seen_at, id'],
  ['findings', 'finding_network', 'tenant_id, network_id, state, severity, id'],
  ['findings', 'finding_engine', 'tenant_id, engine, state, severity, id'],
  ['findings', 'finding_title', 'tenant_id, title, state, severity, id'],
  ['scans', 'scan_tenant_state', 'tenant_id, state, created_at, id'],
  ['scans', 'scan_network', 'tenant_id, network_id, created_at, id'],
  ['scans', 'scan_kinds', 'tenant_id, kinds, created_at, id'],
  ['scans', 'scan_result', 'tenant_id, result, processed, created_at, id'],
  ['scans', 'scan_starter', 'tenant_id, started_by, created_at, id'],
  ['coverage', 'coverage_list', 'tenant_id, looked_at, scan_id, profile, address'],
  ['coverage', 'coverage_scan', 'scan_id, looked_at, profile, address'],
];
