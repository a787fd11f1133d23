import type { Clock } from '../../clock';
import type { EngineRun, EngineTask, RunEnd, RunSink, TargetResult } from '../engine';
import type { Observation } from '../observation';
import type { ToolLauncher } from '../tool';
import { collect, type Collected } from './collect';
import { documentBytes, stateOf } from './document';
import { LocalSystem } from './local-system';
import type { OsPatchOptions } from './options';
import type { Asking } from './questions';
import { recommendationsOf } from './recommendations';
import type { PatchState } from './state';

export interface OsPatchPlace {
  /** The machine's own addresses: only it can be asked. */
  addresses: () => readonly string[];
  /** A folder of the agent's own, made when it is needed, for lists that are fetched anew. */
  scratch: string;
  /** A mounted system to be asked in place of the running one. */
  root: string | null;
  clock: Clock;
}

const NOT_OWN = 'only the agent that runs on it can ask it, and none does';

/** One run over some systems, of which only the agent's own machine can be asked. */
export class OsPatchRun implements EngineRun {
  readonly end: Promise<RunEnd>;
  #system: LocalSystem | null = null;
  #stopped = false;
  #done = 0;
  #hasLooked = false;

  constructor(
    private readonly task: EngineTask<OsPatchOptions>,
    private readonly tools: ToolLauncher,
    private readonly sink: RunSink,
    private readonly place: OsPatchPlace,
    private readonly withAsking: (use: (asking: Asking) => Promise<void>) => Promise<void>,
  ) {
    this.end = this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#system?.stop();
  }

  async #run(): Promise<RunEnd> {
    try {
      const own = new Set(this.place.addresses());
      for (const address of this.task.targets) {
        if (this.#stopped) break;
        if (own.has(address)) await this.#look(address);
        else await this.#deliver(address, { disposition: 'unreachable', reason: NOT_OWN });
      }
    } catch (error) {
      if (!this.#stopped)
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    return { kind: this.#stopped ? 'stopped' : 'complete' };
  }

  async #look(address: string): Promise<void> {
    const system = new LocalSystem(this.tools);
    this.#system = system;
    let isLate = false;
    const limit = this.place.clock.after(this.task.options.timeoutSeconds * 1_000, () => {
      isLate = true;
      system.stop();
    });
    try {
      await this.withAsking(async (asking) => {
        const collected = await collect(system, asking, (part) => this.#tell(part));
        if (this.#stopped) return;
        if (isLate) await this.#deliver(address, { disposition: 'timed out', reason: this.#late() });
        else await this.#deliver(address, this.#judged(collected));
      });
    } finally {
      limit.clear();
    }
  }

  #late(): string {
    return `it did not answer within ${this.task.options.timeoutSeconds} seconds`;
  }

  #tell(part: number): void {
    this.sink.progress({ phase: 'asking', fraction: (this.#done + part) / this.task.targets.length });
  }

  async #deliver(address: string, result: Partial<TargetResult>): Promise<void> {
    await this.sink.target({
      address,
      disposition: 'failed',
      reason: '',
      observations: [],
      raw: null,
      ...result,
    });
    this.#done += 1;
    this.#tell(0);
  }

  #judged(collected: Collected): Partial<TargetResult> {
    if (collected.kind === 'failed') return { disposition: 'failed', reason: collected.reason };
    if (collected.kind === 'unknown system')
      return { disposition: 'not applicable', reason: 'it has no package manager that is known' };
    const { document } = collected;
    const raw = documentBytes(document);
    try {
      const state = stateOf(document);
      if (!this.#hasLooked) this.sink.look({ tool: document.manager, toolVersion: '', ports: [] });
      this.#hasLooked = true;
      return { disposition: 'scanned', raw, observations: observationsOf(state) };
    } catch (error) {
      return { disposition: 'failed', reason: `what it answered cannot be read: ${String(error)}`, raw };
    }
  }
}

function observationsOf(state: PatchState): Observation[] {
  const { manager, system, reboot, metadataAt, gaps, updates } = state;
  const recommendations = recommendationsOf(state);
  return [
    { kind: 'system', manager, system, reboot, metadataAt, gaps, recommendations },
    ...updates.map((update): Observation => ({
      kind: 'update',
      ...update,
      command: recommendationsOf({ manager, updates: [update] })[0]?.command ?? '',
    })),
  ];
}
