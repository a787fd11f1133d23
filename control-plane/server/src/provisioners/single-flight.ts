import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, CONFIG, Database, newId, type Config } from '../platform';

/** A replica that dies leaves its rounds to the others after this, or a lease where that is shorter. */
const HELD_MS = 10_000;

/**
 * Rounds that one replica makes at a time. It keeps them between their runs, so that they do not wander. One that stands
 * still for longer than it holds them may find another at the same work: that is safe, only not wanted.
 */
@Injectable()
export class SingleFlight implements OnApplicationShutdown {
  private readonly holder = newId();
  private readonly heldMs: number;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.heldMs = Math.min(HELD_MS, config.timings.lease);
  }

  /** Makes the round, unless another replica is at it. `goOn` answers whether it is still ours. */
  async run(name: string, work: (goOn: () => Promise<boolean>) => Promise<void>): Promise<void> {
    if (!(await this.take(name))) return;
    let cancel = (): void => undefined;
    const renew = (): void => {
      cancel = this.clock.after(this.heldMs / 3, () => {
        // What fails here is found out by the round itself.
        this.take(name).then(renew, renew);
      });
    };
    renew();
    try {
      await work(() => this.take(name));
    } finally {
      cancel();
    }
  }

  /** Leaves everything to the others at once. */
  async onApplicationShutdown(): Promise<void> {
    await this.database
      .transaction((tx) => tx.change('DELETE FROM provisioning_rounds WHERE holder = ?', [this.holder]))
      .catch(() => undefined);
  }

  private async take(name: string): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.heldMs);
    return this.database.transaction(async (tx) => {
      await tx.change('INSERT IGNORE INTO provisioning_rounds (name, holder, held_until) VALUES (?, ?, ?)', [
        ...[name, this.holder, until],
      ]);
      const { affectedRows } = await tx.change(
        'UPDATE provisioning_rounds SET holder = ?, held_until = ? WHERE name = ? AND (holder = ? OR held_until <= ?)',
        [this.holder, until, name, this.holder, now],
      );
      return affectedRows === 1;
    });
  }
}
