import type { PortRanges } from '@scanfleet/readers';
import type { BegunObservation, Observation } from './observation';
import type { Login } from './ssh/login';
import type { ToolLauncher } from './tool';

/** What a target's own result says about it. The control plane adds the others (not reached, excluded …). */
export type DispositionKind =
  | 'scanned'
  | 'down'
  | 'unreachable'
  | 'timed out'
  | 'failed'
  /** It could not be entered, or did not prove to be itself. */
  | 'authentication failed'
  | 'not applicable';

export interface TargetResult {
  /** Canonical address, exactly as given in the task. */
  address: string;
  disposition: DispositionKind;
  /** Why, for people; short. Empty for a plain success. */
  reason: string;
  observations: Observation[];
  /** The tool's own bytes about this target; null when it wrote none. */
  raw: Uint8Array | null;
  /** The tool's own account of it for people, in HTML; none: it wrote none. */
  report?: Uint8Array | null;
}

/** What one start of a tool asks of each of its targets, by the tool's own account. */
export interface RunLook {
  /** Such as `nmap`. */
  tool: string;
  /** Such as `7.93`. */
  toolVersion: string;
  /** The ports that it looks at, by protocol. */
  ports: readonly PortRanges[];
}

/** What the tool says about its own advance. `fraction` is of the task's unfinished targets, 0 to 1. */
export interface RunProgress {
  phase: string;
  fraction: number;
}

/**
 * Where an engine delivers. `target` is awaited before more of the tool's output is read: that is how
 * back pressure reaches the tool. A target is delivered at most once, when the tool has written it.
 */
export interface RunSink {
  /** At most once, before the first target; not at all when the tool does not tell. */
  look(look: RunLook): void;
  target(result: TargetResult): Promise<void>;
  /** What is known of a target in which the tool was stopped, for the next run over it. At most once, before the end. */
  begun(address: string, seen: BegunObservation): Promise<void>;
  progress(progress: RunProgress): void;
}

export interface EngineTask<Options> {
  /** Canonical addresses, unique; never names, ranges or options. */
  targets: readonly string[];
  options: Options;
  /** How an engine that looks inside enters systems that are not its own; none: it does not. */
  login?: Login | null;
  /** Of targets, what runs before had seen when they were stopped. */
  begun?: ReadonlyMap<string, BegunObservation>;
}

/**
 * How one start of a tool ended. `complete` only when the tool itself said that it succeeded (for nmap:
 * the closing tag and `exit="success"`); an exit code is never proof. Targets without a result are then
 * reported by the engine as `down` or `failed`; when not complete they are left to the caller, which
 * gives them back.
 */
export type RunEnd = { kind: 'complete' } | { kind: 'stopped' } | { kind: 'failed'; reason: string };

export interface EngineRun {
  /** Never rejects. Settles when the tool's whole process tree is gone and everything read was delivered. */
  readonly end: Promise<RunEnd>;
  /** Ends the tool: TERM, the grace, KILL. Idempotent; `end` settles with `stopped`. */
  stop(): void;
}

/** What an agent says of one engine: installed or not, which version, with which powers. */
export interface EngineVerdict {
  name: string;
  available: boolean;
  /** The tool's own version, such as `7.93`; empty when not available. */
  version: string;
  /** Words for people: `ready`, `not installed`, `ready, connect scan only: no raw sockets`. */
  verdict: string;
  /** Machine-readable limits, such as `connect-scan`. */
  limits: string[];
  /** Security content that the system came with; none: there is none, or the engine needs none. */
  content?: readonly SystemContent[];
}

/** A file of security content on the agent's system. */
export interface SystemContent {
  /** Absolute. */
  path: string;
  /** Of its bytes, hex. */
  sha256: string;
  bytes: number;
}

/** The contract of an engine: one folder, proved by the conformance test in this folder. */
export interface Engine<Options> {
  readonly name: string;
  probe(): Promise<EngineVerdict>;
  /** Starts the tool once over the task's targets, under the guard. */
  start(task: EngineTask<Options>, tools: ToolLauncher, sink: RunSink): EngineRun;
}
