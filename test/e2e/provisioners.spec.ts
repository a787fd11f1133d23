import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SystemClock } from '../../control-plane/server/src/platform';
import { NetnsProvisioner } from '../../control-plane/server/src/provisioners/drivers/netns';
import { ProcessProvisioner } from '../../control-plane/server/src/provisioners/drivers/process';
import {
  hostName,
  type HostOrder,
  type Machine,
} from '../../control-plane/server/src/provisioners/provisioner';
import { startBell, type Bell } from '../harness/bell';
import { startBridge, type Bridge } from '../harness/bridge';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { condition } from '../harness/condition';
import { startLedger, type Ledger } from '../harness/ledger';
import { environmentWith, testSettings } from '../harness/settings';
import { createdAndCutOff, describeProvisioner, machineOf, type Proving } from '../harness/conformance';

const AGENT = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');
const MOST = 3;

/** Twenty seconds of waiting are one. */
class HastyClock extends SystemClock {
  override monotonicMs(): number {
    return super.monotonicMs() * 20;
  }
}

const ip = (...args: readonly string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: 'pipe' });

describe('what makes scanner hosts', () => {
  let bridge: Bridge;
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    bridge = await startBridge();
    [ledger, bell] = await Promise.all([startLedger(), startBell({ at: bridge.gateway })]);
    folder = join(bell.folder, 'hosts');
    mkdirSync(folder);
    controlPlane = await startControlPlane({ ledger, bell });
  }, 60_000);
  afterAll(async () => {
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
    await bridge.stop();
  }, 60_000);

  async function order(fleetId: string): Promise<HostOrder> {
    const { rest, first, authority } = controlPlane;
    const token = await rest.post<{ token: string }>(`/pools/${first.poolId}/join-tokens`);
    const hostId = randomUUID();
    return {
      ...{ hostId, fleetId, poolId: first.poolId, settings: {} },
      agent: {
        name: hostName(hostId),
        controlPlane: `https://${bridge.gateway}:${new URL(controlPlane.fleetUrl).port}`,
        authority: readFileSync(authority, 'utf8'),
        joinToken: token.body.token,
        slots: 1,
      },
    };
  }

  const enrolled = async (orders: readonly HostOrder[]): Promise<string[]> => {
    const names = new Set(orders.map(({ agent }) => agent.name));
    const agents = await controlPlane.rest.all<{ id: string; name: string }>('/agents');
    return agents.filter(({ name }) => names.has(name)).map(({ id }) => id);
  };

  const processPlace = () => ({
    folder: join(folder, 'here'),
    agent: AGENT,
    most: MOST,
    driver: 'process' as const,
  });
  const netnsPlace = () => ({
    ...{ folder: join(folder, 'lab'), agent: AGENT, most: MOST, driver: 'netns' as const },
    ...{ bridge: bridge.name, cidr: bridge.cidr },
  });

  function common(place: () => { folder: string; driver: string }): Omit<Proving, 'provisioner'> {
    return {
      ...{ most: MOST, order, enrolled, bootMs: 20_000 },
      kill: async ({ hostId }: Machine) => {
        const pids = await condition('its agent', () => {
          const running = processesOf(hostId, 'cmdline').filter(({ words }) => words.includes('--state'));
          return running.length > 0 && running;
        });
        for (const { pid } of pids) process.kill(pid, 'SIGKILL');
      },
      cutOff: (cut: HostOrder, afterMs: number) => createdAndCutOff(place(), cut, afterMs),
      traces: (hostId: string) => {
        const files = [place().folder, join(place().folder, 'addresses')].flatMap((one) =>
          existsSync(one)
            ? readdirSync(one).flatMap((name) => {
                const isIts =
                  name.includes(hostId) || (name.includes('.') && textOf(join(one, name)) === hostId);
                return isIts ? [name] : [];
              })
            : [],
        );
        const namespaces = ip('netns', 'list').split('\n');
        return Promise.resolve([
          ...files,
          ...namespaces.filter((one) => one.startsWith(hostName(hostId))),
          ...processesOf(hostId, 'cmdline').map(({ words }) => words.join(' ')),
          ...processesOf(hostId, 'environ').map(() => 'a process of it'),
        ]);
      },
    };
  }

  describeProvisioner('process', () => ({
    ...common(processPlace),
    provisioner: () => new ProcessProvisioner(processPlace(), new SystemClock()),
  }));
  describeProvisioner('netns', () => ({
    ...common(netnsPlace),
    provisioner: () => new NetnsProvisioner(netnsPlace(), new SystemClock()),
  }));

  it('leaves nothing of one who was killed while it prepared a host', async () => {
    const driver = new ProcessProvisioner(processPlace(), new SystemClock());
    const [cut, other] = [await order(randomUUID()), await order(randomUUID())];
    const left = ({ hostId }: HostOrder): string => join(processPlace().folder, `.new-${hostId}-1`);
    for (const one of [cut, other]) {
      mkdirSync(left(one), { recursive: true });
      writeFileSync(join(left(one), 'host.json'), '{');
    }
    // Somebody else makes it meanwhile, or nobody does: what is to be destroyed leaves nothing.
    const made = (await driver.create(cut)) as Machine;
    await driver.destroy(made);
    expect([existsSync(left(cut)), existsSync(left(other))]).toEqual([false, true]);
    await driver.destroy({ hostId: other.hostId });
    expect(existsSync(left(other))).toBe(false);
  });

  it('removes a host whole, although the keeper of its tools stands still', async () => {
    const driver = new ProcessProvisioner(processPlace(), new HastyClock());
    const one = await order(randomUUID());
    await driver.create(one);
    const [agentId] = await condition('enrolled', async () => {
      const ids = await enrolled([one]);
      return ids.length === 1 && ids;
    });
    const [keeper] = await condition('its keeper', () => {
      const found = processesOf(`SCANFLEET_AGENT=${agentId}`, 'environ');
      return found.length > 0 && found;
    });
    process.kill(keeper!.pid, 'SIGSTOP');
    expect(await driver.destroy({ hostId: one.hostId })).toBeUndefined();
    expect(processesOf(`SCANFLEET_AGENT=${agentId}`, 'environ')).toEqual([]);
  });

  it('keeps the hardware address of a bridge, so that hosts reach the control plane whichever come and go', async () => {
    const own = `sfbo${process.pid}`;
    const cidr = `${bridge.gateway.replace(/\d+$/, '128')}/26`;
    const place = { ...netnsPlace(), folder: join(folder, 'own'), bridge: own, cidr };
    const driver = new NetnsProvisioner(place, new SystemClock());
    const address = () => textOf(`/sys/class/net/${own}/address`);
    const made = machineOf(await driver.create(await order(randomUUID())));
    const before = address();
    // A bridge without one of its own takes the least of its ports'.
    ip('link', 'add', `${own}-l`, 'address', '02:00:00:00:00:01', 'type', 'veth', 'peer', 'name', `${own}-p`);
    try {
      ip('link', 'set', `${own}-l`, 'master', own, 'up');
      expect([before, address()]).toEqual([
        expect.stringMatching(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}\n$/),
        before,
      ]);
      await driver.destroy(made);
      expect(address()).toBe(before);
    } finally {
      ip('link', 'delete', `${own}-l`);
      ip('link', 'delete', own);
    }
  });

  it('gives a network’s addresses to as many hosts as there are, and then says so', async () => {
    const place = { ...netnsPlace(), folder: join(folder, 'small'), most: 100, cidr: `${bridge.gateway}/29` };
    const driver = new NetnsProvisioner(place, new SystemClock());
    const fleetId = randomUUID();
    mkdirSync(join(place.folder, 'addresses'), { recursive: true });
    const last = Number(bridge.gateway.split('.').at(-1));
    for (let at = 1; at <= 4; at++)
      writeFileSync(
        join(place.folder, 'addresses', bridge.gateway.replace(/\d+$/, String(last + at))),
        'other',
      );
    const made = await driver.create(await order(fleetId));
    expect(made).toMatchObject({ addresses: [bridge.gateway.replace(/\d+$/, '6')] });
    expect(await driver.create(await order(fleetId))).toMatchObject({ kind: 'quota' });
    await driver.destroy(made as Machine);
    expect(await driver.create(await order(fleetId))).toMatchObject({ power: 'running' });
    for (const machine of await driver.list(fleetId)) await driver.destroy(machine);
  }, 60_000);

  it('a machine that people bring enrols by the command that they are given', async () => {
    const { rest, first } = controlPlane;
    const made = await rest.post<{ command: string; cloudInit: string }>(
      `/pools/${first.poolId}/join-tokens`,
    );
    const place = join(testSettings().folder, 'brought');
    mkdirSync(place);
    const program = join(place, 'scanfleet-agent');
    writeFileSync(
      program,
      `#!/bin/sh\nexec ${process.execPath} ${AGENT} --state ${place}/state --name brought "$@"\n`,
      {
        mode: 0o755,
      },
    );
    // Its /etc is its own: the command writes there.
    const own =
      'mount -t tmpfs t /mnt && mkdir /mnt/u /mnt/w && mount -t overlay o -o lowerdir=/etc,upperdir=/mnt/u,workdir=/mnt/w /etc';
    const child = spawn('unshare', ['-m', 'sh', '-c', `${own} && ${made.body.command}`], {
      env: environmentWith({ PATH: `${place}:${dirname(process.execPath)}:/usr/sbin:/usr/bin:/sbin:/bin` }),
      stdio: 'ignore',
      detached: true,
    });
    try {
      await condition('enrolled', async () => {
        const agents = await rest.all<{ name: string; status: string }>('/agents');
        return agents.some(({ name, status }) => name === 'brought' && status === 'online');
      });
    } finally {
      process.kill(-child.pid!, 'SIGTERM');
      await once(child, 'exit');
    }
    const [head, ...rest_] = made.body.cloudInit.split('\n');
    expect(head).toBe('#cloud-config');
    expect(JSON.parse(rest_.join('\n'))).toMatchObject({
      write_files: [
        { path: '/etc/scanfleet/ca.pem' },
        { path: '/etc/scanfleet/agent.env', permissions: '0600' },
      ],
    });
    expect(existsSync('/etc/scanfleet')).toBe(false);
  }, 30_000);
});

function processesOf(hostId: string, file: 'cmdline' | 'environ'): { pid: number; words: string[] }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    const words = textOf(`/proc/${name}/${file}`).split('\0');
    return words.some((word) => word.includes(hostId)) ? [{ pid: Number(name), words }] : [];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
