// The promise runner: the whole system as processes, and everything that can go wrong with it.
//
//   npm run promises                              one minute by a seed of its own
//   npm run promises -- --minutes N --seed S      exit code 1 when a promise was broken; the seed is printed
//   npm run promises -- --fault NAME              with a mistake seeded on purpose
//   npm run promises -- --fault NAME --sound      the same course without the mistake: nothing may be found
//   npm run promises -- --course NAME             one thing only: nats-away, database-away, pauses, …
//   npm run promises -- --faults [--sound]        each mistake in turn: exit code 1 when one is not noticed
//
// --seconds N for less than minutes; --json: the last line on standard output is one JSON object; --keep leaves
// the logs and the database where they are; --verbose tells what is struck; --checkout FOLDER runs what was built
// there instead of building.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleRunner, copyBuild } from './promises/build.mjs';
import { seedFault } from './promises/seed.mjs';
import { startMariadb } from './services/mariadb.mjs';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { Processes } from './services/processes.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    fault: { type: 'string' },
    faults: { type: 'boolean', default: false },
    sound: { type: 'boolean', default: false },
    course: { type: 'string' },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    checkout: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const seconds = values.seconds ? Number(values.seconds) : Number(values.minutes ?? 1) * 60;
const checkout = path.resolve(values.checkout ?? ROOT);
const out = values.json ? process.stderr : process.stdout;
let running;

process.once('exit', () => running?.processes.killAll());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

ensurePackages('test');
ensurePackagesInstalled();
if (values.checkout === undefined) await ensureBuilt();
process.exitCode = await (values.faults ? everyFault() : oneCourse());

async function oneCourse() {
  const { report, words, broken } = await course(values.fault);
  out.write(`${words}\n`);
  if (broken) out.write(`BROKEN with --seed ${seed}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return broken ? 1 : 0;
}

/** Each mistake in its own course: all have to be noticed; with --sound the same courses without it: nothing may be. */
async function everyFault() {
  const { FAULTS, isNoticed } = await loadRunner();
  const right = {};
  for (const fault of FAULTS) {
    const { report, words, broken } = await course(fault.name);
    if (values.verbose) out.write(`${words}\n`);
    const noticed = isNoticed(fault, report.breaches);
    right[fault.name] = values.sound ? !broken : noticed;
    const verdict = values.sound ? (broken ? 'NOT CLEAN' : 'clean') : noticed ? 'caught' : 'NOT CAUGHT';
    const kinds = Object.entries(report.breaches).filter(([, count]) => count > 0);
    out.write(`${verdict} ${fault.name}: ${kinds.map((kind) => kind.join(' ')).join(', ')}\n`);
    if (!right[fault.name]) out.write(`  ${report.examples.join('\n  ')}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ seed, seconds, sound: values.sound, right })}\n`);
  return Object.values(right).every(Boolean) ? 0 : 1;
}

async function loadRunner() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-promises-'));
  try {
    return await bundleRunner(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** One run in a folder of its own with a database of its own. Gives what the runner says of it. */
async function course(faultName) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-promises-'));
  const processes = new Processes(folder);
  running = { processes };
  try {
    const runner = await bundleRunner(folder);
    const machine = {
      folder,
      ...(await copyBuild(folder, checkout)),
      ...(await database(folder, processes)),
    };
    if (faultName !== undefined) {
      const fault = runner.FAULTS.find(({ name }) => name === faultName);
      if (!fault) throw new Error(`There is no fault "${faultName}"`);
      if (!values.sound) await seedFault(folder, checkout, fault, runner.applied);
    }
    return await runner.promises(
      machine,
      { seed, seconds, fault: faultName, course: values.course },
      teller(),
    );
  } catch (error) {
    throw new Error(`seed ${seed}: ${error.message}`, { cause: error });
  } finally {
    await processes.endAll();
    if (values.keep) process.stderr.write(`kept in ${folder}\n`);
    else fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function database(folder, processes) {
  const mariadb = await startMariadb(processes, { folder: path.join(folder, 'mariadb'), durable: false });
  const { user, password } = await mariadb.database('scanfleet');
  return {
    databaseUrl: `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${mariadb.port}/scanfleet`,
    databasePid: Number(fs.readFileSync(path.join(folder, 'mariadb', 'mariadb.pid'), 'utf8')),
    root: process.getuid?.() === 0,
  };
}

function teller() {
  const start = performance.now();
  return (text) => {
    if (!values.verbose) return;
    const at = ((performance.now() - start) / 1000).toFixed(1).padStart(7);
    process.stderr.write(`${at}  ${text}\n`);
  };
}
