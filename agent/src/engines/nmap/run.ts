import type { Readable } from 'node:stream';
import {
  type DocumentEnd,
  type NmapEvent,
  type NmapHost,
  NmapReader,
  canonicalAddress,
} from '@scanfleet/readers';
import type { DispositionKind, EngineRun, EngineTask, RunEnd, RunLook, RunSink } from '../engine';
import type { Tool, ToolExit } from '../tool';
import type { NmapOptions } from './options';
import { Progress } from './progress';

/** Characters of what nmap said on standard error that go into a reason. */
const LONGEST_COMPLAINT = 400;

/** One start of nmap, read while it runs. */
export class NmapRun implements EngineRun {
  readonly end: Promise<RunEnd>;

  readonly #reader = new NmapReader();
  readonly #progress: Progress;
  /** Targets without a result. */
  readonly #open: Set<string>;
  /** Targets that nmap would not scan, with its reason. */
  readonly #skipped = new Map<string, string>();
  /** What nmap says it looks at; told before the first target. */
  #look: RunLook | null = null;
  #nameless = false;
  #stopped = false;

  constructor(
    private readonly task: EngineTask<NmapOptions>,
    private readonly tool: Tool,
    private readonly sink: RunSink,
  ) {
    this.#progress = new Progress(task.options, task.targets.length);
    this.#open = new Set(task.targets);
    this.end = this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.tool.stop();
  }

  async #run(): Promise<RunEnd> {
    const complaint = lastWords(this.tool.stderr);
    let failure = '';
    try {
      await this.#read();
    } catch (error) {
      failure = `the output was not delivered: ${messageOf(error)}`;
    }
    const document = this.#reader.end();
    // What is still running now writes for nobody.
    if (document.kind === 'refused') failure ||= `nmap's output is refused: ${document.reason}`;
    if (failure !== '') this.tool.stop();
    const exit = await this.tool.exit;
    if (this.#stopped || (exit.endedBy === 'stop' && failure === '')) return { kind: 'stopped' };
    failure ||= failureOf(exit, document, await complaint);
    if (failure !== '') return { kind: 'failed', reason: failure };
    try {
      await this.#settleAbsent();
      return { kind: 'complete' };
    } catch (error) {
      return { kind: 'failed', reason: `the output was not delivered: ${messageOf(error)}` };
    }
  }

  async #read(): Promise<void> {
    for await (const chunk of this.tool.stdout as AsyncIterable<Buffer>) {
      for (const event of this.#reader.feed(chunk)) await this.#take(event);
      if (this.#reader.refused) return;
    }
  }

  async #take(event: NmapEvent): Promise<void> {
    switch (event.kind) {
      case 'run':
        this.#look = { tool: 'nmap', toolVersion: event.version, ports: [] };
        return;
      case 'scaninfo':
        if (this.#look) this.#look = { ...this.#look, ports: [...this.#look.ports, ...event.ports] };
        return;
      case 'host':
        return this.#host(event.host, Buffer.from(event.raw));
      case 'broken':
        if (event.address === null) this.#nameless = true;
        else await this.#deliver(event.address, 'failed', `nmap's result cannot be read: ${event.reason}`);
        return;
      case 'skipped':
        this.#skipped.set(canonicalAddress(event.specification) ?? event.specification, event.reason);
        return;
      case 'task':
        return this.sink.progress(this.#progress.task(event));
      default:
        return;
    }
  }

  async #host(host: NmapHost, raw: Buffer): Promise<void> {
    const [about] = host.observations;
    const { address, observations } = host;
    if (host.timedOut) {
      return this.#deliver(address, 'timed out', 'nmap gave it up at the host timeout', observations, raw);
    }
    if (about.status === 'up') return this.#deliver(address, 'scanned', '', observations, raw);
    if (about.status === 'down') return this.#deliver(address, 'down', about.statusReason, observations, raw);
    return this.#deliver(address, 'failed', 'nmap did not say whether it is up', observations, raw);
  }

  /** The first result of a target counts; an address that is no target is none of ours. */
  async #deliver(
    address: string,
    disposition: DispositionKind,
    reason: string,
    observations: NmapHost['observations'] | [] = [],
    raw: Buffer | null = null,
  ): Promise<void> {
    if (!this.#open.delete(address)) return;
    if (this.#look) this.sink.look(this.#look);
    this.#look = null;
    await this.sink.target({ address, disposition, reason, observations, raw });
    this.sink.progress(this.#progress.finished());
  }

  /** After a run that nmap itself calls a success: what it did not speak of did not answer. */
  async #settleAbsent(): Promise<void> {
    for (const address of [...this.#open]) {
      const skipped = this.#skipped.get(address);
      if (skipped !== undefined) {
        await this.#deliver(address, 'unreachable', `nmap would not scan it: ${skipped}`);
      } else if (this.#nameless) {
        await this.#deliver(address, 'failed', "nmap's result cannot be read");
      } else if (!this.task.options.hostDiscovery) {
        await this.#deliver(address, 'failed', 'nmap finished without a word about it');
      } else {
        await this.#deliver(address, 'down', 'no answer');
      }
    }
  }
}

/** Why the run is no success; empty when it is one. An exit code alone never is. */
function failureOf(exit: ToolExit, document: DocumentEnd, complaint: string): string {
  const told = complaint === '' ? '' : `: ${complaint}`;
  if (exit.error !== '') return `nmap could not be started: ${exit.error}`;
  if (exit.endedBy !== null) return `nmap was ended by its guard (${exit.endedBy})`;
  if (exit.signal !== null) return `nmap was ended by ${exit.signal}${told}`;
  if (exit.code !== 0) return `nmap ended with code ${exit.code ?? 'unknown'}${told}`;
  return document.kind === 'whole' ? '' : `nmap's output is not whole (${document.reason})${told}`;
}

/** Reads a stream to its end and keeps the tail. Never rejects. */
async function lastWords(stream: Readable): Promise<string> {
  let tail = '';
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      tail = (tail + chunk.toString('latin1')).slice(-4 * LONGEST_COMPLAINT);
    }
  } catch {
    // A broken pipe ends what it said.
  }
  return tail
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(-LONGEST_COMPLAINT);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
