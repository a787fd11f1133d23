import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_BEFORE, resultOf, type Before, type Results, type RuleSeen } from '@scanfleet/readers';
import type { Clock } from '../../clock';
import type { EngineRun, EngineTask, RunEnd, RunSink, TargetResult } from '../engine';
import type { SshPlace } from '../ssh/errand';
import type { ToolLauncher } from '../tool';
import { begunBy, seenBefore } from './begun';
import type { Evaluation, EvaluationEnd, EvaluationFiles } from './evaluation';
import { EvaluationHere } from './here';
import type { ContentStore, OpenscapOptions } from './options';
import { ReportRun } from './report';
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
  #report: ReportRun | null = null;
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
    this.#report?.stop();
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
        // Stopped, or ended by the guard.
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
    const { options, begun } = this.task;
    const { content, scratch } = this.place;
    const before = seenBefore(begun?.get(address));
    const files = {
      content: await content.file(options.content),
      tailoring: options.tailoring && (await content.file(options.tailoring)),
    };
    if (this.#stopped) {
      await this.#leave(address, before, [], files.content);
      return null;
    }
    const folder = join(scratch, `oscap-${randomUUID()}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return await this.#judged(address, isOwn, { ...files, folder }, before);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #judged(
    address: string,
    isOwn: boolean,
    given: Omit<EvaluationFiles, 'skip'>,
    before: Before,
  ): Promise<Partial<TargetResult> | null> {
    const { options, login } = this.task;
    const { clock, ssh } = this.place;
    const files = { ...given, skip: before.rules.map(({ rule }) => rule) };
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
    if (!this.#stopped && isLate)
      return { disposition: 'timed out', reason: `not evaluated within ${options.timeoutSeconds} seconds` };
    if (end.kind === 'stopped') await this.#leave(address, before, end.seen, files.content);
    if (this.#stopped || end.kind === 'stopped') return null;
    if (end.kind === 'evaluated') return this.#read(end, before, given.folder);
    // An oscap that cannot leave rules out (before 1.3.6) does all of it again.
    return before.runs > 0 && !isOwn && end.result.disposition === 'failed'
      ? this.#judged(address, isOwn, given, NOTHING_BEFORE)
      : end.result;
  }

  async #leave(address: string, before: Before, seen: readonly RuleSeen[], content: string): Promise<void> {
    // The first package that oscap asks for in a mounted system it does not find (1.3.7): in one run that is a platform
    // that has no part in the results, in what is left of a run it may be a rule.
    if (this.place.root !== null) return;
    const begun = await begunBy(before, seen, content);
    if (begun) await this.sink.begun(address, begun);
  }

  async #read(
    end: Extract<EvaluationEnd, { kind: 'evaluated' }>,
    before: Before,
    folder: string,
  ): Promise<Partial<TargetResult>> {
    const { options } = this.task;
    // Of results put together from several runs the tool's report would tell but the last.
    const isReported = options.htmlReport && options.kind === 'xccdf' && before.runs === 0;
    const report = isReported
      ? new ReportRun({ results: end.results, folder }, this.place.file, this.tools, this.place.clock)
      : null;
    this.#report = report;
    const raw = statSync(end.results).size <= MOST_RAW ? readFileSync(end.results) : null;
    let found: Results;
    try {
      const content = { kind: options.kind, sha256: options.content.sha256 };
      found = await resultOf(createReadStream(end.results), content, end.trouble, before);
    } catch (error) {
      return {
        ...{ disposition: 'failed', reason: `its results cannot be read: ${messageOf(error)}` },
        ...{ raw, observations: [...end.observations] },
      };
    } finally {
      await report?.end;
      this.#report = null;
    }
    const { disposition, reason, observations, toolVersion } = found;
    if (!this.#hasLooked) this.sink.look({ tool: 'oscap', toolVersion, ports: [] });
    this.#hasLooked = true;
    const seen = [...observations, ...end.observations];
    return { disposition, reason, observations: seen, raw, report: (await report?.end) ?? null };
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
