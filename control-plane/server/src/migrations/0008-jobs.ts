import type { MigrationInterface } from 'typeorm';

/** Nothing: what this number was kept for is in 0014-jobs. It has run where this is installed, so it stays. */
export class JobsGrow1764200000008 implements MigrationInterface {
  readonly name = 'JobsGrow1764200000008';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
