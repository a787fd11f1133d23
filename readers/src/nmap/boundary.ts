import type { ByteWindow } from './byte-window';

const LT = 0x3c;
const GT = 0x3e;

/** Blanks before the `>` of a closing tag; nmap writes none. With more it is taken for no closing tag. */
const MOST_BLANKS = 32;

/**
 * Where things end in bytes that may stop anywhere. Every function answers -1 when the bytes do not reach that
 * far yet.
 */

/**
 * The place of the `>` that ends the tag opened at `from` (a `>` inside quotes does not), or of a `<` before it:
 * no tag holds one, so this tag is broken and must not swallow what follows.
 */
export function tagEnd(window: ByteWindow, from: number): number {
  const bytes = window.slice(from, window.length);
  let quote = 0;
  for (let i = 1; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === LT) return from + i;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 0x22 || byte === 0x27) {
      quote = byte;
    } else if (byte === GT) {
      return from + i;
    }
  }
  return -1;
}

/** The place behind the first `</name>` at or after `from`. `</name` of a longer name is passed over. */
export function closingEnd(window: ByteWindow, name: string, from: number): number {
  const needle = `</${name}`;
  for (let at = window.indexOf(needle, from); at !== -1; at = window.indexOf(needle, at + needle.length)) {
    const behind = tagClosed(window, at + needle.length);
    if (behind === 'unknown') return -1;
    if (behind !== 'no') return behind;
  }
  return -1;
}

/** What ends a host that is passed over; `at` is the place of its `<`, `behind` where reading goes on. */
export type Border = { at: number; behind: number } | { at: number; behind: 'unknown' } | null;

/** The first `</host>`, `<host` tag or `</nmaprun`; its own bytes alone say which it is, so pieces change nothing. */
export function hostBorder(window: ByteWindow): Border {
  for (let at = window.indexOf(LT, 0); at !== -1; at = window.indexOf(LT, at + 1)) {
    const text = window.slice(at, Math.min(at + 9, window.length)).toString('latin1');
    if (text === '</nmaprun') return { at, behind: at };
    if (text.startsWith('<host') && endsName(window.at(at + 5))) return { at, behind: at };
    if (text.startsWith('</host')) {
      const behind = tagClosed(window, at + 6);
      if (behind !== 'no') return { at, behind };
    }
    if ('</nmaprun'.startsWith(text) || '<host'.startsWith(text) || '</host'.startsWith(text)) {
      return { at, behind: 'unknown' };
    }
  }
  return null;
}

/** The place behind the `>` that comes at `from` or after a few blanks. */
function tagClosed(window: ByteWindow, from: number): number | 'no' | 'unknown' {
  let at = from;
  while (at - from < MOST_BLANKS && isSpace(window.at(at))) at++;
  const byte = window.at(at);
  if (byte === -1) return 'unknown';
  return byte === GT ? at + 1 : 'no';
}

/** The place of the first `<host` tag (not `<hostnames`, `<hosthint` …) that begins at or after `from`, before `before`. */
export function hostStart(window: ByteWindow, from: number, before: number): number {
  for (
    let at = window.indexOf('<host', from);
    at !== -1 && at < before;
    at = window.indexOf('<host', at + 5)
  ) {
    if (endsName(window.at(at + 5))) return at;
  }
  return -1;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function endsName(byte: number): boolean {
  return isSpace(byte) || byte === GT || byte === 0x2f;
}
