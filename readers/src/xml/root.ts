const PASSED_OVER: readonly (readonly [begin: string, end: string])[] = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
];

/** The local name of a document's root, from its first characters; empty: it has not begun yet, or never will. */
export function rootOf(text: string): string {
  let at = text.startsWith('\u00EF\u00BB\u00BF') ? 3 : 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    const passed = PASSED_OVER.find(([begin]) => text.startsWith(begin, at));
    if (!passed) break;
    const end = text.indexOf(passed[1], at + passed[0].length);
    if (end < 0) return '';
    at = end + passed[1].length;
  }
  const name = /^<([A-Za-z_][\w.:-]{0,99})[\s/>]/.exec(text.slice(at, at + 102))?.[1] ?? '';
  return name.slice(name.indexOf(':') + 1);
}
