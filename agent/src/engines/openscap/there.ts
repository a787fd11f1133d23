import { join } from 'node:path';
import { ErrandRun, type ErrandEnd, type SshPlace } from '../ssh/errand';
import { FAR_FOLDER } from '../ssh/far-script';
import type { Login } from '../ssh/login';
import { firstKeys, refusedTarget } from '../ssh/outcome';
import type { ToolLauncher } from '../tool';
import { oscapArguments } from './argv';
import { Listener, type Evaluation, type EvaluationEnd, type EvaluationFiles } from './evaluation';
import type { OpenscapOptions } from './options';

/** ARF of the largest profiles is some 20 MB. */
const MOST_RESULTS = 512 * 1024 * 1024;

/** oscap on another system, which has it, over SSH. */
export class EvaluationThere implements Evaluation {
  readonly end: Promise<EvaluationEnd>;
  #errand: ErrandRun | null = null;
  #stopped = false;

  constructor(
    private readonly options: OpenscapOptions,
    private readonly files: EvaluationFiles,
    private readonly tools: ToolLauncher,
    private readonly place: { address: string; login: Login; ssh: SshPlace },
    private readonly told: (part: number) => void,
  ) {
    this.end = this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#errand?.stop();
  }

  async #run(): Promise<EvaluationEnd> {
    const { content, tailoring, skip, folder } = this.files;
    const { address, login, ssh } = this.place;
    const { options } = this;
    const names = {
      content: 'content.xml',
      tailoring: tailoring === null ? null : 'tailoring.xml',
      skip,
      results: 'results.xml',
    };
    const compiled = oscapArguments(options, names);
    if (compiled.kind === 'refused')
      return { kind: 'failed', result: { disposition: 'failed', reason: compiled.reason } };
    const results = join(folder, names.results);
    const listener = new Listener(options, false, this.told, skip.length);
    let code: number | null = null;
    const errand = new ErrandRun(
      {
        address,
        needs: 'oscap',
        files: [
          { name: names.content, path: content, bytes: options.content.bytes },
          ...(tailoring === null || options.tailoring === null
            ? []
            : [{ name: 'tailoring.xml', path: tailoring, bytes: options.tailoring.bytes }]),
        ],
        // Where oscap looks for engines that would run scripts out of the content there are none.
        steps: [['env', `OSCAP_CHECK_ENGINE_PLUGIN_DIR=${FAR_FOLDER}/no-engines`, 'oscap', ...compiled.args]],
        fetch: { name: names.results, to: results, most: MOST_RESULTS },
      },
      login,
      this.tools,
      ssh,
      {
        stdout: (_, bytes) => listener.stdout(bytes),
        stderr: (_, bytes) => listener.stderr(bytes),
        ended: (_, told) => (code = told),
      },
    );
    this.#errand = errand;
    if (this.#stopped) errand.stop();
    const end: ErrandEnd = await errand.end;
    if (this.#stopped || end.kind === 'stopped') return { kind: 'stopped', seen: listener.seen };
    const observations = firstKeys(login, address, errand);
    if (end.kind !== 'done') return { kind: 'failed', result: { ...refusedTarget(end), observations } };
    const { failure, trouble } = listener.end(code, code === null ? 'oscap did not end by itself' : '');
    const reason =
      failure !== ''
        ? failure
        : end.fetched === 'too large'
          ? `its results are larger than ${MOST_RESULTS} bytes`
          : end.fetched === null
            ? 'oscap wrote no results'
            : '';
    if (reason !== '') return { kind: 'failed', result: { disposition: 'failed', reason, observations } };
    return { kind: 'evaluated', results, trouble, observations };
  }
}
