import { Inject, Injectable } from '@nestjs/common';
import { Database, Log, Sweeper } from '../platform';
import { ScanMoves } from './scan-moves';
import { wanted } from './scan.machine';
import { ScanStarts } from './scan-starts';

/** A scan's next slices are planned while fewer than this many of its slices wait. */
const ENOUGH_WAITING = 400;

/** Plans large scans lazily: a few hundred slices at a time, ahead of the agents. */
@Injectable()
export class Planning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(ScanStarts) private readonly starts: ScanStarts,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every('planner', 1_000, () => this.round());
  }

  /** Scans that have enough waiting are passed over, so that they keep no other one from its turn. */
  async round(): Promise<void> {
    const hungry = await this.database.rows<{ id: string }>(
      `SELECT s.id FROM scans s
        WHERE s.state IN ('Queued', 'Running') AND s.targets_planned < s.targets_total AND s.rest_disposition IS NULL
          AND (SELECT COUNT(*) FROM slices c WHERE c.scan_id = s.id AND c.state = 'Queued') < ?
        ORDER BY s.priority DESC, s.created_at LIMIT 100`,
      [ENOUGH_WAITING],
    );
    for (const { id } of hungry) {
      try {
        while (await this.planOne(id));
      } catch (error) {
        this.log.error({ err: error, scanId: id }, 'scan not planned, again later');
      }
    }
  }

  /** True when there is more to plan at once. */
  private async planOne(scanId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || wanted(scan.state, scan.cut) !== 'run' || scan.targetsPlanned >= scan.targetsTotal)
        return false;
      const [waiting] = await tx.rows<{ n: number }>(
        "SELECT COUNT(*) n FROM slices WHERE scan_id = ? AND state = 'Queued'",
        [scanId],
      );
      if (Number(waiting?.n ?? 0) >= ENOUGH_WAITING) return false;
      await this.starts.planNext(tx, scan);
      return scan.targetsPlanned < scan.targetsTotal;
    });
  }
}
