import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RowDataPacket } from 'mysql2';
import { CONTROL_PLANE, type Bell } from './bell';
import type { Ledger } from './ledger';
import { freePorts } from './network';
import { Rest } from './rest';
import { Running } from './running';
import { inSchema } from './schema';
import { environmentWith } from './settings';

/** What `control-plane bootstrap` made or found. */
export interface First {
  tenantId: string;
  networkId: string;
  poolId: string;
  /** File with the fleet administrator's API token. */
  adminTokenFile: string;
}

/** A running replica of the control plane. */
export interface ControlPlane {
  /** http://127.0.0.1:port */
  url: string;
  /** https://127.0.0.1:port, the agents' door. */
  fleetUrl: string;
  /** File with the fleet's certificate authority, PEM. */
  authority: string;
  first: First;
  /** The fleet administrator's client. */
  rest: Rest;
  folder: string;
  process(): Running;
  /** Ends it as `signal` says and starts it anew on the same ports. */
  restart(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Migrates the ledger, bootstraps the first tenant and starts a replica. `settings` are environment
 * variables on top (docs/operations/configuration.md), such as shorter timings. Called again with the same
 * ledger and bell it starts another replica.
 */
export async function startControlPlane(
  { ledger, bell }: { ledger: Ledger; bell: Bell },
  settings: Readonly<Record<string, string>> = {},
): Promise<ControlPlane> {
  const [http = 0, fleet = 0] = await freePorts(2);
  const env = {
    SCANFLEET_DATABASE_URL: ledger.url,
    SCANFLEET_KEYS: bell.keys,
    SCANFLEET_HTTP_LISTEN: `127.0.0.1:${http}`,
    SCANFLEET_FLEET_LISTEN: `${bell.at === undefined ? '127.0.0.1' : '0.0.0.0'}:${fleet}`,
    SCANFLEET_FLEET_URL: `https://${bell.at ?? '127.0.0.1'}:${fleet}`,
    SCANFLEET_NATS_SERVERS: bell.server,
    SCANFLEET_QUOTA_REQUESTS_A_MINUTE: '4294967295',
    ...settings,
  };
  await migrated(ledger, () => command(['migrate'], env));
  const first = JSON.parse(await command(['bootstrap'], env)) as First;
  const url = `http://127.0.0.1:${http}`;
  const start = async (): Promise<Running> => {
    const name = `control-plane-${http}`;
    const args = [CONTROL_PLANE, 'serve'];
    const running = new Running({ name, file: process.execPath, args, env, folder: bell.folder });
    await running.until('ready', () => isReady(url));
    return running;
  };
  let running = await start();
  return {
    url,
    fleetUrl: `https://127.0.0.1:${fleet}`,
    authority: join(bell.keys, 'ca.pem'),
    first,
    rest: new Rest(url, readFileSync(first.adminTokenFile, 'utf8').trim()),
    folder: bell.folder,
    process: () => running,
    async restart(signal = 'SIGTERM') {
      running.kill(signal);
      await running.ended;
      running = await start();
    },
    async stop() {
      await running.stop();
    },
  };
}

async function command(args: string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CONTROL_PLANE, ...args], {
    env: environmentWith(env),
  });
  return stdout;
}

/** A ledger that holds something already is brought on by the command itself. */
async function migrated(ledger: Ledger, migrate: () => Promise<unknown>): Promise<void> {
  const [tables] = await ledger.connection.query<RowDataPacket[]>('SHOW TABLES');
  if (tables.length === 0) await inSchema(ledger, migrate);
  else await migrate();
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`);
  await response.body?.cancel();
  return response.ok;
}
