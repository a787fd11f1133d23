import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version a pool's agents are to be. */
export class AgentVersions1764200000037 implements MigrationInterface {
  readonly name = 'AgentVersions1764200000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE pools ADD COLUMN agent_version VARCHAR(50) NOT NULL DEFAULT ''");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pools DROP COLUMN agent_version');
  }
}
