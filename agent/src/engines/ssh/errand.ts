import { randomBytes } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Clock } from '../../clock';
import type { Tool, ToolLauncher } from '../tool';
import { loginFiles, type LoginFiles } from './client';
import { bootstrap, farEndMs, farScript, type Pulse } from './far-script';
import type { Login } from './login';
import { MarkedOutput } from './marked-output';
import type { MemoryFolder } from './memory-folder';
import { refusalOf, type Verdict } from './verdict';

export interface SshPlace {
  secrets: MemoryFolder;
  /** Where a program lies, or is put, that prints the file that SCANFLEET_ASK names. */
  askpass: string;
  clock: Clock;
  pulse: Pulse;
}

/** What is to be done on one system. */
export interface Errand {
  address: string;
  /** A program without which there is nothing to do. */
  needs: string;
  /** To files of these names in the errand's folder; `path` is absolute, here. */
  files: readonly { name: string; path: string; bytes: number }[];
  /** Programs with their arguments; in these FAR_FOLDER stands for the errand's folder. */
  steps: readonly (readonly string[])[];
  /** A file of that folder, to a path here. */
  fetch: { name: string; to: string; most: number } | null;
}

/** Hears of the steps as they go; must not throw. */
export interface ErrandListener {
  stdout(step: number, bytes: Buffer): void;
  stderr(step: number, bytes: Buffer): void;
  /** A shell's code: 127 for a program that is not there, above 128 for a signal. */
  ended(step: number, code: number): void;
}

export type ErrandEnd =
  /** `fetched`: null where there was no such file. */
  | { kind: 'done'; fetched: 'whole' | 'too large' | null }
  | { kind: 'missing'; program: string }
  | { kind: 'refused'; verdict: Verdict; said: string }
  | { kind: 'stopped' };

/** Of what is said before anything is begun. */
const MOST_SAID = 64 * 1024;

/**
 * One login on one system, with all that is done there. `end` settles when nothing of it is left on either side: where the far
 * side could not say so, when its own guard must have ended it.
 */
export class ErrandRun {
  readonly end: Promise<ErrandEnd>;
  /** Those of the host, once `end` has settled and something was begun. */
  hostKeys: string[] = [];
  #tool: Tool | null = null;
  #stopped = false;
  #begun = false;
  #over = false;
  #missing = false;
  #step = 0;
  #errorStep = 0;
  #said = '';
  #fetched: 'whole' | 'too large' | null = null;
  #sink: WriteStream | null = null;
  #sinkError: Error | null = null;

  constructor(
    private readonly errand: Errand,
    private readonly login: Login,
    private readonly tools: ToolLauncher,
    private readonly place: SshPlace,
    private readonly listener: ErrandListener,
  ) {
    this.end = this.#run();
  }

  /** Ends what runs there. Idempotent. */
  stop(): void {
    this.#stopped = true;
    this.#tool?.stop();
  }

  /** Rejects when this machine cannot log in anywhere. */
  async #run(): Promise<ErrandEnd> {
    const files = loginFiles(this.login, this.errand.address, this.place.secrets.make(), this.place.askpass);
    try {
      return await this.#with(files);
    } finally {
      files.remove();
    }
  }

  async #with(login: LoginFiles): Promise<ErrandEnd> {
    const { needs, files, steps, fetch } = this.errand;
    const { pulse, clock } = this.place;
    const nonce = randomBytes(16).toString('hex');
    const script = farScript({ nonce, silenceSeconds: pulse.silenceSeconds, needs, files, steps, fetch });
    const tool = this.tools.launch({
      file: 'env',
      args: [...login.args, bootstrap(script, this.login.sudo)],
      stdin: script,
      far: { files: files.map(({ path }) => path), beatMs: pulse.beatMs },
    });
    this.#tool = tool;
    if (this.#stopped) tool.stop();
    await Promise.all([this.#listen(tool.stdout, nonce, login, tool), this.#hear(tool.stderr, nonce)]);
    const exit = await tool.exit;
    if (this.#begun && !this.#over)
      await new Promise<void>((resolve) => clock.after(farEndMs(pulse), resolve));
    await this.#closeSink();
    if (this.#stopped) return { kind: 'stopped' };
    if (this.#fetched === 'too large') return { kind: 'done', fetched: 'too large' };
    if (exit.endedBy !== null) return { kind: 'stopped' };
    if (exit.error !== '')
      return { kind: 'refused', verdict: 'ssh is not installed on the agent', said: exit.error };
    // Programs are found by `env`: ssh itself ends with 255 when it could not enter.
    if (!this.#begun && exit.code === 127 && /^env: .ssh.: No such file/m.test(this.#said))
      return { kind: 'refused', verdict: 'ssh is not installed on the agent', said: '' };
    if (this.#missing) return { kind: 'missing', program: needs };
    if (!this.#begun) return { kind: 'refused', ...refusalOf(this.#said) };
    if (!this.#over) return { kind: 'refused', verdict: 'connection lost', said: '' };
    return { kind: 'done', fetched: this.#fetched };
  }

  async #listen(stream: Readable, nonce: string, login: LoginFiles, tool: Tool): Promise<void> {
    const output = new MarkedOutput(nonce, {
      text: (bytes) => {
        // What a login shell prints by itself is of no interest.
        if (this.#begun) this.listener.stdout(this.#step, bytes);
      },
      mark: (words) => this.#mark(words, login, tool),
      document: (bytes) => this.#sink?.write(bytes),
    });
    for await (const chunk of chunksOf(stream)) {
      output.take(chunk);
      await this.#drained();
    }
  }

  async #hear(stream: Readable, nonce: string): Promise<void> {
    const output = new MarkedOutput(nonce, {
      text: (bytes) => {
        if (this.#begun) this.listener.stderr(this.#errorStep, bytes);
        if (this.#said.length < MOST_SAID) this.#said += bytes.toString('latin1');
      },
      mark: ([word, step]) => {
        if (word === 'end') this.#errorStep = Number(step) + 1;
        return 0;
      },
      document: () => undefined,
    });
    for await (const chunk of chunksOf(stream)) output.take(chunk);
  }

  #mark([word, first = '', second = '']: readonly string[], login: LoginFiles, tool: Tool): number {
    switch (word) {
      case 'missing':
        this.#missing = true;
        return 0;
      case 'begun':
        this.#begun = true;
        this.hostKeys = login.hostKeys();
        login.wipe();
        return 0;
      case 'end':
        this.listener.ended(Number(first), Number(second));
        this.#step = Number(first) + 1;
        return 0;
      case 'too-large':
        this.#fetched = 'too large';
        return 0;
      case 'results':
        return this.#results(Number(first));
      case 'over':
        this.#over = true;
        tool.endInput();
        return 0;
      default:
        return 0;
    }
  }

  #results(bytes: number): number {
    const { fetch } = this.errand;
    // Announced by the far side, which may say anything.
    if (!fetch || !Number.isSafeInteger(bytes) || bytes < 0 || bytes > fetch.most) {
      this.#fetched = 'too large';
      this.#tool?.stop();
      return 0;
    }
    this.#fetched = 'whole';
    this.#sink = createWriteStream(fetch.to, { mode: 0o600 });
    this.#sink.on('error', (error) => (this.#sinkError = error));
    return bytes;
  }

  /** Back pressure: the disk is not outrun. */
  async #drained(): Promise<void> {
    const sink = this.#sink;
    if (!sink || !sink.writableNeedDrain || sink.destroyed) return;
    await new Promise<void>((resolve) => {
      sink.once('drain', resolve);
      sink.once('close', resolve);
    });
  }

  async #closeSink(): Promise<void> {
    const sink = this.#sink;
    if (!sink) return;
    await new Promise<void>((resolve) => {
      if (sink.closed) return resolve();
      sink.once('close', resolve);
      sink.end();
    });
    if (this.#sinkError) throw this.#sinkError;
  }
}

/** A broken pipe ends what is said. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer, void, void> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch {
    // The exit says why.
  }
}
