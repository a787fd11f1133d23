import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans of results that were made elsewhere. */
export class Imports1764200000028 implements MigrationInterface {
  readonly name = 'Imports1764200000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scans ADD imported JSON NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scans DROP imported');
  }
}
