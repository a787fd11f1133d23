import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks from inside a system: which agent is which address, and longer names of presets. */
export class Inside1764200000021 implements MigrationInterface {
  readonly name = 'Inside1764200000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE agents ADD COLUMN addresses JSON NOT NULL DEFAULT '[]'");
    await runner.query('ALTER TABLE profiles MODIFY COLUMN preset VARCHAR(32) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE profiles MODIFY COLUMN preset VARCHAR(16) NULL');
    await runner.query('ALTER TABLE agents DROP COLUMN addresses');
  }
}
