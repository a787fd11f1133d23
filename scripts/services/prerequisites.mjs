// The Debian packages the commands need. Usage: node scripts/services/prerequisites.mjs [start|test|bench|appliance|libvirt|image|openstack]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { program } from './programs.mjs';

/** Program, or file by its full path, → package; by what needs it. */
const NEEDED = {
  start: {
    nmap: 'nmap',
    mariadbd: 'mariadb-server',
    'mariadb-install-db': 'mariadb-server',
    mariadb: 'mariadb-client',
    'nats-server': 'nats-server',
    setpriv: 'util-linux',
    oscap: 'openscap-scanner',
    ssh: 'openssh-client',
  },
  test: {
    sshd: 'openssh-server',
    openssl: 'openssl',
    xmllint: 'libxml2-utils',
    ip: 'iproute2',
    ps: 'procps',
    python3: 'python3',
    dnf: 'dnf',
    zypper: 'zypper',
    createrepo_c: 'createrepo-c',
    rpmbuild: 'rpm',
    '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml': 'ssg-debian',
  },
  bench: {
    '/usr/share/xml/scap/ssg/content/ssg-ubuntu2204-ds.xml': 'ssg-debderived',
    haproxy: 'haproxy',
  },
  appliance: { '/bin/busybox': 'busybox-static', cpio: 'cpio', '/sbin/modinfo': 'kmod' },
  libvirt: {
    genisoimage: 'genisoimage',
    virsh: 'libvirt-clients',
    libvirtd: 'libvirt-daemon',
    '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so':
      'libvirt-daemon-driver-qemu',
    'qemu-system-x86_64': 'qemu-system-x86',
  },
  image: { mmdebstrap: 'mmdebstrap' },
  openstack: { mmdebstrap: 'mmdebstrap' },
};

/** A purpose → those that it rests on. */
const RESTS_ON = {
  start: [],
  test: ['start'],
  bench: ['start', 'test'],
  appliance: ['start'],
  libvirt: ['start', 'test', 'appliance'],
  image: [],
  openstack: ['start', 'test'],
};

/** The packages missing for `purpose`, a key of RESTS_ON, in a stable order. */
export function missingPackages(purpose) {
  const needed = Object.assign({}, ...[...RESTS_ON[purpose], purpose].map((name) => NEEDED[name]));
  const isHere = (name) => (name.startsWith('/') ? fs.existsSync(name) : program(name) !== undefined);
  const missing = Object.entries(needed).filter(([name]) => !isHere(name));
  return [...new Set(missing.map(([, name]) => name))].sort();
}

/**
 * Makes sure the packages are there: installs them when root, otherwise prints on stderr the one line to
 * run and ends this process with code 1. apt's own output goes to stderr.
 */
export function ensurePackages(purpose) {
  const missing = missingPackages(purpose);
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    process.stderr.write(`sudo ${line}\n`);
    process.exit(1);
  }
  process.stderr.write(`Installing: ${missing.join(' ')}\n`);
  apt(['update', '-q']);
  apt(['install', '-y', '-q', '--no-install-recommends', ...missing]);
  const still = missingPackages(purpose);
  if (still.length > 0) {
    process.stderr.write(`Could not install ${still.join(' ')}; run: ${line}\n`);
    process.exit(1);
  }
}

function apt(args) {
  const options = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=300'];
  const keep = ['-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold'];
  spawnSync('apt-get', [...options, ...keep, ...args], {
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    // RUNLEVEL 1: maintainer scripts that honour it do not start the packages' own services.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C.UTF-8' },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensurePackages(Object.hasOwn(NEEDED, process.argv[2] ?? '') ? process.argv[2] : 'start');
}
