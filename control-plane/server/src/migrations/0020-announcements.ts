import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a job is, and rules that tell of scheduled scans before they start. */
export class Announcements1764200000020 implements MigrationInterface {
  readonly name = 'Announcements1764200000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE jobs ADD COLUMN owner_id UUID NULL');
    await runner.query(
      `ALTER TABLE notification_rules ADD COLUMN announce_minutes SMALLINT UNSIGNED NULL,
         ADD COLUMN announced_until DATETIME(3) NULL, ADD KEY notification_rule_announce (announced_until, id)`,
    );
    await runner.query('ALTER TABLE deliveries MODIFY COLUMN kind VARCHAR(16) NOT NULL');
    await runner.query('ALTER TABLE schedules ADD KEY schedule_tenant_due (tenant_id, fire_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE schedules DROP KEY schedule_tenant_due');
    await runner.query("DELETE FROM deliveries WHERE kind = 'announcement'");
    await runner.query('ALTER TABLE deliveries MODIFY COLUMN kind VARCHAR(8) NOT NULL');
    await runner.query(
      `ALTER TABLE notification_rules DROP KEY notification_rule_announce, DROP COLUMN announced_until,
         DROP COLUMN announce_minutes`,
    );
    await runner.query('ALTER TABLE jobs DROP COLUMN owner_id');
  }
}
