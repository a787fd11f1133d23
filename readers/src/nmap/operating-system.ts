import type { OsMatch } from './observation';
import { CLOSE, type Markup } from '../xml/markup';
import { bounded, wholeNumber } from './value';

interface OsClass {
  vendor: string | null;
  family: string | null;
  generation: string | null;
  accuracy: number;
  cpe: string[];
}

/**
 * Reads `<os>`, best match first. Since nmap 6 the classes stand inside their match; before, they stood beside
 * the matches and belong to the ones of the same accuracy.
 */
export function readOperatingSystem(markup: Markup): OsMatch[] {
  const matches: OsMatch[] = [];
  const loose: OsClass[] = [];
  while (markup.next() !== CLOSE) {
    if (markup.name === 'osmatch') matches.push(readMatch(markup));
    else if (markup.name === 'osclass') loose.push(readClass(markup));
    else markup.skip();
  }
  if (loose.length > 0) attach(loose, matches);
  return matches.sort((a, b) => b.accuracy - a.accuracy);
}

function readMatch(markup: Markup): OsMatch {
  const name = bounded(markup.attribute('name') ?? '');
  const accuracy = wholeNumber(markup.attribute('accuracy'), 0, 100) ?? 0;
  const classes: OsClass[] = [];
  while (markup.next() !== CLOSE) {
    if (markup.name === 'osclass') classes.push(readClass(markup));
    else markup.skip();
  }
  return { name, accuracy, ...described(classes) };
}

function readClass(markup: Markup): OsClass {
  const read: OsClass = {
    vendor: word(markup, 'vendor'),
    family: word(markup, 'osfamily'),
    generation: word(markup, 'osgen'),
    accuracy: wholeNumber(markup.attribute('accuracy'), 0, 100) ?? 0,
    cpe: [],
  };
  while (markup.next() !== CLOSE) {
    const isCpe = markup.name === 'cpe';
    markup.skip();
    if (isCpe) read.cpe.push(bounded(markup.text()));
  }
  return read;
}

function word(markup: Markup, name: string): string | null {
  const text = markup.attribute(name);
  return text ? bounded(text) : null;
}

function described(classes: readonly OsClass[]): Omit<OsMatch, 'name' | 'accuracy'> {
  const first = classes[0];
  return {
    family: first?.family ?? null,
    generation: first?.generation ?? null,
    vendor: first?.vendor ?? null,
    cpe: [...new Set(classes.flatMap((one) => one.cpe))],
  };
}

function attach(loose: readonly OsClass[], matches: OsMatch[]): void {
  for (const match of matches) {
    if (match.family !== null || match.vendor !== null) continue;
    Object.assign(match, described(loose.filter((one) => one.accuracy === match.accuracy)));
  }
  if (matches.length > 0) return;
  for (const one of loose) {
    const name = [one.vendor, one.family, one.generation].filter((part) => part !== null).join(' ');
    matches.push({ name, accuracy: one.accuracy, ...described([one]) });
  }
}
