import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Labels of packages, and versions in which platforms count as given. */
export class ContentChanges1764200000026 implements MigrationInterface {
  readonly name = 'ContentChanges1764200000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE security_packages ADD labels JSON NULL AFTER description');
    await runner.query("UPDATE security_packages SET labels = '{}'");
    await runner.query('ALTER TABLE security_packages MODIFY labels JSON NOT NULL');
    await runner.query(
      `ALTER TABLE package_versions ADD base_sha256 CHAR(64) ${ASCII} NULL AFTER summary,
         ADD platform_override JSON NULL AFTER base_sha256`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE package_versions DROP platform_override, DROP base_sha256');
    await runner.query('ALTER TABLE security_packages DROP labels');
  }
}
