import { Inject, Injectable } from '@nestjs/common';
import { Database, Sweeper } from '../platform';
import { ScanMoves, wanted } from './scan-moves';
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
  ) {}

  start(): void {
    this.sweeper.every('planner', 1_000, () => this.round());
  }

  async round(): Promise<void> {
    const unfinished = await this.database.rows<{ id: string }>(
      "SELECT id FROM scans WHERE state IN ('Queued', 'Running') AND targets_planned < targets_total ORDER BY priority DESC, created_at LIMIT 20",
    );
    for (const { id } of unfinished) while (await this.planOne(id));
  }

  /** True when there is more to plan at once. */
  private async planOne(scanId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || wanted(scan.state) !== 'run' || scan.targetsPlanned >= scan.targetsTotal) return false;
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
