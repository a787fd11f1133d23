import { isAscii } from 'node:buffer';
import { MARKUP_LIMITS } from './limits';
import { MarkupError } from './markup-error';
import { matches, nameOf } from './names';
import { expanded, printable } from './references';

/** What `Markup.next` found. */
export const OPEN = 1;
export const CLOSE = 2;
export const END = 3;
export type Token = typeof OPEN | typeof CLOSE | typeof END;

/** How the bytes stand for characters. */
export type Encoding = 'utf8' | 'latin1';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BANG = 0x21;
const QUESTION = 0x3f;

/** What a stretch of bytes holds that has to be looked at before it is a value. */
const REFERENCES = 1;
const CONTROLS = 2;

/** Beyond this many bytes a value is searched for its end instead of walked through. */
const WALK = 48;

/**
 * Pull reader of one complete block of XML that is in memory, such as one host of nmap's output.
 *
 * The bytes are walked once; strings are only made of what is asked for, as most bytes of scanner output are
 * lists that nobody reads. Checked on the way: nesting, quoting, `<` inside values, doubled attributes, every
 * reference. Not checked: the characters of names, `]]>` in text. A document type is not markup here, so an
 * entity that XML itself does not define is an error.
 *
 * Usage: `next()` until END; after OPEN read `name` and `attribute()`; after CLOSE read `name` and `text()`.
 * An empty element gives OPEN and CLOSE. Every method throws MarkupError where the block is not well-formed.
 */
export class Markup {
  /** Of the element opened or closed last. */
  name = '';

  readonly #bytes: Uint8Array;
  readonly #length: number;
  readonly #encoding: Encoding;
  /** The block as text of one character a byte; null where bytes and characters do not agree. */
  readonly #text: string | null;
  #at = 0;
  /** The next `<` and `&` at or after the last long value's start; the length when there is none. */
  #lt = -1;
  #ampersand = -1;
  #emptyElement = false;

  readonly #openNames: string[] = [];

  #textStart = 0;
  #textEnd = 0;
  #textTraits = 0;
  /** Text before a comment or CDATA section, for the element at depth `#heldFor`; 0 for none. */
  #heldText = '';
  #heldFor = 0;

  #attributes = 0;
  readonly #attributeNames: string[] = [];
  readonly #valueStart: number[] = [];
  readonly #valueEnd: number[] = [];
  /** Values that had to be worked on; null where the bytes are the value. */
  readonly #values: (string | null)[] = [];

  /** The bytes must not change while this is in use. */
  constructor(bytes: Uint8Array, encoding: Encoding = 'utf8') {
    this.#bytes = bytes;
    this.#length = bytes.length;
    this.#encoding = encoding;
    this.#text = encoding === 'latin1' || isAscii(bytes) ? buffer(bytes).toString('latin1') : null;
  }

  next(): Token {
    if (this.#emptyElement) {
      this.#emptyElement = false;
      this.#textStart = this.#textEnd = this.#at;
      this.#textTraits = 0;
      this.#heldText = '';
      this.#openNames.pop();
      return CLOSE;
    }
    for (;;) {
      this.#walkText();
      const lt = this.#textEnd;
      if (lt >= this.#length) return this.#finish();
      const after = this.#bytes[lt + 1];
      if (after === SLASH) return this.#closingTag(lt);
      if (after === BANG) this.#declaration(lt);
      else if (after === QUESTION) this.#past('?>', lt, 2);
      else return this.#openingTag(lt);
    }
  }

  /** Passes over the rest of the element that was opened last, children and all; `text()` is then its own. */
  skip(): void {
    const outside = this.#openNames.length - 1;
    do this.next();
    while (this.#openNames.length > outside);
  }

  /**
   * An attribute of the element opened last, or undefined. Line breaks and tabs written as such count as spaces
   * (XML 1.0, 3.3.3). Only valid until the next call of `next`.
   */
  attribute(name: string): string | undefined {
    for (let i = 0; i < this.#attributes; i++) {
      if (this.#attributeNames[i] === name) {
        const value = this.#values[i];
        if (typeof value === 'string') return value;
        const [start, end] = [this.#valueStart[i] as number, this.#valueEnd[i] as number];
        return end - start < WALK ? this.#slice(start, end) : this.#worked(start, end);
      }
    }
    return undefined;
  }

  /** The characters directly inside the element closed last, after its last child. */
  text(): string {
    return this.#heldText + this.#characters(this.#textStart, this.#textEnd, this.#textTraits);
  }

  #slice(start: number, end: number): string {
    if (this.#text !== null) return this.#text.slice(start, end);
    return buffer(this.#bytes.subarray(start, end)).toString(this.#encoding);
  }

  #characters(start: number, end: number, traits: number): string {
    if (start >= end) return '';
    let text = this.#slice(start, end);
    if ((traits & CONTROLS) !== 0) {
      if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
      text = printable(text);
    }
    return (traits & REFERENCES) === 0 ? text : expanded(text);
  }

  /** From `#at` to the next `<` or the end. References are proved at once: nobody may ask for the text. */
  #walkText(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    let traits = 0;
    for (; at < this.#length; at++) {
      const byte = bytes[at] as number;
      if (byte === LT) break;
      if (byte === AMPERSAND) traits |= REFERENCES;
      else if (byte < 0x20 && byte !== 0x0a) traits |= CONTROLS;
    }
    this.#textStart = this.#at;
    this.#textEnd = at;
    this.#textTraits = traits;
    if ((traits & REFERENCES) !== 0) expanded(this.#slice(this.#at, at));
  }

  #finish(): Token {
    const unclosed = this.#openNames.at(-1);
    if (unclosed !== undefined) throw new MarkupError(`<${unclosed}> is not closed`);
    return END;
  }

  #closingTag(lt: number): Token {
    const bytes = this.#bytes;
    const name = this.#openNames.pop();
    if (name === undefined) throw new MarkupError('closing tag without its opening tag');
    let at = lt + 2 + name.length;
    if (bytes[at] !== GT || !matches(name, bytes, lt + 2, at)) {
      at = lt + 2;
      while (at < this.#length && !endsName(bytes[at] as number)) at++;
      if (this.#slice(lt + 2, at) !== name) throw new MarkupError(`closing tag does not match <${name}>`);
      while (isSpace(bytes[at])) at++;
      if (bytes[at] !== GT) throw new MarkupError('malformed closing tag');
    }
    if (this.#heldFor !== this.#openNames.length + 1) this.#heldText = '';
    this.#heldFor = 0;
    this.name = name;
    this.#at = at + 1;
    return CLOSE;
  }

  #openingTag(lt: number): Token {
    const bytes = this.#bytes;
    this.#heldFor = 0;
    this.#heldText = '';
    let at = lt + 1;
    let hash = 0;
    for (; at < this.#length; at++) {
      const byte = bytes[at] as number;
      if (endsName(byte)) break;
      if (byte === LT) throw new MarkupError('`<` inside a tag');
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (at === lt + 1) throw new MarkupError('`<` without a name');
    this.name = nameOf(bytes, lt + 1, at, hash);
    at = this.#readAttributes(at);
    this.#emptyElement = bytes[at] === SLASH;
    if (this.#emptyElement) at++;
    if (bytes[at] !== GT) throw new MarkupError(`malformed tag <${this.name}>`);
    this.#at = at + 1;
    this.#openNames.push(this.name);
    if (this.#openNames.length > MARKUP_LIMITS.depth) throw new MarkupError('elements nested too deeply');
    return OPEN;
  }

  /** Reads attributes from `from`, which is behind a name; answers where something else stands. */
  #readAttributes(from: number): number {
    const bytes = this.#bytes;
    this.#attributes = 0;
    let at = from;
    while (isSpace(bytes[at])) {
      do at++;
      while (isSpace(bytes[at]));
      const start = at;
      let hash = 0;
      for (; at < this.#length; at++) {
        const byte = bytes[at] as number;
        if (byte === EQUALS || endsName(byte)) break;
        if (byte === LT || byte === QUOTE || byte === APOSTROPHE)
          throw new MarkupError('malformed attribute');
        hash = (Math.imul(hash, 31) + byte) | 0;
      }
      if (at === start) return at;
      const name = nameOf(bytes, start, at, hash);
      while (isSpace(bytes[at])) at++;
      if (bytes[at] !== EQUALS) throw new MarkupError('attribute without a value');
      do at++;
      while (isSpace(bytes[at]));
      at = this.#readValue(name, at);
    }
    return at;
  }

  /** Reads the quoted value at `at`; answers the place behind it. */
  #readValue(name: string, at: number): number {
    const bytes = this.#bytes;
    const quote = bytes[at];
    if (quote !== QUOTE && quote !== APOSTROPHE) throw new MarkupError('attribute value without quotes');
    const start = at + 1;
    const walkEnd = Math.min(start + WALK, this.#length);
    let end = start;
    let traits = 0;
    for (; end < walkEnd; end++) {
      const byte = bytes[end] as number;
      if (byte === quote) break;
      if (byte === LT) throw new MarkupError('`<` in an attribute value');
      if (byte === AMPERSAND) traits |= REFERENCES;
      else if (byte < 0x20) traits |= CONTROLS;
    }
    if (end === walkEnd && bytes[end] !== quote) {
      end = this.#text === null ? this.#walkTo(quote, end) : this.#searchFor(quote, end, this.#text);
      if (this.#ampersand < end) traits |= REFERENCES;
    }
    this.#keep(name, start, end, traits);
    return end + 1;
  }

  /** Finds the quote that ends a long value. */
  #searchFor(quote: number, from: number, text: string): number {
    const end = text.indexOf(quote === QUOTE ? '"' : "'", from);
    if (end === -1) throw new MarkupError('attribute value not closed');
    if (this.#lt < from) this.#lt = placeOf(text, '<', from);
    if (this.#lt < end) throw new MarkupError('`<` in an attribute value');
    if (this.#ampersand < from) this.#ampersand = placeOf(text, '&', from);
    return end;
  }

  /** As `#searchFor`, where characters are not bytes. */
  #walkTo(quote: number, from: number): number {
    const bytes = this.#bytes;
    this.#ampersand = this.#length;
    for (let end = from; end < this.#length; end++) {
      const byte = bytes[end];
      if (byte === quote) return end;
      if (byte === LT) throw new MarkupError('`<` in an attribute value');
      if (byte === AMPERSAND) this.#ampersand = Math.min(this.#ampersand, end);
    }
    throw new MarkupError('attribute value not closed');
  }

  #keep(name: string, start: number, end: number, traits: number): void {
    const count = this.#attributes;
    for (let i = 0; i < count; i++) {
      if (this.#attributeNames[i] === name) throw new MarkupError(`attribute ${name} twice`);
    }
    if (count >= MARKUP_LIMITS.attributes) throw new MarkupError('too many attributes');
    this.#attributeNames[count] = name;
    this.#valueStart[count] = start;
    this.#valueEnd[count] = end;
    this.#values[count] = traits === 0 ? null : this.#worked(start, end);
    this.#attributes = count + 1;
  }

  #worked(start: number, end: number): string {
    let value = this.#slice(start, end);
    if (/[\x00-\x1f]/.test(value)) value = printable(value.replace(/\r\n|[\t\n\r]/g, ' '));
    return value.includes('&') ? expanded(value) : value;
  }

  #declaration(lt: number): void {
    const bytes = this.#bytes;
    if (bytes[lt + 2] === 0x2d && bytes[lt + 3] === 0x2d) {
      this.#past('-->', lt, 4);
      return;
    }
    if (!matches('<![CDATA[', bytes, lt, lt + 9)) throw new MarkupError('declaration inside an element');
    const start = lt + 9;
    const end = this.#past(']]>', lt, 9);
    this.#heldText += this.#characters(start, end, CONTROLS);
  }

  /** Goes behind a comment, instruction or CDATA section; answers where its terminator stands. */
  #past(terminator: string, lt: number, opening: number): number {
    const own = this.#characters(this.#textStart, this.#textEnd, this.#textTraits);
    this.#heldText = this.#heldFor === this.#openNames.length ? this.#heldText + own : own;
    this.#heldFor = this.#openNames.length;
    const end = buffer(this.#bytes).indexOf(terminator, lt + opening, 'latin1');
    if (end === -1) throw new MarkupError(`${terminator} is missing`, true);
    this.#at = end + terminator.length;
    return end;
  }
}

function placeOf(text: string, character: string, from: number): number {
  const place = text.indexOf(character, from);
  return place === -1 ? text.length : place;
}

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

function endsName(byte: number): boolean {
  return byte === 0x20 || byte === GT || byte === SLASH || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}
