import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Findings have a life of their own, and what was really looked at is remembered beside them. */
export class FindingsRemember1764000000003 implements MigrationInterface {
  readonly name = 'FindingsRemember1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE findings
      ADD COLUMN state VARCHAR(16) NOT NULL DEFAULT 'New',
      ADD COLUMN state_since DATETIME(3) NULL,
      ADD COLUMN fixed_at DATETIME(3) NULL,
      ADD COLUMN fixed_scan_id UUID NULL`);
    await runner.query(`UPDATE findings SET state = IF(times_seen > 1, 'Active', 'New'),
      state_since = IF(times_seen > 1, last_seen_at, first_seen_at)`);
    await runner.query('ALTER TABLE findings MODIFY state_since DATETIME(3) NOT NULL');
    await runner.query(`CREATE TABLE finding_history (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      tenant_id UUID NOT NULL,
      finding_id UUID NOT NULL,
      from_state VARCHAR(16) NULL,
      to_state VARCHAR(16) NOT NULL,
      cause VARCHAR(64) NOT NULL,
      scan_id UUID NOT NULL,
      looked_at DATETIME(3) NOT NULL,
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY finding_history_finding (finding_id, id),
      KEY finding_history_scan (scan_id, to_state)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE coverage (
      scan_id UUID NOT NULL,
      profile TINYINT UNSIGNED NOT NULL,
      address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      tenant_id UUID NOT NULL,
      network_id UUID NOT NULL,
      looked_at DATETIME(3) NOT NULL,
      look CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      ruled_out MEDIUMTEXT NOT NULL,
      judged_at DATETIME(3) NULL,
      PRIMARY KEY (scan_id, profile, address),
      KEY coverage_address (tenant_id, address, looked_at),
      KEY coverage_unjudged (scan_id, judged_at, address)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coverage');
    await runner.query('DROP TABLE finding_history');
    await runner.query(
      'ALTER TABLE findings DROP COLUMN state, DROP COLUMN state_since, DROP COLUMN fixed_at, DROP COLUMN fixed_scan_id',
    );
  }
}
