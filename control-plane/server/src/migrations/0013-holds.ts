import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** When scans may run, and why one waits for that. */
export class Holds1764200000013 implements MigrationInterface {
  readonly name = 'Holds1764200000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE scan_windows (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      network_id UUID NULL,
      job_id UUID NULL,
      kind VARCHAR(8) NOT NULL,
      name VARCHAR(100) NOT NULL,
      zone VARCHAR(64) NOT NULL,
      weekly JSON NULL,
      starts_at DATETIME(3) NULL,
      ends_at DATETIME(3) NULL,
      grace_seconds INT UNSIGNED NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY window_list (tenant_id, id),
      KEY window_network (network_id),
      KEY window_job (job_id)) ${OPTIONS}`);
    await runner.query(`ALTER TABLE scans
      ADD COLUMN hold_code VARCHAR(16) NOT NULL DEFAULT '',
      ADD COLUMN hold_reason VARCHAR(200) NOT NULL DEFAULT '',
      ADD COLUMN hold_until DATETIME(3) NULL,
      ADD COLUMN pause_after_ms BIGINT UNSIGNED NULL,
      ADD COLUMN resume_in_ms BIGINT UNSIGNED NULL,
      ADD COLUMN cancel_after_ms BIGINT UNSIGNED NULL,
      ADD KEY scan_held (hold_code, hold_until)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE scans DROP KEY scan_held, DROP COLUMN hold_code, DROP COLUMN hold_reason,
      DROP COLUMN hold_until, DROP COLUMN pause_after_ms, DROP COLUMN resume_in_ms, DROP COLUMN cancel_after_ms`);
    await runner.query('DROP TABLE scan_windows');
  }
}
