import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../clock';
import type { EngineRun, EngineTask, RunEnd, RunSink, TargetResult } from '../engine';
import type { SshPlace } from '../ssh/errand';
import type { ToolLauncher } from '../tool';
import type { Evaluation, EvaluationEnd } from './evaluation';
import { EvaluationHere } from './here';
import type { ContentStore, OpenscapOptions } from './options';
import { resultOf, type Results } from './results';
import { EvaluationThere } from './there';

export interface OpenscapPlace {
  /** A full path, or a name on the tools' fixed path. */
  file: string;
  /** The machine's own addresses: others are entered over SSH. */
  addresses: () => readonly string[];
  content: ContentStore;
  /** A folder of the agent's own, for what oscap writes. */
  scratch: string;
  /** A mounted system to be evaluated in place of the running one. */
  root: string | null;
  ssh: SshPlace;
  clock: Clock;
}

const NO_LOGIN = 'no agent runs on it, and the job names no credential to enter it with';
/** ARF is three to six times what was found; a larger one is not kept. */
const MOST_RAW = 48 * 1024 * 1024;

/** One run over some systems, one after another. */
export class OpenscapRun implements EngineRun {
  readonly end: Promise<RunEnd>;
  #evaluation: Evaluation | null = null;
  #stopped = false;
  #done = 0;
  #hasLooked = false;

  constructor(
    private readonly task: EngineTask<OpenscapOptions>,
    private readonly tools: ToolLauncher,
    private readonly sink: RunSink,
    private readonly place: OpenscapPlace,
  ) {
    this.end = this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#evaluation?.stop();
  }

  async #run(): Promise<RunEnd> {
    try {
      const own = new Set(this.place.addresses());
      for (const address of this.task.targets) {
        if (this.#stopped) break;
        const isOwn = own.has(address);
        const result: Partial<TargetResult> | null =
          isOwn || this.task.login
            ? await this.#evaluate(address, isOwn)
            : { disposition: 'unreachable', reason: NO_LOGIN };
        // Stopped, or ended by the guard: what was begun is given back.
        if (!result) return { kind: 'stopped' };
        await this.#deliver(address, result);
      }
    } catch (error) {
      if (!this.#stopped) return { kind: 'failed', reason: messageOf(error) };
    }
    return { kind: this.#stopped ? 'stopped' : 'complete' };
  }

  /** Null: it was stopped. */
  async #evaluate(address: string, isOwn: boolean): Promise<Partial<TargetResult> | null> {
    const { options } = this.task;
    const { content, scratch } = this.place;
    const files = {
      content: await content.file(options.content),
      tailoring: options.tailoring && (await content.file(options.tailoring)),
    };
    if (this.#stopped) return null;
    const folder = join(scratch, `oscap-${randomUUID()}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return await this.#judged(address, isOwn, { ...files, folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #judged(
    address: string,
    isOwn: boolean,
    files: { content: string; tailoring: string | null; folder: string },
  ): Promise<Partial<TargetResult> | null> {
    const { options, login } = this.task;
    const { clock, ssh } = this.place;
    const told = (part: number): void => this.#tell(part);
    const evaluation: Evaluation =
      isOwn || !login
        ? new EvaluationHere(options, files, this.tools, this.place, told)
        : new EvaluationThere(options, files, this.tools, { address, login, ssh }, told);
    this.#evaluation = evaluation;
    let isLate = false;
    const limit = clock.after(options.timeoutSeconds * 1_000, () => {
      isLate = true;
      evaluation.stop();
    });
    const end = await evaluation.end.finally(() => limit.clear());
    this.#evaluation = null;
    if (this.#stopped) return null;
    if (isLate)
      return { disposition: 'timed out', reason: `not evaluated within ${options.timeoutSeconds} seconds` };
    if (end.kind === 'evaluated') return this.#read(end);
    return end.kind === 'failed' ? end.result : null;
  }

  async #read(end: Extract<EvaluationEnd, { kind: 'evaluated' }>): Promise<Partial<TargetResult>> {
    const { options } = this.task;
    const raw = statSync(end.results).size <= MOST_RAW ? readFileSync(end.results) : null;
    let found: Results;
    try {
      found = await resultOf(createReadStream(end.results), options, end.trouble);
    } catch (error) {
      return {
        ...{ disposition: 'failed', reason: `its results cannot be read: ${messageOf(error)}` },
        ...{ raw, observations: [...end.observations] },
      };
    }
    const { disposition, reason, observations, toolVersion } = found;
    if (!this.#hasLooked) this.sink.look({ tool: 'oscap', toolVersion, ports: [] });
    this.#hasLooked = true;
    return { disposition, reason, observations: [...observations, ...end.observations], raw };
  }

  #tell(part: number): void {
    this.sink.progress({ phase: 'evaluating', fraction: (this.#done + part) / this.task.targets.length });
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
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
