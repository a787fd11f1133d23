import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Subscriptions and quotas. Tenants that are there already have used the service: they are subscribed. */
export class Subscriptions1764200000006 implements MigrationInterface {
  readonly name = 'Subscriptions1764200000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE subscriptions (
      tenant_id UUID NOT NULL,
      state VARCHAR(16) NOT NULL,
      since DATETIME(3) NOT NULL,
      zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
      default_network_id UUID NULL,
      concurrent_scans INT UNSIGNED NULL,
      targets_per_scan INT UNSIGNED NULL,
      addresses_a_day INT UNSIGNED NULL,
      requests_a_minute INT UNSIGNED NULL,
      PRIMARY KEY (tenant_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE subscription_history (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      tenant_id UUID NOT NULL,
      state VARCHAR(16) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY subscription_history_list (tenant_id, id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE address_use (
      tenant_id UUID NOT NULL,
      day CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      addresses INT UNSIGNED NOT NULL,
      PRIMARY KEY (tenant_id, day)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE request_use (
      tenant_id UUID NOT NULL,
      minute INT UNSIGNED NOT NULL,
      taken INT UNSIGNED NOT NULL,
      PRIMARY KEY (tenant_id, minute),
      KEY request_use_age (minute)) ${OPTIONS}`);
    await runner.query(
      `INSERT INTO subscriptions (tenant_id, state, since) SELECT id, 'active', NOW(3) FROM tenants`,
    );
    await runner.query(
      `INSERT INTO subscription_history (tenant_id, state, actor, at) SELECT id, 'active', 'migration', NOW(3) FROM tenants`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['request_use', 'address_use', 'subscription_history', 'subscriptions']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
