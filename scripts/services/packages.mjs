// The npm packages and the build: what has to be there before anything of the project can run.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The checkout's root. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Settings for nx: no daemon left behind, no network, no questions. */
export const NX_ENVIRONMENT = {
  NX_DAEMON: 'false',
  // In this folder and not in the home of whoever builds.
  NX_CACHE_DIRECTORY: path.join(ROOT, '.nx', 'cache'),
  NX_WORKSPACE_DATA_DIRECTORY: path.join(ROOT, '.nx', 'workspace-data'),
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NX_INTERACTIVE: 'false',
  FORCE_COLOR: '0',
};

/**
 * Runs `npm ci` unless what is installed is what the lock file says. npm writes node_modules/.package-lock.json
 * last, so an interrupted installation is noticed. npm's output goes to stderr; when `quiet`, only its failure does.
 */
export function ensurePackagesInstalled({ quiet = false } = {}) {
  if (installed()) return;
  if (!quiet) process.stderr.write('Installing npm packages (npm ci)\n');
  const output = quiet ? 'ignore' : process.stderr.fd;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', output, output],
  });
  if (status !== 0) throw new Error(`npm ci failed (exit code ${status})`);
}

/** Builds what has changed since the last build. Throws with the build's output when it fails. */
export async function ensureBuilt() {
  const { code, output } = await run(bin('nx'), ['run-many', '-t', 'build', '--outputStyle=static'], {
    env: NX_ENVIRONMENT,
  });
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
}

/** The path of a program that a package brings. */
export function bin(name) {
  return path.join(ROOT, 'node_modules', '.bin', name);
}

/** Runs a program to its end; gives its exit code (null after a signal) and its two outputs as they came. */
export function run(file, args, { cwd = ROOT, env = {}, onOutput = () => {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = [];
    const take = (bytes) => {
      texts.push(bytes);
      onOutput(bytes);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => resolve({ code: 127, output: `${file}: ${error.message}` }));
    child.once('close', (code) => resolve({ code, output: Buffer.concat(texts).toString('utf8') }));
  });
}

function installed() {
  const wanted = packagesOf(path.join(ROOT, 'package-lock.json'));
  const present = packagesOf(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted)
    .filter(([where, entry]) => where.includes('node_modules/') && !entry.optional && !entry.peer)
    .every(([where, entry]) =>
      entry.link ? present[where]?.link : present[where]?.version === entry.version,
    );
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
