import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assets that clouds and hypervisors tell of, with whether they are switched on. */
export class Inventories1764200000033 implements MigrationInterface {
  readonly name = 'Inventories1764200000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE assets
      ADD COLUMN power VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN power_at DATETIME(3) NULL,
      ADD COLUMN power_until DATETIME(3) NULL`);
    await runner.query(`CREATE TABLE network_inventories (
      network_id UUID NOT NULL PRIMARY KEY,
      tenant_id UUID NOT NULL,
      inventory VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      every_ms INT UNSIGNED NOT NULL,
      next_at DATETIME(3) NOT NULL,
      synced_at DATETIME(3) NULL,
      outcome JSON NULL,
      fault VARCHAR(500) NOT NULL DEFAULT '',
      INDEX network_inventory_due (next_at)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE network_inventories');
    await runner.query('ALTER TABLE assets DROP COLUMN power, DROP COLUMN power_at, DROP COLUMN power_until');
  }
}
