import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How fast scans and networks may be looked at, and how much of that a slice has. Packets a second. */
export class Rates1764200000019 implements MigrationInterface {
  readonly name = 'Rates1764200000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['jobs', 'scans', 'networks'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN max_rate INT UNSIGNED NULL`);
    await runner.query('ALTER TABLE slices ADD COLUMN rate INT UNSIGNED NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE scans ADD KEY scan_network_state (network_id, state)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scans DROP KEY scan_network_state');
    await runner.query('ALTER TABLE slices DROP COLUMN rate');
    for (const table of ['jobs', 'scans', 'networks'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN max_rate`);
  }
}
