// Runs the agent's bundle, building it first when it is missing or older than its sources.
//
//   npm run -s agent -- ARGS        for example: npm run -s agent -- parse nmap FILE
//
// Prints nothing itself unless the build fails; exits as the agent does.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NX_ENVIRONMENT, ROOT, bin, ensurePackagesInstalled, run } from './services/packages.mjs';

const BUNDLE = path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js');
const SOURCES = [
  'agent/src',
  'agent/build.mjs',
  'agent/package.json',
  'proto/src',
  'proto/generated',
  'readers/src',
  'package-lock.json',
];

if (stale()) await build();
const child = spawn(process.execPath, [BUNDLE, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => {
  process.exitCode = signal ? 128 + (os.constants.signals[signal] ?? 0) : code;
});

function stale() {
  if (!fs.existsSync(BUNDLE)) return true;
  const built = fs.statSync(BUNDLE).mtimeMs;
  return SOURCES.map((source) => path.join(ROOT, source)).some((source) => newest(source) > built);
}

/** When the newest file under a path was changed, specs and fixtures not counted. */
function newest(file) {
  if (!fs.existsSync(file)) return 0;
  const stat = fs.statSync(file);
  if (!stat.isDirectory()) return file.endsWith('.spec.ts') ? 0 : stat.mtimeMs;
  return fs
    .readdirSync(file)
    .filter((entry) => entry !== 'fixtures')
    .reduce((latest, entry) => Math.max(latest, newest(path.join(file, entry))), 0);
}

async function build() {
  ensurePackagesInstalled({ quiet: true });
  const { code, output } = await run(bin('nx'), ['run', '@scanfleet/agent:build', '--outputStyle=static'], {
    env: NX_ENVIRONMENT,
  });
  if (code !== 0) {
    process.stderr.write(output);
    process.exit(1);
  }
  // A cached result keeps its old time; what was built now is as new as its sources.
  if (fs.existsSync(BUNDLE)) fs.utimesSync(BUNDLE, new Date(), new Date());
}
