import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** The one way in which the control plane runs programs of its machine: by a fixed list of arguments, no shell. */
export interface Ran {
  /** Null: a signal ended it, or it could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  /** Its last words, or why it could not be started. */
  readonly stderr: string;
}

const MOST_BYTES = 8 * 1024 * 1024;

/** Never throws: a program that is missing, fails or takes longer than `limitMs` has a code other than 0. */
export function run(
  file: string,
  args: readonly string[],
  { limitMs = 25_000, input }: { limitMs?: number; input?: string } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES, env: PLAIN } as const;
    const child = execFile(file, [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve({ code: 0, stdout, stderr });
      const { code, killed } = error as { code?: unknown; killed?: boolean };
      resolve({
        code: typeof code === 'number' ? code : null,
        stdout,
        stderr: killed ? `took longer than ${limitMs} ms` : stderr.trim() || error.message,
      });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** English words, as they are looked at, and nothing of ours: no key, no address of the database. */
const PLAIN = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/**
 * Starts a program that goes on when this process ends, in a session of its own; what it says is added to `log`. Answers when
 * it was started, with the reason when it could not be.
 */
export function launch(
  [file, ...args]: readonly [string, ...string[]],
  { log, environment }: { log: string; environment: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const out = openSync(log, 'a', 0o600);
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', out, out],
      env: { ...PLAIN, ...environment },
    });
    closeSync(out);
    child.once('spawn', () => resolve(undefined));
    child.once('error', (error) => resolve(error.message));
    child.unref();
  });
}
