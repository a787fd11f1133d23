import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, Log, Sweeper } from '../platform';
import { readHold, writeHold, type Hold } from './hold';
import { ScanCommands } from './scan-commands';
import { ScanMoves, type LockedScan } from './scan-moves';
import { CANCELABLE, PAUSABLE } from './scan.machine';

const EVERY_MS = 1_000;
const SCANS_AT_ONCE = 200;

/**
 * Scans that wait for a time: held before their first slice, or paused and resumed by the clock. A
 * person's command ends a hold: who pauses a held scan keeps it paused.
 */
@Injectable()
export class ScanHolds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(ScanCommands) private readonly commands: ScanCommands,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every('scans.limits', EVERY_MS, () => this.round());
  }

  /**
   * Has the scan wait: one that has no slice yet stays Queued, another is paused with this grace. True when it did not
   * wait before. A scan that a person paused is left alone.
   */
  async hold(scanId: string, hold: Hold, graceMs: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || scan.cut !== '') return false;
      const before = await readHold(tx, scanId);
      if (before && (isWaiting(scan) || isUnplanned(scan))) {
        await writeHold(tx, scanId, hold);
        return false;
      }
      if (!PAUSABLE.includes(scan.state)) return false;
      if (!isUnplanned(scan)) {
        const options = { reason: hold.reason, graceMs };
        if (isRefusal(await this.commands.run(scan.tenantId, scanId, 'pause', 'window', options)))
          return false;
        const paused = await this.scans.lock(tx, scanId);
        // With nothing left to do it has gone on to its end.
        if (!paused || !isWaiting(paused)) return false;
      }
      await writeHold(tx, scanId, hold);
      return true;
    });
  }

  /** Has a held scan go on. True when it does; false as long as it cannot, or when it is not held any more. */
  async release(scanId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || !(await readHold(tx, scanId))) return false;
      if (scan.state === 'Pausing') return false;
      if (scan.state === 'Paused') {
        const options = { reason: 'the time that it waited for has come', graceMs: 0 };
        if (isRefusal(await this.commands.run(scan.tenantId, scanId, 'resume', 'window', options)))
          return false;
      }
      await writeHold(tx, scanId, null);
      tx.afterCommit(() => this.sweeper.nudge('planner'));
      return true;
    });
  }

  /** Pauses, resumes and cancels what the limits of schedules say. */
  async round(): Promise<void> {
    const now = this.clock.now();
    const each = async (rows: { id: string }[], work: (id: string) => Promise<unknown>): Promise<void> => {
      for (const { id } of rows) {
        await work(id).catch((error: unknown) =>
          this.log.error({ err: error, scanId: id }, 'limit not served'),
        );
      }
    };
    const late = await this.database.rows<{ id: string; resumeInMs: string | null }>(
      `SELECT id, resume_in_ms resumeInMs FROM scans
        WHERE state = 'Running' AND pause_after_ms IS NOT NULL AND cut = ''
          AND TIMESTAMPDIFF(MICROSECOND, segment_started_at, ?) DIV 1000 >= pause_after_ms LIMIT ?`,
      [now, SCANS_AT_ONCE],
    );
    for (const { id, resumeInMs } of late) await each([{ id }], () => this.pauseFor(id, resumeInMs));
    await each(
      await this.database.rows(
        `SELECT id FROM scans WHERE state = 'Paused' AND hold_code = 'pause-after' AND hold_until <= ? LIMIT ?`,
        [now, SCANS_AT_ONCE],
      ),
      (id) => this.release(id),
    );
    await each(
      await this.database.rows(
        `SELECT id FROM scans WHERE state IN (?) AND cancel_after_ms IS NOT NULL
            AND TIMESTAMPDIFF(MICROSECOND, created_at, ?) DIV 1000 >= cancel_after_ms LIMIT ?`,
        [CANCELABLE, now, SCANS_AT_ONCE],
      ),
      (id) =>
        this.commands.run(null, id, 'cancel', 'window', {
          ...{ reason: 'its schedule lets it go on no longer', graceMs: 0 },
        }),
    );
  }

  private async pauseFor(id: string, resumeInMs: string | null): Promise<void> {
    const reason = 'its schedule pauses it after so long';
    if (resumeInMs === null) {
      await this.commands.run(null, id, 'pause', 'window', { reason, graceMs: 0 });
      return;
    }
    const until = new Date(this.clock.now().getTime() + Number(resumeInMs));
    await this.hold(id, { code: 'pause-after', reason, until }, 0);
  }
}

const isWaiting = ({ state }: LockedScan): boolean => state === 'Pausing' || state === 'Paused';

const isUnplanned = ({ state, targetsPlanned }: LockedScan): boolean =>
  state === 'Queued' && targetsPlanned === 0;
