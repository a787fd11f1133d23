import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../chance';
import type { System } from '../system';
import type { Misfortune, Plan, Scene } from './misfortune';

export type { Misfortune, Plan } from './misfortune';
export * from './plans';

/** Strikes by seed until its time is over, and then puts everything back. */
export class Nemesis {
  /** How often what was done. */
  readonly struck = new Map<string, number>();
  private readonly busy = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private readonly over = new AbortController();

  constructor(
    private readonly system: System,
    private readonly plan: Plan,
    private readonly chance: Chance,
    private readonly say: (text: string) => void,
  ) {}

  /** Rages until `stop`. @throws what a misfortune could not put back. */
  async rage(): Promise<void> {
    while (!this.over.signal.aborted) {
      await this.wait(this.chance.between(...this.plan.every));
      if (this.running.size >= this.plan.atOnce) await Promise.race(this.running);
      if (!this.over.signal.aborted) this.begin();
    }
    await Promise.all(this.running);
  }

  stop(): void {
    this.over.abort();
  }

  private begin(): void {
    if (this.plan.misfortunes.length === 0) return;
    const misfortune = this.chance.weighted(this.plan.misfortunes);
    const index = this.chance.between(0, this.several(misfortune.victim) - 1);
    const victim = `${misfortune.victim} ${index + 1}`;
    if (this.busy.has(victim)) return;
    this.busy.add(victim);
    this.struck.set(misfortune.name, (this.struck.get(misfortune.name) ?? 0) + 1);
    this.say(`${misfortune.name}: ${victim}`);
    const scene: Scene = { system: this.system, chance: this.chance, wait: (ms) => this.wait(ms) };
    const strike = misfortune.strike(scene, index).finally(() => {
      this.busy.delete(victim);
      this.running.delete(strike);
    });
    this.running.add(strike);
  }

  private several(victim: Misfortune['victim']): number {
    if (victim === 'agent') return this.system.agents.length;
    return victim === 'replica' ? this.system.replicas.length : 1;
  }

  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.over.signal }).catch(() => undefined);
  }
}
