import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../harness/network';
import { Rest } from '../harness/rest';
import { environmentWith } from '../harness/settings';
import type { Chance } from './chance';
import { FleetAgent } from './fleet-agent';
import type { Machine } from './machine';
import { Nats } from './nats';
import { Proxy } from './proxy';
import { Replica } from './replica';

/** How large a system is, and how fast it notices things. */
export interface Scale {
  readonly replicas: number;
  readonly agents: number;
  readonly slots: number;
  /** Environment of the replicas (docs/operations/configuration.md). */
  readonly settings: Readonly<Record<string, string>>;
}

/** Quick to notice a lost agent: its tools are gone after 2 s + 1 s, it is lost after 4 s. */
export const QUICK: Readonly<Record<string, string>> = {
  SCANFLEET_HEARTBEAT_SECONDS: '0.5',
  SCANFLEET_RENEW_SECONDS: '0.5',
  SCANFLEET_LEASE_SECONDS: '2',
  SCANFLEET_STOP_AFTER_SECONDS: '2',
  SCANFLEET_KILL_GRACE_SECONDS: '1',
  SCANFLEET_LOST_AFTER_SECONDS: '4',
  SCANFLEET_BELL_SECONDS: '3',
  SCANFLEET_SWEEP_SECONDS: '5',
  SCANFLEET_QUOTA_CONCURRENT_SCANS: '1000000',
  SCANFLEET_QUOTA_ADDRESSES_A_DAY: '4294967295',
  SCANFLEET_QUOTA_REQUESTS_A_MINUTE: '4294967295',
};

export const SCALE: Scale = { replicas: 2, agents: 5, slots: 2, settings: QUICK };

interface First {
  readonly tenantId: string;
  readonly networkId: string;
  readonly poolId: string;
  readonly adminTokenFile: string;
}

/** The whole system as processes of its own, with a proxy before each of its two doors. */
export class System {
  readonly agents: FleetAgent[] = [];

  private constructor(
    readonly machine: Machine,
    readonly nats: Nats,
    readonly replicas: readonly Replica[],
    /** Before the doors of the agents. */
    readonly fleetDoor: Proxy,
    /** Before the doors of people. */
    readonly peopleDoor: Proxy,
    readonly first: First,
    /** Through the proxy. */
    readonly rest: Rest,
  ) {}

  /** Starts everything, and `scale.agents` agents that run `nmap`, and waits until all of them are known. */
  static async start(machine: Machine, scale: Scale, nmap: string, chance: Chance): Promise<System> {
    const keys = join(machine.folder, 'keys');
    await command(machine, ['init', keys], {});
    const nats = await Nats.start(machine.folder, keys);
    const env = {
      SCANFLEET_DATABASE_URL: machine.databaseUrl,
      SCANFLEET_KEYS: keys,
      SCANFLEET_NATS_SERVERS: nats.server,
      ...scale.settings,
    };
    await command(machine, ['migrate'], env);
    const first = JSON.parse(await command(machine, ['bootstrap'], env)) as First;
    const ports = await freePorts(2 * scale.replicas);
    const replicas = Array.from(
      { length: scale.replicas },
      (_, index) =>
        new Replica(machine, `replica-${index + 1}`, ports[2 * index]!, ports[2 * index + 1]!, env),
    );
    await Promise.all(replicas.map((replica) => replica.start()));
    const fleetDoor = new Proxy(
      replicas.map((replica) => replica.fleet),
      chance.of('fleet door'),
    );
    const peopleDoor = new Proxy(
      replicas.map((replica) => replica.http),
      chance.of('people door'),
    );
    const [fleetPort, peoplePort] = await Promise.all([fleetDoor.listen(), peopleDoor.listen()]);
    const rest = new Rest(
      `http://127.0.0.1:${peoplePort}`,
      readFileSync(first.adminTokenFile, 'utf8').trim(),
    );
    const system = new System(machine, nats, replicas, fleetDoor, peopleDoor, first, rest);
    const args = ['--control-plane', `https://127.0.0.1:${fleetPort}`, '--ca', join(keys, 'ca.pem')];
    args.push('--slots', String(scale.slots), '--nmap', nmap);
    try {
      for (let index = 1; index <= scale.agents; index += 1) {
        const agent = new FleetAgent(machine, `agent-${index}`, args);
        system.agents.push(agent);
        await agent.join(rest, first.poolId);
      }
    } catch (error) {
      await system.stop();
      throw error;
    }
    return system;
  }

  /** To be called from time to time: what has ended by itself is started again. */
  supervise(): void {
    for (const one of [...this.replicas, ...this.agents]) one.supervise();
  }

  get crashes(): readonly string[] {
    return [...this.replicas, ...this.agents].flatMap((one) => one.crashes);
  }

  /** Ends everything in order, agents first. */
  async stop(): Promise<void> {
    await Promise.all(this.agents.map((agent) => agent.stop()));
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await Promise.all([this.nats.stop(), this.fleetDoor.stop(), this.peopleDoor.stop()]);
    for (const agent of this.agents) agent.unmount();
  }
}

async function command(
  { server }: Machine,
  args: string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [server, ...args], {
    env: environmentWith(env),
  });
  return stdout;
}
