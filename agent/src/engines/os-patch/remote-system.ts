import { ErrandRun, type ErrandEnd, type SshPlace } from '../ssh/errand';
import type { Login } from '../ssh/login';
import { firstKeys, refusedTarget } from '../ssh/outcome';
import type { TargetResult } from '../engine';
import type { HostKeyObservation } from '../observation';
import type { ToolLauncher } from '../tool';
import type { Answer, System } from './collect';
import { complaintOf, lastOf, MOST_ANSWER } from './local-system';
import type { Question } from './questions';

/** Another machine, over SSH: what is expected together is asked in one login. */
export class RemoteSystem implements System {
  /** Why it could not be entered, once an answer was lost to that. */
  refusal: Partial<TargetResult> | null = null;
  /** Its host keys, where none was known. */
  firstKeys: HostKeyObservation[] = [];
  #way: Way | null = null;
  #stopped = false;

  constructor(
    private readonly address: string,
    private readonly login: Login,
    private readonly tools: ToolLauncher,
    private readonly ssh: SshPlace,
  ) {}

  expect(questions: readonly Question[]): void {
    this.#way = new Way(questions, (way) => this.#go(way));
  }

  async ask(question: Question): Promise<Answer> {
    if (this.#stopped) return { code: null, stdout: '', complaint: 'stopped' };
    if (!this.#way?.questions.includes(question)) {
      await this.#way?.run.end.catch(() => undefined);
      this.expect([question]);
    }
    const answer = this.#way?.answers.get(question);
    if (!answer) throw new Error('a question that was not expected');
    return answer;
  }

  /** Ends what is being asked now, which gets no answer; nothing is asked any more. */
  stop(): void {
    this.#stopped = true;
    this.#way?.run.stop();
  }

  /** Settles when nothing of it is left on either side. */
  async gone(): Promise<void> {
    await this.#way?.run.end;
  }

  #go(way: Way): ErrandRun {
    const run = new ErrandRun(
      {
        address: this.address,
        needs: 'sh',
        files: [],
        steps: way.questions.map(({ file, args }) => [file, ...args]),
        fetch: null,
      },
      this.login,
      this.tools,
      this.ssh,
      way,
    );
    if (this.#stopped) run.stop();
    void run.end.then(
      (end) => {
        this.firstKeys = firstKeys(this.login, this.address, run);
        if (end.kind !== 'done') this.refusal = refusedTarget(end);
        way.over(end);
      },
      (error: unknown) => {
        this.refusal = {
          disposition: 'failed',
          reason: error instanceof Error ? error.message : String(error),
        };
        way.over({ kind: 'stopped' });
      },
    );
    return run;
  }
}

/** One login: its questions, and the answers as they come. */
class Way {
  readonly answers = new Map<Question, Promise<Answer>>();
  readonly run: ErrandRun;
  readonly #parts: { chunks: Buffer[]; size: number; tail: string }[] = [];
  readonly #settle: ((answer: Answer) => void)[] = [];

  constructor(
    readonly questions: readonly Question[],
    go: (way: Way) => ErrandRun,
  ) {
    for (const question of questions) {
      this.#parts.push({ chunks: [], size: 0, tail: '' });
      this.answers.set(question, new Promise((resolve) => this.#settle.push(resolve)));
    }
    this.run = go(this);
  }

  stdout(step: number, bytes: Buffer): void {
    const part = this.#parts[step];
    if (!part) return;
    part.size += bytes.length;
    if (part.size <= MOST_ANSWER) part.chunks.push(bytes);
    else part.chunks.length = 0;
  }

  stderr(step: number, bytes: Buffer): void {
    const part = this.#parts[step];
    if (part) part.tail = lastOf(part.tail, bytes);
  }

  ended(step: number, code: number): void {
    const part = this.#parts[step];
    if (!part) return;
    const isTooMuch = part.size > MOST_ANSWER;
    this.#settle[step]?.({
      code: isTooMuch || code > 128 ? null : code,
      stdout: Buffer.concat(part.chunks).toString('utf8'),
      complaint: isTooMuch ? `more than ${MOST_ANSWER} bytes` : complaintOf(part.tail),
    });
    part.chunks.length = 0;
  }

  /** What has no answer by now will have none. */
  over(end: ErrandEnd): void {
    const complaint = end.kind === 'stopped' ? 'stopped' : end.kind === 'refused' ? end.verdict : 'no answer';
    for (const settle of this.#settle) settle({ code: null, stdout: '', complaint });
  }
}
