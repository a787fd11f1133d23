import { MarkupError } from './markup-error';

const REPLACEMENT = '\uFFFD';

/** The longest reference worth reading: `&#x0010FFFF;` with a few leading zeros. */
const LONGEST_REFERENCE = 16;

/** The five entities that XML itself defines (XML 1.0, 4.6). */
const PREDEFINED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Short references met so far: a scanner's output repeats the same few by the thousand. */
const seen = new Map<string, string>();

/**
 * `text` with its references replaced (XML 1.0, 4.1). A number that is no XML character (`&#x1;`, which nmap
 * writes for bytes of a banner) becomes U+FFFD, so that its host stays readable. Any name but the predefined
 * ones is undefined: document types are not read.
 *
 * @throws MarkupError for an undefined entity or a malformed reference.
 */
export function expanded(text: string): string {
  let out = '';
  let from = 0;
  for (let amp = text.indexOf('&'); amp !== -1; amp = text.indexOf('&', from)) {
    const semicolon = text.indexOf(';', amp);
    if (semicolon === -1 || semicolon - amp > LONGEST_REFERENCE) throw new MarkupError('malformed reference');
    out += text.slice(from, amp) + character(text.slice(amp + 1, semicolon));
    from = semicolon + 1;
  }
  return out + text.slice(from);
}

function character(reference: string): string {
  let found = seen.get(reference);
  if (found === undefined) {
    found = reference.startsWith('#') ? numbered(reference) : PREDEFINED.get(reference);
    if (found === undefined) throw new MarkupError(`undefined entity &${reference};`);
    if (seen.size < 1024) seen.set(reference, found);
  }
  return found;
}

function numbered(reference: string): string {
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(reference);
  if (!digits) throw new MarkupError('malformed character reference');
  const code = digits[1] === undefined ? parseInt(digits[2] as string, 10) : parseInt(digits[1], 16);
  return isCharacter(code) ? String.fromCodePoint(code) : REPLACEMENT;
}

/** Production 2 of XML 1.0: Char. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

/**
 * `text` without the control characters that XML forbids: each becomes U+FFFD, as a reference to it does.
 *
 * @throws MarkupError for NUL: then the bytes are not text.
 */
export function printable(text: string): string {
  if (text.includes('\0')) throw new MarkupError('NUL byte');
  return text.replace(CONTROL, REPLACEMENT);
}
