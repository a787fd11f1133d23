import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

const SCRIPT = resolve(__dirname, '../../scripts/services/bridge.sh');
const bridge = (...args: string[]): void => void execFileSync('sh', [SCRIPT, ...args], { stdio: 'pipe' });

const SERVER = `require('node:http').createServer((_, response) => {
  response.setHeader('Server', 'nginx/1.22.1'); response.end('scanned');
}).listen(8080, () => console.log('listening'));`;

/** Needs root. */
export async function startBridge(): Promise<Bridge> {
  removeLeftovers();
  const name = `sfbr${process.pid}`;
  const octet = process.pid % 250;
  const [gateway, target] = [`10.79.${octet}.1`, `10.79.${octet}.62`];
  bridge('up', name, `10.79.${octet}`);
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

const remove = (name: string): void => bridge('down', name);

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
