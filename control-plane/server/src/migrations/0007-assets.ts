import type { MigrationInterface } from 'typeorm';

/** Assets, tags, exclusions and requests for wider networks. */
export class Assets1764200000007 implements MigrationInterface {
  readonly name = 'Assets1764200000007';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
