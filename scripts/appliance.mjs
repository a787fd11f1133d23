// Builds the scanner appliance: a kernel and an initial file system with node, nmap and the agent's bundle, from Debian's
// packages of this machine. A virtual machine that boots it reads who it is from a NoCloud seed, and is an agent.
//
//   npm run appliance [-- FOLDER]      vmlinuz and initrd.img; default .scanfleet/appliance
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';

const KERNEL = 'linux-image-cloud-amd64';
/** The disk with the seed, its file system, the network; each with what it depends on, if the kernel does not have it built in. */
const MODULES = ['virtio_pci', 'virtio_blk', 'isofs', 'virtio_net', 'virtio_rng', 'af_packet'];
/** Programs with the libraries that they need. */
const PROGRAMS = ['/usr/bin/nmap', '/usr/bin/setpriv', process.execPath];
const DATA = ['/usr/share/nmap', '/etc/protocols', '/etc/services'];

const goal = path.resolve(process.argv[2] ?? path.join(ROOT, '.scanfleet', 'appliance'));
ensurePackages('appliance');
ensurePackagesInstalled();
await ensureBuilt();

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-appliance-'));
try {
  fs.mkdirSync(goal, { recursive: true });
  const kernel = unpackKernel(path.join(work, 'kernel'));
  const root = path.join(work, 'root');
  makeRoot(root, kernel);
  const listed = run('find', ['.', '-print0'], { cwd: root });
  const archive = run('cpio', ['--null', '--create', '--quiet', '--format=newc', '--owner=0:0'], {
    cwd: root,
    input: listed,
  });
  const packed = run('gzip', ['-1', '-n'], { input: archive });
  replace(path.join(goal, 'initrd.img'), packed);
  replace(path.join(goal, 'vmlinuz'), fs.readFileSync(kernel.image));
  process.stdout.write(`${goal}: ${(packed.length / 1e6).toFixed(0)} MB, Linux ${kernel.version}\n`);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

/** Not installed: a kernel of this machine would come with it. */
function unpackKernel(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const depends = run('apt-cache', ['depends', '--no-recommends', KERNEL]).toString('utf8');
  const [, name] = /Depends: (linux-image-[\w.-]+)/.exec(depends) ?? [];
  if (!name) throw new Error(`${KERNEL} depends on no kernel`);
  run('apt-get', ['download', '-q', name], { cwd: folder });
  const [file] = fs.readdirSync(folder).filter((one) => one.endsWith('.deb'));
  run('dpkg-deb', ['--extract', path.join(folder, file), folder]);
  const version = name.replace(/^linux-image-/, '');
  return {
    version,
    image: path.join(folder, 'boot', `vmlinuz-${version}`),
    modules: path.join(folder, 'lib', 'modules', version),
  };
}

function makeRoot(root, kernel) {
  for (const folder of [
    'bin',
    'sbin',
    'dev',
    'proc',
    'sys',
    'tmp',
    'run',
    'etc',
    'var/lib/scanfleet',
    'opt/scanfleet',
    'lib/modules',
    'seed',
  ])
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  fs.copyFileSync('/bin/busybox', path.join(root, 'bin/busybox'));
  for (const program of PROGRAMS) bring(root, program);
  fs.symlinkSync(process.execPath, path.join(root, 'bin/node'));
  for (const program of PROGRAMS) for (const library of librariesOf(program)) bring(root, library);
  for (const data of DATA) fs.cpSync(data, path.join(root, data), { recursive: true, dereference: true });
  const modules = [];
  const load = (name) => {
    const file = moduleFile(kernel.modules, name);
    if (!file || modules.includes(name)) return;
    const depends = run('/sbin/modinfo', ['--field', 'depends', file]).toString('utf8').trim();
    depends.split(',').filter(Boolean).forEach(load);
    fs.copyFileSync(file, path.join(root, 'lib/modules', `${name}.ko`));
    modules.push(name);
  };
  MODULES.forEach(load);
  fs.copyFileSync(
    path.join(ROOT, 'agent/dist/scanfleet-agent.js'),
    path.join(root, 'opt/scanfleet/scanfleet-agent.js'),
  );
  fs.copyFileSync(path.join(ROOT, 'deploy/appliance/seed.js'), path.join(root, 'opt/scanfleet/seed.js'));
  const init = fs.readFileSync(path.join(ROOT, 'deploy/appliance/init'), 'utf8');
  fs.writeFileSync(path.join(root, 'init'), init.replace('@MODULES@', modules.join(' ')), { mode: 0o755 });
}

function bring(root, file) {
  const place = path.join(root, file);
  if (fs.existsSync(place)) return;
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.copyFileSync(fs.realpathSync(file), place);
  fs.chmodSync(place, 0o755);
}

function librariesOf(program) {
  const told = run('ldd', [program]).toString('utf8');
  return [...told.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, file]) => file);
}

function moduleFile(modules, name) {
  const found = run('find', [modules, '-name', `${name.replaceAll('_', '[_-]')}.ko`])
    .toString('utf8')
    .trim()
    .split('\n')
    .filter(Boolean);
  return found[0];
}

function replace(file, bytes) {
  fs.writeFileSync(`${file}.${process.pid}`, bytes);
  fs.renameSync(`${file}.${process.pid}`, file);
}

function run(file, args, { cwd, input } = {}) {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    input,
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
