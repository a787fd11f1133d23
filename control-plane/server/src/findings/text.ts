/**
 * Words from strangers (banners, script output, host names) made fit for a column: no control characters but
 * newline and tab, no lone surrogates, no marks that turn the reading direction (they make one text look like
 * another), and never longer than the column. They stay data: whoever prints them escapes them.
 */
const UNWANTED = /[^\P{Cc}\n\t]|[\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** Nearly all texts are plain and need no second look: this costs a twentieth of what follows. */
const NOT_PLAIN = /[^\x20-\x7e\n\t]/;
const NOT_PLAIN_LINE = /[^\x20-\x7e]| {2}|^ | $/;

/** Several lines, at most `most` code points, without space at the ends. */
export function paragraph(text: string, most: number): string {
  if (!NOT_PLAIN.test(text)) return text.trim().slice(0, most);
  return firstCodePoints(text.replace(/\r\n?/g, '\n').replace(UNWANTED, '').trim(), most);
}

/** One line: every run of white space is one space. At most `most` code points. */
export function line(text: string, most: number): string {
  if (!NOT_PLAIN_LINE.test(text)) return text.slice(0, most);
  return firstCodePoints(text.replace(/\s+/g, ' ').replace(UNWANTED, '').trim(), most);
}

/** The first `most` code points; a pair of surrogates is never split. */
export function firstCodePoints(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (let count = 0; count < most && end < text.length; count++) end += widthAt(text, end);
  return text.slice(0, end);
}

/** The last `most` UTF-16 units or one less; a pair of surrogates is never split. */
export function tail(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.length - most;
  return text.slice(isLowSurrogate(text, start) ? start + 1 : start);
}

/** As much of the beginning as fits into `most` bytes of UTF-8; no character is split. */
export function firstBytes(text: string, most: number): string {
  if (text.length * 3 <= most) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= most) return text;
  let end = most;
  while (end > 0 && ((bytes[end] as number) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

const widthAt = (text: string, place: number): number => ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);

function isLowSurrogate(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
