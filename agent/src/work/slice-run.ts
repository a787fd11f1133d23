import type { Clock } from '../clock';
import type { TargetResult } from '../engines/engine';
import type { BegunObservation } from '../engines/observation';
import type { EngineWork, Engines } from '../engines/registry';
import type { RunGuard } from '../keeper';
import type { Grant, LastWord, Session, SliceRef, StopOrder } from '../link';
import { type Log, reasonOf } from '../log';
import { ChunkBuilder } from './chunk-builder';
import type { WhyLeftOut } from './denied';
import { Delivery } from './delivery';
import { Runs, type RunsAdvance } from './runs';
import type { SliceSpool } from './slice-spool';
import { type SliceEvent, type SliceStanding, holdsTool, isFinal, move } from './slice.machine';
import type { Spool } from './spool';
import { StopOrders } from './stop-orders';
import type { Window } from './window';

/** Of a slice whose tools are gone. */
const NOTHING_RUNS: RunsAdvance = { phase: '', fraction: 0, waitingTargets: 0 };

export interface RunGround {
  engines: Engines;
  spool: Spool;
  clock: Clock;
  log: Log;
  /** What this agent's operator forbids. */
  denied: WhyLeftOut;
  /** Called after each change: a slot may be free, the slice may be over. */
  changed: (run: SliceRun) => void;
  /** Called when this machine cannot do such work now: results could not be kept, or the tool not be started. */
  unable: () => void;
}

/** What was granted, and the guard that its tools run under. */
export interface Lent {
  grant: Grant;
  work: EngineWork;
  guard: RunGuard;
}

/** A session, and how much may be under way in it. */
export interface Attachment {
  session: Session;
  window: Window;
}

/** One slice on this agent, from its grant (or from what a crash left) to the answer to its last word. */
export class SliceRun {
  private standing: SliceStanding;
  private spool: SliceSpool | null = null;
  private builder: Promise<ChunkBuilder> | null = null;
  private readonly runs: Runs | null;
  private readonly orders: StopOrders;
  /** Results were lost on their way to the disk: no end of the tool is then a success. */
  private unkept = false;
  private cleared = false;
  private releasedAtMs = 0;
  private attachment: Attachment | null = null;
  private delivery: Delivery | null = null;

  private constructor(
    readonly ref: SliceRef,
    private readonly ground: RunGround,
    private readonly log: Log,
    standing: SliceStanding,
    private readonly lent: Lent | null,
  ) {
    this.standing = standing;
    this.orders = new StopOrders(
      ground.clock,
      () => this.happens({ kind: 'grace over' }),
      () => this.happens({ kind: 'drain over' }),
    );
    this.runs = lent
      ? new Runs(lent.grant.targets, {
          engines: ground.engines,
          work: lent.work,
          tools: lent.guard,
          // The builder is made before a run begins.
          look: (run, look) =>
            void this.builder?.then(
              (builder) => builder.look(run, look),
              () => undefined,
            ),
          keep: (run, result) => this.keep(run, result),
          begun: (run, address, seen) => this.keepBegun(run, address, seen),
          leftOut: (address) => lent.grant.leftOut.get(address) ?? ground.denied(address),
        })
      : null;
  }

  /** A granted slice; `start` sets it going. */
  static granted(lent: Lent, ground: RunGround): SliceRun {
    const { sliceId, epoch, traceId } = lent.grant;
    const log = ground.log.with({ slice: sliceId, epoch, trace: traceId });
    return new SliceRun(
      { sliceId, epoch },
      ground,
      log,
      { state: 'granted', word: null, ordered: false },
      lent,
    );
  }

  /** A slice found in the spool at the start of the agent: its tools are gone, its results are delivered. */
  static recovered(spool: SliceSpool, ground: RunGround): SliceRun {
    const { sliceId, epoch, traceId, word } = spool.record;
    const log = ground.log.with({ slice: sliceId, epoch, trace: traceId });
    const last: LastWord = word ?? { kind: 'reject', toolFailure: false, reason: 'the agent was restarted' };
    const run = new SliceRun(
      { sliceId, epoch },
      ground,
      log,
      { state: 'delivering', word: last, ordered: false },
      null,
    );
    run.spool = spool;
    log.info('slice found in the spool', { chunks: spool.next - spool.first });
    return run;
  }

  get state(): SliceStanding['state'] {
    return this.standing.state;
  }

  get holdsSlot(): boolean {
    return holdsTool(this.state);
  }

  /** Nothing is left to do or to say. */
  get final(): boolean {
    return isFinal(this.state);
  }

  /** Final, and nothing of it is on disk. */
  get gone(): boolean {
    return this.final && this.cleared;
  }

  get nextSeq(): number {
    return this.spool?.next ?? 0;
  }

  get advance(): RunsAdvance {
    return this.runs?.advance ?? NOTHING_RUNS;
  }

  /** The lease was extended: tools may live until `deadlineMs` of boot time. A slice not started yet starts. */
  leased(deadlineMs: number): void {
    this.lent?.guard.extend(deadlineMs);
    this.start();
  }

  /**
   * Starts the tool, once. Not before the slice's record is on disk: after a crash the next life has to say that it
   * holds the slice as long as a tool of it may be alive.
   */
  start(): void {
    if (this.state !== 'granted' || !this.lent || !this.runs) return;
    const { grant } = this.lent;
    this.happens({ kind: 'start' });
    const record = { ...this.ref, scanId: grant.scanId, traceId: grant.traceId, word: null };
    const builder = this.ground.spool.create(record).then((spool) => this.opened(spool));
    this.builder = builder;
    // A spool that cannot be made ends the run; `keep` says so when it meets it first.
    builder.catch((thrown) => this.cannotKeep(thrown));
    const { runs } = this;
    const recorded = builder.then(
      () => undefined,
      () => undefined,
    );
    void recorded
      .then(() => runs.run())
      .then(async (end) => {
        await builder.then((opened) => opened.flush()).catch((thrown) => this.cannotKeep(thrown));
        await this.ended(this.unkept ? { ...end, how: 'cut' } : end);
      });
  }

  /** Boot-time milliseconds of the last release: what was asked before is answered with it. 0: there was none. */
  get releasedBootMs(): number {
    return this.releasedAtMs;
  }

  /**
   * Gives back up to `count` targets for which no tool was started, and answers which: they are not this slice's
   * any more.
   */
  release(count: number): string[] {
    const { state } = this;
    this.releasedAtMs = this.ground.clock.bootTimeMs();
    return (state === 'granted' || state === 'running') && this.runs ? this.runs.release(count) : [];
  }

  /** Ends the slice from the agent's side: the tool is stopped, what is finished is delivered, the rest given back. */
  withdraw(reason: string): void {
    this.happens({ kind: 'withdraw', reason });
  }

  /** The control plane asks to stop; it may do so as often as it likes, the sharpest order holds. */
  stop(order: StopOrder): void {
    const heard = this.orders.hear(order);
    // Without a tool there is no grace to shorten.
    if (heard === 'nothing new' || (heard === 'less grace' && !this.holdsSlot)) return;
    this.log.info('slice to be stopped', { stop: order.kind, reason: order.reason, graceMs: order.graceMs });
    this.happens({ kind: this.orders.graceLeft > 0 ? 'wind down' : 'stop' });
  }

  /** The control plane says that the slice is not this agent's any more: nothing of it counts. */
  abandon(): void {
    this.log.warn('slice abandoned: it is not this agent’s any more');
    this.happens({ kind: 'abandon' });
  }

  /** A session is up; chunks from `fromSeq` on are expected, the ones before it are committed. */
  attach(attachment: Attachment, fromSeq: number): void {
    this.detach();
    this.attachment = attachment;
    if (this.spool) {
      this.forget(this.spool, fromSeq);
      this.deliver(this.spool, attachment, fromSeq);
    }
    if (this.state === 'closing') this.say();
    this.settleDelivered();
  }

  detach(): void {
    this.delivery?.close();
    this.delivery = null;
    this.attachment = null;
  }

  acknowledged(nextSeq: number): void {
    this.delivery?.acknowledged(nextSeq);
    if (this.spool) this.forget(this.spool, nextSeq);
    this.settleDelivered();
  }

  needFrom(seq: number): void {
    this.happens({ kind: 'rewound' });
    this.delivery?.needFrom(seq);
    this.settleDelivered();
  }

  settled(state: string, reason: string): void {
    if (state !== 'refused') return this.happens({ kind: 'settled' });
    this.log.warn('the last word was refused', { word: this.standing.word?.kind ?? '', reason });
    // There is nothing beyond a refused Reject: the lease decides.
    if (this.standing.word?.kind === 'reject') this.abandon();
    else this.happens({ kind: 'refused', reason });
  }

  private happens(event: SliceEvent): void {
    const before = this.standing;
    this.standing = move(before, event);
    if (this.standing === before) return;
    const { state } = this.standing;
    if (state === 'winding down') this.windDown();
    if (state === 'stopping' || state === 'abandoning') this.runs?.stop();
    if (state === 'closing') this.say();
    if (isFinal(state) || state === 'abandoning') this.leave();
    if (state === 'delivering') {
      this.orders.awaitDrain();
      this.settleDelivered();
    }
    this.ground.changed(this);
  }

  private windDown(): void {
    this.runs?.hold();
    this.orders.awaitGrace();
  }

  private say(): void {
    const { word } = this.standing;
    if (!word || !this.attachment) return;
    this.attachment.session.say({ kind: 'last-word', ...this.ref, word, nextSeq: this.nextSeq });
  }

  private opened(spool: SliceSpool): ChunkBuilder {
    this.spool = spool;
    const builder = new ChunkBuilder(
      spool,
      this.ground.clock,
      () => this.delivery?.more(),
      (thrown) => this.cannotKeep(thrown),
    );
    if (this.attachment) this.deliver(spool, this.attachment, 0);
    if (this.final || this.state === 'abandoning') this.leave();
    return builder;
  }

  private async keep(run: number, result: TargetResult): Promise<boolean> {
    try {
      await (await this.builder)?.add(run, result);
      return true;
    } catch (thrown) {
      this.cannotKeep(thrown);
      return false;
    }
  }

  /** Not kept, it is done again: that is no loss of a result. */
  private async keepBegun(run: number, address: string, seen: BegunObservation): Promise<void> {
    try {
      await (await this.builder)?.addBegun(run, address, seen);
    } catch (thrown) {
      this.log.warn('what was begun is not kept', { reason: reasonOf(thrown) });
    }
  }

  /** Results that cannot be kept are not results: their targets are given back. */
  private cannotKeep(thrown: unknown): void {
    const reason = `results cannot be kept: ${reasonOf(thrown)}`;
    this.log.error('the spool failed', { reason });
    this.ground.unable();
    this.unkept = true;
    this.withdraw(reason);
  }

  private async ended(event: Extract<SliceEvent, { kind: 'ended' }>): Promise<void> {
    if (event.how === 'not started') this.ground.unable();
    const next = move(this.standing, event);
    this.log.info('run ended', { how: event.how, reason: event.reason, undisposed: this.runs?.missing ?? 0 });
    if (this.spool && next.word && !isFinal(next.state)) {
      await this.spool
        .keepWord(next.word)
        .catch((thrown) => this.log.error('no word kept', { reason: reasonOf(thrown) }));
    }
    this.happens(event);
  }

  private deliver(spool: SliceSpool, { session, window }: Attachment, fromSeq: number): void {
    this.delivery = new Delivery(spool, session, window, this.ground.clock, this.log, fromSeq, (seq) => {
      this.log.error('a chunk is asked for that is gone', { seq });
      this.abandon();
    });
  }

  private forget(spool: SliceSpool, nextSeq: number): void {
    spool
      .acknowledged(nextSeq)
      .catch((thrown) => this.log.error('the spool was not cleared', { reason: reasonOf(thrown) }));
  }

  private settleDelivered(): void {
    if (!this.attachment || (this.spool && this.spool.first < this.spool.next)) return;
    this.happens({ kind: 'delivered' });
  }

  private leave(): void {
    this.orders.over();
    this.detach();
    const cleared = (): void => {
      this.cleared = true;
      this.ground.changed(this);
    };
    if (!this.spool) return cleared();
    this.spool
      .drop()
      .catch((thrown) => this.log.error('the spool was not cleared', { reason: reasonOf(thrown) }))
      .finally(cleared);
  }
}
