import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
/** Compared as written: tags and external ids that differ in case are two. */
const EXACT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Assets, exclusions, requests for wider networks, and what agents told that nobody had asked for. */
export class Inventory1764200000016 implements MigrationInterface {
  readonly name = 'Inventory1764200000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE networks
      ADD COLUMN resolvers VARCHAR(255) ${ASCII} NOT NULL DEFAULT '',
      ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1,
      ADD KEY network_pool (pool_id)`);
    await runner.query('ALTER TABLE slices ADD COLUMN quarantined INT UNSIGNED NOT NULL DEFAULT 0');
    await runner.query(
      'ALTER TABLE scans ADD COLUMN left_out MEDIUMTEXT NULL, ADD COLUMN names MEDIUMTEXT NULL',
    );
    for (const [table, columns] of TABLES) {
      await runner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE scans DROP COLUMN left_out, DROP COLUMN names');
    await runner.query('ALTER TABLE slices DROP COLUMN quarantined');
    await runner.query(
      'ALTER TABLE networks DROP KEY network_pool, DROP COLUMN resolvers, DROP COLUMN version',
    );
  }
}

const TABLES: readonly (readonly [table: string, columns: string])[] = [
  [
    'assets',
    `
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    network_id UUID NOT NULL,
    name VARCHAR(200) NOT NULL,
    host_name VARCHAR(253) ${ASCII} NOT NULL DEFAULT '',
    os VARCHAR(200) NOT NULL DEFAULT '',
    external_id VARCHAR(200) ${EXACT} NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE KEY asset_external_id (network_id, external_id),
    KEY asset_list (tenant_id, id),
    KEY asset_network (tenant_id, network_id, id),
    KEY asset_name (tenant_id, name)`,
  ],
  [
    'asset_addresses',
    `
    network_id UUID NOT NULL,
    address VARCHAR(45) ${ASCII} NOT NULL,
    tenant_id UUID NOT NULL,
    asset_id UUID NOT NULL,
    place SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (network_id, address),
    KEY asset_address_asset (asset_id, place),
    KEY asset_address_tenant (tenant_id, address)`,
  ],
  [
    'asset_tags',
    `
    asset_id UUID NOT NULL,
    tag VARCHAR(100) ${EXACT} NOT NULL,
    tenant_id UUID NOT NULL,
    PRIMARY KEY (asset_id, tag),
    KEY asset_tag (tenant_id, tag, asset_id)`,
  ],
  [
    'exclusions',
    `
    id UUID NOT NULL,
    tenant_id UUID NULL,
    network_id UUID NULL,
    target VARCHAR(100) ${ASCII} NOT NULL,
    comment VARCHAR(500) NOT NULL,
    expires_at DATETIME(3) NULL,
    warn_at DATETIME(3) NULL,
    created_by VARCHAR(64) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    removed_by VARCHAR(64) ${ASCII} NULL,
    removed_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY exclusion_list (tenant_id, id),
    KEY exclusion_present (tenant_id, removed_at, expires_at),
    KEY exclusion_warning (warn_at, id)`,
  ],
  [
    'network_requests',
    `
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    network_id UUID NULL,
    name VARCHAR(100) NOT NULL,
    description VARCHAR(1000) NOT NULL DEFAULT '',
    cidrs JSON NOT NULL,
    allowed_special_cidrs JSON NOT NULL,
    reason VARCHAR(500) NOT NULL,
    state VARCHAR(16) NOT NULL DEFAULT 'pending',
    requested_by VARCHAR(64) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    decided_by VARCHAR(64) ${ASCII} NULL,
    decided_at DATETIME(3) NULL,
    decision VARCHAR(500) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    KEY network_request_list (tenant_id, id),
    KEY network_request_state (state, id)`,
  ],
  [
    'quarantine',
    `
    scan_id UUID NOT NULL,
    slice_id UUID NOT NULL,
    epoch INT UNSIGNED NOT NULL,
    seq BIGINT UNSIGNED NOT NULL,
    address VARCHAR(45) ${ASCII} NOT NULL,
    tenant_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    code VARCHAR(24) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    observations INT UNSIGNED NOT NULL,
    body MEDIUMTEXT NOT NULL,
    at DATETIME(3) NOT NULL,
    PRIMARY KEY (scan_id, slice_id, epoch, seq, address)`,
  ],
];
