import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each agent was told to give a sign of life: a large fleet does so less often. */
export class Heartbeats1764200000032 implements MigrationInterface {
  readonly name = 'Heartbeats1764200000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents ADD COLUMN heartbeat_ms INT UNSIGNED NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents DROP COLUMN heartbeat_ms');
  }
}
