import type { ElementReader } from '../xml/stream';

/** Characters of one description, one fix, one message. */
export const MOST_WORDS = 64 * 1024;

const CUT = ' […]';

/** Stands around the name of a value whose setting is told only later, by the result. */
const BEFORE_VALUE = '\uE000';
const BEHIND_VALUE = '\uE001';

const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'pre',
  'table',
  'tr',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'blockquote',
]);

/** The characters of an element itself, without those of its children; trimmed. */
export function plainText(done: (text: string) => void, most = MOST_WORDS): ElementReader {
  const held = new Held(most);
  return { text: (words) => held.add(words), close: () => done(held.text.trim()) };
}

/**
 * Prose with markup in it (XHTML), as plain text: blocks begin lines, other white space is one space, and `sub` names a
 * value that `withValues` fills in. No markup is left over.
 */
export function prose(done: (text: string) => void, most = MOST_WORDS): ElementReader {
  const held = new Held(most);
  const inside = (name: string, isVerbatim: boolean): ElementReader => {
    const isBlock = BLOCKS.has(name);
    if (isBlock) held.add('\n');
    if (name === 'li') held.add('- ');
    return {
      open: (child, { idref }) => {
        if (child === 'sub' && idref !== undefined) held.addValue(idref);
        return inside(child, isVerbatim || child === 'pre');
      },
      text: (words) => held.add(isVerbatim ? words : words.replace(/\s+/g, ' ')),
      close: () => (isBlock ? held.add('\n') : undefined),
    };
  };
  return { ...inside('', false), close: () => done(tidy(held.text)) };
}

/** Text as it is written, with `sub` for values: a fix is a script. */
export function script(done: (text: string) => void, most = MOST_WORDS): ElementReader {
  const held = new Held(most);
  return {
    open: (name, { idref }) => {
      if (name === 'sub' && idref !== undefined) held.addValue(idref);
      return undefined;
    },
    text: (words) => held.add(words),
    close: () => done(held.text.trim()),
  };
}

/** The text with what its values are set to; one that nothing is known of keeps its name. */
export function withValues(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes(BEFORE_VALUE)) return text;
  return text.replace(/\uE000([^\uE001]*)\uE001/g, (_, name: string) => values.get(name) ?? `(${name})`);
}

class Held {
  text = '';
  #isCut = false;

  constructor(private readonly most: number) {}

  add(words: string): void {
    if (this.#isCut) return;
    const clean = printable(words);
    if (this.text.length + clean.length <= this.most) this.text += clean;
    else {
      this.text += clean.slice(0, this.most - this.text.length) + CUT;
      this.#isCut = true;
    }
  }

  addValue(name: string): void {
    if (this.#isCut || this.text.length + name.length > this.most) return;
    this.text += `${BEFORE_VALUE}${printable(name)}${BEHIND_VALUE}`;
  }
}

/** Without control characters (line break and tab aside) and without the signs that stand for values. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f\uE000\uE001]/g, (character) =>
    character === '\r' ? '' : '\uFFFD',
  );
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
