import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolCommand } from '../engines/tool';
import type { KeeperPowers } from './keeper';
import { type KeeperProcess, type KeeperProgram, startKeeper } from './keeper-process';
import { endLeftovers } from './leftovers';
import { RemoteTool } from './remote-tool';
import { RunGuard } from './run-guard';

export interface KeeperOptions {
  /** Private directory for the socket and the tools' working directories; made if missing, mode 0700. */
  dir: string;
  /**
   * Marker in the environment of everything this agent starts. It must be unique on the machine and the
   * same in every life of the agent, such as its id: whatever carries it at the start is ended.
   */
  agent: string;
  /** The provisioned host that the agent is, for the mark of everything that it starts; left out or null: none. */
  host?: string | null;
  program: KeeperProgram;
  /** Milliseconds between TERM and KILL; 10,000 unless told. */
  killGraceMs?: number;
  /** Told what an operator should know; by default nobody is. */
  onNotice?: (notice: KeeperNotice) => void;
}

export type KeeperNotice =
  /** Processes of an earlier life were found and ended. */
  | { kind: 'leftovers ended'; processes: number }
  /** This machine gives the keeper less than all its powers; tools run guarded all the same. */
  | { kind: 'fewer powers'; missing: string[] }
  /** The keeper died; `tools` were ended with it. The next launch starts another. */
  | { kind: 'keeper lost'; how: string; tools: number };

const DEFAULT_GRACE_MS = 10_000;
/** Of sockaddr_un's 108 bytes one is the closing NUL (unix(7)). */
const MAX_SOCKET_PATH_BYTES = 107;

/**
 * The agent's side of its keeper: starts the process, starts another when it dies, and launches tools
 * under it. One per agent.
 */
export class KeeperClient {
  private readonly tools = new Set<RemoteTool>();
  private keeper: Promise<KeeperProcess> | null = null;
  private recovery: Promise<void> = Promise.resolve();
  private lastPowers: KeeperPowers | null = null;
  private lastPid = 0;
  private closed = false;

  private constructor(
    private readonly options: KeeperOptions,
    private readonly socketPath: string,
    private readonly madeDir: string | null,
  ) {}

  /**
   * Ends what an earlier life left behind, then starts the keeper. Rejects when the keeper cannot run.
   */
  static async start(options: KeeperOptions): Promise<KeeperClient> {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    chmodSync(options.dir, 0o700);
    const inDir = join(options.dir, 'keeper.sock');
    const fits = Buffer.byteLength(inDir) <= MAX_SOCKET_PATH_BYTES;
    const madeDir = fits ? null : mkdtempSync(join(tmpdir(), 'scanfleet-'));
    const client = new KeeperClient(
      options,
      madeDir === null ? inDir : join(madeDir, 'keeper.sock'),
      madeDir,
    );
    const processes = await endLeftovers(options.agent, client.killGraceMs);
    if (processes > 0) options.onNotice?.({ kind: 'leftovers ended', processes });
    await client.running();
    return client;
  }

  /** What the running keeper can do on this machine. */
  get powers(): KeeperPowers {
    return this.lastPowers ?? { parentDeathSignal: false, cgroups: false };
  }

  /** Process id of the keeper last started. */
  get keeperPid(): number {
    return this.lastPid;
  }

  get killGraceMs(): number {
    return this.options.killGraceMs ?? DEFAULT_GRACE_MS;
  }

  /**
   * A guard for the tools of one run, under one deadline.
   * @param run id of the run, put into the tools' environment
   * @param deadline boot-time milliseconds (`Clock.bootTimeMs`)
   */
  guard(run: string, deadline: number): RunGuard {
    return new RunGuard(run, deadline, (command, guard) => this.launch(command, guard));
  }

  /** Ends all tools and the keeper; resolves when every process is gone. Idempotent. */
  async close(): Promise<void> {
    this.closed = true;
    const keeper = await this.keeper?.catch(() => null);
    keeper?.close();
    await keeper?.gone;
    await this.recovery;
    rmSync(this.socketPath, { force: true });
    if (this.madeDir !== null) rmSync(this.madeDir, { recursive: true, force: true });
  }

  private launch(command: ToolCommand, guard: RunGuard): RemoteTool {
    const tool = new RemoteTool();
    this.tools.add(tool);
    void tool.exit.then(() => this.tools.delete(tool));
    this.connection().then(
      ({ socket, keeper }) => {
        const { file, args, stdin, far = null } = command;
        const { run, deadline } = guard;
        const spec = { file, args, stdin, far, run, deadline, killGraceMs: this.killGraceMs };
        // A keeper that drops a tool is no longer to be trusted with the others.
        tool.begin(socket, spec, () => this.closed || keeper.kill());
      },
      (error: Error) => tool.fail(error.message, 'agent gone'),
    );
    return tool;
  }

  private async connection(): Promise<{ socket: Socket; keeper: KeeperProcess }> {
    if (this.closed) throw new Error('the keeper is closed');
    const keeper = await this.running();
    return new Promise((resolve, reject) => {
      const socket = connect(this.socketPath);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve({ socket, keeper });
      });
    });
  }

  private running(): Promise<KeeperProcess> {
    this.keeper ??= this.startAnother();
    return this.keeper;
  }

  private async startAnother(): Promise<KeeperProcess> {
    await this.recovery;
    const { program, agent, host = null } = this.options;
    try {
      const keeper = await startKeeper(program, this.socketPath, agent, host);
      void keeper.gone.then((how) => this.lost(how));
      this.lastPid = keeper.pid;
      this.notePowers(keeper.powers);
      return keeper;
    } catch (error) {
      this.keeper = null;
      throw error;
    }
  }

  private notePowers(powers: KeeperPowers): void {
    const missing: string[] = [];
    if (!powers.parentDeathSignal)
      missing.push('setpriv --pdeathsig: tools outlive a killed keeper for a moment');
    if (!powers.cgroups) missing.push('cgroup v2: process trees are found by session and mark');
    if (this.lastPowers === null && missing.length > 0)
      this.options.onNotice?.({ kind: 'fewer powers', missing });
    this.lastPowers = powers;
  }

  /** The keeper is gone: ends what outlived it, then lets its tools' exits settle. */
  private lost(how: string): void {
    this.keeper = null;
    const orphans = [...this.tools];
    if (!this.closed) this.options.onNotice?.({ kind: 'keeper lost', how, tools: orphans.length });
    const sessions = new Set(orphans.flatMap(({ pid }) => (pid === null ? [] : [pid])));
    this.recovery = endLeftovers(this.options.agent, 0, sessions).then(() => {
      const error = this.closed ? '' : `the keeper is gone: ${how}`;
      for (const tool of orphans) tool.fail(error, 'agent gone');
    });
  }
}
