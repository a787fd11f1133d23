import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** What operators do with agents, and how a cloned certificate is noticed. */
export class AgentOperations1764200000031 implements MigrationInterface {
  readonly name = 'AgentOperations1764200000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE agents
      ADD COLUMN labels JSON NOT NULL DEFAULT '{}',
      ADD COLUMN state_since DATETIME(3) NULL,
      ADD COLUMN state_reason VARCHAR(500) NOT NULL DEFAULT '',
      ADD COLUMN drain_until DATETIME(3) NULL,
      ADD COLUMN instance VARCHAR(64) NOT NULL DEFAULT '',
      ADD COLUMN earlier_instance VARCHAR(64) NOT NULL DEFAULT ''`);
    await runner.query(`CREATE TABLE agent_history (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      agent_id UUID NOT NULL,
      from_state VARCHAR(16) NULL,
      to_state VARCHAR(16) NOT NULL,
      cause VARCHAR(64) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      reason VARCHAR(500) NOT NULL DEFAULT '',
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY agent_history_agent (agent_id, id)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_history');
    await runner.query(`ALTER TABLE agents DROP COLUMN labels, DROP COLUMN state_since, DROP COLUMN state_reason,
      DROP COLUMN drain_until, DROP COLUMN instance, DROP COLUMN earlier_instance`);
  }
}
