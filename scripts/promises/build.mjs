// What the promise runner runs: itself as one file, and copies of the built programs in a folder of its own,
// so that a build meanwhile changes nothing.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../services/packages.mjs';

const RUNNER = path.join(ROOT, 'test', 'promises', 'main.ts');

/** Bundles test/promises into `folder` and loads it. */
export async function bundleRunner(folder) {
  const outfile = path.join(folder, 'runner.cjs');
  await build({
    entryPoints: [RUNNER],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  linkModules(folder);
  return createRequire(outfile)(outfile);
}

/** Copies what was built in `checkout` into `folder`. Gives the paths of the main files. */
export async function copyBuild(folder, checkout = ROOT) {
  const built = path.join(checkout, 'control-plane', 'server');
  const server = path.join(folder, 'server');
  fs.cpSync(path.join(built, 'dist'), path.join(server, 'dist'), { recursive: true });
  fs.copyFileSync(path.join(built, 'package.json'), path.join(server, 'package.json'));
  const agent = path.join(folder, 'scanfleet-agent.js');
  fs.copyFileSync(path.join(checkout, 'agent', 'dist', 'scanfleet-agent.js'), agent);
  linkModules(folder);
  return { server: path.join(server, 'dist', 'main.js'), agent };
}

/** The copies find their packages where the originals do. */
function linkModules(folder) {
  const link = path.join(folder, 'node_modules');
  if (!fs.existsSync(link)) fs.symlinkSync(path.join(ROOT, 'node_modules'), link);
}
