/** Markup that is ours: made only by the `html` template. */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const LONGEST_PART = 4_000;

type Part = string | number | Html | readonly Html[];

/** Builds markup: whatever is put in is escaped, unless it is markup of ours already. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const shown = (part: Part): string => {
    if (part instanceof Html) return part.text;
    if (typeof part === 'object') return part.map(({ text }) => text).join('');
    return escaped(oneLine(String(part), LONGEST_PART));
  };
  return new Html(texts.reduce((all, text, index) => all + shown(parts[index - 1] ?? '') + text));
}

/**
 * Text of users and targets on one line: control characters, line separators, characters that turn the direction of
 * text and lone surrogates become a space, so that nothing breaks out of a header or a line of a mail. At most `most`
 * characters.
 */
export function oneLine(text: string, most = 300): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= most ? plain : `${characters.slice(0, most - 1).join('')}…`;
}
