import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Tool, ToolExit, ToolLauncher } from '../tool';
import { oscapArguments } from './argv';
import { Listener, type Evaluation, type EvaluationEnd, type EvaluationFiles } from './evaluation';
import type { OpenscapOptions } from './options';

/** oscap on the agent's own machine, or over a system that is mounted there. */
export class EvaluationHere implements Evaluation {
  readonly end: Promise<EvaluationEnd>;
  #tool: Tool | null = null;
  #stopped = false;

  constructor(
    private readonly options: OpenscapOptions,
    private readonly files: EvaluationFiles,
    private readonly tools: ToolLauncher,
    /** `root`: a mounted system to be evaluated in place of the running one. */
    private readonly place: { file: string; root: string | null },
    private readonly told: (part: number) => void,
  ) {
    this.end = this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#tool?.stop();
  }

  async #run(): Promise<EvaluationEnd> {
    const { content, tailoring, skip, folder } = this.files;
    const { file, root } = this.place;
    const results = join(folder, 'results.xml');
    const compiled = oscapArguments(this.options, { content, tailoring, skip, results });
    if (compiled.kind === 'refused')
      return { kind: 'failed', result: { disposition: 'failed', reason: compiled.reason } };
    // Where oscap looks for engines that would run scripts out of the content: there are none.
    mkdirSync(join(folder, 'no-engines'), { mode: 0o700 });
    const environment = [
      'LC_ALL=C.UTF-8',
      `OSCAP_CHECK_ENGINE_PLUGIN_DIR=${join(folder, 'no-engines')}`,
      ...(root === null ? [] : [`OSCAP_PROBE_ROOT=${root}`, `OSCAP_EVALUATION_TARGET=chroot://${root}`]),
    ];
    const tool = this.tools.launch({
      file: 'env',
      args: [...environment, file, ...compiled.args],
      stdin: '',
    });
    this.#tool = tool;
    if (this.#stopped) tool.stop();
    const listener = new Listener(this.options, root !== null, this.told, skip.length);
    await Promise.all([
      each(tool.stdout, (chunk) => listener.stdout(chunk)),
      each(tool.stderr, (chunk) => listener.stderr(chunk)),
    ]);
    const exit = await tool.exit;
    if (this.#stopped || exit.endedBy !== null) return { kind: 'stopped', seen: listener.seen };
    const { failure, trouble } = listener.end(exit.code, endedBy(exit));
    return failure === ''
      ? { kind: 'evaluated', results, trouble, observations: [] }
      : { kind: 'failed', result: { disposition: 'failed', reason: failure } };
  }
}

/** Why it has no code; empty when it has one. */
function endedBy({ error, signal }: ToolExit): string {
  if (error !== '') return `oscap could not be started: ${error}`;
  return signal === null ? '' : `oscap was ended by ${signal}`;
}

/** A broken pipe ends what is said; the exit says why. */
async function each(stream: Readable, take: (chunk: Buffer) => void): Promise<void> {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) take(chunk);
  } catch {
    // As said.
  }
}
