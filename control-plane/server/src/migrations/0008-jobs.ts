import type { MigrationInterface } from 'typeorm';

/** Profiles of their own, and what jobs say beyond targets. */
export class JobsGrow1764200000008 implements MigrationInterface {
  readonly name = 'JobsGrow1764200000008';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
