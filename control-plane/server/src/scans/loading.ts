import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Log, Outbox, Sweeper, type Tx } from '../platform';
import { scanLoading } from './events';
import { ScanMoves } from './scan-moves';

/** Counts that still disagree after this long will never agree. */
const GIVE_UP_MS = 10 * 60_000;

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

  async load(scanId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (scan?.state !== 'Loading') return;
      const disagreement = await this.disagreement(tx, scanId, scan.targetsTotal);
      if (!disagreement) {
        await this.scans.move(
          tx,
          scan,
          'Finished',
          'everything committed equals the agents’ counts',
          'loader',
        );
        return;
      }
      this.log.error({ scanId, disagreement }, 'counts disagree while loading');
      const [row] = await tx.rows<{ since: Date }>('SELECT state_since since FROM scans WHERE id = ?', [
        scanId,
      ]);
      if (row && this.clock.now().getTime() - row.since.getTime() > GIVE_UP_MS) {
        await this.scans.move(tx, scan, 'Error', 'counts never agreed', 'loader', { reason: disagreement });
      }
    });
  }

  /** What is missing, in words; undefined when nothing is. */
  private async disagreement(tx: Tx, scanId: string, targetsTotal: number): Promise<string | undefined> {
    const [disposed] = await tx.rows<{ n: number }>('SELECT COUNT(*) n FROM dispositions WHERE scan_id = ?', [
      scanId,
    ]);
    if (Number(disposed?.n) !== targetsTotal)
      return `${disposed?.n} of ${targetsTotal} targets have a disposition`;
    const [short] = await tx.rows<{ address: string; wanted: number; present: number }>(
      `SELECT d.address, d.row_count wanted, COALESCE(o.n, 0) present
         FROM dispositions d
         LEFT JOIN (SELECT slice_id, epoch, run, address, COUNT(*) n FROM observations WHERE scan_id = ?
                     GROUP BY slice_id, epoch, run, address) o
           ON o.slice_id = d.slice_id AND o.epoch = d.epoch AND o.run = d.run AND o.address = d.address
        WHERE d.scan_id = ? AND d.row_count <> COALESCE(o.n, 0) LIMIT 1`,
      [scanId, scanId],
    );
    if (short) return `${short.address} has ${short.present} of ${short.wanted} observations`;
    const [missing] = await tx.rows<{ address: string }>(
      `SELECT d.address FROM dispositions d
         LEFT JOIN artifacts a ON a.tenant_id = d.tenant_id AND a.sha256 = d.artifact AND a.complete
        WHERE d.scan_id = ? AND d.artifact <> '' AND a.sha256 IS NULL LIMIT 1`,
      [scanId],
    );
    return missing && `the raw output of ${missing.address} is missing`;
  }

  private async round(): Promise<void> {
    const waiting = await this.database.rows<{ id: string }>(
      "SELECT id FROM scans WHERE state = 'Loading' LIMIT 100",
    );
    for (const { id } of waiting) await this.load(id);
  }
}
