import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** What opens systems to agents, by which hosts prove to be themselves, and which credential a job and its scans name. */
export class Credentials1764200000024 implements MigrationInterface {
  readonly name = 'Credentials1764200000024';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of TABLES)
      await runner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`);
    await runner.query(
      'ALTER TABLE jobs ADD credential_id UUID NULL, ADD KEY job_credential (credential_id)',
    );
    await runner.query('ALTER TABLE scans ADD credential_id UUID NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scans DROP credential_id');
    await runner.query('ALTER TABLE jobs DROP KEY job_credential, DROP credential_id');
    for (const [table] of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES: readonly (readonly [table: string, columns: string])[] = [
  [
    'credentials',
    `
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(100) NOT NULL,
    description VARCHAR(1000) NOT NULL DEFAULT '',
    kind VARCHAR(16) ${ASCII} NOT NULL,
    user_name VARCHAR(64) ${ASCII} NOT NULL,
    port SMALLINT UNSIGNED NOT NULL DEFAULT 22,
    sudo BOOLEAN NOT NULL DEFAULT FALSE,
    trust_first_key BOOLEAN NOT NULL DEFAULT FALSE,
    fingerprint VARCHAR(60) ${ASCII} NOT NULL DEFAULT '',
    sealing_key VARCHAR(32) ${ASCII} NOT NULL,
    wrapped_key VARBINARY(100) NOT NULL,
    sealed BLOB NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    used_at DATETIME(3) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE KEY credential_name (tenant_id, name),
    KEY credential_list (tenant_id, id),
    KEY credential_sealing (sealing_key, id)`,
  ],
  [
    'host_keys',
    `
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    network_id UUID NOT NULL,
    address VARCHAR(45) ${ASCII} NOT NULL,
    port SMALLINT UNSIGNED NOT NULL,
    host_key VARCHAR(5000) ${ASCII} NOT NULL,
    fingerprint VARCHAR(60) ${ASCII} NOT NULL,
    pinned_by VARCHAR(64) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY host_key_pin (tenant_id, network_id, address, port, fingerprint),
    KEY host_key_list (tenant_id, id)`,
  ],
];
