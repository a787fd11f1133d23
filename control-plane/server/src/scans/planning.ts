import { Inject, Injectable } from '@nestjs/common';
import { Database, isAway, isContention, Log, Sweeper } from '../platform';
import { ScanMoves } from './scan-moves';
import { WAITING_SCAN_STATES, wanted } from './scan.machine';
import { ScanStarts } from './scan-starts';
import { SliceOrders } from './slice-orders';

/** A scan's next slices are planned while fewer than this many of its slices wait. */
const ENOUGH_WAITING = 400;

/** A scan that cannot be planned this often in a row, the database being there, never can be. */
const MOST_FAILURES = 5;

/** Plans large scans lazily: a few hundred slices at a time, ahead of the agents. */
@Injectable()
export class Planning {
  /** In a row, by scan; each replica counts its own. */
  private readonly failures = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(ScanStarts) private readonly starts: ScanStarts,
    @Inject(SliceOrders) private readonly orders: SliceOrders,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every('planner', 1_000, () => this.round());
  }

  /** Scans that have enough waiting are passed over, so that they keep no other one from its turn. */
  async round(): Promise<void> {
    const hungry = await this.database.rows<{ id: string }>(
      `SELECT s.id FROM scans s
        WHERE s.state IN ('Queued', 'Creating', 'Initializing', 'Running') AND s.targets_planned < s.targets_total AND s.rest_disposition IS NULL AND s.hold_code = ''
          AND (SELECT COUNT(*) FROM slices c WHERE c.scan_id = s.id AND c.state = 'Queued') < ?
        ORDER BY s.priority DESC, s.created_at LIMIT 100`,
      [ENOUGH_WAITING],
    );
    for (const { id } of hungry) {
      try {
        while (await this.planOne(id));
        this.failures.delete(id);
      } catch (error) {
        this.log.error({ err: error, scanId: id }, 'scan not planned');
        await this.failed(id, error);
      }
    }
  }

  private async failed(scanId: string, error: unknown): Promise<void> {
    if (isAway(error) || isContention(error)) return;
    const failures = (this.failures.get(scanId) ?? 0) + 1;
    this.failures.set(scanId, failures);
    if (failures < MOST_FAILURES) return;
    this.failures.delete(scanId);
    await this.giveUp(scanId, error instanceof Error ? error.message : String(error));
  }

  /** A scan that nobody works on ends in Error; of one that runs, what is planned goes on and the rest has failed. */
  private async giveUp(scanId: string, why: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || scan.restDisposition !== null || scan.targetsPlanned >= scan.targetsTotal) return;
      const reason = `planning failed: ${why}`;
      if (WAITING_SCAN_STATES.includes(scan.state)) {
        await this.scans.cut(tx, scan, 'unplanned', reason, 'sweeper');
        await this.orders.align(tx, scan, 'sweeper');
      } else if (scan.state === 'Running') {
        await this.scans.giveUpPlanning(tx, scan, 'failed');
        await this.scans.note(tx, scan, 'planning failed', reason, 'sweeper');
      }
      await this.scans.derive(tx, scan, 'sweeper');
    });
  }

  /** True when there is more to plan at once. */
  private async planOne(scanId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || wanted(scan.state, scan.cut) !== 'run' || scan.targetsPlanned >= scan.targetsTotal)
        return false;
      const [held] = await tx.rows("SELECT 1 FROM scans WHERE id = ? AND hold_code <> ''", [scanId]);
      if (held) return false;
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
