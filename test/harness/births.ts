import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bell } from './bell';
import type { Bridge } from './bridge';
import { condition } from './condition';
import { startControlPlane, type ControlPlane } from './control-plane';
import type { Ledger } from './ledger';
import { QUICK } from './quick';
import { findingsOf, ports, processed, startScan } from './scans';

const AGENT = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');
const KILL_AT = resolve(__dirname, 'kill-at.js');

/** Points of a scanner host's birth and death at which the control plane may die. */
export const POINTS = [
  ...[
    'before creating',
    'after creating',
    'before create',
    'after create',
    'before booting',
    'after booting',
  ],
  ...['before enrolled', 'after enrolled', 'before ready', 'after ready', 'before busy', 'after busy'],
  ...['before draining', 'after draining', 'before terminating', 'after terminating', 'before destroy'],
  ...['after destroy', 'before gone', 'after gone'],
] as const;

export interface HostView {
  id: string;
  name: string;
  state: string;
  agentId: string | null;
  failure: string;
}

export interface Step {
  from: string | null;
  to: string;
  cause: string;
}

/** A control plane that makes scanner hosts on a bridge, and as processes. */
export interface Lab {
  controlPlane: ControlPlane;
  /** Where the hosts of the bridge are kept. */
  folder: string;
  /** Another pool on demand, whose network is the bridge; the settings on top. */
  pool(settings?: object): Promise<{ poolId: string; networkId: string }>;
  hosts(poolId: string): Promise<HostView[]>;
  /** Machines that there are now, whatever the ledger says. */
  machines(): string[];
}

let names = 0;

export async function startLab(
  { bridge, ledger, bell }: { bridge: Bridge; ledger: Ledger; bell: Bell },
  settings: Readonly<Record<string, string>> = {},
): Promise<Lab> {
  const folder = mkdtempSync(join(bell.folder, 'hosts-'));
  const file = join(folder, 'provisioners.json');
  const { name, cidr } = bridge;
  const lab = { driver: 'netns', folder: join(folder, 'lab'), agent: AGENT, bridge: name, cidr };
  const here = { driver: 'process', folder: join(folder, 'here'), agent: AGENT, most: 2 };
  writeFileSync(file, JSON.stringify({ provisioners: { lab, here } }));
  const all = { ...QUICK, SCANFLEET_PROVISIONERS_FILE: file, ...settings };
  const controlPlane = await startControlPlane({ ledger, bell }, all);
  return {
    controlPlane,
    folder: lab.folder,
    async pool(more = {}) {
      const { rest } = controlPlane;
      const made = await rest.post<{ id: string }>('/pools', { name: `${name} ${(names += 1)}` });
      const body = {
        provisioner: 'lab',
        onDemand: true,
        min: 0,
        max: 2,
        idleSeconds: 1,
        slotsPerHost: 2,
        ...more,
      };
      const set = await rest.put(`/pools/${made.body.id}/provisioning`, body);
      const network = await rest.post<{ id: string }>('/networks', {
        ...{ name: `${name} ${names}`, cidrs: [cidr], poolId: made.body.id },
      });
      if (set.status !== 200 || network.status !== 201)
        throw new Error(JSON.stringify([set.status, set.body, network.status, network.body]));
      return { poolId: made.body.id, networkId: network.body.id };
    },
    hosts: (poolId) => controlPlane.rest.all<HostView>(`/hosts?poolId=${poolId}`),
    machines: () => [
      ...(existsSync(lab.folder)
        ? readdirSync(lab.folder).filter((one) => /^\.?[0-9a-f]{8}-/.test(one))
        : []),
      // Other specs have hosts too: on this bridge are only these.
      ...execFileSync('ip', ['-brief', 'link', 'show', 'master', name], { encoding: 'utf8' })
        .split('\n')
        .filter((one) => /^sf[0-9a-f]{12}@/.test(one)),
    ],
  };
}

/**
 * A scan that needs a scanner host, by a control plane that dies at `point`: started again it brings the scan to its end; one
 * host, or one more, has been made, each once; and nothing is left.
 */
export async function diesAt(
  point: string,
  { bridge, ledger, bell }: { bridge: Bridge; ledger: Ledger; bell: Bell },
): Promise<void> {
  const killed = join(bell.folder, `killed-${point.replace(' ', '-')}`);
  const lab = await startLab(
    { bridge, ledger, bell },
    { NODE_OPTIONS: `--require ${KILL_AT}`, SCANFLEET_KILL_AT: point, SCANFLEET_KILLED: killed },
  );
  const { controlPlane } = lab;
  try {
    const { poolId, networkId } = await lab.pool();
    // Slow enough that a round sees its host at work.
    const slow = point.endsWith('busy')
      ? { ports: ports(8080, [1, 900]), maxRate: 300 }
      : { ports: ports(8080) };
    const { id } = await startScan(controlPlane, [bridge.target], slow, networkId);
    await condition(`it dies ${point}`, () => controlPlane.process().how, { timeoutMs: 30_000 });
    expect([point, existsSync(killed), controlPlane.process().how]).toEqual([point, true, 'signal SIGKILL']);
    await controlPlane.restart();
    expect((await processed(controlPlane, id)).state).toBe('Finished');
    expect((await findingsOf(controlPlane, id)).filter(({ port }) => port === 8080)).toHaveLength(1);
    const hosts = await condition(
      'all hosts are at their end',
      async () => {
        const all = await lab.hosts(poolId);
        return all.length > 0 && all.every(({ state }) => state === 'gone' || state === 'failed') && all;
      },
      { timeoutMs: 40_000, everyMs: 100 },
    );
    // One that was made beside it, because nobody knew of the first, would be one too many.
    expect([point, hosts.map(({ state }) => state)]).toEqual([point, ['gone']]);
    expect([point, lab.machines()]).toEqual([point, []]);
    const agents = await controlPlane.rest.all<{ name: string }>(`/agents?poolId=${poolId}`);
    expect([point, agents.map(({ name }) => name)]).toEqual([point, [hosts[0]!.name]]);
  } finally {
    await controlPlane.stop();
    rmSync(killed, { force: true });
  }
}
