import type { MigrationInterface } from 'typeorm';

/** Nothing: what this number was kept for is in 0015-notifications. It has run where this is installed, so it stays. */
export class Notifications1764200000010 implements MigrationInterface {
  readonly name = 'Notifications1764200000010';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
