import { Markup, type Encoding } from '../xml/markup';
import { MarkupError } from '../xml/markup-error';
import { isSpace, tagEnd } from './boundary';
import type { ByteWindow } from './byte-window';
import { readRun } from './element';
import { declaredEncoding } from './encoding';
import type { RunHead } from './event';

/** What stands at the window's start, before or at the root's tag; `size` in bytes. */
export type PrologPart =
  | { kind: 'passed'; size: number; encoding?: Encoding }
  | { kind: 'root'; size: number; head: RunHead; isEmpty: boolean }
  /** More bytes are needed to tell. */
  | { kind: 'waiting' }
  | { kind: 'refused'; reason: string };

const WAITING: PrologPart = { kind: 'waiting' };

/**
 * Reads one part of the prolog (XML 1.0, 2.8): blanks, the declaration, comments, instructions, a document type
 * without internal subset, and last the `<nmaprun>` tag. `atStart`: nothing was read before.
 */
export function readProlog(window: ByteWindow, atStart: boolean, encoding: Encoding): PrologPart {
  const first = window.at(0);
  const second = window.at(1);
  if (first === -1) return WAITING;
  if (isSpace(first)) return passed(1);
  if (atStart) {
    if (first === 0xef) return byteOrderMark(window);
    if (first === 0xfe || first === 0xff) return refused('UTF-16 or UTF-32');
  }
  if (first !== 0x3c) return refused('not XML');
  if (second === -1) return WAITING;
  if (second === 0x3f) return instruction(window);
  return second === 0x21 ? declaration(window) : root(window, encoding);
}

function byteOrderMark(window: ByteWindow): PrologPart {
  if (window.length < 3) return WAITING;
  return window.at(1) === 0xbb && window.at(2) === 0xbf ? passed(3) : refused('not XML');
}

function instruction(window: ByteWindow): PrologPart {
  const end = window.indexOf('?>', 2);
  if (end === -1) return WAITING;
  const text = window.slice(0, end).toString('latin1');
  if (!/^<\?xml\s/.test(text)) return passed(end + 2);
  const encoding = declaredEncoding(text);
  if (encoding === null) return refused('declared in an encoding that is not read here');
  return { kind: 'passed', size: end + 2, encoding };
}

function declaration(window: ByteWindow): PrologPart {
  const start = window.slice(0, Math.min(9, window.length)).toString('latin1');
  if (start.startsWith('<!--')) {
    const end = window.indexOf('-->', 4);
    return end === -1 ? WAITING : passed(end + 3);
  }
  if (start.length < 9 && ('<!--'.startsWith(start) || '<!DOCTYPE'.startsWith(start))) return WAITING;
  if (start !== '<!DOCTYPE') return refused('a declaration where only a document type may stand');
  const end = tagEnd(window, 0);
  const text = window.slice(0, end === -1 ? window.length : end).toString('latin1');
  if (text.replace(/"[^"]*"?|'[^']*'?/g, '').includes('[')) {
    return refused('a document type with an internal subset');
  }
  return end === -1 ? WAITING : passed(end + 1);
}

function root(window: ByteWindow, encoding: Encoding): PrologPart {
  const end = tagEnd(window, 0);
  const size = end === -1 ? window.length : end + 1;
  const seen = window.slice(0, Math.min(size, 16)).toString('latin1');
  if (seen.length > 8 ? !/^<nmaprun[\s/>]/.test(seen) : !'<nmaprun'.startsWith(seen)) {
    return refused('not nmap XML: the root element is not nmaprun');
  }
  if (end === -1) return WAITING;
  try {
    const markup = new Markup(window.slice(0, size), encoding);
    markup.next();
    return { kind: 'root', size, head: readRun(markup), isEmpty: window.at(end - 1) === 0x2f };
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    return refused(`malformed nmaprun tag: ${error.message}`);
  }
}

function passed(size: number): PrologPart {
  return { kind: 'passed', size };
}

function refused(reason: string): PrologPart {
  return { kind: 'refused', reason };
}
