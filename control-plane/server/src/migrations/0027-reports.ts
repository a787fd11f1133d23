import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Tools' own reports for people beside their raw output, and evaluations put together from several runs. */
export class Reports1764200000027 implements MigrationInterface {
  readonly name = 'Reports1764200000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE dispositions ADD report VARCHAR(64) ${ASCII} NOT NULL DEFAULT '',
         ADD INDEX disposition_report (tenant_id, report)`,
    );
    await runner.query('ALTER TABLE evaluations ADD segments INT UNSIGNED NOT NULL DEFAULT 1 AFTER degraded');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evaluations DROP segments');
    await runner.query('ALTER TABLE dispositions DROP INDEX disposition_report, DROP report');
  }
}
