// Child processes that never outlive us: ended in reverse order when we end, and by the kernel when we are
// killed outright (setpriv --pdeathsig of util-linux).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './waiting.mjs';

/** Environment variable that marks every process of one start; its value is the start's private folder. */
export const MARK = 'SCANFLEET_HOME_OF_START';

/**
 * Starts programs and ends them.
 *
 * `folder` holds one log per program (`logs/NAME.log`) and marks the processes. A program that ends without
 * having been asked to is reported once to `onUnexpectedEnd(name, how)`.
 */
export class Processes {
  #running = [];
  #ending;

  constructor(folder, { onUnexpectedEnd = () => {} } = {}) {
    this.folder = folder;
    this.onUnexpectedEnd = onUnexpectedEnd;
    fs.mkdirSync(path.join(folder, 'logs'), { recursive: true });
  }

  logOf(name) {
    return path.join(this.folder, 'logs', `${name}.log`);
  }

  /**
   * Starts `file args` in its own process group with its output in its log. Returns a handle: `pid`,
   * `ended` (a promise of how it ended, "exit code 1" or "signal SIGKILL"), `how` (the same, undefined while
   * it runs), `end(graceMs)`. Given `stdout: 'pipe'`, `stdout` is a stream.
   */
  start(name, file, args, { cwd, env = {}, stdout = 'log', graceMs = 15_000 } = {}) {
    const log = fs.openSync(this.logOf(name), 'a');
    const [command, ...rest] = tied(file, args);
    const child = spawn(command, rest, {
      cwd,
      env: { ...process.env, ...env, [MARK]: this.folder },
      stdio: ['ignore', stdout === 'pipe' ? 'pipe' : log, log],
      detached: true,
    });
    fs.closeSync(log);
    const handle = { name, pid: child.pid, stdout: child.stdout, how: undefined, asked: false };
    handle.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not start: ${error.message}`));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    }).then((how) => {
      handle.how = how;
      this.#running = this.#running.filter((other) => other !== handle);
      if (!handle.asked) this.onUnexpectedEnd(name, how);
      return how;
    });
    handle.end = (grace = graceMs) => end(handle, grace);
    this.#running.push(handle);
    return handle;
  }

  /** The last lines of a program's log, for messages about its failure. */
  lastLines(name, count = 15) {
    try {
      return fs.readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n').slice(-count).join('\n');
    } catch {
      return '';
    }
  }

  /** Ends everything, the newest first, each with its grace. Can be called again. */
  endAll() {
    this.#ending ??= (async () => {
      for (const handle of [...this.#running].reverse()) await handle.end();
    })().finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  /** Last resort in an 'exit' handler, where nothing can be awaited. */
  killAll() {
    for (const handle of this.#running) signalGroup(handle.pid, 'SIGKILL');
  }
}

/**
 * Ends what an earlier start of this folder left behind: every process of ours whose environment carries
 * the folder's mark. TERM first, KILL after `graceMs`. Returns how many there were.
 */
export async function endLeftovers(folder, { graceMs = 15_000 } = {}) {
  const found = marked(folder);
  for (const pid of found) signal(pid, 'SIGTERM');
  const gone = () => marked(folder).length === 0;
  await until('processes of an earlier start', gone, { timeoutMs: graceMs }).catch(async () => {
    for (const pid of marked(folder)) signal(pid, 'SIGKILL');
    await until('processes of an earlier start, killed', gone, { timeoutMs: 5000 });
  });
  return found.length;
}

/** The ids of the running processes whose environment has `name=value`, ourselves excepted. */
export function marked(value, name = MARK) {
  const wanted = `${name}=${value}`;
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((entry) => environment(entry).includes(wanted))
    .map(Number);
}

/** True while a process with this id exists and is not a zombie. */
export function alive(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

/** Calls `ended` once when the process that started us is gone (npm killed outright, say). */
export function watchParent(ended) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, 500);
  timer.unref();
}

function environment(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    return [];
  }
}

/** The command line that ties the program's life to ours. TERM: a database shuts down cleanly on it. */
function tied(file, args) {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((candidate) => fs.existsSync(candidate));
  return setpriv ? [setpriv, '--pdeathsig', 'TERM', '--', file, ...args] : [file, ...args];
}

async function end(handle, graceMs) {
  handle.asked = true;
  if (handle.how !== undefined || handle.pid === undefined) return handle.ended;
  signal(handle.pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(handle.pid, 'SIGKILL'), graceMs);
  const how = await handle.ended;
  clearTimeout(timer);
  signalGroup(handle.pid, 'SIGKILL');
  return how;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

function signalGroup(pid, name) {
  if (pid !== undefined) signal(-pid, name);
}
