import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Labels that the agents of a pool's own hosts have from their enrolment on. */
export class HostLabels1764200000036 implements MigrationInterface {
  readonly name = 'HostLabels1764200000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE pool_provisioning ADD COLUMN labels JSON NOT NULL DEFAULT '{}'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pool_provisioning DROP COLUMN labels');
  }
}
