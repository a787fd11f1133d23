import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Sweeper } from '../platform';

const ROUND_MS = 500;
/** Summing up very large scans is rarer: it may take this share of the time. */
const SHARE_OF_TIME = 1 / 20;

/** The recent rate is measured over at least this. */
const SAMPLE_MS = 20_000;

interface Sums {
  id: string;
  profile: number;
  total: number;
  before: number;
  doneBefore: number;
  findingsBefore: number;
  /** JSON: what a target of each profile costs. */
  weights: string;
  sampleAt: Date | null;
  sampleDone: number;
  state: string;
  done: number | null;
  ahead: number | null;
  findings: number | null;
}

/**
 * Writes how far running scans are: targets done, and thousandths that never fall (a lost slice loses its
 * running targets' share, the scan's figure waits for it); findings so far, and the recent rate. A round of its own,
 * because a chunk does not touch the scan's row.
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
    const rows = await this.database.rows<Sums>(
      `SELECT s.id, c.profile, s.state, s.targets_total total, s.progress \`before\`, s.targets_done doneBefore,
              s.findings_so_far findingsBefore, s.weights, s.sample_at sampleAt, s.sample_done sampleDone,
              SUM(c.targets_done) done, SUM(c.findings_so_far) findings,
              SUM(IF(c.state IN ('Running', 'Stopping'), ${AHEAD}, 0)) ahead
         FROM scans s JOIN slices c ON c.scan_id = s.id
        WHERE s.state IN ('Running', 'Pausing', 'Paused', 'Resuming', 'Canceling', 'Loading')
        GROUP BY s.id, c.profile ORDER BY s.id`,
    );
    const scans = new Map<string, Sums[]>();
    for (const row of rows) scans.set(row.id, [...(scans.get(row.id) ?? []), row]);
    for (const profiles of scans.values()) await this.write(profiles);
  }

  private async write(profiles: readonly Sums[]): Promise<void> {
    const [scan] = profiles;
    if (!scan) return;
    const weights = JSON.parse(scan.weights) as number[];
    const parts = profiles.map(({ profile, done, ahead }) => ({
      weight: weights[profile] ?? 1,
      done: Number(done ?? 0),
      ahead: Number(ahead ?? 0),
    }));
    const done = parts.reduce((sum, part) => sum + part.done, 0);
    const findings = profiles.reduce((sum, row) => sum + Number(row.findings ?? 0), 0);
    const permille = share(parts, weights, scan.total);
    const advanced = permille > scan.before || done > scan.doneBefore || findings > scan.findingsBefore;
    if (advanced) {
      await this.database.transaction((tx) =>
        tx.change(
          `UPDATE scans SET progress = GREATEST(progress, ?), targets_done = GREATEST(targets_done, ?),
                  findings_so_far = GREATEST(findings_so_far, ?) WHERE id = ?`,
          [permille, done, findings, scan.id],
        ),
      );
    }
    if (scan.state === 'Running') await this.sample(scan, done);
  }

  /** Conditional on the sample before: of two replicas one takes the next. */
  private async sample({ id, sampleAt, sampleDone }: Sums, done: number): Promise<void> {
    const now = this.clock.now();
    const ms = sampleAt ? now.getTime() - sampleAt.getTime() : 0;
    if (sampleAt && ms < SAMPLE_MS) return;
    const rate = sampleAt ? Math.max(0, done - sampleDone) / (ms / 1_000) : null;
    await this.database.transaction((tx) =>
      tx.change(
        'UPDATE scans SET recent_rate = ?, sample_at = ?, sample_done = ? WHERE id = ? AND sample_at <=> ?',
        [rate, now, done, id, sampleAt],
      ),
    );
  }
}

/** Targets that running tools are ahead of what is delivered: `fraction` is of those lent with the slice. */
const AHEAD = `GREATEST(0, LEAST(GREATEST(c.fraction, 0), 1) * CAST(c.target_count - c.done_at_claim AS SIGNED)
  - CAST(c.targets_done - c.done_at_claim AS SIGNED))`;

/** One profile's part of a scan. */
export interface ProgressPart {
  /** What a target of it costs. */
  readonly weight: number;
  readonly done: number;
  readonly ahead: number;
}

/**
 * Thousandths of the expected cost: 1000 only when every target is done, however far the running ones say they are.
 * `total` targets are spread evenly over the profiles that have `weights`.
 */
export function share(parts: readonly ProgressPart[], weights: readonly number[], total: number): number {
  const done = parts.reduce((sum, part) => sum + part.done, 0);
  if (total === 0 || done >= total) return 1000;
  const profiles = Math.max(1, weights.length);
  const cost =
    (weights.length === 0 ? [1] : weights).reduce((sum, weight) => sum + weight, 0) * (total / profiles);
  const paid = parts.reduce((sum, part) => sum + part.weight * (part.done + part.ahead), 0);
  return Math.min(999, Math.floor((paid / cost) * 1000));
}
