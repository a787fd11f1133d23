import type { MigrationInterface } from 'typeorm';

/** Indexes and summaries for long lists. */
export class Lists1764200000012 implements MigrationInterface {
  readonly name = 'Lists1764200000012';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
