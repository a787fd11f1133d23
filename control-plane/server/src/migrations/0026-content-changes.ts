import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Labels and sources of packages, and versions in which platforms count as given. */
export class ContentChanges1764200000026 implements MigrationInterface {
  readonly name = 'ContentChanges1764200000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE security_packages ADD labels JSON NULL AFTER description');
    await runner.query("UPDATE security_packages SET labels = '{}'");
    await runner.query('ALTER TABLE security_packages MODIFY labels JSON NOT NULL');
    await runner.query(`ALTER TABLE security_packages
      ADD source_url VARCHAR(2000) NULL AFTER enabled, ADD source_entry VARCHAR(500) NULL AFTER source_url,
      ADD source_etag VARCHAR(300) NOT NULL DEFAULT '' AFTER source_entry,
      ADD source_modified VARCHAR(100) NOT NULL DEFAULT '' AFTER source_etag,
      ADD fetched_at DATETIME(3) NULL AFTER source_modified`);
    await runner.query(
      `ALTER TABLE package_versions ADD base_sha256 CHAR(64) ${ASCII} NULL AFTER summary,
         ADD platform_override JSON NULL AFTER base_sha256`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE package_versions DROP platform_override, DROP base_sha256');
    await runner.query(
      `ALTER TABLE security_packages DROP fetched_at, DROP source_modified, DROP source_etag, DROP source_entry,
         DROP source_url, DROP labels`,
    );
  }
}
