import type { MigrationInterface } from 'typeorm';

/** Rules, webhooks, deliveries. */
export class Notifications1764200000010 implements MigrationInterface {
  readonly name = 'Notifications1764200000010';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
