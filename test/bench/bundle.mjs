// Makes the agent's own TypeScript usable in a measure.
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/services/packages.mjs';

/** Bundles a file of this folder, with all it imports but Node itself, into `folder`; gives the bundle's path. */
export async function bundle(source, folder) {
  const outfile = path.join(folder, source.replace(/\.ts$/, '.cjs'));
  await build({
    entryPoints: [path.join(import.meta.dirname, source)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: {
      '@scanfleet/proto': path.join(ROOT, 'proto', 'src', 'index.ts'),
      '@scanfleet/readers': path.join(ROOT, 'readers', 'src', 'index.ts'),
    },
    logLevel: 'warning',
  });
  return outfile;
}
