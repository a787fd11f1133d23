import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Rules, webhooks, deliveries. */
export class Deliveries1764200000015 implements MigrationInterface {
  readonly name = 'Deliveries1764200000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notification_rules (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      job_id UUID NULL,
      name VARCHAR(100) NOT NULL,
      enabled TINYINT(1) NOT NULL DEFAULT 1,
      occasion VARCHAR(16) NOT NULL,
      min_severity TINYINT UNSIGNED NULL,
      digest_every VARCHAR(8) NULL,
      digest_hour TINYINT UNSIGNED NULL,
      digest_weekday TINYINT UNSIGNED NULL,
      digest_zone VARCHAR(64) NULL,
      digest_from DATETIME(3) NULL,
      digest_at DATETIME(3) NULL,
      channel VARCHAR(8) NOT NULL,
      webhook_id UUID NULL,
      recipients JSON NOT NULL,
      to_starter TINYINT(1) NOT NULL DEFAULT 0,
      language VARCHAR(8) NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      PRIMARY KEY (id),
      KEY notification_rule_list (tenant_id, id),
      KEY notification_rule_digest (digest_at, id),
      KEY notification_rule_webhook (webhook_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE digest_entries (
      rule_id UUID NOT NULL,
      scan_id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      facts JSON NOT NULL,
      at DATETIME(3) NOT NULL,
      told_at DATETIME(3) NULL,
      PRIMARY KEY (rule_id, scan_id),
      KEY digest_entry_told (rule_id, told_at, at),
      KEY digest_entry_age (at)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE webhooks (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      name VARCHAR(100) NOT NULL,
      url VARCHAR(2000) NOT NULL,
      secret VARBINARY(255) NOT NULL,
      previous_secret VARBINARY(255) NULL,
      previous_until DATETIME(3) NULL,
      enabled TINYINT(1) NOT NULL DEFAULT 1,
      disabled_reason VARCHAR(200) NOT NULL DEFAULT '',
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      PRIMARY KEY (id),
      KEY webhook_list (tenant_id, id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE deliveries (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      message_id UUID NOT NULL,
      once CHAR(64) ${ASCII} NOT NULL,
      kind VARCHAR(8) NOT NULL,
      rule_id UUID NULL,
      webhook_id UUID NULL,
      scan_id UUID NULL,
      redelivery_of UUID NULL,
      channel VARCHAR(8) NOT NULL,
      recipient VARCHAR(254) ${ASCII} NOT NULL DEFAULT '',
      recipient_name VARCHAR(100) NOT NULL DEFAULT '',
      locale VARCHAR(8) NOT NULL DEFAULT 'en',
      zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
      told JSON NOT NULL,
      state VARCHAR(16) NOT NULL,
      attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
      next_attempt_at DATETIME(3) NULL,
      response_status SMALLINT UNSIGNED NULL,
      last_error VARCHAR(500) NOT NULL DEFAULT '',
      created_at DATETIME(3) NOT NULL,
      last_attempt_at DATETIME(3) NULL,
      ended_at DATETIME(3) NULL,
      PRIMARY KEY (id),
      UNIQUE KEY delivery_once (once),
      KEY delivery_due (next_attempt_at, id),
      KEY delivery_list (tenant_id, id),
      KEY delivery_state (tenant_id, state, id),
      KEY delivery_scan (tenant_id, scan_id, id),
      KEY delivery_rule (tenant_id, rule_id, id),
      KEY delivery_webhook (tenant_id, webhook_id, id),
      KEY delivery_age (created_at)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE unsubscribes (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      email VARCHAR(254) ${ASCII} NOT NULL,
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY unsubscribe_address (tenant_id, email),
      KEY unsubscribe_list (tenant_id, id)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['unsubscribes', 'deliveries', 'webhooks', 'digest_entries', 'notification_rules']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
