import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Profiles of their own, what jobs say beyond targets, and scans of which nothing is kept. */
export class JobSelections1764200000014 implements MigrationInterface {
  readonly name = 'JobSelections1764200000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE profiles (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      name VARCHAR(100) NOT NULL,
      description VARCHAR(1000) NOT NULL DEFAULT '',
      engine VARCHAR(16) NOT NULL,
      preset VARCHAR(16) NULL,
      options JSON NOT NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      PRIMARY KEY (id),
      UNIQUE KEY profile_name (tenant_id, name),
      KEY profile_list (tenant_id, id)) ${OPTIONS}`);
    await runner.query(`ALTER TABLE jobs
      ADD COLUMN selection JSON NULL,
      ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1`);
    await runner.query(`ALTER TABLE scans
      ADD COLUMN kept TINYINT(1) NOT NULL DEFAULT 1,
      ADD KEY scan_passing (kept, state_since)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scans DROP KEY scan_passing, DROP COLUMN kept');
    await runner.query('ALTER TABLE jobs DROP COLUMN selection, DROP COLUMN version');
    await runner.query('DROP TABLE profiles');
  }
}
