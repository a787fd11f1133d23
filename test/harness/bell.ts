import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { keep, kept } from './kept';
import { accepts, freePorts } from './network';
import { Running } from './running';
import { testSettings } from './settings';

/** The built control plane. */
export const CONTROL_PLANE = resolve(__dirname, '../../control-plane/server/dist/main.js');

/** A private nats-server in operator mode, and the keys that the control plane made for it. */
export interface Bell {
  port: number;
  /** host:port, or several of them separated by commas. */
  server: string;
  /** Where agents off this machine's loopback reach it. */
  at: string | undefined;
  /** The control plane's folder of keys: authority, server certificate, NATS account. */
  keys: string;
  folder: string;
  /** The nats-server; replaced by `restart`. */
  process(): Running;
  /** Ends it as `signal` says and starts it anew on the same port; its store stays. */
  restart(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

/** Where agents are that are not on this machine's loopback. */
export interface Reachable {
  /** An address of this machine: server certificate and nats-server are good for it too. */
  at?: string;
}

/** Starts nats-server with the keys and the configuration of `control-plane init`, which the first of a run has made. */
export async function startBell({ at }: Reachable = {}): Promise<Bell> {
  const folder = mkdtempSync(join(testSettings().folder, 'bell-'));
  const keys = join(folder, 'keys');
  await makeKeys(keys, at);
  const [port = 0] = await freePorts(1);
  const start = async (): Promise<Running> => {
    const config = join(keys, 'nats', 'nats.conf');
    const args = ['-c', config, '-a', at === undefined ? '127.0.0.1' : '0.0.0.0', '-p', String(port)];
    const running = new Running({ name: 'nats', file: 'nats-server', args, folder });
    await running.until('listening', () => accepts(port));
    return running;
  };
  let running = await start();
  return {
    port,
    at,
    server: [`127.0.0.1:${port}`, ...(at === undefined ? [] : [`${at}:${port}`])].join(','),
    keys,
    folder,
    process: () => running,
    async restart(signal = 'SIGTERM') {
      running.kill(signal);
      await running.ended;
      running = await start();
    },
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first of a run calls `init`; the others take its keys, in whose configuration only the folder is another. */
async function makeKeys(keys: string, at: string | undefined): Promise<void> {
  const name = `keys-of-init-${at ?? ''}`;
  const first = kept(name);
  if (first === undefined) {
    const names = at === undefined ? [] : ['--server-name', at];
    await promisify(execFile)(process.execPath, [CONTROL_PLANE, 'init', keys, ...names]);
    keep(name, keys);
    return;
  }
  cpSync(first, keys, { recursive: true });
  const file = join(keys, 'nats', 'nats.conf');
  const text = readFileSync(file, 'utf8');
  const [, certificate = ''] = /cert_file: "(.+)"/.exec(text) ?? [];
  writeFileSync(file, text.replaceAll(dirname(certificate), keys));
}
