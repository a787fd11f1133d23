import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type Clock, type Timer, systemClock } from '../clock';
import { RunCgroups } from './cgroup';
import { Frame, payloadOf, readFrames, send, sendBytes } from './frames';
import { GuardedTool, type ToolSurroundings } from './guarded-tool';
import { findSetpriv } from './tool-start';

/** The line of JSON that the keeper prints when its socket is open: what it can do on this machine. */
export interface KeeperPowers {
  /** Tools die with the keeper, by the kernel's doing. */
  parentDeathSignal: boolean;
  /** Every tool has a cgroup of its own. */
  cgroups: boolean;
}

const DEADLINE_CHECK_MS = 200;
const SOCKET_BUFFER_BYTES = 256 * 1024;
/** After this long without a tool, what the last ones used is given back. */
const IDLE_MS = 1000;

/**
 * The guard process: holds the deadlines and process trees of one agent's tools and knows nothing of
 * scans. It ends every tree and exits when its standard input closes, which is when the agent is gone,
 * however it went.
 * @param socketPath where to listen; its directory must belong to this user and be closed to others
 * @param agent marker in the environment of every tool, unique on the machine and the same in each life
 * @param host the provisioned host that the agent is, for the mark of every tool; null: none
 * @param allowed powers that are not to be used even where the machine has them
 */
export function runKeeper(
  socketPath: string,
  agent: string,
  host: string | null = null,
  clock: Clock = systemClock,
  allowed: KeeperPowers = { parentDeathSignal: true, cgroups: true },
): void {
  const dir = dirname(socketPath);
  const { mode, uid } = statSync(dir);
  if ((mode & 0o077) !== 0 || uid !== process.geteuid?.()) throw new Error(`${dir} is open to other users`);
  clear(dir, socketPath);
  const cgroups = allowed.cgroups ? RunCgroups.find(agent) : null;
  cgroups?.endLeftovers();
  const setpriv = allowed.parentDeathSignal ? findSetpriv() : null;
  const keeper = new Keeper({ dir, agent, host, setpriv, cgroups, clock }, socketPath);
  process.stdin.on('error', () => keeper.close());
  process.stdin.on('end', () => keeper.close());
  process.stdin.resume();
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => keeper.close());
  // The agent may be gone before it reads what is printed for it.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  keeper.listen(() => {
    const powers: KeeperPowers = { parentDeathSignal: setpriv !== null, cgroups: cgroups !== null };
    process.stdout.write(`${JSON.stringify(powers)}\n`);
  });
}

function clear(dir: string, socketPath: string): void {
  rmSync(socketPath, { force: true });
  for (const name of readdirSync(dir)) {
    if (name.startsWith('tool-')) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

class Keeper {
  private readonly server: Server;
  private readonly tools = new Set<GuardedTool>();
  private readonly sockets = new Set<Socket>();
  private deadlines: Timer | null = null;
  private idle: Timer | null = null;
  private closing = false;

  constructor(
    private readonly ground: ToolSurroundings,
    private readonly socketPath: string,
  ) {
    this.server = createServer({ highWaterMark: SOCKET_BUFFER_BYTES }, (socket) => this.serve(socket));
  }

  listen(ready: () => void): void {
    this.server.listen(this.socketPath, () => {
      chmodSync(this.socketPath, 0o600);
      ready();
    });
  }

  /** Ends every tool, then lets the process end. What the tools still say is dropped. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    this.idle?.clear();
    this.server.close();
    process.stdin.destroy();
    for (const socket of this.sockets) socket.destroy();
    for (const tool of this.tools) tool.stop('agent gone');
  }

  private serve(socket: Socket): void {
    let tool: GuardedTool | null = null;
    readFrames(socket, (type, payload) => {
      if (type === Frame.spec && !tool) tool = this.start(socket, payload);
      else if (type === Frame.extend) tool?.extend(payloadOf(Frame.extend, payload));
      else if (type === Frame.stop) tool?.stop('stop');
      else if (type === Frame.endInput) tool?.endInput();
    });
    this.sockets.add(socket);
    socket.on('drain', () => tool?.resume());
    socket.on('end', () => tool?.stop('agent gone'));
    socket.on('close', () => {
      this.sockets.delete(socket);
      tool?.stop('agent gone');
      // Nobody reads any more: what the tool still says is taken and dropped, so that it can end.
      tool?.resume();
    });
  }

  private start(socket: Socket, payload: Buffer): GuardedTool {
    const open = (): boolean => !socket.destroyed && socket.writable;
    const spec = payloadOf(Frame.spec, payload);
    const tool = new GuardedTool(spec, this.ground, {
      started: (pid) => {
        if (open()) send(socket, Frame.started, pid);
      },
      output: (stream, bytes) => !open() || sendBytes(socket, Frame[stream], bytes),
      exit: (exit) => {
        if (open()) send(socket, Frame.exit, exit);
        socket.end();
        this.remove(tool);
      },
    });
    this.tools.add(tool);
    this.idle?.clear();
    this.deadlines ??= this.ground.clock.every(DEADLINE_CHECK_MS, () => {
      const now = this.ground.clock.bootTimeMs();
      for (const each of this.tools) each.checkDeadline(now);
    });
    tool.start();
    return tool;
  }

  private remove(tool: GuardedTool): void {
    this.tools.delete(tool);
    if (this.tools.size > 0) return;
    this.deadlines?.clear();
    this.deadlines = null;
    if (!this.closing) this.idle = this.ground.clock.after(IDLE_MS, () => globalThis.gc?.());
  }
}
