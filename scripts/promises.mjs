// The promise runner: the whole system as processes, and everything that can go wrong with it.
//
//   npm run promises                        one minute by a seed of its own
//   npm run promises -- --minutes N --seed S [--json] [--keep] [--verbose]
//
// --seconds N for less than minutes; --json: the last line on standard output is one JSON object; --keep leaves
// the logs and the database where they are; --verbose tells what is struck; --checkout FOLDER runs what was built
// there instead of building. Exit code 1 when a promise was
// broken; the seed that broke it is printed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { Processes } from './services/processes.mjs';
import { startMariadb } from './services/mariadb.mjs';
import { bundleRunner, copyBuild } from './promises/build.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    checkout: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const seconds = values.seconds ? Number(values.seconds) : Number(values.minutes ?? 1) * 60;
const out = values.json ? process.stderr : process.stdout;

ensurePackages('test');
ensurePackagesInstalled();
if (values.checkout === undefined) await ensureBuilt();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-promises-'));
const processes = new Processes(folder);
process.once('exit', () => processes.killAll());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
try {
  process.exitCode = (await course()) ? 1 : 0;
} catch (error) {
  process.stderr.write(`seed ${seed}: ${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await processes.endAll();
  if (values.keep) process.stderr.write(`kept in ${folder}\n`);
  else fs.rmSync(folder, { recursive: true, force: true });
}

/** True when a promise was broken. */
async function course() {
  const runner = await bundleRunner(folder);
  const { server, agent } = await copyBuild(folder, values.checkout);
  const database = await startMariadb(processes, { folder: path.join(folder, 'mariadb'), durable: false });
  const { user, password } = await database.database('scanfleet');
  const machine = {
    folder,
    server,
    agent,
    databaseUrl: `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${database.port}/scanfleet`,
    databasePid: Number(fs.readFileSync(path.join(folder, 'mariadb', 'mariadb.pid'), 'utf8')),
    root: process.getuid?.() === 0,
  };
  const start = performance.now();
  const say = (text) => {
    if (values.verbose)
      process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)}  ${text}\n`);
  };
  const { report, broken, words } = await runner.promises(machine, { seed, seconds }, say);
  out.write(`${words}\n`);
  if (broken) out.write(`BROKEN with --seed ${seed}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return broken;
}
