import { posix } from 'node:path';
import { rootOf, XmlStream, XmlStreamError, type ElementReader } from '@scanfleet/readers';
import { escaped } from './xml-text';

/** A document of an archive, by its name in it. */
export interface Document {
  readonly name: string;
  readonly bytes: Buffer;
}

const HEAD_BYTES = 64 * 1024;
const CHECKS = 'oval_definitions';
const DICTIONARY = 'cpe-list';

/**
 * A benchmark and the definitions that it refers to by their file names, as the one data stream that oscap and everything here works
 * with (SCAP 1.3, NIST SP 800-126r3, 3.1): nothing in the documents is changed. Null: these are not one benchmark with what belongs to it.
 * The same documents always give the same bytes.
 */
export function composed(documents: readonly Document[]): Buffer | null {
  const parts = documents.map((document, at) => ({ ...document, at, root: rootOf(headOf(document.bytes)) }));
  const benchmarks = parts.filter(({ root }) => root === 'Benchmark');
  const [benchmark] = benchmarks;
  const others = parts.filter(({ root }) => root !== 'Benchmark');
  if (!benchmark || benchmarks.length > 1 || others.length === 0) return null;
  if (!others.every(({ root }) => root === CHECKS || root === DICTIONARY)) return null;
  const folder = posix.dirname(benchmark.name);
  const catalogue = others.map(({ name, at }) => uri(posix.relative(folder, name), at)).join('');
  const refs = (root: string, inside = ''): string =>
    parts
      .filter((part) => part.root === root)
      .map(
        ({ at }) =>
          `<ds:component-ref id="${id('cref', at)}" xlink:href="#${id('comp', at)}">${inside}</ds:component-ref>`,
      )
      .join('');
  const dictionaries = refs(DICTIONARY, `<cat:catalog>${catalogue}</cat:catalog>`);
  const begin = `<?xml version="1.0" encoding="UTF-8"?>
<ds:data-stream-collection xmlns:ds="http://scap.nist.gov/schema/scap/source/1.2" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog" id="scap_org.scanfleet_collection_composed" schematron-version="1.3">
<ds:data-stream id="scap_org.scanfleet_datastream_composed" scap-version="1.3" use-case="OTHER" timestamp="${EPOCH}">
${dictionaries === '' ? '' : `<ds:dictionaries>${dictionaries}</ds:dictionaries>\n`}<ds:checklists>${refs('Benchmark', `<cat:catalog>${catalogue}</cat:catalog>`)}</ds:checklists>
<ds:checks>${refs(CHECKS)}</ds:checks>
</ds:data-stream>
`;
  const components = parts.flatMap(({ bytes, at }) => [
    Buffer.from(`<ds:component id="${id('comp', at)}" timestamp="${EPOCH}">`),
    withoutDeclaration(bytes),
    Buffer.from('</ds:component>\n'),
  ]);
  return Buffer.concat([Buffer.from(begin), ...components, Buffer.from('</ds:data-stream-collection>\n')]);
}

/** Something stands before its root that no reader passes over, or it has none. */
export const isRootless = ({ bytes }: Document): boolean => rootOf(headOf(bytes)) === '';

/** A time of its own would make the same documents new content each time. */
const EPOCH = '1970-01-01T00:00:00';

const id = (kind: 'cref' | 'comp', at: number): string => `scap_org.scanfleet_${kind}_${at}`;
const uri = (name: string, at: number): string =>
  `<cat:uri name="${escaped(name)}" uri="#${id('cref', at)}"/>`;
const headOf = (bytes: Buffer): string => bytes.subarray(0, HEAD_BYTES).toString('latin1');

/** A declaration may stand only at the beginning of a whole. An encoding that is not UTF-8 is found out by who reads it. */
function withoutDeclaration(bytes: Buffer): Buffer {
  const head = headOf(bytes);
  const declaration =
    /^(?:\u00EF\u00BB\u00BF)?<\?xml\s[^>]*\?>/.exec(head)?.[0] ?? /^\u00EF\u00BB\u00BF/.exec(head)?.[0] ?? '';
  return bytes.subarray(declaration.length);
}

/**
 * Why a document is no whole document by itself; null: it is one. One that is not could end what it is put into, and begin
 * something else.
 */
export function faultWithin({
  bytes,
}: Document): { code: 'malformed' | 'type-declaration'; reason: string } | null {
  const any: ElementReader = { open: () => any };
  const stream = new XmlStream(() => any);
  try {
    stream.feed(bytes);
    stream.end();
    return null;
  } catch (error) {
    if (!(error instanceof XmlStreamError)) throw error;
    const code = error.message.includes('type declaration') ? 'type-declaration' : 'malformed';
    return { code, reason: error.message };
  }
}
