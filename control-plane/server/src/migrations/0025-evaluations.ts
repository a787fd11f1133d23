import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** What evaluations of profiles came to, over time. */
export class Evaluations1764200000025 implements MigrationInterface {
  readonly name = 'Evaluations1764200000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE evaluations (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      scan_id UUID NOT NULL,
      profile SMALLINT UNSIGNED NOT NULL,
      job_id UUID NULL,
      network_id UUID NOT NULL,
      address VARCHAR(45) ${ASCII} NOT NULL,
      looked_at DATETIME(3) NOT NULL,
      benchmark_id VARCHAR(255) NOT NULL,
      benchmark_title VARCHAR(300) NOT NULL,
      benchmark_version VARCHAR(100) NOT NULL,
      profile_id VARCHAR(255) NOT NULL,
      profile_title VARCHAR(300) NOT NULL,
      content CHAR(64) ${ASCII} NOT NULL,
      score DOUBLE NULL,
      degraded BOOLEAN NOT NULL DEFAULT FALSE,
      overridden JSON NOT NULL,
      counts JSON NOT NULL,
      rules MEDIUMTEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY evaluation_target (scan_id, profile, address),
      KEY evaluation_list (tenant_id, looked_at, id),
      KEY evaluation_scan (tenant_id, scan_id, looked_at, id),
      KEY evaluation_job (tenant_id, job_id, looked_at, id),
      KEY evaluation_host (tenant_id, address, looked_at, id)
    ) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evaluations');
  }
}
