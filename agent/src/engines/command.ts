import execa from 'execa';
import { systemClock } from '../clock';

export interface CommandResult {
  /** Null when it did not start or was ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** Why it did not start, such as `ENOENT`; empty when it did. */
  error: string;
}

/**
 * Runs a short command that only looks (`nmap --version`): no shell, nothing on standard input, the C locale,
 * killed after `timeoutMs` milliseconds, output up to 1 MiB. Scans are never started here but through the guard
 * (ToolLauncher). Never rejects.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  timeoutMs = 10_000,
): Promise<CommandResult> {
  const running = execa(file, [...args], {
    reject: false,
    shell: false,
    stdin: 'ignore',
    maxBuffer: 1024 * 1024,
    env: { LC_ALL: 'C' },
  });
  // Not execa's own time limit: it leaves its timer behind when the program cannot be started.
  const limit = systemClock.after(timeoutMs, () => running.kill('SIGKILL'));
  try {
    const ended = await running;
    const code = typeof ended.exitCode === 'number' ? ended.exitCode : null;
    const error = 'code' in ended && typeof ended.code === 'string' ? ended.code : '';
    return { code, stdout: ended.stdout ?? '', stderr: ended.stderr ?? '', error };
  } finally {
    limit.clear();
  }
}
