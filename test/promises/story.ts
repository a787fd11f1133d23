import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance';
import type { Clients } from './clients';
import { SERVED } from './services';

/** How what a person does with a scan goes on. */
export type Plot = 'wait' | 'cancel' | 'pause' | 'pause and cancel' | 'rerun' | 'delete';

/** How likely each plot is; weights. */
export type Plots = readonly (readonly [plot: Plot, weight: number])[];

/** Only starts. */
export const STARTS: Plots = [['wait', 1]];

/** What people do all day. */
export const EVERYDAY: Plots = [
  ['wait', 3],
  ['cancel', 3],
  ['pause', 4],
  ['pause and cancel', 1],
  ['rerun', 1],
  ['delete', 1],
];

const RESTING = new Set(['Finished', 'Canceled', 'Error', 'Paused']);
const LOOK_MS = 250;

/** One person: starts scans one after another and sees each to its end. */
export class Person {
  private readonly chance: Chance;

  constructor(
    who: string,
    private readonly clients: Clients,
    private readonly plots: Plots,
    private readonly over: AbortSignal,
  ) {
    this.chance = clients.of(who);
  }

  async live(): Promise<void> {
    while (!this.over.aborted) await this.scan();
  }

  private async scan(): Promise<void> {
    const jobId = await this.clients.job(this.targets());
    const id = await this.clients.start(jobId);
    const plot = this.chance.weighted(this.plots);
    await this.follow(plot, id);
  }

  private async follow(plot: Plot, id: string): Promise<void> {
    switch (plot) {
      case 'wait':
        return this.rest(id);
      case 'cancel':
        await this.soon();
        await this.clients.command('cancel', id);
        return this.rest(id);
      case 'pause':
        await this.pauseOnce(id);
        await this.clients.command('resume', id);
        return this.rest(id);
      case 'pause and cancel':
        await this.pauseOnce(id);
        await this.clients.command('cancel', id);
        return this.rest(id);
      case 'rerun': {
        await this.rest(id);
        const again = await this.clients.command('rerun', id);
        return again.code === '' ? this.rest(again.scanId) : undefined;
      }
      case 'delete':
        await this.rest(id);
        await this.clients.command('delete', id);
    }
  }

  /** Pauses at a random moment, half of the time with a grace, and waits until it rests. */
  private async pauseOnce(id: string): Promise<void> {
    await this.soon();
    const graceSeconds = this.chance.is(0.5) ? this.chance.between(1, 3) : 0;
    await this.clients.command('pause', id, graceSeconds > 0 ? { graceSeconds } : {});
    await this.rest(id);
  }

  /** Waits until the scan is at rest; gives up watching when the bad time is over. */
  private async rest(id: string): Promise<void> {
    while (!this.over.aborted) {
      const scan = await this.clients.scan(id);
      if (!scan || (RESTING.has(scan.state) && scan.processed)) return;
      await pause(LOOK_MS);
    }
  }

  private async soon(): Promise<void> {
    await pause(this.chance.between(50, 4_000));
  }

  /**
   * A block of up to 100 addresses among eight blocks: several scans look at the same ones, and large ones are cut into
   * slices of several runs when the fleet is busy. Some are real services.
   */
  private targets(): string[] {
    if (this.chance.is(0.12)) {
      const from = this.chance.between(1, SERVED.count - 4);
      return [`${SERVED.prefix}${from}-${SERVED.prefix}${this.chance.between(from + 3, SERVED.count)}`];
    }
    const block = this.chance.between(1, 8);
    const first = this.chance.between(1, 150);
    const last = first + (this.chance.is(0.2) ? this.chance.between(60, 99) : this.chance.between(7, 47));
    return [`127.9.${block}.${first}-127.9.${block}.${last}`];
  }
}
