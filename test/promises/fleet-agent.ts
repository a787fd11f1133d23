import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Running } from '../harness/running';
import type { Rest } from '../harness/rest';
import type { Machine } from './machine';

/** Room for identity, spool and keeper; small, so that it can be filled at once. */
const DISK_MIB = 16;
const FILLER = 'filler';

/** One agent, which keeps its identity and its spool from one life to the next. */
export class FleetAgent {
  /** How it ended by itself, each time. */
  readonly crashes: string[] = [];
  private running: Running | null = null;
  private wanted = false;

  /** Its state folder; a file system of its own when the run may mount one. */
  readonly state: string;
  private readonly args: readonly string[];
  private readonly mounted: boolean;

  /** Makes its disk. */
  constructor(
    private readonly machine: Machine,
    readonly name: string,
    args: readonly string[],
  ) {
    this.state = join(machine.folder, 'disks', name);
    mkdirSync(this.state, { recursive: true });
    this.mounted = machine.root && mount(this.state);
    this.args = [...args, '--name', name, '--state', this.state];
  }

  /** Starts it with a join token and waits until the control plane knows it. */
  async join(rest: Rest, poolId: string): Promise<void> {
    const token = await rest.post<{ token: string }>(`/pools/${poolId}/join-tokens`);
    if (token.status >= 300) throw new Error(`no join token: ${token.status} ${JSON.stringify(token.body)}`);
    const before = (await rest.all('/agents')).length;
    this.start(['--join', token.body.token]);
    await this.running?.until('listed', async () => (await rest.all('/agents')).length > before);
  }

  get isUp(): boolean {
    return this.running !== null && this.running.how === undefined;
  }

  /** Null while it is down. */
  get pid(): number | null {
    return this.running && this.isUp ? this.running.pid : null;
  }

  get canBeFilled(): boolean {
    return this.mounted;
  }

  start(more: readonly string[] = []): void {
    if (this.isUp) return;
    this.wanted = true;
    this.running = new Running({
      name: this.name,
      file: process.execPath,
      args: [this.machine.agent, ...this.args, ...more],
      folder: this.machine.folder,
    });
  }

  /** What a supervisor does: starts it again when it has ended by itself. */
  supervise(): void {
    if (!this.wanted || this.isUp) return;
    this.crashes.push(this.running?.epitaph() ?? this.name);
    this.start();
  }

  async kill(): Promise<void> {
    this.wanted = false;
    this.running?.kill('SIGKILL');
    await this.running?.ended;
  }

  /** Asks it to go; it drains first. */
  async leave(): Promise<void> {
    this.wanted = false;
    this.running?.kill('SIGTERM');
    await this.running?.ended;
  }

  /** Stops the agent alone: its keeper and its tools go on. */
  freeze(): void {
    this.running?.kill('SIGSTOP');
  }

  thaw(): void {
    this.running?.kill('SIGCONT');
  }

  /** Takes all that is left of its disk. */
  fillDisk(): void {
    const file = openSync(join(this.state, FILLER), 'w');
    try {
      for (const piece = Buffer.alloc(64 * 1024, 1); ;) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  freeDisk(): void {
    rmSync(join(this.state, FILLER), { force: true });
  }

  async stop(): Promise<void> {
    this.wanted = false;
    await this.running?.stop(30_000);
  }

  /** Only when it has ended. */
  unmount(): void {
    if (this.mounted) spawnSync('umount', ['-l', this.state]);
  }

  /** Everything it has said in all its lives. */
  log(): string {
    const file = join(this.machine.folder, `${this.name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}

function mount(folder: string): boolean {
  const options = ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=0700`, 'scanfleet-agent', folder];
  return spawnSync('mount', options).status === 0;
}
