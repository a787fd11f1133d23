import type { MigrationInterface } from 'typeorm';

/** Schedules, occurrences, windows. */
export class Schedules1764200000009 implements MigrationInterface {
  readonly name = 'Schedules1764200000009';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
