import {
  STREAM_LIMITS,
  XmlStream,
  XmlStreamError,
  type ElementReader,
  type StreamLimits,
} from '../xml/stream';
import { benchmarkReader, Catalogue } from './benchmark';
import type { OpenscapEnd, OpenscapEvent, OutlineItem } from './event';
import { ovalResultsReader } from './oval';
import { testResultReader } from './test-result';

/** What only holds other things in a collection (ARF 1.1) or a data stream (SCAP 1.3). */
const CONTAINERS = new Set([
  'asset-report-collection',
  'report-requests',
  'report-request',
  'reports',
  'content',
  'data-stream-collection',
  'component',
]);
const ROOTS = ['Benchmark', 'TestResult', 'asset-report-collection', 'oval_results'];

/**
 * Streaming reader of what OpenSCAP writes, as any tool may: XCCDF 1.1 and 1.2 results (`--results`), a TestResult alone,
 * ARF (`--results-arf`), and OVAL results. A rule comes with the words of its benchmark, which stands before the results
 * in all of these; those words are all that is kept, up to a ceiling.
 *
 * Usage: `for (const event of reader.feed(chunk)) …` for each chunk, then `end()`.
 */
export class OpenscapReader {
  readonly #catalogue = new Catalogue();
  readonly #oval = { leftOut: 0 };
  readonly #stream: XmlStream;
  #events: OpenscapEvent[] = [];
  #failure: XmlStreamError | null = null;
  #hasRoot = false;
  /** Results, or definitions with theirs: what a document that is only content has none of. */
  #told = 0;

  /** `also`: rules that are told of even where the result says that they were not selected. `isOutlined`: the outline is kept. */
  constructor(
    limits: StreamLimits = STREAM_LIMITS,
    private readonly also: ReadonlySet<string> = new Set(),
    isOutlined = also.size > 0,
  ) {
    this.#catalogue.isOutlined = isOutlined;
    this.#stream = new XmlStream((name, attributes) => this.#root(name, attributes), limits);
  }

  /** What scores are computed over, once the benchmarks are read. */
  get outline(): readonly OutlineItem[] {
    return this.#catalogue.outline;
  }

  /** True once reading on is of no use. */
  get failed(): boolean {
    return this.#failure !== null;
  }

  *feed(chunk: Uint8Array): Generator<OpenscapEvent, void, void> {
    if (this.#failure) return;
    try {
      this.#stream.feed(chunk);
    } catch (error) {
      this.#fail(error);
    }
    const events = this.#events;
    this.#events = [];
    yield* events;
  }

  /** The verdict, once everything was fed. */
  end(): OpenscapEnd {
    if (!this.#failure && !this.#stream.ended) {
      this.#failure = new XmlStreamError('malformed', 'ended before its root was closed');
    }
    try {
      if (!this.#failure) this.#stream.end();
    } catch (error) {
      this.#fail(error);
    }
    const leftOut = this.#catalogue.leftOut + this.#oval.leftOut;
    if (this.#failure?.kind === 'refused') return { kind: 'refused', reason: this.#failure.message };
    if (this.#failure) return { kind: 'truncated', leftOut, reason: this.#failure.message };
    if (this.#told === 0) return { kind: 'refused', reason: 'it holds content, but no results' };
    return { kind: 'whole', leftOut };
  }

  #root(name: string, attributes: Readonly<Record<string, string>>): ElementReader | undefined {
    this.#hasRoot = true;
    if (ROOTS.includes(name)) return this.#inside(null)(name, attributes);
    throw new XmlStreamError('refused', `root element ${name.slice(0, 80)}, not one of ${ROOTS.join(', ')}`);
  }

  /** What stands in a report of this id, or outside of any. */
  #inside(report: string | null): NonNullable<ElementReader['open']> {
    return (name, attributes) => {
      if (name === 'Benchmark')
        return benchmarkReader(attributes, this.#catalogue, (given) => this.#testResult(given));
      if (name === 'TestResult') return this.#testResult(attributes);
      if (name === 'oval_results') {
        this.#told += 1;
        return ovalResultsReader(report, this.#oval, (event) => this.#events.push(event));
      }
      if (name === 'report') return { open: this.#inside(attributes.id ?? '') };
      return CONTAINERS.has(name) ? { open: this.#inside(report) } : undefined;
    };
  }

  #testResult(attributes: Readonly<Record<string, string>>): ElementReader {
    this.#told += 1;
    return testResultReader(attributes, this.#catalogue, this.also, (event) => this.#events.push(event));
  }

  #fail(error: unknown): void {
    if (!(error instanceof XmlStreamError)) throw error;
    // What is no XML from the start was never a document that was cut short.
    this.#failure = this.#hasRoot ? error : new XmlStreamError('refused', error.message);
  }
}
