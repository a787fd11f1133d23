import {
  XmlStream,
  XmlStreamError,
  type Attributes,
  type ElementReader,
  type StreamLimits,
} from '../xml/stream';
import { benchmarkInspector, type CheckReference } from './benchmark';
import type { BenchmarkSummary, ContentRefusal, Inspection } from './summary';

const LIMITS: StreamLimits = { piece: 8 * 1024 * 1024, depth: 128 };
const MOST_DEFINITIONS = 500_000;
const MOST_BENCHMARKS = 100;
const OVAL_SYSTEM = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
/** Questions that a person answers (OCIL): nothing is evaluated, nothing is run. */
const HARMLESS_SYSTEMS = new Set([
  '',
  OVAL_SYSTEM,
  'http://scap.nist.gov/schema/ocil/2',
  'http://www.mitre.org/ocil/2',
  'ocil-transitional',
]);
const SCRIPTS = /open-scap\.org\/page\/SCE|\bsce\b/i;

class Refused extends Error {
  constructor(
    readonly code: ContentRefusal,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Looks into security content before anybody evaluates it: what it offers, or why it is refused. Streaming; what is kept are
 * ids. Content is a program in all but name: it tells a privileged tool which files to read, and where to get more content.
 *
 * Usage: `feed` for each chunk until it says false, then `end()`.
 */
export class ContentInspector {
  readonly #stream = new XmlStream((name, attributes) => this.#root(name, attributes), LIMITS);
  #kind: 'data-stream' | 'xccdf' | 'oval' = 'xccdf';
  readonly #benchmarks: BenchmarkSummary[] = [];
  readonly #definitions = new Set<string>();
  /** Names under which the parts of a data stream find each other. */
  readonly #catalogue = new Set<string>();
  /** Ids of what is in a data stream, and what is referred to in it. */
  readonly #parts = new Set<string>();
  readonly #referredTo = new Set<string>();
  readonly #checks: CheckReference[] = [];
  #refusal: { code: ContentRefusal; reason: string } | null = null;

  /** False: it is refused, and reading on is of no use. */
  feed(chunk: Uint8Array): boolean {
    if (this.#refusal) return false;
    try {
      this.#stream.feed(chunk);
    } catch (error) {
      this.#refuse(error);
    }
    return this.#refusal === null;
  }

  end(): Inspection {
    try {
      if (!this.#refusal && !this.#stream.ended)
        throw new Refused('malformed', 'It ends before its root is closed.');
      if (!this.#refusal) {
        this.#stream.end();
        this.#resolve();
      }
    } catch (error) {
      this.#refuse(error);
    }
    if (this.#refusal) return { kind: 'refused', ...this.#refusal };
    const summary = { kind: this.#kind, benchmarks: this.#benchmarks, definitions: this.#definitions.size };
    return { kind: 'accepted', summary };
  }

  #root(name: string, attributes: Attributes): ElementReader {
    if (name === 'data-stream-collection') this.#kind = 'data-stream';
    else if (name === 'oval_definitions') this.#kind = 'oval';
    else if (name !== 'Benchmark')
      throw new Refused(
        'unknown-format',
        `Its root is ${name.slice(0, 80)}: it is no data stream, benchmark or definitions.`,
      );
    const reader = this.#within(name, attributes);
    if (!reader) throw new Refused('unknown-format', 'It is no data stream, benchmark or definitions.');
    return reader;
  }

  /** What stands in a data stream collection (SCAP 1.3, NIST SP 800-126r3), or is a document by itself. */
  #within(name: string, attributes: Attributes): ElementReader | undefined {
    switch (name) {
      case 'data-stream-collection':
      case 'data-stream':
      case 'checklists':
      case 'checks':
      case 'dictionaries':
      case 'catalog':
        return { open: (child, given) => this.#within(child, given) };
      case 'component':
        this.#parts.add(attributes.id ?? '');
        return { open: (child, given) => this.#within(child, given) };
      case 'extended-component':
      case 'extended-components':
        throw new Refused('scripts', 'It has parts that are programs (extended components).');
      case 'component-ref':
        this.#parts.add(attributes.id ?? '');
        this.#refersTo(attributes['xlink:href'] ?? attributes.href ?? '');
        return { open: (child, given) => this.#within(child, given) };
      case 'uri':
        this.#catalogue.add(attributes.name ?? '');
        this.#refersTo(attributes.uri ?? '');
        return undefined;
      case 'Benchmark':
        return benchmarkInspector(attributes, this.#hearing, (summary) => {
          if (this.#benchmarks.length >= MOST_BENCHMARKS)
            throw new Refused('excessive', 'It has too many benchmarks.');
          this.#benchmarks.push(summary);
        });
      case 'oval_definitions':
        return { open: (child) => (child === 'definitions' ? this.#oval : undefined) };
      default:
        return undefined;
    }
  }

  readonly #oval: ElementReader = {
    open: (name, { id = '' }) => {
      if (name === 'definition') this.#definitions.add(id);
      if (this.#definitions.size > MOST_DEFINITIONS)
        throw new Refused('excessive', 'It has too many definitions.');
      return undefined;
    },
  };

  readonly #hearing = {
    check: (reference: CheckReference): void => {
      if (SCRIPTS.test(reference.system))
        throw new Refused('scripts', `Rule ${reference.rule.slice(0, 200)} is checked by a script.`);
      if (!HARMLESS_SYSTEMS.has(reference.system))
        throw new Refused('scripts', `Rule ${reference.rule.slice(0, 200)} is checked by an unknown system.`);
      if (reference.system === OVAL_SYSTEM && reference.href !== '') this.#checks.push(reference);
    },
    excessive: (what: string): never => {
      throw new Refused('excessive', `It has ${what}.`);
    },
  };

  /** A part of the same collection, or one that would be fetched. */
  #refersTo(href: string): void {
    if (!href.startsWith('#'))
      throw new Refused(
        'remote-reference',
        `It refers to ${href.slice(0, 200) || 'nothing'}, which is no part of it.`,
      );
    this.#referredTo.add(href.slice(1));
  }

  /** Once all is known: every check is in the content, and there is something to evaluate. */
  #resolve(): void {
    for (const part of this.#referredTo)
      if (!this.#parts.has(part))
        throw new Refused('missing-check', `It refers to a part ${part.slice(0, 200)}, which is not in it.`);
    for (const { rule, href, name } of this.#checks) {
      const where = `Rule ${rule.slice(0, 200)} is checked by ${href.slice(0, 200)}`;
      if (/^[a-z][a-z0-9+.-]*:|^\/|(^|\/)\.\.(\/|$)/i.test(href))
        throw new Refused('remote-reference', `${where}, which is no part of it.`);
      if (!this.#catalogue.has(href)) throw new Refused('missing-check', `${where}, which is not in it.`);
      if (name !== '' && !this.#definitions.has(name))
        throw new Refused('missing-check', `${where}, which has no ${name.slice(0, 200)}.`);
    }
    const profiles = this.#benchmarks.flatMap((benchmark) => benchmark.profiles);
    if (this.#kind === 'oval' ? this.#definitions.size === 0 : profiles.length === 0)
      throw new Refused('empty', this.#kind === 'oval' ? 'It has no definitions.' : 'It has no profile.');
  }

  #refuse(error: unknown): void {
    if (error instanceof Refused) this.#refusal = { code: error.code, reason: error.message };
    else if (error instanceof XmlStreamError)
      this.#refusal = { code: codeOf(error), reason: `${error.message}.` };
    else throw error;
  }
}

function codeOf({ kind, message }: XmlStreamError): ContentRefusal {
  if (kind === 'malformed') return 'malformed';
  if (message.includes('type declaration')) return 'type-declaration';
  return message.startsWith('encoding') ? 'malformed' : 'excessive';
}
