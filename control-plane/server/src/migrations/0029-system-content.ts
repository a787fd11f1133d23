import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Security content that agents' systems came with. */
export class SystemContent1764200000029 implements MigrationInterface {
  readonly name = 'SystemContent1764200000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE system_contents (
      sha256 CHAR(64) ${ASCII} NOT NULL,
      total_bytes INT UNSIGNED NOT NULL,
      stored_bytes INT UNSIGNED NOT NULL,
      agent_id UUID NULL,
      asked_at DATETIME(3) NULL,
      summary JSON NULL,
      refusal VARCHAR(500) NULL,
      PRIMARY KEY (sha256)) ${OPTIONS}`);
    await runner.query(`CREATE TABLE system_content_parts (
      sha256 CHAR(64) ${ASCII} NOT NULL,
      \`offset\` INT UNSIGNED NOT NULL,
      data MEDIUMBLOB NOT NULL,
      PRIMARY KEY (sha256, \`offset\`)) ${OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE system_content_parts');
    await runner.query('DROP TABLE system_contents');
  }
}
