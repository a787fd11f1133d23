import type { MigrationInterface } from 'typeorm';

/** Nothing: what this number was kept for is in 0013-holds. It has run where this is installed, so it stays. */
export class Dispatch1764200000011 implements MigrationInterface {
  readonly name = 'Dispatch1764200000011';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
