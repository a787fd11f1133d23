import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { condition } from '../condition';
import { startLedger, type Ledger } from '../ledger';
import { freePorts } from '../network';
import { Running } from '../running';
import { testSettings } from '../settings';
import { Admin } from './admin';
import { configurations, type Ports } from './configurations';

const PACKAGES = [
  ...['keystone', 'placement-api', 'glance-api', 'nova-api', 'nova-conductor', 'nova-scheduler'],
  ...['nova-compute', 'rabbitmq-server', 'uwsgi-core', 'uwsgi-plugin-python3', 'python3-pymysql'],
];
/** Kept between runs: Debian's packages in it are as they were when it was made. */
const ROOT = resolve(__dirname, '../../../.scanfleet/openstack');
export const ADMIN_PASSWORD = 'throw-away';

/**
 * Keystone, Placement, Glance and Nova from Debian, in a root of their own, with Nova's fake virt driver: servers have every state
 * that servers have, and boot nothing. Neutron is a stub that has no networks.
 */
export interface OpenStack {
  /** Keystone's. */
  readonly authUrl: string;
  readonly admin: Admin;
  stop(): Promise<void>;
}

/** Needs root, and Debian's packages from the machine's own sources the first time. */
export async function startOpenStack({ instances }: { instances: number }): Promise<OpenStack> {
  makeRoot();
  const folder = mkdtempSync(join(testSettings().folder, 'os-'));
  const names = ['keystone', 'placement', 'glance', 'nova_api', 'nova', 'cell0'] as const;
  const ledgers = await Promise.all(names.map(() => startLedger()));
  for (const { connection, database } of ledgers)
    await connection.query(`ALTER DATABASE ${database} CHARACTER SET utf8 COLLATE utf8_general_ci`);
  const [keystone = 0, placement = 0, glance = 0, nova = 0, neutron = 0, amqp = 0, dist = 0, epmd = 0] =
    await freePorts(8);
  const ports: Ports = { keystone, placement, glance, nova, neutron, amqp };
  const databases = Object.fromEntries(names.map((name, at) => [name, pythonUrl(ledgers[at]!)]));
  const configuration = join(folder, 'etc');
  for (const [file, text] of Object.entries(configurations(ports, databases, instances))) {
    mkdirSync(join(configuration, file, '..'), { recursive: true });
    writeFileSync(join(configuration, file), text);
  }
  const [own, log] = [join(folder, 'own'), join(folder, 'log')];
  for (const one of [own, log]) mkdirSync(one);
  const authUrl = `http://127.0.0.1:${keystone}/v3`;
  const stub = await neutronStub(neutron);
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
  const running = new Running({
    ...{ name: 'openstack', file: 'unshare', folder },
    args: [...namespaces, 'sh', join(__dirname, 'up.sh'), ROOT, own, configuration, log],
    env: {
      ...{ KEYSTONE: authUrl, ADMIN_PASSWORD, CELL0: databases['cell0']! },
      ...{ KEYSTONE_PORT: `${keystone}`, PLACEMENT_PORT: `${placement}`, NOVA_PORT: `${nova}` },
      ...{ RABBITMQ_NODE_PORT: `${amqp}`, RABBITMQ_DIST_PORT: `${dist}`, ERL_EPMD_PORT: `${epmd}` },
    },
  });
  await running.until('databases made', () => /^started$/m.test(running.log()), 300_000);
  const admin = new Admin(authUrl, ADMIN_PASSWORD);
  await condition('Keystone answers', () => admin.signIn(), { timeoutMs: 60_000, everyMs: 500 });
  await admin.setUp(ports);
  await condition('Nova has a hypervisor', () => admin.hasHypervisor(), {
    timeoutMs: 120_000,
    everyMs: 1_000,
  });
  return {
    authUrl,
    admin,
    async stop() {
      await running.stop();
      stub.close();
      for (const ledger of ledgers) await ledger.stop();
    },
  };
}

function makeRoot(): void {
  if (existsSync(ROOT)) return;
  const part = `${ROOT}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(resolve(ROOT, '..'), { recursive: true });
  // Nothing that is installed starts here.
  const quiet =
    'mkdir -p "$1/usr/sbin" && printf "#!/bin/sh\\nexit 101\\n" > "$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d"';
  const args = ['--mode=root', '--variant=apt', '--aptopt=APT::Install-Recommends "false"'];
  const made = spawnSync(
    'mmdebstrap',
    [...args, `--setup-hook=${quiet}`, `--include=${PACKAGES.join(',')}`, 'bookworm', part],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.error?.message ?? made.stderr);
  renameSync(part, ROOT);
}

const pythonUrl = ({ user, password, host, port, database }: Ledger): string =>
  `mysql+pymysql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}?charset=utf8`;

/** Every list is empty. Nova asks it while it makes and removes servers, although they have no network. */
async function neutronStub(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const [, list] = /^\/v2\.0\/([a-z-]+)/.exec(request.url ?? '') ?? [];
    response.setHeader('content-type', 'application/json');
    const versions = { versions: [{ id: 'v2.0', status: 'CURRENT', links: [] }] };
    response.end(JSON.stringify(list ? { [list.replaceAll('-', '_')]: [] } : versions));
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
}
