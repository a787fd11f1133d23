import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../clock';
import type { Tool, ToolLauncher } from '../tool';

/** Such reports take seconds; one that takes longer is not waited for. */
const LONGEST_MS = 2 * 60_000;
/** Those of the largest profiles have some 10 MB. */
const MOST_BYTES = 48 * 1024 * 1024;

/** The report that oscap makes of results, on this machine, wherever they are from. */
export class ReportRun {
  /** The report in HTML; null: there is none. A report is a convenience: its failure is none of the evaluation. */
  readonly end: Promise<Uint8Array | null>;
  #tool: Tool | null = null;

  constructor(
    private readonly files: { results: string; folder: string },
    private readonly file: string,
    private readonly tools: ToolLauncher,
    private readonly clock: Clock,
  ) {
    this.end = this.#run();
  }

  stop(): void {
    this.#tool?.stop();
  }

  async #run(): Promise<Uint8Array | null> {
    const { results, folder } = this.files;
    const report = join(folder, 'report.html');
    const tool = this.tools.launch({
      file: this.file,
      args: ['xccdf', 'generate', 'report', '--output', report, results],
      stdin: '',
    });
    this.#tool = tool;
    tool.stdout.resume();
    tool.stderr.resume();
    const limit = this.clock.after(LONGEST_MS, () => tool.stop());
    const { code } = await tool.exit.finally(() => limit.clear());
    if (code !== 0) return null;
    const size = statSync(report, { throwIfNoEntry: false })?.size ?? 0;
    return size > 0 && size <= MOST_BYTES ? readFileSync(report) : null;
  }
}
