import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, newId } from '../platform';

/** A row that has not been written for so long is of a replica that is gone. */
const FORGOTTEN_MS = 3_600_000;

/** This process among the replicas of the control plane: a row of its own, written as long as it lives. */
@Injectable()
export class Replicas {
  private readonly id = newId();
  private readonly startedAt: Date;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  /** Writes that this replica lives. @throws what the database throws when it does not take writes now. */
  async beat(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.change(
        `INSERT INTO replicas (id, started_at, beat_at, beats) VALUES (?, ?, ?, 1)
         ON DUPLICATE KEY UPDATE beat_at = VALUES(beat_at), beats = beats + 1`,
        [this.id, this.startedAt, now],
      );
      await tx.change('DELETE FROM replicas WHERE beat_at < ? LIMIT 100', [
        new Date(now.getTime() - FORGOTTEN_MS),
      ]);
    });
  }
}
