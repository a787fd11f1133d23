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
  /** TERM to the tree, the grace, then KILL. Idempotent. */
  stop(): void;
}
