import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Clock, Timer } from '../clock';
import type { ToolExit } from '../engines/tool';
import type { RunCgroup, RunCgroups } from './cgroup';
import type { ToolSpec } from './frames';
import { ProcessTree } from './process-tree';
import { ToolInput } from './tool-input';
import { type ToolGround, startTool } from './tool-start';

/** Where a guarded tool's output and end go. */
export interface ToolOutlet {
  started(pid: number): void;
  /** False: take no more output from the tool until `resume` is called. */
  output(stream: 'stdout' | 'stderr', bytes: Buffer): boolean;
  /** Last, and only when nothing of the tool's process tree remains. */
  exit(exit: ToolExit): void;
}

export interface ToolSurroundings extends ToolGround {
  clock: Clock;
  cgroups: RunCgroups | null;
}

const POLL_MS = 50;
/** How long the output of a tool whose tree is gone may still be held open by a process unseen. */
const HELD_OUTPUT_MS = 1000;

/**
 * One tool in the keeper's charge: started, watched, ended.
 *
 * running → ending (TERM or the end of its input, grace, KILL until nothing is left) → gone. The tool's own exit also
 * begins the ending, since it may have left children behind.
 */
export class GuardedTool {
  private static count = 0;

  private child: ChildProcessWithoutNullStreams | null = null;
  private input: ToolInput | null = null;
  private tree: ProcessTree | null = null;
  private cgroup: RunCgroup | null = null;
  private workDir: string | null = null;
  private deadline: number;
  private readonly end: ToolExit = { code: null, signal: null, endedBy: null, error: '' };
  private leaderExited = false;
  private heldOutput: Timer | null = null;
  private ending: { killAt: number; poll: Timer } | null = null;
  private treeGone = false;
  private closed = false;
  private paused = false;
  private settled = false;

  constructor(
    private readonly spec: ToolSpec,
    private readonly ground: ToolSurroundings,
    private readonly outlet: ToolOutlet,
  ) {
    this.deadline = spec.deadline;
  }

  /** Starts the tool, unless its deadline has passed. */
  start(): void {
    const { clock, cgroups } = this.ground;
    this.cgroup = cgroups?.make() ?? null;
    GuardedTool.count += 1;
    const now = clock.bootTimeMs();
    const mark = `${process.pid}.${GuardedTool.count}.${now}`;
    if (now >= this.deadline) return this.neverStarted('refused', 'the deadline has passed');
    try {
      const { child, workDir } = startTool(this.ground, this.spec, mark, this.cgroup);
      this.workDir = workDir;
      this.child = child;
    } catch (error) {
      return this.neverStarted(null, (error as Error).message);
    }
    const { pid } = this.child;
    if (pid !== undefined) this.tree = new ProcessTree(pid, mark, now, this.cgroup);
    this.watch(this.child);
  }

  /** Moves the deadline (boot-time milliseconds); it never moves back. */
  extend(deadline: number): void {
    this.deadline = Math.max(this.deadline, deadline);
  }

  /** Ends the tool if its deadline has passed. To be called several times a second. */
  checkDeadline(now: number): void {
    if (now >= this.deadline) this.stop('deadline');
  }

  /** TERM to the whole tree, the grace, then KILL until nothing is left. The first reason stands. */
  stop(reason: NonNullable<ToolExit['endedBy']>): void {
    if (this.ending || this.settled) return;
    if (!this.leaderExited) this.end.endedBy = reason;
    this.beginEnding();
  }

  /** Tells a far side that nothing more is to be done there. */
  endInput(): void {
    this.input?.end();
  }

  /** Takes output again after `ToolOutlet.output` said false. */
  resume(): void {
    this.paused = false;
    this.child?.stdout.resume();
    this.child?.stderr.resume();
  }

  private watch(child: ChildProcessWithoutNullStreams): void {
    child.on('spawn', () => this.outlet.started(child.pid ?? 0));
    child.on('error', (error) => {
      if (this.tree === null) this.neverStarted(null, error.message);
    });
    child.on('exit', (code, signal) => {
      this.leaderExited = true;
      this.end.code = code;
      this.end.signal = signal;
      this.poll();
      if (!this.treeGone) this.beginEnding();
    });
    child.on('close', () => {
      this.closed = true;
      this.settle();
    });
    child.stdout.on('data', (bytes: Buffer) => this.pass('stdout', bytes));
    child.stderr.on('data', (bytes: Buffer) => this.pass('stderr', bytes));
    // A tool may end without reading its input; how it ended is told by its exit.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
    this.input = new ToolInput(child.stdin, this.spec, this.ground.clock);
  }

  private pass(stream: 'stdout' | 'stderr', bytes: Buffer): void {
    if (this.outlet.output(stream, bytes)) return;
    this.paused = true;
    this.child?.stdout.pause();
    this.child?.stderr.pause();
  }

  private beginEnding(): void {
    if (this.ending || this.tree === null) return;
    const { clock } = this.ground;
    this.input?.end();
    // The far side ends what runs there, and says so before the tool ends: a TERM would cut it off.
    if (this.spec.far === null || this.leaderExited) this.tree.terminate();
    const poll = clock.every(POLL_MS, () => this.poll());
    this.ending = { killAt: clock.monotonicMs() + this.spec.killGraceMs, poll };
  }

  private poll(): void {
    if (!this.tree || this.treeGone) return;
    if (this.leaderExited && this.tree.isEmpty()) {
      this.treeGone = true;
      this.ending?.poll.clear();
      this.settle();
      this.releaseHeldOutput();
    } else if (this.ending && this.ground.clock.monotonicMs() >= this.ending.killAt) {
      this.tree.kill();
    }
  }

  /**
   * Nothing that can be seen holds the tool's output any more, so what is left in it is read and then it
   * ends by itself; if not, it is closed from here.
   */
  private releaseHeldOutput(): void {
    if (this.closed) return;
    this.heldOutput = this.ground.clock.after(HELD_OUTPUT_MS, () => {
      if (this.paused) return this.releaseHeldOutput();
      this.child?.stdout.destroy();
      this.child?.stderr.destroy();
    });
  }

  private neverStarted(endedBy: ToolExit['endedBy'], error: string): void {
    this.end.endedBy = endedBy;
    this.end.error = error;
    this.treeGone = true;
    this.closed = true;
    this.settle();
  }

  private settle(): void {
    if (this.settled || !this.treeGone || !this.closed) return;
    this.settled = true;
    this.input?.end();
    this.heldOutput?.clear();
    this.cgroup?.remove();
    if (this.workDir !== null) rmSync(this.workDir, { recursive: true, force: true });
    this.outlet.exit(this.end);
  }
}
