import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** When jobs start by themselves, and what became of each occurrence. */
export class Schedules1764200000009 implements MigrationInterface {
  readonly name = 'Schedules1764200000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE schedules (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      job_id UUID NOT NULL,
      definition JSON NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      passed INT UNSIGNED NOT NULL DEFAULT 0,
      due_at DATETIME(3) NULL,
      fire_at DATETIME(3) NULL,
      waiting TINYINT NOT NULL DEFAULT 0,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY schedule_job (job_id),
      KEY schedule_due (fire_at, id),
      KEY schedule_list (tenant_id, created_at, id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE schedule_occurrences (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      tenant_id UUID NOT NULL,
      schedule_id UUID NOT NULL,
      job_id UUID NOT NULL,
      due_at DATETIME(3) NOT NULL,
      state VARCHAR(8) NOT NULL,
      code VARCHAR(64) NOT NULL DEFAULT '',
      reason VARCHAR(500) NOT NULL DEFAULT '',
      scan_id UUID NULL,
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY occurrence_once (schedule_id, due_at),
      KEY occurrence_list (tenant_id, job_id, due_at, id)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE schedule_occurrences');
    await runner.query('DROP TABLE schedules');
  }
}
