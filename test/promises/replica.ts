import { Running } from '../harness/running';
import type { Machine } from './machine';

/** One replica of the control plane, which keeps its ports from one life to the next. */
export class Replica {
  /** How it ended by itself, each time. */
  readonly crashes: string[] = [];
  private running: Running | null = null;
  private wanted = false;

  constructor(
    private readonly machine: Machine,
    readonly name: string,
    readonly http: number,
    readonly fleet: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  get isUp(): boolean {
    return this.running !== null && this.running.how === undefined;
  }

  /** Null while it is down. */
  get pid(): number | null {
    return this.running && this.isUp ? this.running.pid : null;
  }

  /** Starts it unless it runs, and waits until it is ready. */
  async start(): Promise<void> {
    this.spawn();
    await this.running?.until('ready', () => this.isReady(), 60_000);
  }

  /** Starts it without waiting: it may have to wait for a database itself. */
  spawn(): void {
    if (this.isUp) return;
    this.wanted = true;
    this.running = new Running({
      name: this.name,
      file: process.execPath,
      args: [this.machine.server, 'serve'],
      env: {
        ...this.env,
        SCANFLEET_HTTP_LISTEN: `127.0.0.1:${this.http}`,
        SCANFLEET_FLEET_LISTEN: `127.0.0.1:${this.fleet}`,
      },
      folder: this.machine.folder,
    });
  }

  /** What a supervisor does: starts it again when it has ended by itself. */
  supervise(): void {
    if (!this.wanted || this.isUp) return;
    this.crashes.push(this.running?.epitaph() ?? this.name);
    this.spawn();
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.wanted = false;
    this.running?.kill(signal);
    await this.running?.ended;
  }

  async stop(): Promise<void> {
    this.wanted = false;
    await this.running?.stop();
  }

  /** Everything it has logged in all its lives. */
  log(): string {
    return this.running?.log() ?? '';
  }

  private async isReady(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.http}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.body?.cancel();
    return response.ok;
  }
}
