import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { KeeperPowers } from './keeper';
import { HOST_MARK } from '../config';
import { AGENT_MARK } from './processes';
import { TOOL_PATH } from './tool-start';

/** How to start a keeper: the agent's own bundle and the arguments that choose its `keeper` subcommand. */
export interface KeeperProgram {
  file: string;
  args: readonly string[];
}

/** A keeper that is up. */
export interface KeeperProcess {
  readonly pid: number;
  readonly powers: KeeperPowers;
  /** Settles when the process is gone, with words that say how. */
  readonly gone: Promise<string>;
  /** Closes the pipe that the keeper lives by: it ends all tools and exits. */
  close(): void;
  kill(): void;
}

/**
 * The keeper holds no more than the frames on their way and computes next to nothing, so it is started
 * small: measured idle after eight tools with 20 MB of output each, 48 MB against 68 MB with the heap's
 * bounds alone, and 40 MB for a bare node.
 */
const NODE_FLAGS = [
  '--max-old-space-size=32',
  '--max-semi-space-size=1',
  '--optimize-for-size',
  '--no-opt',
  '--expose-gc',
];
const KEEPER_ENVIRONMENT = {
  PATH: TOOL_PATH,
  LANG: 'C',
  UV_THREADPOOL_SIZE: '1',
  // Output passes through in pieces of 64 KiB: mallopt(3) gives each back to the system when it is freed.
  MALLOC_MMAP_THRESHOLD_: '32768',
};
const STDERR_TAIL_CHARS = 2000;

/**
 * Starts a keeper process and waits for its socket to be open. It leads a session of its own, so that a
 * terminal's Ctrl-C reaches the agent only, which then ends its tools in order. Rejects when it exits before.
 */
export async function startKeeper(
  program: KeeperProgram,
  socketPath: string,
  agent: string,
  host: string | null,
): Promise<KeeperProcess> {
  const about = host === null ? [agent] : [agent, host];
  const args = [...NODE_FLAGS, program.file, ...program.args, socketPath, ...about];
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...KEEPER_ENVIRONMENT, [AGENT_MARK]: agent, ...(host === null ? {} : { [HOST_MARK]: host }) },
  });
  const gone = endOf(child);
  child.stdin.on('error', () => undefined);
  const powers = await Promise.race([
    firstLine(child.stdout),
    gone.then((how) => Promise.reject(new Error(`the keeper did not start: ${how}`))),
  ]);
  return {
    pid: child.pid ?? 0,
    powers: JSON.parse(powers) as KeeperPowers,
    gone,
    close: () => child.stdin.end(),
    kill: () => void child.kill('SIGKILL'),
  };
}

function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<string> {
  let tail = '';
  child.stderr.on('data', (text: Buffer) => (tail = (tail + text.toString()).slice(-STDERR_TAIL_CHARS)));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      const words = tail.trim() === '' ? '' : `: ${tail.trim()}`;
      resolve(`${signal === null ? `exit code ${code}` : signal}${words}`);
    });
  });
}

function firstLine(stream: Readable): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}
