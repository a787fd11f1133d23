import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { condition } from './condition';
import { Running } from './running';
import { testSettings } from './settings';

/** A libvirtd of the spec's own, with its own configuration and domains: nothing of the machine's is touched. */
export interface Libvirt {
  uri: string;
  stop(): Promise<void>;
}

/** As root, without cgroups or security drivers: the machines are throw-away, and so is what they run in. */
const QEMU = [
  'user = "root"',
  'group = "root"',
  'security_driver = "none"',
  'cgroup_controllers = []',
  'namespaces = []',
  'stdio_handler = "file"',
  '',
];

/** A user and groups that libvirtd insists on, although it does not use them here. */
const ACCOUNTS = {
  passwd: 'libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin\n',
  group: 'libvirt-qemu:x:64055:\nkvm:x:64056:\n',
};

/** Needs root. */
export async function startLibvirt(): Promise<Libvirt> {
  // A short path: a socket's has at most 108 characters.
  const folder = mkdtempSync(join(testSettings().folder, 'v-'));
  const [etc, lib, run] = ['etc', 'lib', 'run'].map((name) => join(folder, name)) as [string, string, string];
  for (const one of [etc, lib, run]) mkdirSync(one);
  writeFileSync(join(etc, 'qemu.conf'), QEMU.join('\n'));
  const lines = [`unix_sock_dir = "${run}"`, 'unix_sock_rw_perms = "0700"', 'auth_unix_rw = "none"', ''];
  writeFileSync(join(folder, 'libvirtd.conf'), lines.join('\n'));
  const script = join(folder, 'start.sh');
  for (const [name, more] of Object.entries(ACCOUNTS))
    writeFileSync(join(folder, name), readFileSync(`/etc/${name}`, 'utf8') + more);
  const mounts = [
    ['/etc/libvirt', etc],
    ['/var/lib/libvirt', lib],
    ['/run/libvirt', run],
  ].map(([place, own]) => `mkdir -p ${place} && mount --bind ${own} ${place}`);
  const files = Object.keys(ACCOUNTS).map((name) => `mount --bind ${join(folder, name)} /etc/${name}`);
  writeFileSync(
    script,
    [
      'set -e',
      ...mounts,
      ...files,
      `exec libvirtd --config ${folder}/libvirtd.conf --pid-file ${folder}/pid`,
      '',
    ].join('\n'),
  );
  chmodSync(script, 0o700);
  const args = ['--mount', '--propagation', 'private', 'sh', script];
  const running = new Running({ name: 'libvirtd', file: 'unshare', args, folder });
  const socket = join(run, 'libvirt-sock');
  const uri = `qemu+unix:///system?socket=${socket}`;
  await running.until('listening', () => existsSync(socket));
  await condition(
    'it answers',
    () => execFileSync('virsh', ['-q', '-c', uri, 'list', '--all'], { stdio: 'pipe' }),
    {
      timeoutMs: 120_000,
    },
  );
  return {
    uri,
    stop: async () => {
      const ids = execFileSync('virsh', ['-q', '-c', uri, 'list', '--uuid'], { encoding: 'utf8' }).split(
        /\s+/,
      );
      for (const id of ids.filter(Boolean))
        execFileSync('virsh', ['-q', '-c', uri, 'destroy', id], { stdio: 'pipe' });
      await running.stop();
    },
  };
}
