import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Evaluations } from '../compliance';
import { Clock, Database, Log, Outbox, Sweeper, type Tx } from '../platform';
import { ScanProcessing, scanSettled } from '../scans';
import { BatchReading } from './batch-reading';
import { cover, looksOf, ruledOut, type CoveredTarget, type Looks } from './covering';
import { findingsOf } from './derive';
import { scanProcessed } from './events';
import { Judging } from './judging';
import type { Observed, ObservedCompliance, ObservedRule } from './observed';
import { remember, type Occasion, type SeenFinding } from './remembering';
import { resultOf } from './result';
import { summaryOf } from './summary';
import {
  lockTargets,
  profileFrom,
  visitRows,
  type ObservationRow,
  type SettledTarget,
} from './settled-targets';

const ROUND = 'findings.processing';
const ROUND_MS = 30_000;
const LEASE_MS = 20_000;
/** After this long another scan has its turn. */
const TURN_MS = 10_000;
const SCANS_AT_ONCE = 100;
const AFTER_FAILURE_MS = 60_000;
/** Characters of drafts after which they are written, between two targets. */
const MANY_CHARACTERS = 8 * 1024 * 1024;

const SETTLED = ['Finished', 'Canceled', 'Paused'];

/** What came of a processing. */
export interface Processed {
  /**
   * `elsewhere`: another replica holds the lease; `more`: its time was over; `interrupted`: the process is
   * ending, lost its lease, or the scan moved on.
   */
  readonly end: 'processed' | 'elsewhere' | 'more' | 'interrupted';
  readonly targets: number;
  readonly findings: number;
  /** Observations whose body could not be read, or that were too much to keep. */
  readonly unread: number;
}

interface Batch {
  /** The address up to which the profile is done; null when nothing was left. */
  readonly upTo: string | null;
  readonly targets: number;
  readonly findings: number;
  readonly unread: number;
}

/**
 * Draws findings from the observations of settled scans. The event only wakes the round: the round finds what
 * is due in the ledger, so a replica that dies leaves nothing undone. Each batch of targets is one transaction
 * with its findings, sightings and loaded_at; whatever interrupts a processing, the next one goes on with the
 * targets not loaded yet, and two at once wait for each other's rows.
 */
@Injectable()
export class FindingProcessing implements OnApplicationBootstrap, OnModuleDestroy {
  private ending = false;
  /** Scans that failed, and until when others have their turn. Monotonic milliseconds. */
  private readonly failed = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanProcessing) private readonly scans: ScanProcessing,
    @Inject(Judging) private readonly judging: Judging,
    @Inject(Evaluations) private readonly evaluations: Evaluations,
  ) {}

  onApplicationBootstrap(): void {
    this.outbox.hear(scanSettled, ROUND, async () => this.sweeper.nudge(ROUND));
    this.sweeper.every(ROUND, ROUND_MS, () => this.processDue());
  }

  onModuleDestroy(): void {
    this.ending = true;
  }

  /**
   * Processes every settled scan that nobody else is at, in turns, so that a large one does not hold up the
   * small ones. One that fails is logged and tried again in the next round.
   */
  async processDue(): Promise<void> {
    for (let more = true; more && !this.ending;) {
      more = false;
      for (const id of await this.due()) {
        if (this.ending) return;
        try {
          if ((await this.process(id, TURN_MS)).end === 'more') more = true;
        } catch (error) {
          this.failed.set(id, this.clock.monotonicMs() + AFTER_FAILURE_MS);
          this.log.error({ err: error, scanId: id }, 'findings were not drawn, again later');
        }
      }
    }
  }

  private async due(): Promise<string[]> {
    const now = this.clock.monotonicMs();
    for (const [id, until] of this.failed) if (until <= now) this.failed.delete(id);
    const failed = [...this.failed.keys()];
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM scans WHERE state IN (?) AND NOT processed
          AND (processing_until IS NULL OR processing_until < ?) ${failed.length > 0 ? 'AND id NOT IN (?)' : ''}
        ORDER BY state_since LIMIT ?`,
      [SETTLED, this.clock.now(), ...(failed.length > 0 ? [failed] : []), SCANS_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Processes one scan under its lease, for `forMs` and at least one batch.
   * @throws what the database throws; the lease is given back.
   */
  async process(scanId: string, forMs = Infinity): Promise<Processed> {
    const begun = this.clock.monotonicMs();
    if (!(await this.scans.take(scanId, LEASE_MS))) {
      return { end: 'elsewhere', targets: 0, findings: 0, unread: 0 };
    }
    const lease = { until: begun + LEASE_MS };
    try {
      const done = await this.underLease(scanId, lease, begun + forMs);
      if (done.end !== 'processed') await this.giveBack(scanId, lease);
      const ms = Math.round(this.clock.monotonicMs() - begun);
      this.log[done.unread > 0 ? 'warn' : 'info']({ scanId, ...done, ms }, 'findings drawn');
      return done;
    } catch (error) {
      await this.giveBack(scanId, lease);
      throw error;
    }
  }

  private async underLease(scanId: string, lease: { until: number }, stopAt: number): Promise<Processed> {
    const [scan] = await this.database.rows<
      Pick<Occasion, 'tenantId' | 'networkId'> & { kept: number; profiles: string }
    >(
      `SELECT tenant_id tenantId, network_id networkId, kept, IF(state = 'Paused', JSON_LENGTH(profiles), 1) profiles
         FROM scans WHERE id = ?`,
      [scanId],
    );
    const total = { targets: 0, findings: 0, unread: 0 };
    if (!scan) return { end: 'interrupted', ...total };
    const occasion = { tenantId: scan.tenantId, networkId: scan.networkId, scanId, now: this.clock.now() };
    if (!scan.kept) return { end: (await this.finish(occasion)) ? 'processed' : 'interrupted', ...total };
    for (let profile = await this.nextProfile(scanId, 0); profile !== null;) {
      for (let address: string | null = ''; address !== null;) {
        if (total.targets > 0 && this.clock.monotonicMs() >= stopAt) return { end: 'more', ...total };
        if (this.ending || !(await this.stillMine(scanId, lease))) return { end: 'interrupted', ...total };
        const batch = await this.batch(occasion, profile, address);
        total.targets += batch.targets;
        total.findings += batch.findings;
        total.unread += batch.unread;
        address = batch.upTo;
      }
      profile = await this.nextProfile(scanId, profile + 1);
    }
    // Only after everything that was seen: what one profile saw, another cannot find fixed.
    const judged = { ...occasion, profiles: Number(scan.profiles) };
    for (let address: string | null = ''; address !== null;) {
      if (this.ending || !(await this.stillMine(scanId, lease))) return { end: 'interrupted', ...total };
      address = await this.judging.batch(judged, address);
    }
    return { end: (await this.finish(occasion)) ? 'processed' : 'interrupted', ...total };
  }

  /** One transaction: the next targets of a profile, their findings, and that they are loaded. */
  private batch(occasion: Occasion, profile: number, after: string): Promise<Batch> {
    return this.database.transaction(async (tx) => {
      const targets = await lockTargets(tx, occasion.scanId, profile, after);
      const last = targets.at(-1);
      if (!last) return { upTo: null, targets: 0, findings: 0, unread: 0 };
      const reading = new BatchReading((error) => this.logBadBody(occasion.scanId, error));
      await visitRows(tx, occasion.scanId, profile, targets, (row) => reading.see(row));
      const looks = await looksOf(tx, targets);
      const findings = await this.write(
        tx,
        { ...occasion, now: this.clock.now() },
        profile,
        looks,
        targets,
        reading,
      );
      await tx.change(
        'UPDATE dispositions SET loaded_at = ? WHERE scan_id = ? AND profile = ? AND address IN (?)',
        [this.clock.now(), occasion.scanId, profile, targets.map(({ address }) => address)],
      );
      return { upTo: last.address, targets: targets.length, findings, unread: reading.unread };
    });
  }

  private async write(
    tx: Tx,
    occasion: Occasion,
    profile: number,
    looks: Looks,
    targets: readonly SettledTarget[],
    reading: BatchReading,
  ): Promise<number> {
    let written = 0;
    let waiting: SeenFinding[] = [];
    let characters = 0;
    const covered: CoveredTarget[] = [];
    for (const target of targets) {
      const context = { networkId: occasion.networkId, address: target.address, at: target.at };
      const observations = reading.take(target.address);
      await this.keepEvaluation(tx, occasion, profile, target, observations);
      covered.push({ target, ruledOut: ruledOut(target, looks, observations) });
      for (const draft of findingsOf(observations, context)) {
        waiting.push({ draft, at: target.at });
        characters += draft.evidence.length + draft.summary.length;
      }
      if (characters < MANY_CHARACTERS && target !== targets.at(-1)) continue;
      written += await remember(tx, occasion, waiting);
      waiting = [];
      characters = 0;
    }
    await cover(tx, occasion, profile, covered);
    return written;
  }

  private async keepEvaluation(
    tx: Tx,
    { tenantId, scanId, networkId }: Occasion,
    profile: number,
    { address, at }: SettledTarget,
    observations: readonly Observed[],
  ): Promise<void> {
    const account = observations.find((one): one is ObservedCompliance => one.kind === 'compliance');
    if (!account) return;
    const rules = observations.filter((one): one is ObservedRule => one.kind === 'rule');
    await this.evaluations.keep(tx, { tenantId, scanId, networkId, profile, address, at }, account, rules);
  }

  /**
   * Marks the scan processed and says so, unless it is processed, no longer settled, or has more to load. Of a scan that
   * is not kept nothing is loaded and nothing said.
   */
  private finish(occasion: Occasion): Promise<boolean> {
    const { scanId, tenantId } = occasion;
    return this.database.transaction(async (tx) => {
      const [scan] = await tx.rows<{ state: string; processed: number; kept: number }>(
        'SELECT state, processed, kept FROM scans WHERE id = ? FOR UPDATE',
        [scanId],
      );
      if (!scan || scan.processed || !SETTLED.includes(scan.state)) return false;
      const more = await tx.rows<object>(
        'SELECT 1 FROM dispositions WHERE scan_id = ? AND loaded_at IS NULL LIMIT 1',
        [scanId],
      );
      if (scan.kept && more.length > 0) return false;
      await this.scans.finish(tx, scanId, {
        result: await resultOf(tx, scanId),
        summary: await summaryOf(tx, scanId),
      });
      if (scan.kept) await this.outbox.say(tx, scanProcessed, { scanId, tenantId });
      return true;
    });
  }

  private nextProfile(scanId: string, from: number): Promise<number | null> {
    return this.database.transaction((tx) => profileFrom(tx, scanId, from));
  }

  /** True while the lease runs, or when it could be taken anew after it ended. */
  private async stillMine(scanId: string, lease: { until: number }): Promise<boolean> {
    const now = this.clock.monotonicMs();
    if (now < lease.until) return true;
    if (!(await this.scans.take(scanId, LEASE_MS))) return false;
    lease.until = now + LEASE_MS;
    return true;
  }

  private async giveBack(scanId: string, lease: { until: number }): Promise<void> {
    if (this.clock.monotonicMs() < lease.until) await this.scans.release(scanId);
  }

  private logBadBody(scanId: string, row: ObservationRow): void {
    const { address, ordinal, kind } = row;
    this.log.warn({ scanId, address, ordinal, kind, length: row.body.length }, 'an observation was left out');
  }
}
