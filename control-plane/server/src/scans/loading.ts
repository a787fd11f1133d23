import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Log, Outbox, Sweeper } from '../platform';
import { scanLoading } from './events';
import { ScanMoves } from './scan-moves';
import { deadlineOf } from './scan.machine';

/** Counts that still disagree after this long will never agree. */
const GIVE_UP_MS = deadlineOf('Loading', { lostAfter: 0 }) ?? Infinity;

/**
 * Loading → Finished, once everything committed equals what the agents said: every target has its
 * disposition, each disposition's rows are all there, each artifact named is whole.
 */
@Injectable()
export class Loading {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.outbox.hear(scanLoading, 'loading', ({ scanId }) => this.load(scanId));
    this.sweeper.every('loading', 60_000, () => this.round());
  }

  /** Counts without locks: of a scan that is Loading nothing changes any more. */
  async load(scanId: string): Promise<void> {
    const [seen] = await this.database.rows<{ targets: number; since: Date }>(
      `SELECT IF(rest_disposition IS NULL, targets_total, targets_planned) targets, state_since since
         FROM scans WHERE id = ? AND state = 'Loading'`,
      [scanId],
    );
    if (!seen) return;
    const disagreement = await this.disagreement(scanId, seen.targets);
    if (disagreement) this.log.error({ scanId, disagreement }, 'counts disagree while loading');
    const late = this.clock.now().getTime() - seen.since.getTime() > GIVE_UP_MS;
    if (disagreement && !late) return;
    await this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan) return;
      if (disagreement)
        await this.scans.move(tx, scan, 'Error', 'counts never agreed', 'loader', { reason: disagreement });
      else
        await this.scans.move(
          tx,
          scan,
          'Finished',
          'everything committed equals the agents’ counts',
          'loader',
        );
    });
  }

  /** What is missing, in words; undefined when nothing is. */
  private async disagreement(scanId: string, targetsTotal: number): Promise<string | undefined> {
    const [disposed] = await this.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM dispositions WHERE scan_id = ?',
      [scanId],
    );
    if (Number(disposed?.n) !== targetsTotal)
      return `${disposed?.n} of ${targetsTotal} targets have a disposition`;
    const [short] = await this.database.rows<{ address: string; wanted: number; present: string }>(
      `SELECT d.address, d.row_count wanted,
              (SELECT COUNT(*) FROM observations o
                WHERE o.scan_id = d.scan_id AND o.slice_id = d.slice_id AND o.epoch = d.epoch AND o.run = d.run
                  AND o.address = d.address) present
         FROM dispositions d WHERE d.scan_id = ? HAVING present <> wanted LIMIT 1`,
      [scanId],
    );
    if (short) return `${short.address} has ${short.present} of ${short.wanted} observations`;
    const [missing] = await this.database.rows<{ address: string }>(
      `SELECT d.address FROM dispositions d
         LEFT JOIN artifacts a ON a.tenant_id = d.tenant_id AND a.sha256 = d.artifact AND a.complete
        WHERE d.scan_id = ? AND d.artifact <> '' AND a.sha256 IS NULL LIMIT 1`,
      [scanId],
    );
    return missing && `the raw output of ${missing.address} is missing`;
  }

  private async round(): Promise<void> {
    const waiting = await this.database.rows<{ id: string }>(
      "SELECT id FROM scans WHERE state = 'Loading' ORDER BY state_since LIMIT 100",
    );
    for (const { id } of waiting) {
      try {
        await this.load(id);
      } catch (error) {
        this.log.error({ err: error, scanId: id }, 'scan not loaded, again later');
      }
    }
  }
}
