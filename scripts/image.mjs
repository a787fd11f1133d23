// The root of a container image, from Debian's packages by mmdebstrap(1), this machine's node and what is built here.
//
//   npm run image -- agent FOLDER           FOLDER/root.tar, for deploy/container/agent.Containerfile
//   npm run image -- control-plane FOLDER   FOLDER/root.tar, for deploy/container/control-plane.Containerfile
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';

/** What node links against, and certificates of the authorities that everybody trusts. */
const COMMON = ['libstdc++6', 'ca-certificates'];
const IMAGES = {
  agent: {
    packages: ['nmap', 'openscap-scanner', 'openssh-client', 'util-linux'],
    fill: (opt) => {
      copy('agent/dist/scanfleet-agent.js', path.join(opt, 'scanfleet-agent.js'));
      copy('deploy/container/join.mjs', path.join(opt, 'join.mjs'));
    },
  },
  'control-plane': { packages: [], fill: fillControlPlane },
};
/** The control plane and what it is made of, by their folders. */
const WORKSPACES = ['control-plane/server', 'proto', 'readers'];

const [name, folder] = process.argv.slice(2);
const image = Object.hasOwn(IMAGES, name ?? '') ? IMAGES[name] : undefined;
if (!image || folder === undefined) {
  process.stderr.write('usage: npm run image -- agent|control-plane FOLDER\n');
  process.exit(2);
}
ensurePackages('image');
ensurePackagesInstalled();
await ensureBuilt();

const goal = path.resolve(folder);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-image-'));
try {
  fs.mkdirSync(goal, { recursive: true });
  // Laid over Debian's root as it is.
  const overlay = path.join(work, 'overlay');
  const opt = path.join(overlay, 'opt', 'scanfleet');
  fs.mkdirSync(opt, { recursive: true });
  fs.mkdirSync(path.join(overlay, 'usr', 'local', 'bin'), { recursive: true });
  fs.copyFileSync(fs.realpathSync(process.execPath), path.join(overlay, 'usr', 'local', 'bin', 'node'));
  image.fill(opt);
  const made = path.join(work, 'root.tar');
  run('mmdebstrap', [
    ...['--mode=root', '--variant=essential', '--aptopt=APT::Install-Recommends "false"'],
    `--include=${[...COMMON, ...image.packages].join(',')}`,
    `--customize-hook=copy-in ${overlay}/opt ${overlay}/usr /`,
    // Documentation and lists of packages: nobody reads them there.
    ...['--dpkgopt=path-exclude=/usr/share/doc/*', '--dpkgopt=path-exclude=/usr/share/man/*'],
    ...['bookworm', made],
  ]);
  fs.rmSync(path.join(goal, 'root.tar'), { force: true });
  fs.copyFileSync(made, path.join(goal, 'root.tar'));
  const megabytes = fs.statSync(path.join(goal, 'root.tar')).size / 1e6;
  process.stdout.write(`${path.join(goal, 'root.tar')}: ${megabytes.toFixed(0)} MB\n`);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(path.join(ROOT, from), to);
}

/** As a checkout is, with what runs of it and the packages that it runs on. */
function fillControlPlane(opt) {
  for (const file of ['package.json', 'package-lock.json']) copy(file, path.join(opt, file));
  // npm wants to see every workspace of the lock file.
  const { workspaces } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  for (const one of workspaces) copy(`${one}/package.json`, path.join(opt, one, 'package.json'));
  const only = WORKSPACES.flatMap((one) => ['--workspace', one]);
  run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', ...only], opt);
  for (const one of workspaces.filter((other) => !WORKSPACES.includes(other)))
    fs.rmSync(path.join(opt, one), { recursive: true, force: true });
  for (const one of WORKSPACES)
    fs.cpSync(path.join(ROOT, one, 'dist'), path.join(opt, one, 'dist'), { recursive: true });
}

function run(file, args, cwd = ROOT) {
  const { status, stderr, error } = spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new Error(error?.message ?? `${file} failed\n${stderr}`);
}
