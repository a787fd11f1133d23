import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Chance } from './chance';

/** How the way through the proxy is now. */
interface Weather {
  /** Milliseconds that each piece waits. */
  latencyMs: number;
  /** New connections are turned away. */
  refuses: boolean;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Nothing passes; the connection stays. */
  held: boolean;
}

/**
 * One address in front of several replicas, and the bad network before it. It balances new connections over
 * the replicas that accept.
 */
export class Proxy {
  private readonly server: Server;
  private readonly pairs = new Set<Pair>();
  private readonly weather: Weather = { latencyMs: 0, refuses: false };

  constructor(
    private readonly ports: readonly number[],
    private readonly chance: Chance,
  ) {
    this.server = createServer((near) => void this.accept(near));
  }

  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks each connection with this probability. */
  cut(share: number): void {
    for (const pair of this.pairs) if (this.chance.is(share)) this.end(pair);
  }

  /** Lets nothing pass on each connection with this probability, without telling either end. */
  hold(share: number): void {
    for (const pair of this.pairs) {
      if (!this.chance.is(share)) continue;
      pair.held = true;
      pair.near.pause();
      pair.far.pause();
    }
  }

  /** What was held goes on. */
  release(): void {
    for (const pair of this.pairs) {
      if (!pair.held) continue;
      pair.held = false;
      pair.near.resume();
      pair.far.resume();
    }
  }

  delay(latencyMs: number): void {
    this.weather.latencyMs = latencyMs;
  }

  refuse(refuses: boolean): void {
    this.weather.refuses = refuses;
  }

  calm(): void {
    this.delay(0);
    this.refuse(false);
    this.release();
  }

  async stop(): Promise<void> {
    for (const pair of this.pairs) this.end(pair);
    await new Promise((closed) => this.server.close(closed));
  }

  private async accept(near: Socket): Promise<void> {
    near.on('error', () => undefined);
    near.pause();
    const far = this.weather.refuses ? null : await this.reach();
    if (!far || near.destroyed) {
      far?.destroy();
      near.destroy();
      return;
    }
    const pair: Pair = { near, far, held: false };
    this.pairs.add(pair);
    this.carry(pair, near, far);
    this.carry(pair, far, near);
    near.resume();
  }

  /** A connection to one of the replicas, each tried once in an order by chance; null: none accepts. */
  private async reach(): Promise<Socket | null> {
    const rest = [...this.ports];
    while (rest.length > 0) {
      const [port = 0] = rest.splice(this.chance.between(0, rest.length - 1), 1);
      const far = await reached(port);
      if (far) return far;
    }
    return null;
  }

  private carry(pair: Pair, from: Socket, to: Socket): void {
    const late = new LateQueue(() => this.weather.latencyMs);
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('data', (bytes: Buffer) =>
      late.add(() => {
        if (to.destroyed || to.write(bytes)) return;
        from.pause();
        to.once('drain', () => !pair.held && from.resume());
      }),
    );
    from.on('end', () => late.add(() => to.end()));
    from.on('close', () => late.add(() => this.end(pair)));
  }

  private end(pair: Pair): void {
    pair.near.destroy();
    pair.far.destroy();
    this.pairs.delete(pair);
  }
}

/** Does things later, in their order, however the delay changes meanwhile. */
class LateQueue {
  private readonly waiting: { due: number; act: () => void }[] = [];

  constructor(private readonly delayMs: () => number) {}

  add(act: () => void): void {
    const delay = this.delayMs();
    if (delay === 0 && this.waiting.length === 0) return act();
    this.waiting.push({ due: performance.now() + delay, act });
    if (this.waiting.length === 1) this.wake();
  }

  private wake(): void {
    const [next] = this.waiting;
    if (!next) return;
    setTimeout(
      () => {
        this.waiting.shift();
        next.act();
        this.wake();
      },
      Math.max(0, next.due - performance.now()),
    );
  }
}

function reached(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
