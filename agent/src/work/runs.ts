import type { EngineRun, RunLook, RunProgress, RunSink, TargetResult } from '../engines/engine';
import type { BegunObservation } from '../engines/observation';
import { type EngineWork, type Engines, startEngine } from '../engines/registry';
import type { ToolLauncher } from '../engines/tool';
import type { WhyLeftOut } from './denied';
import { WatchedLauncher } from './guarded-run';
import type { SliceEvent } from './slice.machine';

/** Targets of one start of a tool at most: what an interruption repeats. */
export const BATCH_TARGETS = 16;

type Ended = Extract<SliceEvent, { kind: 'ended' }>;

export interface RunsGround {
  engines: Engines;
  work: EngineWork;
  tools: ToolLauncher;
  /** What the run with this number looks at; before its first target. */
  look: (run: number, look: RunLook) => void;
  /** Keeps a target's result of the run with this number. False: it could not be kept. */
  keep: (run: number, result: TargetResult) => Promise<boolean>;
  /** Keeps what is known of a target in which the run with this number was stopped. */
  begun: (run: number, address: string, seen: BegunObservation) => Promise<void>;
  /** Asked of each target before any tool is started. */
  leftOut: WhyLeftOut;
}

/** How far a slice is, over all its targets that were lent and not given back. */
export interface RunsAdvance extends RunProgress {
  /** Targets for which no tool was started and none was given back. */
  waitingTargets: number;
}

/**
 * A slice's targets, a batch at a time: one start of the tool after the other, in one slot, each a run with its
 * own number from 1. The first batch that fails ends the sequence.
 */
export class Runs {
  /** Targets of batches not started. */
  private waiting: string[];
  /** Targets of batches that ended with a result for each. */
  private behind = 0;
  private batch: { size: number; missing: number; progress: RunProgress } | null = null;
  private running: EngineRun | null = null;
  private runNumber = 0;
  private held = false;
  private stopped = false;
  private fraction = 0;
  /** Targets on the way to a disposition without a tool. */
  private leaving = 0;

  constructor(
    targets: readonly string[],
    private readonly ground: RunsGround,
  ) {
    this.waiting = [...targets];
  }

  get advance(): RunsAdvance {
    return {
      phase: this.batch?.progress.phase ?? '',
      fraction: this.fraction,
      waitingTargets: this.held ? 0 : this.waiting.length,
    };
  }

  /** Targets without a result, given back ones aside. */
  get missing(): number {
    return this.leaving + this.waiting.length + (this.batch?.missing ?? 0);
  }

  /** Runs batch after batch. To be called once. Never rejects; settles when no tool is left. */
  async run(): Promise<Ended> {
    if (!(await this.leaveOut())) return { kind: 'ended', how: 'cut', reason: 'results could not be kept' };
    while (this.waiting.length > 0) {
      if (this.held) return { kind: 'ended', how: 'cut', reason: 'stopped before all targets were begun' };
      const ended = await this.next();
      if (ended.how !== 'complete') return ended;
    }
    return { kind: 'ended', how: 'complete', reason: '' };
  }

  /**
   * Gives back up to `count` targets of batches not started, the last ones first, and answers which. The first
   * batch always stays; nothing is given back once the sequence is held or stopped.
   */
  release(count: number): string[] {
    if (this.held) return [];
    const kept = this.runNumber === 0 ? Math.min(BATCH_TARGETS, this.waiting.length) : 0;
    const given = Math.max(0, Math.min(count, this.waiting.length - kept));
    const released = this.waiting.splice(this.waiting.length - given, given);
    this.measure();
    return released;
  }

  /** Starts no further batch. */
  hold(): void {
    this.held = true;
  }

  /** Starts no further batch and ends the running one. */
  stop(): void {
    this.held = true;
    this.stopped = true;
    this.running?.stop();
  }

  /**
   * What no tool is to be started for gets its disposition first, and counts as of the first run. Nothing is given
   * back or stopped meanwhile: each target is taken before it is waited for. False: it could not be kept.
   */
  private async leaveOut(): Promise<boolean> {
    const left = this.waiting.flatMap((address) => {
      const reason = this.ground.leftOut(address);
      return reason === undefined ? [] : { address, reason };
    });
    const addresses = new Set(left.map(({ address }) => address));
    this.waiting = this.waiting.filter((address) => !addresses.has(address));
    this.leaving = left.length;
    for (const { address, reason } of left) {
      const result = { address, disposition: 'not applicable' as const, reason, observations: [], raw: null };
      if (!(await this.ground.keep(1, result))) return false;
      this.behind += 1;
      this.leaving -= 1;
    }
    return true;
  }

  private async next(): Promise<Ended> {
    const targets = this.waiting.splice(0, BATCH_TARGETS);
    const batch = { size: targets.length, missing: targets.length, progress: { phase: '', fraction: 0 } };
    this.batch = batch;
    this.runNumber += 1;
    const tools = new WatchedLauncher(this.ground.tools);
    const run = startEngine(this.ground.engines, this.ground.work, targets, tools, this.sink(batch));
    this.running = run;
    // What was asked while the tool was being started could not reach it before.
    if (this.stopped) run.stop();
    const ended = tools.verdict(await run.end, batch.missing);
    this.running = null;
    if (ended.how === 'complete') {
      this.behind += batch.size;
      batch.size = 0;
    }
    return ended;
  }

  private sink(batch: NonNullable<Runs['batch']>): RunSink {
    const run = this.runNumber;
    return {
      look: (look) => this.ground.look(run, look),
      target: async (result) => {
        if (await this.ground.keep(run, result)) batch.missing -= 1;
      },
      begun: (address, seen) => this.ground.begun(run, address, seen),
      progress: (progress) => {
        batch.progress = progress;
        this.measure();
      },
    };
  }

  /** Batches behind, and the share of the running one; never less than was said before. */
  private measure(): void {
    const size = this.batch?.size ?? 0;
    const total = this.behind + size + this.waiting.length;
    if (total === 0) return;
    const done = this.behind + size * (this.batch?.progress.fraction ?? 0);
    this.fraction = Math.max(this.fraction, Math.min(1, done / total));
  }
}
