import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { condition } from '../condition';
import { environmentWith } from '../settings';
import type { Admin } from './admin';

const AGENT = resolve(__dirname, '../../../agent/dist/scanfleet-agent.js');

/**
 * Nova's fake driver boots nothing. This boots what Nova would have handed a machine: for each active server the agent, as the server's user
 * data have it, as a process of this machine; a server that is stopped or gone has none, and an agent that ended stops its server.
 */
export class Boots {
  private readonly agents = new Map<string, ChildProcess>();
  private readonly done = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly admin: Admin,
    private readonly folder: string,
  ) {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.done.abort();
    await this.running;
    for (const id of [...this.agents.keys()]) this.end(id);
  }

  private async follow(): Promise<void> {
    const look = async (): Promise<boolean> => {
      if (this.done.signal.aborted) return true;
      const servers = await this.admin.servers();
      const active = new Map(servers.filter(({ status }) => status === 'ACTIVE').map((one) => [one.id, one]));
      for (const id of [...this.agents.keys()]) if (!active.has(id)) this.end(id);
      for (const [id, { userData }] of active) if (!this.agents.has(id)) this.boot(id, userData);
      return false;
    };
    await condition('it is over', look, { timeoutMs: Infinity, everyMs: 250 });
  }

  private boot(id: string, userData: string): void {
    const { write_files: files } = JSON.parse(userData.replace(/^#cloud-config\n/, '')) as {
      write_files: { path: string; content: string }[];
    };
    const [authority, environment] = files.map(({ content }) => content);
    const folder = join(this.folder, id);
    mkdirSync(folder, { recursive: true });
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, authority!);
    const variables = environment!.split('\n').filter(Boolean);
    const env = Object.fromEntries(
      variables.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)!.slice(1)) as [string, string][],
    );
    const args = [AGENT, '--state', join(folder, 'state'), '--ca', ca];
    const tied = ['--pdeathsig', 'KILL', '--', process.execPath, ...args];
    const child = spawn('setpriv', tied, { env: environmentWith(env), stdio: 'ignore' });
    this.agents.set(id, child);
    child.once('exit', () => {
      if (this.agents.get(id) === child) this.admin.stopServer(id).catch(() => undefined);
    });
  }

  private end(id: string): void {
    const child = this.agents.get(id);
    this.agents.delete(id);
    child?.kill('SIGKILL');
  }
}
