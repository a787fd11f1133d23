import type { MigrationInterface } from 'typeorm';

/** Users, sessions and memberships. */
export class Access1764200000005 implements MigrationInterface {
  readonly name = 'Access1764200000005';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
