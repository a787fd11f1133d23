import type { MigrationInterface } from 'typeorm';

/** Why scans wait, stops, and rates. */
export class Dispatch1764200000011 implements MigrationInterface {
  readonly name = 'Dispatch1764200000011';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
