import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { condition } from './condition';
import { Running } from './running';
import { testSettings } from './settings';

/** A libvirtd of the spec's own, with its own configuration and domains: nothing of the machine's is touched. */
export interface Libvirt {
  uri: string;
  stop(): Promise<void>;
}

const SCRIPT = resolve(__dirname, '../../scripts/services/libvirtd.sh');

/** Needs root. */
export async function startLibvirt(): Promise<Libvirt> {
  // A short path: a socket's has at most 108 characters.
  const folder = mkdtempSync(join(testSettings().folder, 'v-'));
  const args = ['--mount', '--propagation', 'private', 'sh', SCRIPT, folder];
  const running = new Running({ name: 'libvirtd', file: 'unshare', args, folder });
  const socket = join(folder, 'run', 'libvirt-sock');
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
