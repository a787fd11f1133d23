import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which agents may do a job's scans. A slice of such a scan is anybody's only when the dispatcher has said whose. */
export class ScannerChoice1764200000034 implements MigrationInterface {
  readonly name = 'ScannerChoice1764200000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE jobs ADD COLUMN scanner JSON NULL');
    await runner.query('ALTER TABLE scans ADD COLUMN scanner JSON NULL');
    await runner.query('ALTER TABLE slices ADD COLUMN chosen TINYINT NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE slices DROP COLUMN chosen');
    await runner.query('ALTER TABLE scans DROP COLUMN scanner');
    await runner.query('ALTER TABLE jobs DROP COLUMN scanner');
  }
}
