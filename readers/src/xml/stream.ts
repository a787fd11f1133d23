import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';

export type Attributes = Readonly<Record<string, string>>;

/**
 * What is made of one element. Names come without their prefix, which is the writer's choice; attributes as written.
 * An element that nobody opens is passed over with all that is in it, without its text being kept.
 */
export interface ElementReader {
  open?(name: string, attributes: Attributes): ElementReader | undefined;
  /** Characters directly inside the element, in pieces. */
  text?(text: string): void;
  close?(): void;
}

/** Why a document is not read on. `refused`: it is not to be read at all, whatever was read of it. */
export class XmlStreamError extends Error {
  constructor(
    readonly kind: 'refused' | 'malformed',
    message: string,
  ) {
    super(message);
  }
}

/** Ceilings, far above what tools write. */
export interface StreamLimits {
  /** Bytes of one tag, text, comment or instruction. */
  piece: number;
  depth: number;
}

export const STREAM_LIMITS: StreamLimits = { piece: 16 * 1024 * 1024, depth: 256 };

const SLICE = 64 * 1024;
const ENCODINGS = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
/** What is said of characters that XML has no room for. Tools write them all the same; they are no reason to stop. */
const ABOUT_CHARACTERS = /disallowed character|malformed character entity/;

/**
 * Reads a document as it comes, element by element, in memory that does not grow with it. Strict, but for characters that
 * XML has no room for. Refused: document type declarations (so entities and external subsets), encodings other than
 * UTF-8, what exceeds the limits, and a root that `root` does not open.
 */
export class XmlStream {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #decoder = new StringDecoder('utf8');
  readonly #open: ElementReader[] = [];
  /** Elements open inside one that is passed over, itself included. */
  #passing = 0;
  #pieceBytes = 0;
  #ended = false;

  constructor(
    private readonly root: (name: string, attributes: Attributes) => ElementReader | undefined,
    private readonly limits: StreamLimits = STREAM_LIMITS,
  ) {
    this.#parser.on('error', (error) => {
      if (!ABOUT_CHARACTERS.test(error.message)) throw new XmlStreamError('malformed', error.message);
    });
    this.#parser.on('doctype', () => {
      throw new XmlStreamError('refused', 'a document type declaration');
    });
    this.#parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !ENCODINGS.has(encoding.toLowerCase()))
        throw new XmlStreamError('refused', `encoding ${encoding.slice(0, 40)}`);
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#opened(localName(name), attributes));
    this.#parser.on('closetag', () => this.#closed());
    const text = (words: string): void => this.#text(words);
    this.#parser.on('text', text);
    this.#parser.on('cdata', text);
  }

  /** Whether the root's closing tag was read. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Throws XmlStreamError; nothing may be fed after that. */
  feed(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += SLICE) {
      const slice = chunk.subarray(at, at + SLICE);
      this.#pieceBytes += slice.length;
      if (this.#pieceBytes > this.limits.piece + SLICE)
        throw new XmlStreamError('refused', `one piece of more than ${this.limits.piece} bytes`);
      this.#parser.write(this.#decoder.write(Buffer.from(slice.buffer, slice.byteOffset, slice.length)));
    }
  }

  /** Throws XmlStreamError when the document is not whole. */
  end(): void {
    this.#parser.write(this.#decoder.end());
    this.#parser.close();
  }

  #opened(name: string, attributes: Attributes): void {
    this.#pieceBytes = 0;
    const depth = this.#open.length + this.#passing;
    if (depth >= this.limits.depth) throw new XmlStreamError('refused', 'elements nested too deeply');
    if (this.#passing > 0) {
      this.#passing += 1;
      return;
    }
    const parent = this.#open.at(-1);
    const reader = parent ? parent.open?.(name, attributes) : this.root(name, attributes);
    if (reader) this.#open.push(reader);
    else if (parent) this.#passing = 1;
    else throw new XmlStreamError('refused', `root element ${name.slice(0, 80)}`);
  }

  #closed(): void {
    this.#pieceBytes = 0;
    if (this.#passing > 0) {
      this.#passing -= 1;
      return;
    }
    this.#open.pop()?.close?.();
    if (this.#open.length === 0) this.#ended = true;
  }

  #text(words: string): void {
    if (this.#passing === 0) this.#open.at(-1)?.text?.(words);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
