import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, notFound, Refusal, Sweeper, type Result, type Tx } from '../platform';
import { Subscriptions } from '../subscriptions';
import type { Actor } from './history';
import { readHold, writeHold, type Hold } from './hold';
import { ScanMoves, type LockedScan } from './scan-moves';
import type { ScanState } from './scan.machine';
import { SliceOrders } from './slice-orders';
import { SWEEP_DELETED } from './scan-sweep';

export const SCAN_COMMANDS = ['pause', 'resume', 'cancel', 'force', 'delete'] as const;
export type ScanCommand = (typeof SCAN_COMMANDS)[number];

export interface CommandOptions {
  /** For the history and for people. */
  readonly reason: string;
  /** Pause: how long a running tool may go on to end its targets. */
  readonly graceMs: number;
}

/** What a command came to: the state that the scan is in now. */
export interface CommandOutcome {
  readonly tenantId: string;
  readonly state: ScanState | 'Deleted';
  /** False: the scan was there already, or on its way. */
  readonly changed: boolean;
}

/** States in which a command has nothing left to do: repeating it is no mistake. */
const REACHED: Readonly<Record<ScanCommand, (scan: LockedScan) => boolean>> = {
  pause: ({ state }) => state === 'Pausing' || state === 'Paused',
  // A scan runs in a further segment only after a resume.
  resume: ({ state, segment }) => state === 'Resuming' || (state === 'Running' && segment > 1),
  cancel: ({ state }) => state === 'Canceling' || state === 'Canceled',
  force: ({ state, cut }) => state === 'Error' && cut === 'forced',
  delete: () => false,
};

/**
 * What a person may do to a scan that exists. Every command is one transaction under the scan's lock: the move of the
 * scan, the moves of its slices, history and events. Repeating a command changes nothing.
 */
@Injectable()
export class ScanCommands {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceOrders) private readonly orders: SliceOrders,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /**
   * Runs a command on a scan of the tenant, or of any tenant when it is null (fleet administrator only).
   *
   * Refusals, all 409 but the first: `not-found` (404), `wrong-state` with the present `state`, `being-processed` (its
   * findings are being drawn), `not-processed` (they are not drawn yet), `events-pending`, `not-subscribed` (resume).
   */
  async run(
    tenantId: string | null,
    scanId: string,
    command: ScanCommand,
    actor: Actor,
    options: CommandOptions,
  ): Promise<Result<CommandOutcome>> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan || (tenantId !== null && scan.tenantId !== tenantId)) return notFound('scan');
      const { tenantId: owner } = scan;
      if (actor !== 'window') {
        const hold = await readHold(tx, scan.id);
        if (command === 'resume' && hold?.code !== 'pause-after' && hold) return isHeld(hold);
        // What a person says counts from now on: no clock resumes what they paused.
        if (hold) await writeHold(tx, scan.id, null);
      }
      if (REACHED[command](scan)) return { tenantId: owner, state: scan.state, changed: false };
      const refusal = await this[command](tx, scan, actor, options);
      return refusal ?? { tenantId: owner, state: scan.state, changed: true };
    });
  }

  private async pause(
    tx: Tx,
    scan: LockedScan,
    actor: Actor,
    options: CommandOptions,
  ): Promise<Refusal | void> {
    if (scan.cut !== '') return wrongState(scan, 'pause', ' and is being brought to an end');
    if (!(await this.scans.move(tx, scan, 'Pausing', 'pause', actor, options)))
      return wrongState(scan, 'pause');
    await tx.change('UPDATE scans SET stop_grace_ms = ? WHERE id = ?', [options.graceMs, scan.id]);
    scan.stopGraceMs = options.graceMs;
    await this.carryOut(tx, scan, actor);
  }

  /** The slices follow in the same transaction; a scan that is left in Resuming is looked after by the sweeper. */
  private async resume(
    tx: Tx,
    scan: LockedScan,
    actor: Actor,
    options: CommandOptions,
  ): Promise<Refusal | void> {
    const refusal = await this.subscriptions.requireActive(tx, scan.tenantId);
    if (refusal) return refusal;
    if (scan.state === 'Paused' && this.isBeingProcessed(scan)) return beingProcessed();
    if (!(await this.scans.move(tx, scan, 'Resuming', 'resume', actor, options)))
      return wrongState(scan, 'resume');
    await this.finishResuming(tx, scan, actor);
  }

  /** Queues what is parked and goes on to Running; to Loading when nothing is left. The scan is locked and Resuming. */
  async finishResuming(tx: Tx, scan: LockedScan, actor: Actor): Promise<void> {
    await this.orders.align(tx, scan, actor);
    await this.scans.derive(tx, scan, actor);
    if (scan.state !== 'Resuming') return;
    await this.scans.move(tx, scan, 'Running', 'slices queued again', actor);
    tx.afterCommit(() => this.sweeper.nudge('planner'));
  }

  private async cancel(
    tx: Tx,
    scan: LockedScan,
    actor: Actor,
    options: CommandOptions,
  ): Promise<Refusal | void> {
    if (!(await this.scans.move(tx, scan, 'Canceling', 'cancel', actor, options)))
      return wrongState(scan, 'cancel');
    await this.scans.giveUpPlanning(tx, scan, 'not reached');
    await this.carryOut(tx, scan, actor);
  }

  /** The state follows when no slice has an owner any more. */
  private async force(
    tx: Tx,
    scan: LockedScan,
    actor: Actor,
    { reason }: CommandOptions,
  ): Promise<Refusal | void> {
    if (scan.cut === 'forced') return;
    if (!this.scans.allows(scan, scan.state, 'being forced')) return wrongState(scan, 'force');
    await this.scans.cut(tx, scan, 'forced', reason, actor);
    await this.carryOut(tx, scan, actor);
  }

  private async delete(
    tx: Tx,
    scan: LockedScan,
    actor: Actor,
    options: CommandOptions,
  ): Promise<Refusal | void> {
    if (!this.scans.allows(scan, 'Deleted', 'delete')) return wrongState(scan, 'delete');
    if (this.isBeingProcessed(scan)) return beingProcessed();
    if (!scan.processed && scan.state !== 'Error') {
      return new Refusal('not-processed', 409, 'The scan’s findings are not drawn yet.', [], {
        state: scan.state,
      });
    }
    const pending = await tx.rows(
      "SELECT 1 FROM outbox WHERE published_at IS NULL AND JSON_VALUE(payload, '$.scanId') = ? LIMIT 1",
      [scan.id],
    );
    if (pending.length > 0) {
      return new Refusal('events-pending', 409, 'Something about the scan is still to be told.', [], {
        state: scan.state,
      });
    }
    await this.scans.move(tx, scan, 'Deleted', 'delete', actor, options);
    tx.afterCommit(() => this.sweeper.nudge(SWEEP_DELETED));
  }

  private async carryOut(tx: Tx, scan: LockedScan, actor: Actor): Promise<void> {
    await this.orders.align(tx, scan, actor);
    await this.scans.derive(tx, scan, actor);
  }

  private isBeingProcessed({ processingUntil }: LockedScan): boolean {
    return processingUntil !== null && processingUntil > this.clock.now();
  }
}

const beingProcessed = (): Refusal =>
  new Refusal('being-processed', 409, 'The scan’s findings are being drawn; try again in a moment.', [], {
    retryAfterSeconds: 1,
  });

const wrongState = ({ state }: LockedScan, command: ScanCommand, more = ''): Refusal =>
  new Refusal('wrong-state', 409, `The scan is ${state}${more}: ${command} is not possible.`, [], { state });

/** Resumed in a blackout, it would be paused again at once. */
const isHeld = ({ reason }: Hold): Refusal => new Refusal('scan-held', 409, reason);
