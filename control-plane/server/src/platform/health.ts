import { Inject, Injectable } from '@nestjs/common';
import { Clock } from './clock';
import { Log } from './logger';

export interface HealthReport {
  /** Every check passed. */
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

const PATIENCE_MS = 2_000;

/** What has to answer before this replica can serve. Each room registers its own check at boot. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, () => Promise<void>>();
  private closing = false;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** `probe` rejects when the part does not answer; it is given two seconds. */
  check(name: string, probe: () => Promise<void>): void {
    this.checks.set(name, probe);
  }

  /** From now on not ready: the process is about to end. */
  close(): void {
    this.closing = true;
  }

  async report(): Promise<HealthReport> {
    const found = await Promise.all(
      [...this.checks].map(
        async ([name, probe]) => [name, (await this.passes(name, probe)) ? 'up' : 'down'] as const,
      ),
    );
    const checks = Object.fromEntries(found);
    return { ready: !this.closing && found.every(([, state]) => state === 'up'), checks };
  }

  private async passes(name: string, probe: () => Promise<void>): Promise<boolean> {
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = this.clock.after(PATIENCE_MS, () => reject(new Error('no answer in time')));
    });
    try {
      await Promise.race([probe(), late]);
      return true;
    } catch (error) {
      this.log.warn({ err: error, check: name }, 'health check failed');
      return false;
    } finally {
      cancel();
    }
  }
}
