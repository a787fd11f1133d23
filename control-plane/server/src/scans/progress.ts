import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Sweeper } from '../platform';

const ROUND_MS = 500;
/** Summing up very large scans is rarer: it may take this share of the time. */
const SHARE_OF_TIME = 1 / 20;

interface Sums {
  id: string;
  total: number;
  before: number;
  doneBefore: number;
  done: number | null;
  ahead: number | null;
}

/**
 * Writes how far running scans are: targets done, and thousandths that never fall (a lost slice loses its
 * running targets' share, the scan's figure waits for it). A round of its own, because a chunk does not
 * touch the scan's row.
 */
@Injectable()
export class Progress {
  private restUntil = 0;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  start(): void {
    this.sweeper.every('progress', ROUND_MS, async () => {
      const begun = this.clock.monotonicMs();
      if (begun < this.restUntil) return;
      await this.round();
      const now = this.clock.monotonicMs();
      this.restUntil = now + (now - begun) / SHARE_OF_TIME - ROUND_MS;
    });
  }

  async round(): Promise<void> {
    const scans = await this.database.rows<Sums>(
      `SELECT s.id, s.targets_total total, s.progress \`before\`, s.targets_done doneBefore, SUM(c.targets_done) done,
              SUM(IF(c.state = 'Running', (c.target_count - c.targets_done) * LEAST(GREATEST(c.fraction, 0), 1), 0)) ahead
         FROM scans s JOIN slices c ON c.scan_id = s.id
        WHERE s.state IN ('Running', 'Pausing', 'Canceling', 'Loading')
        GROUP BY s.id`,
    );
    for (const scan of scans) {
      const done = Number(scan.done ?? 0);
      const permille = share(done, Number(scan.ahead ?? 0), scan.total);
      if (permille <= scan.before && done <= scan.doneBefore) continue;
      await this.database.transaction((tx) =>
        tx.change(
          'UPDATE scans SET progress = GREATEST(progress, ?), targets_done = GREATEST(targets_done, ?) WHERE id = ?',
          [permille, done, scan.id],
        ),
      );
    }
  }
}

/** Thousandths: 1000 only when every target is done, however far the running ones say they are. */
export function share(done: number, ahead: number, total: number): number {
  if (total === 0 || done >= total) return 1000;
  return Math.min(999, Math.floor(((done + ahead) / total) * 1000));
}
