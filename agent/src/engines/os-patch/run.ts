import type { Clock } from '../../clock';
import type { EngineRun, EngineTask, RunEnd, RunSink, TargetResult } from '../engine';
import type { Observation } from '../observation';
import type { SshPlace } from '../ssh/errand';
import { FAR_FOLDER } from '../ssh/far-script';
import type { ToolLauncher } from '../tool';
import { collect, type Collected } from './collect';
import { documentBytes, stateOf } from './document';
import { LocalSystem } from './local-system';
import { RemoteSystem } from './remote-system';
import type { OsPatchOptions } from './options';
import type { Asking } from './questions';
import { recommendationsOf } from './recommendations';
import type { PatchState } from './state';

export interface OsPatchPlace {
  /** The machine's own addresses: others are entered over SSH. */
  addresses: () => readonly string[];
  /** A folder of the agent's own, made when it is needed, for lists that are fetched anew. */
  scratch: string;
  /** A mounted system to be asked in place of the running one. */
  root: string | null;
  ssh: SshPlace;
  clock: Clock;
}

const NO_LOGIN = 'no agent runs on it, and the job names no credential to enter it with';

/** One run over some systems, one after another. */
export class OsPatchRun implements EngineRun {
  readonly end: Promise<RunEnd>;
  #system: LocalSystem | RemoteSystem | null = null;
  #stopped = false;
  #done = 0;
  #hasLooked = false;

  constructor(
    private readonly task: EngineTask<OsPatchOptions>,
    private readonly tools: ToolLauncher,
    private readonly sink: RunSink,
    private readonly place: OsPatchPlace,
    private readonly withAsking: <T>(use: (asking: Asking) => Promise<T>) => Promise<T>,
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
      const { login } = this.task;
      for (const address of this.task.targets) {
        if (this.#stopped) break;
        if (own.has(address)) await this.#look(address, new LocalSystem(this.tools));
        else if (login)
          await this.#look(address, new RemoteSystem(address, login, this.tools, this.place.ssh));
        else await this.#deliver(address, { disposition: 'unreachable', reason: NO_LOGIN });
      }
    } catch (error) {
      if (!this.#stopped)
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    return { kind: this.#stopped ? 'stopped' : 'complete' };
  }

  async #look(address: string, system: LocalSystem | RemoteSystem): Promise<void> {
    this.#system = system;
    let isLate = false;
    const limit = this.place.clock.after(this.task.options.timeoutSeconds * 1_000, () => {
      isLate = true;
      system.stop();
    });
    try {
      const collected = await this.#collected(system);
      if (system instanceof RemoteSystem) await system.gone().catch(() => undefined);
      if (this.#stopped) return;
      if (isLate) await this.#deliver(address, { disposition: 'timed out', reason: this.#late() });
      else await this.#deliver(address, this.#answerOf(system, collected));
    } finally {
      limit.clear();
    }
  }

  async #collected(system: LocalSystem | RemoteSystem): Promise<Collected> {
    const told = (part: number): void => this.#tell(part);
    if (system instanceof LocalSystem) return this.withAsking((asking) => collect(system, asking, told));
    const lists = this.task.options.freshLists ? `${FAR_FOLDER}/lists` : null;
    return collect(system, { root: null, lists }, told);
  }

  #answerOf(system: LocalSystem | RemoteSystem, collected: Collected): Partial<TargetResult> {
    if (system instanceof LocalSystem) return this.#judged(collected);
    const result = collected.kind === 'failed' && system.refusal ? system.refusal : this.#judged(collected);
    return { ...result, observations: [...(result.observations ?? []), ...system.firstKeys] };
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
