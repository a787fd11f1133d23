import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { condition } from './condition';
import { environmentWith } from './settings';

/** How a program is started for a spec. */
export interface Program {
  /** Also the name of its log. */
  name: string;
  file: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Where its log goes. */
  folder: string;
}

/**
 * A program under test in a process group of its own. The kernel ends it when the spec's process is gone
 * (setpriv of util-linux), so that an interrupted run leaves nothing behind.
 */
export class Running {
  /** "exit code 0" or "signal SIGKILL" once it has ended. */
  how: string | undefined;
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private readonly logFile: string;

  constructor(readonly program: Program) {
    mkdirSync(program.folder, { recursive: true });
    this.logFile = join(program.folder, `${program.name}.log`);
    const log = openSync(this.logFile, 'a');
    const command = ['--pdeathsig', 'KILL', '--', program.file, ...program.args];
    const env = environmentWith(program.env ?? {});
    this.child = spawn('setpriv', command, { env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.ended = new Promise<string>((resolve) => {
      this.child.once('error', (error) => resolve(`could not start: ${error.message}`));
      this.child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    }).then((how) => (this.how = how));
  }

  /** @throws Error when it could not be started. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.program.name} was not started`);
    return this.child.pid;
  }

  /** Everything it has said so far, on both streams. */
  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** How it ended, and the last it said. */
  epitaph(): string {
    return `${this.program.name}, ${this.how ?? 'running'}: ${this.log().trimEnd().split('\n').at(-1) ?? ''}`;
  }

  /** Sends a signal to the program alone, not to what it started. */
  kill(signal: NodeJS.Signals): void {
    if (this.how === undefined) process.kill(this.pid, signal);
  }

  /** TERM, and KILL to the whole group after `graceMs`. Can be repeated. */
  async stop(graceMs = 15_000): Promise<string> {
    this.kill('SIGTERM');
    this.kill('SIGCONT');
    const timer = setTimeout(() => this.killGroup(), graceMs);
    const how = await this.ended;
    clearTimeout(timer);
    this.killGroup();
    return how;
  }

  /** Waits until `look` holds; gives up at once, with the last lines of the log, when the program has ended. */
  async until(what: string, look: () => boolean | Promise<boolean>, timeoutMs = 30_000): Promise<void> {
    await condition(`${this.program.name}: ${what}`, async () => this.how !== undefined || (await look()), {
      timeoutMs,
    });
    if (this.how === undefined) return;
    const last = this.log().trimEnd().split('\n').slice(-20).join('\n');
    throw new Error(`${this.program.name} ended with ${this.how} before it was ${what}:\n${last}`);
  }

  private killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Nobody is left in it.
    }
  }
}

/** True while a process with this id runs; one that has ended but was not waited for yet (a zombie) does not. */
export function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
