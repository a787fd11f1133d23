// Writes everything that is generated, or with --check compares it with what is committed.
//
//   npm run gen              writes
//   npm run gen -- --check   exit 1 and a list when a generated file is missing, stale or left over
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { client } from './generate/client.mjs';
import { configuration } from './generate/configuration.mjs';
import { contract } from './generate/contract.mjs';
import { rooms } from './generate/rooms.mjs';
import { states } from './generate/states.mjs';
import { ROOT } from './services/packages.mjs';

/**
 * Each gives a map from path to text, and owns the folders it names: any other file in them is left over.
 */
const generators = [contract, client, rooms, states, configuration];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const wrong = [];
for (const { owns = [], make } of generators) {
  const files = new Map(await Promise.all([...(await make())].map(formatted)));
  for (const [file, text] of files) settle(file, text);
  for (const file of owns.flatMap(filesIn)) if (!files.has(file)) settle(file, undefined);
}
if (values.check && wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\nRun: npm run gen\n`);
  process.exitCode = 1;
}

/** Makes the file on disk be `text` (undefined: absent), or notes that it is not. */
function settle(file, text) {
  const absolute = path.join(ROOT, file);
  const present = fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : undefined;
  if (present === text) return;
  if (values.check) {
    wrong.push(`${file}: ${present === undefined ? 'missing' : text === undefined ? 'left over' : 'stale'}`);
    return;
  }
  if (text === undefined) return fs.rmSync(absolute);
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  fs.writeFileSync(absolute, text);
  process.stderr.write(`wrote ${file}\n`);
}

/** Documents are formatted as the format check wants them; generated code stays as its generator wrote it. */
async function formatted([file, text]) {
  if (!/\.(md|json)$/.test(file)) return [file, text];
  const absolute = path.join(ROOT, file);
  return [file, await format(text, { ...(await resolveConfig(absolute)), filepath: absolute })];
}

function filesIn(folder) {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}
