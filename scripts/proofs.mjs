// The longer proofs, too long for npm test: test/proofs/NAME.proof.ts.
//
//   npm run proofs             lists them
//   npm run proofs -- NAME     runs one; `all` runs every one
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, bin, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';

const FOLDER = path.join(ROOT, 'test', 'proofs');
const SUFFIX = '.proof.ts';

const names = (fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [])
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();
const wanted = process.argv[2];
if (wanted === undefined) {
  process.stdout.write(`${names.length > 0 ? names.join('\n') : 'There is none yet.'}\n`);
} else if (wanted !== 'all' && !names.includes(wanted)) {
  process.stderr.write(`There is no proof "${wanted}". There is: ${names.join(', ') || 'none'}\n`);
  process.exitCode = 2;
} else {
  for (const purpose of ['libvirt', 'image', 'openstack'].filter((one) => [one, 'all'].includes(wanted)))
    ensurePackages(purpose);
  ensurePackages('test');
  ensurePackagesInstalled();
  await ensureBuilt();
  const files = (wanted === 'all' ? names : [wanted]).map((name) => path.join(FOLDER, name + SUFFIX));
  const { status } = spawnSync(
    bin('jest'),
    ['--selectProjects', 'proofs', '--runInBand', '--runTestsByPath', ...files],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  process.exitCode = status ?? 1;
}
