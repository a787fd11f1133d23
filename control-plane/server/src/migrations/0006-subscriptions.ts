import type { MigrationInterface } from 'typeorm';

/** Subscriptions and quotas. */
export class Subscriptions1764200000006 implements MigrationInterface {
  readonly name = 'Subscriptions1764200000006';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
