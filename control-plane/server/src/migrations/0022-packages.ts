import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Security packages: what they are called, their versions, and the bytes of these under their hashes. */
export class Packages1764200000022 implements MigrationInterface {
  readonly name = 'Packages1764200000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of TABLES)
      await runner.query(`CREATE TABLE ${table} (${columns}) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES: readonly (readonly [table: string, columns: string])[] = [
  [
    'security_packages',
    `
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(100) NOT NULL,
    description VARCHAR(1000) NOT NULL DEFAULT '',
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE KEY security_package_name (tenant_id, name),
    KEY security_package_list (tenant_id, id)`,
  ],
  [
    'package_versions',
    `
    id UUID NOT NULL,
    package_id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    sha256 CHAR(64) ${ASCII} NOT NULL,
    bytes INT UNSIGNED NOT NULL,
    summary JSON NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY package_version_content (package_id, sha256),
    KEY package_version_list (package_id, id)`,
  ],
  [
    'content_parts',
    `
    tenant_id UUID NOT NULL,
    sha256 CHAR(64) ${ASCII} NOT NULL,
    \`offset\` INT UNSIGNED NOT NULL,
    data MEDIUMBLOB NOT NULL,
    PRIMARY KEY (tenant_id, sha256, \`offset\`)`,
  ],
];
