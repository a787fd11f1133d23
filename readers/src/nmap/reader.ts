import { END, Markup, type Encoding } from '../xml/markup';
import { MarkupError } from '../xml/markup-error';
import { closingEnd, endsName, hostBorder, hostStart, isSpace, tagEnd } from './boundary';
import { ByteWindow } from './byte-window';
import { readElement, readRunStats } from './element';
import type { BrokenHost, DocumentEnd, NmapEvent } from './event';
import { readHost } from './host';
import { readProlog } from './prolog';
import { canonicalAddress } from './address';

/** Ceilings in bytes; the sizes are far above what nmap writes. */
export interface ReaderLimits {
  /** Everything before the first host. */
  head: number;
  /** One `<host>` element. A larger one is broken and passed over without being kept. */
  host: number;
  /** Any other element, comment or instruction. */
  element: number;
}

export const READER_LIMITS: ReaderLimits = {
  head: 8 * 1024 * 1024,
  host: 64 * 1024 * 1024,
  element: 8 * 1024 * 1024,
};

const LONGEST_NAME = 64;
const LONGEST_TAG = 1024 * 1024;
/** A closing tag, blanks included, that has begun is at most this long. */
const LOOK_BACK = 64;
/** How often a `</host>` inside a comment is taken for what it is. */
const MOST_DECOYS = 16;

type Phase =
  /** Before the root's tag. */
  | 'prolog'
  /** Inside the root, before the first host. */
  | 'head'
  | 'body'
  /** Inside a host that is too large. */
  | 'passing over'
  | 'after'
  | 'refused';

const STARVED = Symbol('starved');
type Step = NmapEvent | null | typeof STARVED;

/**
 * Streaming reader of nmap's XML (docs/nmap.dtd of nmap), as any version since 5 wrote it. The document is cut
 * at `<host` … `</host>` in bytes and each host is read by itself, so memory stays at one host and a broken one
 * leaves the others alone. What it says does not depend on where the chunks begin.
 *
 * Usage: `for (const event of reader.feed(chunk)) …` for each chunk, pulled to the end before the next chunk;
 * then `end()`. Between two events the caller may wait as long as it likes.
 *
 * Refused, as `end()` then says (and nothing is delivered any more): a root other than nmaprun, an internal
 * document type subset, encodings other than UTF-8, ASCII and Latin-1, a head past its ceiling or with NUL bytes in it.
 */
export class NmapReader {
  readonly #limits: ReaderLimits;
  readonly #window = new ByteWindow();
  #phase: Phase = 'prolog';
  #encoding: Encoding = 'utf8';
  #refusal = '';
  /** The first thing wrong between the hosts. */
  #malformed = '';
  #headBytes = 0;
  #brokenHosts = 0;
  #insideHost = false;
  /** Null until `<finished>` was read; then empty for success. */
  #failure: string | null = null;

  /** Of the host at the window's start: where the search for its end goes on. */
  #searchFrom = 0;
  #decoys = 0;

  constructor(limits: ReaderLimits = READER_LIMITS) {
    this.#limits = limits;
  }

  /** True once the document was refused: reading on is of no use. */
  get refused(): boolean {
    return this.#phase === 'refused';
  }

  /** Takes the bytes over (the chunk may be used again afterwards) and delivers what they complete. */
  *feed(chunk: Uint8Array): Generator<NmapEvent, void, void> {
    // Told before anything around it is looked at, or the reason would depend on where the chunks begin.
    const nul = this.#inHead ? chunk.indexOf(0) : -1;
    if (nul === -1) return yield* this.#take(chunk);
    yield* this.#take(chunk.subarray(0, nul));
    if (this.#inHead)
      this.#refuse(this.#headBytes + this.#window.length < 2 ? 'UTF-16 or UTF-32' : 'NUL bytes');
    else yield* this.#take(chunk.subarray(nul));
  }

  get #inHead(): boolean {
    return this.#phase === 'prolog' || this.#phase === 'head';
  }

  *#take(chunk: Uint8Array): Generator<NmapEvent, void, void> {
    if (this.#phase === 'refused') return;
    this.#window.append(chunk);
    for (let step = this.#step(); step !== STARVED; step = this.#step()) {
      if (step !== null) yield step;
    }
  }

  /** The verdict, once everything was fed. */
  end(): DocumentEnd {
    if (this.#phase === 'refused') return { kind: 'refused', reason: this.#refusal };
    const reason = this.#incompleteness();
    const brokenHosts = this.#brokenHosts;
    return reason === '' ? { kind: 'whole', brokenHosts } : { kind: 'truncated', brokenHosts, reason };
  }

  #incompleteness(): string {
    if (this.#malformed !== '') return this.#malformed;
    if (this.#phase === 'prolog') return 'ended before the nmaprun element';
    if (this.#insideHost || this.#phase === 'passing over') return 'ended inside a host';
    if (this.#phase !== 'after') return 'ended without the closing tag of nmaprun';
    if (this.#window.length > 0) return 'content after the closing tag of nmaprun';
    return this.#failure ?? 'nmap did not say that it finished';
  }

  #step(): Step {
    switch (this.#phase) {
      case 'prolog':
        return this.#prolog();
      case 'head':
      case 'body':
        return this.#between();
      case 'passing over':
        return this.#passOver();
      case 'after':
        return this.#after();
      case 'refused':
        return STARVED;
    }
  }

  #prolog(): Step {
    const part = readProlog(this.#window, this.#headBytes === 0, this.#encoding);
    switch (part.kind) {
      case 'waiting':
        return this.#wait();
      case 'refused':
        return this.#refuse(part.reason);
      case 'passed':
        this.#encoding = part.encoding ?? this.#encoding;
        return this.#advance(part.size);
      case 'root':
        if (this.#advance(part.size) !== null) return STARVED;
        this.#phase = part.isEmpty ? 'after' : 'head';
        return part.head;
    }
  }

  /** Something inside the root, outside any host. */
  #between(): Step {
    const window = this.#window;
    const at = window.indexOf(0x3c, 0);
    if (at !== 0) return this.#text(at);
    const second = window.at(1);
    if (second === -1) return STARVED;
    if (second === 0x2f) return this.#closingTag();
    if (second === 0x3f) return this.#past('?>', 2);
    if (second === 0x21) return this.#bodyMarkup();
    const name = this.#name();
    if (name === null) return STARVED;
    if (name === '') return this.#spoil('`<` without a name', 1);
    return name === 'host' ? this.#host() : this.#element(name);
  }

  #text(until: number): Step {
    const length = until === -1 ? this.#window.length : until;
    if (length === 0) return STARVED;
    const advanced = this.#advance(length);
    return until === -1 ? STARVED : advanced;
  }

  #closingTag(): Step {
    const end = this.#window.indexOf(0x3e, 2);
    if (end === -1 && this.#window.length <= LONGEST_TAG) return STARVED;
    if (end === -1 || end > LONGEST_TAG) return this.#spoil('a closing tag that does not end', 2);
    const name = this.#window.slice(2, end).toString('latin1').trimEnd();
    if (name !== 'nmaprun') return this.#spoil('a closing tag without its element', end + 1);
    this.#phase = 'after';
    return this.#advance(end + 1);
  }

  #bodyMarkup(): Step {
    const start = this.#window.slice(0, Math.min(9, this.#window.length)).toString('latin1');
    if (start.startsWith('<!--')) return this.#past('-->', 4);
    if (start === '<![CDATA[') return this.#past(']]>', 9);
    if ('<!--'.startsWith(start) || '<![CDATA['.startsWith(start)) return STARVED;
    if (this.#phase === 'head') return this.#refuse('a declaration inside the document');
    return this.#spoil('a declaration inside the document', 2);
  }

  /** The name of the tag at the window's start; null when it is not all there yet, empty when there is none. */
  #name(): string | null {
    for (let i = 1; i <= LONGEST_NAME; i++) {
      const byte = this.#window.at(i);
      if (byte === -1) return null;
      if (endsName(byte)) return this.#window.slice(1, i).toString('latin1');
    }
    return '';
  }

  #element(name: string): Step {
    const window = this.#window;
    const tag = tagEnd(window, 0);
    const most = this.#limits.element;
    const longest = Math.min(LONGEST_TAG, most);
    if (tag > longest || (tag === -1 && window.length > longest)) return this.#tooLarge();
    if (tag === -1) return this.#wait();
    if (window.at(tag) === 0x3c) return this.#spoil(`malformed tag <${name}>`, tag);
    const end = window.at(tag - 1) === 0x2f ? tag + 1 : closingEnd(window, name, tag + 1);
    const host = hostStart(window, tag, Math.min(end === -1 ? window.length : end, most - 4));
    if (host !== -1) return this.#spoil(`<${name}> is not closed`, host);
    if (end === -1) return this.#wait();
    if (end > most) return this.#tooLarge();
    try {
      const markup = new Markup(window.slice(0, end), this.#encoding);
      let event: NmapEvent | null = null;
      if (name === 'runstats') this.#failure = readRunStats(markup)?.failure ?? this.#failure;
      else event = readElement(markup);
      while (markup.next() !== END);
      const advanced = this.#advance(end);
      return advanced === null ? event : advanced;
    } catch (error) {
      return this.#spoil(`<${name}>: ${words(error)}`, end);
    }
  }

  #tooLarge(): Step {
    if (this.#phase === 'head') return this.#refuse('the head is too large');
    return this.#spoil('an element that is too large', 1);
  }

  #host(): Step {
    this.#phase = 'body';
    this.#insideHost = true;
    const window = this.#window;
    if (this.#searchFrom === 0) {
      const tag = tagEnd(window, 0);
      if (tag > LONGEST_TAG || (tag === -1 && window.length > LONGEST_TAG))
        return this.#abandon(LONGEST_TAG + 1, 'its tag does not end', 'passing over');
      if (tag === -1) return STARVED;
      if (window.at(tag - 1) === 0x2f && window.at(tag) === 0x3e) return this.#readHost(tag + 1);
      this.#searchFrom = tag;
    }
    const end = closingEnd(window, 'host', this.#searchFrom);
    const most = this.#limits.host;
    if (end > most || (end === -1 && window.length > most))
      return this.#abandon(most + 1, 'larger than a host may be', 'passing over');
    if (end === -1) {
      this.#searchFrom = Math.max(this.#searchFrom, window.length - LOOK_BACK);
      return STARVED;
    }
    return this.#readHost(end);
  }

  #readHost(end: number): Step {
    const raw = this.#window.slice(0, end);
    try {
      const host = readHost(new Markup(raw, this.#encoding));
      this.#leaveHost(end);
      return { kind: 'host', host, raw };
    } catch (error) {
      const decoy = error instanceof MarkupError && error.unfinished ? this.#isDecoy(end) : false;
      if (decoy === null) return STARVED;
      if (!decoy) return this.#abandon(end, words(error), 'body');
      this.#decoys++;
      this.#searchFrom = end;
      return null;
    }
  }

  /**
   * Whether the closing tag that ends at `end` stands inside an unfinished comment: behind a real one comes
   * other markup. Null when that cannot be told yet.
   */
  #isDecoy(end: number): boolean | null {
    if (this.#decoys >= MOST_DECOYS) return false;
    let behind = end;
    while (isSpace(this.#window.at(behind))) behind++;
    const byte = this.#window.at(behind);
    return byte === -1 ? null : byte !== 0x3c;
  }

  /**
   * Gives up the host at the window's start, of which `size` bytes count, and goes on at the next host inside them
   * (its own closing tag is then missing), else behind them.
   */
  #abandon(size: number, reason: string, then: 'body' | 'passing over'): BrokenHost {
    const window = this.#window;
    const next = hostStart(window, 5, size - 5);
    const address = addressIn(window.slice(0, Math.min(next === -1 ? size : next, 65_536)));
    if (next !== -1) {
      this.#leaveHost(next);
    } else {
      // A border may have begun in the last bytes; one in a comment passed over before is none.
      this.#leaveHost(then === 'body' ? size : Math.max(this.#searchFrom, size - LOOK_BACK));
      this.#phase = then;
    }
    this.#brokenHosts++;
    return { kind: 'broken', address, reason };
  }

  #leaveHost(size: number): void {
    this.#window.consume(size);
    this.#insideHost = false;
    this.#searchFrom = 0;
    this.#decoys = 0;
  }

  #passOver(): Step {
    const border = hostBorder(this.#window);
    const isKnown = border !== null && border.behind !== 'unknown';
    this.#window.consume(isKnown ? border.behind : (border?.at ?? this.#window.length));
    if (!isKnown) return STARVED;
    this.#phase = 'body';
    return null;
  }

  #after(): Step {
    const window = this.#window;
    const first = window.at(0);
    if (first === -1) return STARVED;
    if (isSpace(first)) return this.#advance(1);
    if (first === 0x3c && window.at(1) === 0x3f) return this.#past('?>', 2);
    const start = window.slice(0, Math.min(4, window.length)).toString('latin1');
    if (start === '<!--') return this.#past('-->', 4);
    if (start.length < 4 && '<!--'.startsWith(start)) return STARVED;
    return this.#spoil('content after the closing tag of nmaprun', window.length);
  }

  /** Passes over a comment, CDATA section or instruction. */
  #past(terminator: string, from: number): Step {
    const end = this.#window.indexOf(terminator, from);
    if (end !== -1 && end <= this.#limits.element) return this.#advance(end + terminator.length);
    if (end === -1 && this.#window.length <= this.#limits.element) return this.#wait();
    if (this.#inHead) return this.#refuse('the head is too large');
    return this.#spoil('a comment or instruction that is too large', 2);
  }

  /** More bytes are needed; in the head they must not become too many. */
  #wait(): Step {
    if (!this.#inHead) return this.#window.length > this.#limits.element ? this.#tooLarge() : STARVED;
    const size = this.#headBytes + this.#window.length;
    return size > this.#limits.head + LONGEST_NAME ? this.#refuse('the head is too large') : STARVED;
  }

  #advance(count: number): null | typeof STARVED {
    if (this.#inHead) {
      this.#headBytes += count;
      if (this.#headBytes > this.#limits.head) return this.#refuse('the head is too large');
    }
    this.#window.consume(count);
    return null;
  }

  /** Notes that the document is not well-formed between its hosts and goes on behind `count` bytes. */
  #spoil(reason: string, count: number): Step {
    if (this.#malformed === '') this.#malformed = `not well-formed: ${reason}`;
    return this.#advance(count);
  }

  #refuse(reason: string): typeof STARVED {
    this.#phase = 'refused';
    this.#refusal = reason;
    this.#window.consume(this.#window.length);
    return STARVED;
  }
}

/** The address of a host that cannot be read, for the report about it. */
function addressIn(bytes: Buffer): string | null {
  const tag = /<address\s[^<>]*>/g;
  for (const [found] of bytes.toString('latin1').matchAll(tag)) {
    const address = canonicalAddress(/\saddr="([^"]*)"/.exec(found)?.[1] ?? '');
    if (address !== null) return address;
  }
  return null;
}

function words(error: unknown): string {
  if (error instanceof MarkupError) return error.message;
  throw error;
}
