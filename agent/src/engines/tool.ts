import type { Readable } from 'node:stream';

/**
 * How an engine starts a tool. The one real implementation is the keeper's client (`keeper/`): the tool
 * runs in its own session under a deadline that only the agent can extend, and its whole tree ends when
 * the deadline passes or the agent is gone.
 */
export interface ToolLauncher {
  launch(command: ToolCommand): Tool;
}

export interface ToolCommand {
  /** Absolute path or a name looked up in PATH; never from a user. */
  file: string;
  args: readonly string[];
  /** Written to the tool's standard input, which is then closed. */
  stdin: string;
  /** For a tool that runs something on another machine. */
  far?: FarInput;
}

/**
 * What a far side is given on standard input after `stdin`, which stays open: its end, or a beat that does not come, tells
 * the far side to end what runs there. So such a tool is asked to end by closing its input, and gets no TERM.
 */
export interface FarInput {
  /** Absolute paths of files whose bytes follow, in this order. */
  files: readonly string[];
  /** Milliseconds between two beats, each one `.`; they begin behind the files. */
  beatMs: number;
}

export interface ToolExit {
  /** Null when ended by a signal or never started. */
  code: number | null;
  signal: string | null;
  /** Why the keeper ended it, or would not start it; null when the tool ended by itself. */
  endedBy: 'stop' | 'deadline' | 'agent gone' | 'refused' | null;
  /** Says why a tool could not be started (ENOENT …); empty otherwise. */
  error: string;
}

export interface Tool {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles once the whole process tree is gone. Never rejects. */
  readonly exit: Promise<ToolExit>;
  /** TERM to the tree (with `far`: the end of its input), the grace, then KILL. Idempotent. */
  stop(): void;
  /** Ends the input of a tool that has `far`: nothing more is to be done there. Not an order to end. */
  endInput(): void;
}
