// Measures. Each measure is one file test/bench/NAME.bench.mjs; the machine should do nothing else meanwhile.
//
//   npm run bench                     everything, as a table
//   npm run bench -- NAME... [--json] some; --json: the last line on standard output is one JSON object
//
// Exit code 1 when a measure misses its target or fails.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { Processes } from './services/processes.mjs';

const FOLDER = path.join(ROOT, 'test', 'bench');
const SUFFIX = '.bench.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const known = fs
  .readdirSync(FOLDER)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no measure ${unknown.join(', ')}. There is: ${known.join(', ')}\n`);
  process.exit(2);
}

ensurePackages('bench');
ensurePackagesInstalled();
process.stderr.write('Building\n');
await ensureBuilt();

const out = values.json ? process.stderr : process.stdout;
const measured = {};
const rows = [];
for (const name of positionals.length > 0 ? positionals : known) {
  process.stderr.write(`Measuring: ${name}\n`);
  const found = await measure(name);
  measured[name] = found;
  rows.push(...found.map((row) => ({ name, ...row })));
}
out.write(`${table(rows)}\n`);
if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), measured })}\n`);
process.exitCode = rows.some((row) => row.ok === false) ? 1 : 0;

/**
 * A measure is given a private folder and `processes` for whatever it starts, and gives rows
 * {what, value, unit, target?, ok?}; `ok` false says that the target was missed.
 */
async function measure(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `scanfleet-bench-${name}-`));
  const processes = new Processes(folder);
  const kill = () => processes.killAll();
  process.once('exit', kill);
  try {
    const { default: run } = await import(path.join(FOLDER, name + SUFFIX));
    return await run({ folder, processes, say: (text) => process.stderr.write(`  ${text}\n`) });
  } catch (error) {
    return [{ what: 'failed', value: error.message, unit: '', ok: false }];
  } finally {
    await processes.endAll();
    process.off('exit', kill);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function table(found) {
  const cells = found.map(({ name, what, value, unit, target, ok }) => [
    name,
    what,
    `${typeof value === 'number' ? rounded(value) : value} ${unit ?? ''}`.trim(),
    target ?? '',
    ok === undefined ? '' : ok ? 'met' : 'MISSED',
  ]);
  const all = [['measure', 'what', 'value', 'target', ''], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value) {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

function machine() {
  const [{ model = 'unknown' } = {}] = os.cpus();
  return { cpus: os.cpus().length, model, memoryMb: Math.round(os.totalmem() / 1e6), node: process.version };
}
