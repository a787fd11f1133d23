import { createServer, type Server, type Socket } from 'node:net';
import { Chance } from './chance';
import { PORTS } from './truth';

/** Addresses that the scripted tool leaves to the real nmap. */
export const SERVED = { prefix: '127.88.0.', count: 24 } as const;
/** None of the services is there: what is open here belongs to the machine. */
const EMPTY = `${SERVED.prefix}254`;

/** Somebody connected to a service. */
export interface Visit {
  readonly address: string;
  /** Milliseconds of the wall clock. */
  readonly at: number;
}

/** Real services on loopback addresses of their own. What is open where never changes. */
export class Services {
  readonly visits: Visit[] = [];
  private readonly open = new Map<string, readonly number[]>();
  private readonly servers: Server[] = [];
  /** Ports that other programs of the machine serve on every address. */
  private readonly foreign = new Set<number>();

  constructor(private readonly seed: number) {}

  async listen(): Promise<void> {
    for (let port = PORTS.first; port <= PORTS.last; port += 1) {
      const server = await this.serve(EMPTY, port);
      if (server) await closed(server);
      else this.foreign.add(port);
    }
    for (let index = 1; index <= SERVED.count; index += 1) {
      const address = `${SERVED.prefix}${index}`;
      const chance = new Chance(this.seed).of(`services of ${address}`);
      const ports = new Set<number>();
      for (let more = chance.between(0, 4); more > 0; more -= 1) {
        const port = chance.between(PORTS.first, PORTS.last);
        const server = this.foreign.has(port) || ports.has(port) ? null : await this.serve(address, port);
        if (!server) continue;
        this.servers.push(server);
        ports.add(port);
      }
      this.open.set(
        address,
        [...ports].sort((one, other) => one - other),
      );
    }
  }

  /** What a tool has to find at the address; undefined when it is not one of ours. */
  openAt(address: string): readonly number[] | undefined {
    return this.open.get(address);
  }

  /** What a tool found, without what is not ours. */
  ours(ports: readonly number[]): number[] {
    return ports.filter((port) => !this.foreign.has(port));
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.splice(0).map(closed));
  }

  /** Null: the port is taken. */
  private serve(address: string, port: number): Promise<Server | null> {
    const server = createServer((socket: Socket) => {
      this.visits.push({ address, at: Date.now() });
      socket.on('error', () => undefined);
      socket.destroy();
    });
    return new Promise((resolve) => {
      server.once('error', () => resolve(null));
      server.listen(port, address, () => resolve(server));
    });
  }
}

const closed = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));
