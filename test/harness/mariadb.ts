import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { condition } from './condition';
import { freePorts } from './network';
import { Running } from './running';
import { testSettings } from './settings';

/** A MariaDB of one spec's own, to freeze and to kill. */
export interface OwnMariadb {
  /** As TestSettings.database. */
  url: string;
  /** The server alone: SIGSTOP and SIGCONT, or SIGKILL, after which `start` brings it back with its data. */
  signal(signal: NodeJS.Signals): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** `isolation` is what its connections begin with, unless they say otherwise. */
export async function startOwnMariadb({ isolation = 'READ COMMITTED' } = {}): Promise<OwnMariadb> {
  const folder = mkdtempSync(join(testSettings().folder, 'own-mariadb-'));
  const [port = 0] = await freePorts(1);
  const ready = join(folder, 'ready.json');
  const args = [resolve(__dirname, 'mariadb-process.mjs'), folder, String(port), isolation];
  let running: Running | undefined;
  let serves = { pid: 0, url: '' };
  const own: OwnMariadb = {
    get url() {
      return serves.url;
    },
    signal: (signal) => void process.kill(serves.pid, signal),
    async start() {
      await running?.ended;
      rmSync(ready, { force: true });
      running = new Running({ name: 'own-mariadb', file: process.execPath, args, folder });
      await running.until('serving', () => read() !== undefined, 60_000);
      serves = await condition('ready', read);
    },
    async stop() {
      await running?.stop(30_000);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const read = (): typeof serves | undefined => {
    try {
      return JSON.parse(readFileSync(ready, 'utf8')) as typeof serves;
    } catch {
      return undefined;
    }
  };
  await own.start();
  return own;
}
