// The whole proof. Usage: npm test
//
// Installs what is missing, builds, checks form (format, lint, types, generated files), then runs every
// spec. Stops after the first group with a failure. Its last line is "N passed, N failed": the specs' totals,
// a failed check counted as one. Exit code 0 only when nothing failed.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NX_ENVIRONMENT, ROOT, bin, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { marked } from './services/processes.mjs';

/** Marks every process of this run, so that none is left behind unnoticed. */
const RUN = 'SCANFLEET_TEST_RUN';
const run = randomUUID();
const STEP_LIMIT_MS = 15 * 60_000;

const nx = (target) => [bin('nx'), ['run-many', '-t', target, '--outputStyle=static']];
const lint = (...what) => [bin('eslint'), [...what, '--max-warnings', '0']];
const results = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-results-'));
const jest = (project, workers = 2) => [
  bin('jest'),
  [
    '--ci',
    `--maxWorkers=${workers}`,
    '--json',
    `--outputFile=${path.join(results, project)}`,
    '--selectProjects',
    project,
  ],
];

/** Groups one after another; the steps of a group two at a time. */
const groups = [
  { build: nx('build') },
  {
    'lint server': lint('control-plane'),
    'lint the rest': lint('.', '--ignore-pattern', 'control-plane/**'),
    // Two processors are all it may count on. Proto and client were checked when they were built, the server with test.
    types: [nx('typecheck')[0], [...nx('typecheck')[1], '--parallel=1']],
    format: [bin('prettier'), ['--check', '--log-level', 'warn', '.']],
    generated: [process.execPath, ['scripts/gen.mjs', '--check']],
  },
  // Some of these wait for tools and clocks.
  { unit: jest('unit', 3) },
  { integration: jest('integration', 3) },
  // The short form; the seed is always the same, what the machine makes of it never is.
  { promises: [process.execPath, ['scripts/promises.mjs', '--seconds', '30', '--seed', '1']] },
];

const summary = [];
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => stop(128 + os.constants.signals[signal]));

await timed('prerequisites', async () => ensurePackages('test'));
await timed('packages', async () => ensurePackagesInstalled());
for (const group of groups) {
  await twoAtATime(Object.entries(group), ([name, command]) => step(name, command));
  if (summary.some(({ failed }) => failed > 0)) break;
}
leftovers();
report();

async function timed(name, work) {
  const start = performance.now();
  await work();
  summary.push({ name, ms: performance.now() - start, passed: 0, failed: 0 });
}

async function step(name, [file, args]) {
  const start = performance.now();
  const live = groups.some((group) => name in group && Object.keys(group).length === 1);
  const { code, output } = await execute(file, args, live);
  if (!live && (code !== 0 || output.trim() !== '')) process.stdout.write(`\n── ${name}\n${output}`);
  const totals = specTotals(name);
  const failed = Math.max(totals.failed, code === 0 ? 0 : 1);
  summary.push({ name, ms: performance.now() - start, passed: totals.passed, failed });
}

function execute(file, args, live) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...NX_ENVIRONMENT, CI: 'true', [RUN]: run },
    });
    running.add(child);
    const limit = setTimeout(() => killGroup(child.pid), STEP_LIMIT_MS);
    const texts = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => (live ? process.stdout.write(bytes) : texts.push(bytes)));
    }
    child.once('error', (error) => texts.push(Buffer.from(`${file}: ${error.message}\n`)));
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output: Buffer.concat(texts).toString('utf8') });
    });
  });
}

/** Jest's own numbers; a spec file that could not run counts as one failure. */
function specTotals(project) {
  const file = path.join(results, project);
  if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    fs.readFileSync(file, 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

async function twoAtATime(items, work) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item; item = rest.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}

/** What the specs should have ended themselves is ended here, and is a failure. */
function leftovers() {
  const left = marked(run, RUN);
  if (left.length === 0) return;
  process.stdout.write('\n── left running\n');
  for (const pid of left) {
    process.stdout.write(`${pid} ${commandOf(pid)}\n`);
    killOne(pid);
  }
  summary.push({ name: 'left running', ms: 0, passed: 0, failed: 1 });
}

function report() {
  fs.rmSync(results, { recursive: true, force: true });
  process.stdout.write('\n');
  for (const { name, ms, passed, failed } of summary) {
    const count = passed > 0 ? `  ${passed} passed` : '';
    process.stdout.write(
      `${failed > 0 ? 'FAIL' : 'ok  '} ${name.padEnd(14)} ${(ms / 1000).toFixed(1).padStart(7)} s${count}\n`,
    );
  }
  const sum = (key) => summary.reduce((total, entry) => total + entry[key], 0);
  const failed = sum('failed');
  process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function stop(code) {
  for (const child of running) killGroup(child.pid);
  for (const pid of marked(run, RUN)) killOne(pid);
  fs.rmSync(results, { recursive: true, force: true });
  process.exit(code);
}

function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200);
  } catch {
    return '(gone)';
  }
}

function killOne(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}

function killGroup(pid) {
  if (pid !== undefined) killOne(-pid);
}
