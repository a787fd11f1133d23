// Bundles the agent into one file: agent/dist/scanfleet-agent.js.
//   node agent/build.mjs
import { chmod, rename, stat } from 'node:fs/promises';
import process from 'node:process';
import { URL, fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const bundle = `${here}dist/scanfleet-agent.js`;
// Renamed when it is whole: an agent may be starting from the one before.
const outfile = `${here}dist/scanfleet-agent.${process.pid}.js`;
const MAX_BYTES = 3 * 1024 * 1024;

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts'],
  outfile,
  bundle: true,
  minify: true,
  keepNames: false,
  legalComments: 'none',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  alias: {
    '@scanfleet/proto': `${here}../proto/src/index.ts`,
    '@scanfleet/readers': `${here}../readers/src/index.ts`,
  },
  metafile: true,
  logLevel: 'warning',
});

const inputs = Object.keys(metafile.inputs);
// The agent knows nothing of the control plane, and no spec travels with it.
const strangers = inputs.filter(
  (path) => path.includes('control-plane/') || /\.(spec|fixture)\.ts$/.test(path),
);
if (strangers.length > 0) throw new Error(`not for the agent: ${strangers.join(', ')}`);
const { size } = await stat(outfile);
if (size > MAX_BYTES) throw new Error(`the bundle has ${size} bytes; ${MAX_BYTES} are allowed`);
await chmod(outfile, 0o755);
await rename(outfile, bundle);
console.log(`scanfleet-agent.js ${(size / 1024).toFixed(0)} KiB from ${inputs.length} files`);
