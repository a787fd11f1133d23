import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Schedules that several jobs follow. */
export class NamedSchedules1764200000018 implements MigrationInterface {
  readonly name = 'NamedSchedules1764200000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE named_schedules (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      name VARCHAR(100) NOT NULL,
      definition JSON NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY named_schedule_name (tenant_id, name),
      KEY named_schedule_list (tenant_id, id)) ${OPTIONS}`);
    await runner.query(
      'ALTER TABLE schedules ADD COLUMN named_schedule_id UUID NULL, ADD KEY schedule_named (named_schedule_id, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE schedules DROP KEY schedule_named, DROP COLUMN named_schedule_id');
    await runner.query('DROP TABLE named_schedules');
  }
}
