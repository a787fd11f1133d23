import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Orders to end everything that is under way. */
export class Stops1764200000017 implements MigrationInterface {
  readonly name = 'Stops1764200000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE stops (
      id UUID NOT NULL,
      tenant_id UUID NULL,
      network_id UUID NULL,
      reason VARCHAR(500) NOT NULL,
      created_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      at DATETIME(3) NOT NULL,
      done_at DATETIME(3) NULL,
      PRIMARY KEY (id),
      KEY stop_open (done_at, id),
      KEY stop_list (tenant_id, id)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stops');
  }
}
