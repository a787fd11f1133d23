import type { MigrationInterface } from 'typeorm';

/** Nothing: what this number was kept for is in 0016-inventory. It has run where this is installed, so it stays. */
export class Assets1764200000007 implements MigrationInterface {
  readonly name = 'Assets1764200000007';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
