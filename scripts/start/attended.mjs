// A command that somebody started and may end with Ctrl-C: one at a time in its folder, and whatever it started ends with it.
import fs from 'node:fs';
import path from 'node:path';
import { Processes, alive, endLeftovers, watchNpm } from '../services/processes.mjs';

const LEAVE_WITHIN_MS = 10_000;

/**
 * Runs `work({processes, signal, atEnd})` in `folder` and ends this process with the exit code that it gives: when it is done, when
 * a signal, npm's end or a program's unexpected end stops it, or when it fails, which is told. `prepare` is done first, before
 * anything can be started; what `atEnd` was given before everything that was started is ended, unless it takes too long; `after` at last.
 */
export async function attended(folder, work, { prepare = () => {}, after = () => {} } = {}) {
  const stopping = new AbortController();
  const last = [];
  let processes;
  try {
    listenForSignals(stopping);
    await prepare();
    lock(folder);
    await endLeftovers(folder);
    let failed;
    const broken = new Promise((_, reject) => (failed = reject));
    broken.catch(() => {});
    processes = new Processes(folder, {
      onUnexpectedEnd: (name, how) =>
        failed(
          new Error(
            `${name} ended unexpectedly (${how}); log: ${processes.logOf(name)}\n${processes.lastLines(name)}`,
          ),
        ),
    });
    process.once('exit', () => processes.killAll());
    const stopped = new Promise((_, reject) =>
      stopping.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true }),
    );
    stopped.catch(() => {});
    const own = { processes, signal: stopping.signal, atEnd: (leave) => last.push(leave) };
    process.exitCode = await Promise.race([work(own), broken, stopped]);
  } catch (error) {
    if (!stopping.signal.aborted)
      process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    const late = new Promise((resolve) => setTimeout(resolve, LEAVE_WITHIN_MS));
    // What is broken cannot be left in order.
    await Promise.race([Promise.allSettled(last.map((leave) => leave())), late]);
    await processes?.endAll();
    await after();
    fs.rmSync(lockFile(folder), { force: true });
  }
  // Nothing of ours is left that could keep the event loop busy; a socket of fetch might.
  process.exit();
}

function listenForSignals(stopping) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // The second time nobody wants to wait.
      if (stopping.signal.aborted) process.exit(1);
      process.stderr.write('\nStopping\n');
      stopping.abort();
    });
  }
  if (process.env.npm_lifecycle_event) watchNpm(() => stopping.abort());
}

function lockFile(folder) {
  return path.join(folder, `start-${process.pid}.pid`);
}

/** Two starts in one folder would share a database's files: the second is refused. */
function lock(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(lockFile(folder), '');
  for (const file of fs.readdirSync(folder)) {
    const pid = Number(/^start-(\d+)\.pid$/.exec(file)?.[1]);
    if (!pid || pid === process.pid) continue;
    if (alive(pid) && commandOf(pid).includes('scripts/'))
      throw new Error(`Already running here (process ${pid})`);
    fs.rmSync(path.join(folder, file), { force: true });
  }
}

function commandOf(pid) {
  return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}
