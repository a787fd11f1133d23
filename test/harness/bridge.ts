import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Running } from './running';
import { testSettings } from './settings';

/** A bridge of this spec's own, with a host on it that serves HTTP: nothing else is ever reached from it. */
export interface Bridge {
  name: string;
  cidr: string;
  /** This machine's own address on it. */
  gateway: string;
  /** What is there to be scanned: one open port, 8080. */
  target: string;
  stop(): Promise<void>;
}

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8', stdio: 'pipe' });

const SERVER = `require('node:http').createServer((_, response) => {
  response.setHeader('Server', 'nginx/1.22.1'); response.end('scanned');
}).listen(8080, () => console.log('listening'));`;

/** Needs root. */
export async function startBridge(): Promise<Bridge> {
  removeLeftovers();
  const name = `sfbr${process.pid}`;
  const octet = process.pid % 250;
  const [gateway, target] = [`10.79.${octet}.1`, `10.79.${octet}.62`];
  ip('link', 'add', name, 'type', 'bridge');
  ip('address', 'add', `${gateway}/26`, 'dev', name);
  ip('link', 'set', name, 'up');
  ip('netns', 'add', name);
  ip('link', 'add', `sft${process.pid}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  ip('link', 'set', `sft${process.pid}`, 'master', name, 'up');
  ip('-n', name, 'link', 'set', 'lo', 'up');
  ip('-n', name, 'address', 'add', `${target}/26`, 'dev', 'eth0');
  ip('-n', name, 'link', 'set', 'eth0', 'up');
  const folder = mkdtempSync(join(testSettings().folder, 'bridge-'));
  const args = ['netns', 'exec', name, process.execPath, '-e', SERVER];
  const server = new Running({ name: 'target', file: 'ip', args, folder });
  await server.until('listening', () => server.log().includes('listening'));
  return {
    name,
    cidr: `10.79.${octet}.0/26`,
    gateway,
    target,
    stop: async () => {
      await server.stop();
      remove(name);
    },
  };
}

function remove(name: string): void {
  for (const command of [
    ['netns', 'delete', name],
    ['link', 'delete', name],
  ]) {
    try {
      ip(...command);
    } catch {
      // It was never made, or is gone.
    }
  }
}

/** What a killed run left. */
function removeLeftovers(): void {
  for (const [, name = '', pid] of ip('-brief', 'link', 'show', 'type', 'bridge').matchAll(
    /^(sfbr(\d+))\b/gm,
  )) {
    try {
      process.kill(Number(pid), 0);
    } catch {
      remove(name);
    }
  }
}
