import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Who changed what, as a chain for each tenant; scans are also started by users and schedules. */
export class Audit1764200000004 implements MigrationInterface {
  readonly name = 'Audit1764200000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE scans ADD COLUMN started_by_kind VARCHAR(8) NOT NULL DEFAULT 'token'");
    await runner.query(`CREATE TABLE audit_chains (
      chain VARCHAR(36) ${ASCII} NOT NULL,
      seq BIGINT UNSIGNED NOT NULL,
      hash CHAR(64) ${ASCII} NOT NULL,
      PRIMARY KEY (chain)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE audit_log (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      chain VARCHAR(36) ${ASCII} NOT NULL,
      seq BIGINT UNSIGNED NOT NULL,
      at DATETIME(3) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      address VARCHAR(45) NOT NULL DEFAULT '',
      action VARCHAR(64) NOT NULL,
      subject VARCHAR(64) NOT NULL DEFAULT '',
      details MEDIUMTEXT NOT NULL,
      trace_id VARCHAR(32) NOT NULL DEFAULT '',
      hash CHAR(64) ${ASCII} NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY audit_chain (chain, seq)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
    await runner.query('DROP TABLE audit_chains');
    await runner.query('ALTER TABLE scans DROP COLUMN started_by_kind');
  }
}
