import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Users, sessions and memberships. */
export class Access1764200000005 implements MigrationInterface {
  readonly name = 'Access1764200000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE users (
      id UUID NOT NULL,
      email VARCHAR(254) ${ASCII} NOT NULL,
      name VARCHAR(100) NOT NULL,
      locale VARCHAR(8) NOT NULL DEFAULT 'en',
      zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
      password_hash VARCHAR(255) NOT NULL,
      fleet_administrator TINYINT(1) NOT NULL DEFAULT 0,
      created_at DATETIME(3) NOT NULL,
      disabled_at DATETIME(3) NULL,
      version INT UNSIGNED NOT NULL DEFAULT 1,
      PRIMARY KEY (id),
      UNIQUE KEY user_email (email)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE memberships (
      tenant_id UUID NOT NULL,
      user_id UUID NOT NULL,
      role VARCHAR(32) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (tenant_id, user_id),
      KEY membership_user (user_id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE invitations (
      id UUID NOT NULL,
      tenant_id UUID NOT NULL,
      email VARCHAR(254) ${ASCII} NOT NULL,
      role VARCHAR(32) NOT NULL,
      secret_hash CHAR(64) ${ASCII} NOT NULL,
      invited_by VARCHAR(64) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      accepted_at DATETIME(3) NULL,
      PRIMARY KEY (id),
      UNIQUE KEY invitation_secret (secret_hash),
      KEY invitation_list (tenant_id, id)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE sessions (
      id UUID NOT NULL,
      user_id UUID NOT NULL,
      secret_hash CHAR(64) ${ASCII} NOT NULL,
      created_at DATETIME(3) NOT NULL,
      seen_at DATETIME(3) NOT NULL,
      ends_at DATETIME(3) NOT NULL,
      address VARCHAR(45) NOT NULL,
      user_agent VARCHAR(200) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY session_secret (secret_hash),
      KEY session_user (user_id, id),
      KEY session_end (ends_at)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE login_failures (
      subject CHAR(64) ${ASCII} NOT NULL,
      failures INT UNSIGNED NOT NULL,
      last_at DATETIME(3) NOT NULL,
      PRIMARY KEY (subject),
      KEY login_failure_age (last_at)) ${OPTIONS}`);
    await runner.query(`ALTER TABLE tenants
      ADD COLUMN suspended_at DATETIME(3) NULL,
      ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1`);
    await runner.query('ALTER TABLE api_tokens ADD COLUMN owner_id UUID NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_tokens DROP COLUMN owner_id');
    await runner.query('ALTER TABLE tenants DROP COLUMN suspended_at, DROP COLUMN version');
    for (const table of ['login_failures', 'sessions', 'invitations', 'memberships', 'users']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
