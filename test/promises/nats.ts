import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { accepts, freePorts } from '../harness/network';
import { Running } from '../harness/running';

/** A nats-server that can be killed, started again and robbed of its store. */
export class Nats {
  private constructor(
    private readonly folder: string,
    private readonly configuration: string,
    private readonly port: number,
    private running: Running,
  ) {}

  static async start(folder: string, keys: string): Promise<Nats> {
    const [port = 0] = await freePorts(1);
    const configuration = join(keys, 'nats', 'nats.conf');
    return new Nats(folder, configuration, port, await started(folder, configuration, port));
  }

  /** host:port */
  get server(): string {
    return `127.0.0.1:${this.port}`;
  }

  get isUp(): boolean {
    return this.running.how === undefined;
  }

  async kill(): Promise<void> {
    this.running.kill('SIGKILL');
    await this.running.ended;
  }

  /** Only while it is down. */
  wipe(): void {
    const store = /store_dir:\s*"([^"]+)"/.exec(readFileSync(this.configuration, 'utf8'))?.[1];
    if (store === undefined) throw new Error('nats.conf names no store_dir');
    rmSync(store, { recursive: true, force: true });
  }

  async startAgain(): Promise<void> {
    if (!this.isUp) this.running = await started(this.folder, this.configuration, this.port);
  }

  async stop(): Promise<void> {
    await this.running.stop();
  }
}

async function started(folder: string, configuration: string, port: number): Promise<Running> {
  const args = ['-c', configuration, '-a', '127.0.0.1', '-p', String(port)];
  const running = new Running({ name: 'nats', file: 'nats-server', args, folder });
  await running.until('listening', () => accepts(port));
  return running;
}
