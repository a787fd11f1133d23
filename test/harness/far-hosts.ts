import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type FarHost, type FarHostWanted, startFarHost } from '../../agent/src/engines/ssh/far-host.fixture';

/** Hosts of the spec's own: each has a network namespace with one address, and mounts of its own. */
export interface FarHosts {
  /** Holds all their addresses. */
  cidr: string;
  hosts: readonly FarHost[];
  stop(): Promise<void>;
}

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

/** One for each of `wanted`, at port 22 of an address of its own. Needs root. */
export async function startFarHosts(wanted: readonly FarHostWanted[]): Promise<FarHosts> {
  removeLeftovers();
  const octet = process.pid % 250;
  const hosts: FarHost[] = [];
  const names: string[] = [];
  try {
    for (const [at, one] of wanted.entries()) {
      const namespace = `sffar${process.pid}n${at}`;
      const [here, there] = [`10.78.${octet}.${at * 4 + 1}`, `10.78.${octet}.${at * 4 + 2}`];
      names.push(namespace);
      ip('netns', 'add', namespace);
      const device = `sff${process.pid % 100_000}n${at}`;
      ip('link', 'add', device, 'type', 'veth', 'peer', 'name', 'far', 'netns', namespace);
      ip('address', 'add', `${here}/30`, 'dev', device);
      ip('link', 'set', device, 'up');
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
      ip('-n', namespace, 'address', 'add', `${there}/30`, 'dev', 'far');
      ip('-n', namespace, 'link', 'set', 'far', 'up');
      hosts.push(await startFarHost({ port: 22, ...one, address: there, namespace }));
    }
  } catch (error) {
    names.forEach(removeNamespace);
    throw error;
  }
  return {
    cidr: `10.78.${octet}.0/24`,
    hosts,
    stop: async () => {
      await Promise.all(hosts.map((host) => host.stop()));
      names.forEach(removeNamespace);
    },
  };
}

/** The veth goes with its namespace. */
function removeNamespace(name: string): void {
  try {
    ip('netns', 'delete', name);
  } catch {
    // It was never made, or is gone.
  }
}

/** What a killed run left. */
function removeLeftovers(): void {
  for (const [name, pid] of ip('netns', 'list').matchAll(/^sffar(\d+)n\d+/gm)) {
    try {
      process.kill(Number(pid), 0);
    } catch {
      removeNamespace(name);
    }
  }
}

/** Processes of this machine, in whatever namespace, whose command line or environment holds the words. */
export function processesWith(words: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`).includes(words));
    } catch {
      return false;
    }
  });
}
