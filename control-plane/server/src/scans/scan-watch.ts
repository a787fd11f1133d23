import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, Database, Log, Sweeper, type Config, type Tx } from '../platform';
import { ScanCommands } from './scan-commands';
import { ScanMoves, type LockedScan } from './scan-moves';
import { deadlineOf, SCAN_STATES, SETTLED_SCAN_STATES } from './scan.machine';
import { SliceOrders } from './slice-orders';

const DEADLINES_MS = 1_000;
const SCANS_AT_ONCE = 200;
const GOING = SCAN_STATES.filter((state) => !SETTLED_SCAN_STATES.includes(state));

/**
 * Looks after scans that nobody else looks after: those past their maximum duration, and once a minute every one that
 * is not settled. What is repaired there contradicts a rule of the ledger: it is put right, and told as an error.
 */
@Injectable()
export class ScanWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceOrders) private readonly orders: SliceOrders,
    @Inject(ScanCommands) private readonly commands: ScanCommands,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every('scans.deadlines', DEADLINES_MS, () => this.deadlines());
    this.sweeper.every('scans.watch', this.config.timings.sweep, () => this.round());
  }

  /** Brings scans to an end that have run for their maximum duration. */
  async deadlines(): Promise<void> {
    const late = await this.database.rows<{ id: string }>(
      `SELECT id FROM scans WHERE state = 'Running' AND max_duration_ms IS NOT NULL AND cut = ''
          AND ran_ms + GREATEST(0, TIMESTAMPDIFF(MICROSECOND, segment_started_at, ?) DIV 1000) >= max_duration_ms LIMIT ?`,
      [this.clock.now(), SCANS_AT_ONCE],
    );
    for (const { id } of late) {
      await this.each(id, async (tx, scan) => {
        if (scan.state !== 'Running' || scan.cut !== '') return;
        await this.scans.cut(tx, scan, 'deadline', 'the maximum duration is over', 'sweeper');
        await this.orders.align(tx, scan, 'sweeper');
        await this.scans.derive(tx, scan, 'sweeper');
      });
    }
  }

  /** Derives every scan that is not settled anew, and repairs slices that contradict their scan. */
  async round(): Promise<void> {
    for (let after = ''; ;) {
      const scans = await this.database.rows<{ id: string }>(
        `SELECT id FROM scans WHERE state IN (?) ${after === '' ? '' : 'AND id > ?'} ORDER BY id LIMIT ?`,
        after === '' ? [GOING, SCANS_AT_ONCE] : [GOING, after, SCANS_AT_ONCE],
      );
      for (const { id } of scans) await this.each(id, (tx, scan) => this.repair(tx, scan));
      const last = scans.at(-1);
      if (!last || scans.length < SCANS_AT_ONCE) return;
      after = last.id;
    }
  }

  private async repair(tx: Tx, scan: LockedScan): Promise<void> {
    const { state } = scan;
    if (SETTLED_SCAN_STATES.includes(state)) return;
    if (state === 'Resuming') await this.commands.finishResuming(tx, scan, 'sweeper');
    const repaired = await this.orders.align(tx, scan, 'sweeper');
    await this.scans.derive(tx, scan, 'sweeper');
    if (repaired > 0 || scan.state !== state) {
      this.log.error({ scanId: scan.id, from: state, to: scan.state, repaired }, 'a scan was repaired');
    }
    await this.tellLate(scan);
  }

  /** Leases and stops have their own clocks: what is said here is for people. */
  private async tellLate(scan: LockedScan): Promise<void> {
    const after = deadlineOf(scan.state, this.config.timings);
    if (after === null) return;
    const [row] = await this.database.rows<{ since: Date }>(
      'SELECT state_since since FROM scans WHERE id = ?',
      [scan.id],
    );
    const ms = this.clock.now().getTime() - (row?.since.getTime() ?? Infinity) - scan.stopGraceMs;
    if (ms > after) this.log.warn({ scanId: scan.id, state: scan.state, ms }, 'a scan is late');
  }

  private async each(scanId: string, work: (tx: Tx, scan: LockedScan) => Promise<void>): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        const scan = await this.scans.lock(tx, scanId);
        if (scan) await work(tx, scan);
      });
    } catch (error) {
      this.log.error({ err: error, scanId }, 'scan not looked after, again later');
    }
  }
}
