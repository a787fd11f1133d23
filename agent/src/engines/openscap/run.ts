import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../../clock';
import type { EngineRun, EngineTask, RunEnd, RunSink, TargetResult } from '../engine';
import type { Tool, ToolExit, ToolLauncher } from '../tool';
import { oscapArguments } from './argv';
import type { ContentStore, OpenscapOptions } from './options';
import { resultOf, type Results } from './results';
import { Complaints, definitionLine, LineReader, ruleLine } from './said';

export interface OpenscapPlace {
  /** A full path, or a name on the tools' fixed path. */
  file: string;
  /** The machine's own addresses: only it can be evaluated. */
  addresses: () => readonly string[];
  content: ContentStore;
  /** A folder of the agent's own, for what oscap writes. */
  scratch: string;
  /** A mounted system to be evaluated in place of the running one. */
  root: string | null;
  clock: Clock;
}

const NOT_OWN = 'only the agent that runs on it can evaluate it, and none does';
/** ARF is three to six times what was found; a larger one is not kept. */
const MOST_RAW = 48 * 1024 * 1024;
/** Evaluated; and evaluated, with rules that failed. */
const CODES = [0, 2];

/** One run over some systems, of which only the agent's own machine can be evaluated. */
export class OpenscapRun implements EngineRun {
  readonly end: Promise<RunEnd>;
  #tool: Tool | null = null;
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
    this.#tool?.stop();
  }

  async #run(): Promise<RunEnd> {
    try {
      const own = new Set(this.place.addresses());
      for (const address of this.task.targets) {
        if (this.#stopped) break;
        const result: Partial<TargetResult> | null = own.has(address)
          ? await this.#evaluate()
          : { disposition: 'unreachable', reason: NOT_OWN };
        if (result) await this.#deliver(address, result);
      }
    } catch (error) {
      if (!this.#stopped) return { kind: 'failed', reason: messageOf(error) };
    }
    return { kind: this.#stopped ? 'stopped' : 'complete' };
  }

  /** Null: it was stopped. */
  async #evaluate(): Promise<Partial<TargetResult> | null> {
    const { options } = this.task;
    const { content, scratch } = this.place;
    const files = {
      content: await content.file(options.content),
      tailoring: options.tailoring && (await content.file(options.tailoring)),
    };
    if (this.#stopped) return null;
    const folder = join(scratch, `oscap-${randomUUID()}`);
    const results = join(folder, 'results.xml');
    // Also where oscap looks for engines that would run scripts out of the content: there are none.
    mkdirSync(join(folder, 'no-engines'), { recursive: true, mode: 0o700 });
    try {
      const compiled = oscapArguments(options, { ...files, results });
      if (compiled.kind === 'refused') return { disposition: 'failed', reason: compiled.reason };
      return await this.#under(folder, compiled.args, results);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #under(
    folder: string,
    args: readonly string[],
    results: string,
  ): Promise<Partial<TargetResult> | null> {
    const { clock, file, root } = this.place;
    const environment = [
      'LC_ALL=C.UTF-8',
      `OSCAP_CHECK_ENGINE_PLUGIN_DIR=${join(folder, 'no-engines')}`,
      ...(root === null ? [] : [`OSCAP_PROBE_ROOT=${root}`, `OSCAP_EVALUATION_TARGET=chroot://${root}`]),
    ];
    const tool = this.tools.launch({ file: 'env', args: [...environment, file, ...args], stdin: '' });
    this.#tool = tool;
    if (this.#stopped) tool.stop();
    let isLate = false;
    const limit = clock.after(this.task.options.timeoutSeconds * 1_000, () => {
      isLate = true;
      tool.stop();
    });
    const complaints = new Complaints(root !== null);
    const said = this.#listen(tool.stdout);
    await Promise.all([said, complain(tool.stderr, complaints)]);
    const exit = await tool.exit;
    limit.clear();
    this.#tool = null;
    if (this.#stopped) return null;
    if (isLate)
      return {
        disposition: 'timed out',
        reason: `not evaluated within ${this.task.options.timeoutSeconds} seconds`,
      };
    const failure = failureOf(exit, complaints.tail);
    if (failure !== '') return { disposition: 'failed', reason: failure };
    return this.#read(results, [...complaints.trouble]);
  }

  /** Rules as they are evaluated: how far it is. */
  async #listen(stream: Readable): Promise<void> {
    const { kind, rules } = this.task.options;
    const lines = new LineReader();
    let seen = 0;
    for await (const chunk of chunksOf(stream)) {
      for (const line of lines.feed(chunk.toString('utf8'))) {
        if (kind === 'xccdf' ? ruleLine(line) === undefined : !definitionLine(line)) continue;
        seen += 1;
        if (rules > 0) this.#tell(Math.min(1, seen / (rules + 1)));
      }
    }
  }

  async #read(file: string, trouble: readonly string[]): Promise<Partial<TargetResult>> {
    const { options } = this.task;
    const raw = statSync(file).size <= MOST_RAW ? readFileSync(file) : null;
    let found: Results;
    try {
      found = await resultOf(createReadStream(file), options, trouble);
    } catch (error) {
      return { disposition: 'failed', reason: `its results cannot be read: ${messageOf(error)}`, raw };
    }
    const { disposition, reason, observations, toolVersion } = found;
    if (!this.#hasLooked) this.sink.look({ tool: 'oscap', toolVersion, ports: [] });
    this.#hasLooked = true;
    return { disposition, reason, observations, raw };
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

/** Why the run is no success; empty when it may be one: the results have the last word. */
function failureOf(exit: ToolExit, complaint: string): string {
  const told = complaint === '' ? '' : `: ${complaint}`;
  if (exit.error !== '') return `oscap could not be started: ${exit.error}`;
  if (exit.endedBy !== null) return `oscap was ended by its guard (${exit.endedBy})`;
  if (exit.signal !== null) return `oscap was ended by ${exit.signal}${told}`;
  return exit.code !== null && CODES.includes(exit.code)
    ? ''
    : `oscap ended with code ${exit.code ?? 'unknown'}${told}`;
}

async function complain(stream: Readable, complaints: Complaints): Promise<void> {
  const lines = new LineReader();
  for await (const chunk of chunksOf(stream))
    for (const line of lines.feed(chunk.toString('latin1'))) complaints.take(line);
  for (const line of lines.feed('\n')) complaints.take(line);
}

/** A broken pipe ends what is said. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer, void, void> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch {
    // The exit says why.
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
