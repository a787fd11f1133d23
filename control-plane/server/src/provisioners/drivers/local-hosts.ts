import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../platform';
import { CONSOLE_BYTES, Trouble, type HostOrder, type Machine } from '../provisioner';
import { launch } from './command';

/** What is kept of a host beside its agent's state. */
export interface Kept {
  readonly fleetId: string;
  readonly hostId: string;
  readonly poolId: string;
  /** Its own address; empty: it shares the machine's. */
  readonly address: string;
}

export interface LocalPlace {
  /** Holds a folder for each host. */
  readonly folder: string;
  /** The agent's program. */
  readonly agent: string;
  /** Hosts at once; more are a matter of quota. */
  readonly most: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TERM_MS = 5_000;
/** The keeper ends what an agent left behind in ten seconds. */
const ALL_GONE_MS = 20_000;
const LOOK_MS = 50;
/** Marks every process of a host: its agent hands it on to its keeper and its tools (agent/src/config.ts). */
const MARK = 'SCANFLEET_HOST';

/**
 * Hosts that are processes of this machine: a folder each, made in one piece by a rename, and an agent that runs under a lock in
 * it, so that the kernel keeps a second one from beginning. Nothing is known by heart: who asks looks into folders and /proc.
 */
export class LocalHosts {
  constructor(
    private readonly place: LocalPlace,
    private readonly clock: Clock,
  ) {}

  folderOf(hostId: string): string {
    if (!UUID.test(hostId)) throw new Error('a host is named by its id');
    return join(this.place.folder, hostId);
  }

  /** The host's folder, made unless it is there; a trouble when there is no room for one more. */
  async prepare(order: HostOrder, address: string): Promise<Kept | Trouble> {
    const folder = this.folderOf(order.hostId);
    const there = await this.kept(order.hostId);
    if (there) return there;
    const others = this.folders();
    if (others.length >= this.place.most)
      return Trouble.quota(`there is room for ${this.place.most} hosts here`);
    const made = join(this.place.folder, `${unfinished(order.hostId)}${process.pid}`);
    const kept: Kept = { fleetId: order.fleetId, hostId: order.hostId, poolId: order.poolId, address };
    await rm(made, { recursive: true, force: true });
    try {
      await mkdir(made, { recursive: true, mode: 0o700 });
      await writeFile(join(made, 'host.json'), JSON.stringify(kept), { mode: 0o600 });
      await writeFile(join(made, 'ca.pem'), order.agent.authority, { mode: 0o600 });
      await rename(made, folder);
    } catch (error) {
      await rm(made, { recursive: true, force: true });
      const faster = await this.kept(order.hostId);
      if (!faster) throw error;
      return faster;
    }
    return kept;
  }

  /**
   * Starts the host's agent, `within` a command such as one that enters a network namespace. Starting it twice starts one:
   * flock(1) has the second end at once.
   */
  async start(order: HostOrder, within: readonly string[] = []): Promise<Trouble | undefined> {
    const folder = this.folderOf(order.hostId);
    const { agent } = order;
    const command = [
      ...within,
      ...['flock', '--nonblock', '--no-fork', join(folder, 'lock')],
      ...[process.execPath, this.place.agent, '--control-plane', agent.controlPlane],
      ...['--ca', join(folder, 'ca.pem'), '--state', stateOf(folder)],
      ...['--name', agent.name, '--slots', String(agent.slots)],
    ] as [string, ...string[]];
    // An argument could be read by everyone here.
    const environment = { SCANFLEET_AGENT_JOIN: agent.joinToken, [MARK]: order.hostId };
    const failed = await launch(command, { log: join(folder, 'console.log'), environment });
    return failed === undefined ? undefined : Trouble.fatal(failed);
  }

  async find(fleetId: string, hostId: string): Promise<{ kept: Kept; machine: Machine } | undefined> {
    const kept = await this.kept(hostId);
    return kept?.fleetId === fleetId ? { kept, machine: this.machine(kept) } : undefined;
  }

  async list(fleetId: string): Promise<Machine[]> {
    const all = await Promise.all(this.folders().map((hostId) => this.kept(hostId)));
    return all.flatMap((kept) => (kept?.fleetId === fleetId ? [this.machine(kept)] : []));
  }

  /** Ends everything that the host started, then `release`s what else it has, then forgets it. */
  async remove(hostId: string, release: () => Promise<void> = async () => {}): Promise<void | Trouble> {
    const folder = this.folderOf(hostId);
    await this.forgetUnfinished(hostId);
    if (!(await this.kept(hostId))) return;
    for (const pid of agentsOf(folder)) signal(pid, 'SIGTERM');
    await this.until(TERM_MS, () => agentsOf(folder).length === 0);
    for (const pid of agentsOf(folder)) signal(pid, 'SIGKILL');
    if (!(await this.until(ALL_GONE_MS, () => marked(hostId).length === 0))) {
      for (const pid of marked(hostId)) signal(pid, 'SIGKILL');
      if (!(await this.until(TERM_MS, () => marked(hostId).length === 0)))
        return Trouble.retryable('its processes do not end');
    }
    await release();
    // Without its record it is none any more, whatever of the folder is still there.
    await rm(join(folder, 'host.json'), { force: true });
    await rm(folder, { recursive: true, force: true });
  }

  /** What whoever was killed while it prepared the host has left. */
  private async forgetUnfinished(hostId: string): Promise<void> {
    for (const name of this.names().filter((one) => one.startsWith(unfinished(hostId))))
      await rm(join(this.place.folder, name), { recursive: true, force: true });
  }

  async console(hostId: string): Promise<string | undefined> {
    const text = await readFile(join(this.folderOf(hostId), 'console.log'), 'utf8').catch(() => undefined);
    return text?.slice(-CONSOLE_BYTES);
  }

  /** Everything that is kept here, whosever it is. */
  async all(): Promise<Kept[]> {
    const all = await Promise.all(this.folders().map((hostId) => this.kept(hostId)));
    return all.filter((kept) => kept !== undefined);
  }

  private machine(kept: Kept): Machine {
    const isRunning = agentsOf(this.folderOf(kept.hostId)).length > 0;
    return {
      id: kept.hostId,
      hostId: kept.hostId,
      power: isRunning ? 'running' : 'stopped',
      phase: isRunning ? 'its agent runs' : 'its agent has ended',
      addresses: kept.address === '' ? [] : [kept.address],
    };
  }

  private async kept(hostId: string): Promise<Kept | undefined> {
    try {
      return JSON.parse(await readFile(join(this.folderOf(hostId), 'host.json'), 'utf8')) as Kept;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private folders(): string[] {
    return this.names().filter((name) => UUID.test(name));
  }

  private names(): string[] {
    try {
      return readdirSync(this.place.folder);
    } catch {
      return [];
    }
  }

  private async until(limitMs: number, holds: () => boolean): Promise<boolean> {
    const begun = this.clock.monotonicMs();
    while (!holds()) {
      if (this.clock.monotonicMs() - begun > limitMs) return false;
      await new Promise<void>((resume) => this.clock.after(LOOK_MS, resume));
    }
    return true;
  }
}

/** How the folders of hosts that are being prepared begin; each process has its own. */
const unfinished = (hostId: string): string => `.new-${hostId}-`;

const stateOf = (folder: string): string => join(folder, 'state');

/** Processes that hold the folder as their state: the agent, or what is about to become it. */
const agentsOf = (folder: string): number[] =>
  processes('cmdline', (words) =>
    words.some((word, at) => word === stateOf(folder) && words[at - 1] === '--state'),
  );

const marked = (hostId: string): number[] =>
  processes('environ', (words) => words.includes(`${MARK}=${hostId}`));

function processes(file: 'cmdline' | 'environ', holds: (words: readonly string[]) => boolean): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return holds(readFileSync(`/proc/${name}/${file}`, 'utf8').split('\0')) ? [Number(name)] : [];
    } catch {
      // Ended meanwhile, or not ours.
      return [];
    }
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Ended meanwhile.
  }
}
