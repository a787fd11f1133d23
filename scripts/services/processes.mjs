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
    const logs = path.join(folder, 'logs');
    fs.mkdirSync(logs, { recursive: true });
    // The logs of the start before are kept beside the new ones.
    for (const file of fs.readdirSync(logs).filter((name) => name.endsWith('.log'))) {
      fs.renameSync(path.join(logs, file), path.join(logs, `${file}.1`));
    }
  }

  logOf(name) {
    return path.join(this.folder, 'logs', `${name}.log`);
  }

  /**
   * Starts `file args` in its own process group with its output in its log. Returns a handle: `pid`,
   * `ended` (a promise of how it ended, "exit code 1" or "signal SIGKILL"), `how` (the same, undefined while
   * it runs), `end(graceMs)`. Given `stdout: 'pipe'` or `stdin: 'pipe'`, `stdout` or `stdin` is a stream.
   */
  start(name, file, args, { cwd, env = {}, stdin = 'ignore', stdout = 'log', graceMs = 15_000 } = {}) {
    const log = fs.openSync(this.logOf(name), 'a');
    const [command, ...rest] = tied(file, args);
    const child = spawn(command, rest, {
      cwd,
      env: { ...process.env, ...env, [MARK]: this.folder },
      stdio: [stdin, stdout === 'pipe' ? 'pipe' : log, log],
      detached: true,
    });
    fs.closeSync(log);
    const { pid, stdin: input, stdout: output } = child;
    const handle = { name, pid, stdin: input, stdout: output, how: undefined, asked: false };
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

/**
 * Waits until no process names anything below `folder` among its arguments any more; what still does after `graceMs` is
 * killed.
 */
export async function endOf(folder, { graceMs = 15_000 } = {}) {
  const gone = () => naming(folder).length === 0;
  await until(`processes of ${folder}`, gone, { timeoutMs: graceMs, everyMs: 50 }).catch(async () => {
    for (const pid of naming(folder)) signal(pid, 'SIGKILL');
    await until(`processes of ${folder}, killed`, gone, { timeoutMs: 5_000 });
  });
}

function naming(folder) {
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((entry) => argumentsOf(entry).some((word) => word.startsWith(`${folder}/`)))
    .map(Number);
}

function argumentsOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
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
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/**
 * Calls `ended` once when npm, which started us directly or through a shell, is gone: killed outright, it
 * tells nobody.
 */
export function watchNpm(ended) {
  const parent = process.ppid;
  const shell = /^(sh|dash|bash)$/.test(statOf(parent)?.name ?? '');
  const npm = shell ? statOf(parent)?.parent : parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && (!shell || statOf(parent)?.parent === npm)) return;
    clearInterval(timer);
    ended();
  }, 500);
  timer.unref();
}

/** Name, state and parent of a process, from proc(5), or undefined when there is none. */
function statOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const end = stat.lastIndexOf(')');
    const [state, parent] = stat.slice(end + 2).split(' ');
    return { name: stat.slice(stat.indexOf('(') + 1, end), state, parent: Number(parent) };
  } catch {
    return undefined;
  }
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
