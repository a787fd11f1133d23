import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { startBell, type Bell } from '../harness/bell';
import type { ControlPlane, First } from '../harness/control-plane';
import { condition } from '../harness/condition';
import { startLedger, type Ledger } from '../harness/ledger';
import { freePorts } from '../harness/network';
import { Rest } from '../harness/rest';
import { Running } from '../harness/running';
import { findingsOf, ports, processed, startScan } from '../harness/scans';
import { environmentWith, testSettings } from '../harness/settings';

const ROOT = resolve(__dirname, '../..');
const NODE = '/usr/local/bin/node';
const CONTROL_PLANE = '/opt/scanfleet/control-plane/server/dist/main.js';

/** The roots of the container images, as `npm run image` makes them: nothing of this machine is in what runs here. */
describe('the container images', () => {
  let ledger: Ledger;
  let bell: Bell;
  let target: Server;
  let folder: string;
  const running: Running[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(testSettings().folder, 'image-'));
    for (const name of ['control-plane', 'agent']) {
      execFileSync(process.execPath, [join(ROOT, 'scripts/image.mjs'), name, join(folder, name)], {
        stdio: 'pipe',
      });
      mkdirSync(join(folder, name, 'root'));
      execFileSync('tar', ['-xf', join(folder, name, 'root.tar'), '-C', join(folder, name, 'root')]);
    }
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    target = createServer((socket) => socket.end());
    await new Promise<void>((listening) => target.listen(0, '127.0.0.1', listening));
  }, 600_000);
  afterAll(async () => {
    for (const one of running.reverse()) await one.stop();
    target.close();
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  const rootOf = (image: string): string => join(folder, image, 'root');

  /** As a runtime would start it: its own root and processes, no capability but those named. */
  function within(image: string, user: string, command: readonly string[], capabilities: string): string[] {
    const root = rootOf(image);
    const bounded = `--bounding-set=-all${capabilities} --inh-caps=-all --no-new-privs`;
    const prepared = `mount -t proc proc ${root}/proc && mount --rbind /dev ${root}/dev`;
    // chroot(2) itself needs a capability, so it is entered before the others are gone.
    const inner =
      user === '0:0'
        ? `exec chroot ${root} /usr/bin/setpriv ${bounded} --`
        : `exec chroot --userspec=${user} ${root}`;
    return [
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--propagation',
      'private',
      'sh',
      '-c',
      `${prepared} && ${inner} "$@"`,
      'sh',
      ...command,
    ];
  }

  it('start, migrate, serve, join and scan', async () => {
    const [http = 0, fleet = 0] = await freePorts(2);
    const keys = join(rootOf('control-plane'), 'keys');
    cpSync(bell.keys, keys, { recursive: true });
    execFileSync('chown', ['-R', '10001:10001', keys]);
    const env = {
      SCANFLEET_DATABASE_URL: ledger.url,
      SCANFLEET_KEYS: '/keys',
      SCANFLEET_HTTP_LISTEN: `127.0.0.1:${http}`,
      SCANFLEET_FLEET_LISTEN: `127.0.0.1:${fleet}`,
      SCANFLEET_NATS_SERVERS: bell.server,
    };
    const once = (command: string): string =>
      execFileSync('unshare', within('control-plane', '10001:10001', [NODE, CONTROL_PLANE, command], ''), {
        env: environmentWith(env),
        encoding: 'utf8',
      });
    once('migrate');
    const first = JSON.parse(once('bootstrap')) as First;
    const serve = new Running({
      ...{ name: 'image-control-plane', file: 'unshare', env, folder },
      args: within('control-plane', '10001:10001', [NODE, CONTROL_PLANE, 'serve'], ''),
    });
    running.push(serve);
    const url = `http://127.0.0.1:${http}`;
    await serve.until('ready', async () => (await fetch(`${url}/health/ready`)).ok);
    const token = readFileSync(join(rootOf('control-plane'), first.adminTokenFile), 'utf8').trim();
    const rest = new Rest(url, token);

    const joined = await rest.post<{ token: string }>(`/pools/${first.poolId}/join-tokens`);
    cpSync(join(bell.keys, 'ca.pem'), join(rootOf('agent'), 'ca.pem'));
    const agent = new Running({
      ...{ name: 'image-agent', file: 'unshare', folder },
      env: {
        SCANFLEET_AGENT_JOIN: joined.body.token,
        SCANFLEET_AGENT_CA: '/ca.pem',
        SCANFLEET_AGENT_STATE: '/state',
      },
      args: within(
        'agent',
        '0:0',
        [NODE, '/opt/scanfleet/scanfleet-agent.js', '--control-plane', `https://127.0.0.1:${fleet}`],
        ',+net_raw',
      ),
    });
    running.push(agent);
    const [view] = await condition(
      'online',
      async () => {
        const agents = await rest.all<{
          status: string;
          engines: { name: string; available: boolean; limits: string[] }[];
        }>('/agents');
        return agents.some(({ status }) => status === 'online') && agents;
      },
      { timeoutMs: 30_000 },
    );
    const engines = Object.fromEntries(
      view!.engines.map(({ name, available, limits }) => [name, [available, limits]]),
    );
    // With raw sockets, from the one capability that it has.
    expect(engines).toMatchObject({ nmap: [true, []], openscap: [true, expect.anything()] });

    const controlPlane = { rest, first, url } as unknown as ControlPlane;
    const { port } = target.address() as AddressInfo;
    const { id } = await startScan(controlPlane, ['127.0.0.1'], { ports: ports(port) });
    expect(await processed(controlPlane, id, 60_000)).toMatchObject({
      state: 'Finished',
      outcome: 'complete',
    });
    expect((await findingsOf(controlPlane, id)).map((finding) => finding.port)).toEqual([port]);
  }, 240_000);

  it('hold no program that lets somebody in, and no secret', () => {
    for (const image of ['agent', 'control-plane']) {
      const files = execFileSync('tar', ['-tf', join(folder, image, 'root.tar')], {
        encoding: 'utf8',
        maxBuffer: 64e6,
      });
      expect(files).not.toMatch(/\/sshd$|\.seed$|\.key$|\.env$|\/\.git\//m);
    }
  });
});
