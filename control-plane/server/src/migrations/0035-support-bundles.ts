import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents say of themselves for whoever looks into a trouble with them: the last one of each. */
export class SupportBundles1764200000035 implements MigrationInterface {
  readonly name = 'SupportBundles1764200000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE agent_support_bundles (
      agent_id UUID NOT NULL PRIMARY KEY,
      id UUID NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      asked_by VARCHAR(64) NOT NULL,
      made_at DATETIME(3) NULL,
      data MEDIUMBLOB NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_support_bundles');
  }
}
