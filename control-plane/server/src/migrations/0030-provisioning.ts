import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Scanner hosts that come and go by themselves. */
export class Provisioning1764200000030 implements MigrationInterface {
  readonly name = 'Provisioning1764200000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE hosts (
      id UUID NOT NULL,
      pool_id UUID NOT NULL,
      provisioner VARCHAR(64) NOT NULL,
      state VARCHAR(16) NOT NULL,
      state_since DATETIME(3) NOT NULL,
      reason VARCHAR(500) NOT NULL DEFAULT '',
      failure VARCHAR(500) NOT NULL DEFAULT '',
      phase VARCHAR(200) NOT NULL DEFAULT '',
      machine_id VARCHAR(255) NULL,
      addresses JSON NOT NULL DEFAULT '[]',
      agent_id UUID NULL,
      attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
      again_at DATETIME(3) NULL,
      asked_at DATETIME(3) NULL,
      ready_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY host_pool (pool_id, id),
      KEY host_state (state, pool_id),
      KEY host_agent (agent_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE host_history (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      host_id UUID NOT NULL,
      from_state VARCHAR(16) NULL,
      to_state VARCHAR(16) NOT NULL,
      cause VARCHAR(64) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      reason VARCHAR(500) NOT NULL DEFAULT '',
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY host_history_host (host_id, id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE pool_provisioning (
      pool_id UUID NOT NULL,
      provisioner VARCHAR(64) NOT NULL,
      settings JSON NOT NULL,
      min_hosts SMALLINT UNSIGNED NOT NULL,
      max_hosts SMALLINT UNSIGNED NOT NULL,
      warm_spare SMALLINT UNSIGNED NOT NULL,
      on_demand TINYINT(1) NOT NULL,
      slots_per_host SMALLINT UNSIGNED NOT NULL,
      idle_ms INT UNSIGNED NOT NULL,
      boot_ms INT UNSIGNED NOT NULL,
      creates_a_minute SMALLINT UNSIGNED NOT NULL,
      saved_at DATETIME(3) NOT NULL,
      engines JSON NULL,
      failed_boots SMALLINT UNSIGNED NOT NULL DEFAULT 0,
      quarantined_until DATETIME(3) NULL,
      quarantine_reason VARCHAR(500) NOT NULL DEFAULT '',
      desired SMALLINT UNSIGNED NOT NULL DEFAULT 0,
      desired_why VARCHAR(200) NOT NULL DEFAULT '',
      PRIMARY KEY (pool_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE fleet_mark (
      id TINYINT UNSIGNED NOT NULL,
      fleet_id UUID NOT NULL,
      PRIMARY KEY (id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE provisioning_rounds (
      name VARCHAR(80) NOT NULL,
      holder UUID NOT NULL,
      held_until DATETIME(3) NOT NULL,
      PRIMARY KEY (name)) ${OPTIONS}`);
    await runner.query(`ALTER TABLE join_tokens
      MODIFY created_by_token UUID NULL,
      ADD COLUMN host_id UUID NULL,
      ADD KEY join_token_host (host_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM join_tokens WHERE created_by_token IS NULL');
    await runner.query(`ALTER TABLE join_tokens
      DROP KEY join_token_host, DROP COLUMN host_id, MODIFY created_by_token UUID NOT NULL`);
    for (const table of ['provisioning_rounds', 'fleet_mark', 'pool_provisioning', 'host_history', 'hosts'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
