import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, Log, Sweeper } from '../platform';
import { ScanCommands } from './scan-commands';

const ROUND_MS = 60_000;
/** Time to look at what came of it. */
const SHOWN_MS = 3_600_000;

/**
 * Deletes scans that are not kept, an hour after their end. Every replica may be at it: each deletion is a command
 * under the scan's lock, and what is refused now (something about it is still to be told) comes again.
 */
@Injectable()
export class PassingScans {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Log) private readonly log: Log,
    @Inject(ScanCommands) private readonly commands: ScanCommands,
  ) {}

  start(): void {
    this.sweeper.every('scans.passing', ROUND_MS, () => this.round());
  }

  async round(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - SHOWN_MS);
    const passed = await this.database.rows<{ id: string }>(
      `SELECT id FROM scans WHERE kept = 0 AND state_since < ? AND state IN ('Finished', 'Canceled', 'Error')
        ORDER BY state_since LIMIT 100`,
      [before],
    );
    for (const { id } of passed) {
      const options = { reason: 'not kept', graceMs: 0 };
      const deleted = await this.commands.run(null, id, 'delete', 'sweeper', options);
      if (isRefusal(deleted))
        this.log.debug({ scanId: id, code: deleted.code }, 'passing scan not deleted yet');
    }
  }
}
