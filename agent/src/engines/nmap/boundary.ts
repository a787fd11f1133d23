import type { ByteWindow } from './byte-window';

const LT = 0x3c;
const GT = 0x3e;

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
    let behind = at + needle.length;
    while (isSpace(window.at(behind))) behind++;
    const byte = window.at(behind);
    if (byte === GT) return behind + 1;
    if (byte === -1) return -1;
  }
  return -1;
}

/** The place of the first `<host` tag (not `<hostnames`, `<hosthint` …) at or after `from` and before `before`. */
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
