import { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import { Refusal, type Result } from '../platform';
import { composed, faultWithin, isRootless, type Document } from './composing';
import { contentRefused, MOST_CONTENT_BYTES, takeIn, type Content } from './intake';

const MOST_ENTRIES = 512;
/** Of all that an archive says it holds. */
const MOST_UNPACKED = 512 * 1024 * 1024;
/** Once it is large; security content shrinks by 10 to 40. */
const MOST_GROWTH = 200;
const LARGE = 1024 * 1024;
const MOST_NAMED = 50;
/** A benchmark, its definitions and its platforms'. */
const MOST_JOINED = 16;
/** unzip(1), external attributes of a file made by Unix: type and permissions in the upper half. */
const KIND = 0o170000;
const REGULAR = [0, 0o100000, 0o040000];

/**
 * One document out of a zip archive, or a benchmark joined with the definitions beside it, looked into like any. Every entry is looked at before one is unpacked; nothing is written anywhere. Refusals:
 * those of takeIn; `content-refused` (422) with `malformed`, `excessive`, `traversal`, `link`, `encrypted`, `unknown-format` (no XML in it),
 * `no-such-entry`; `several-documents` (422) naming them.
 * @param wanted the entry's whole name; undefined: there is only one document
 */
export async function takeInArchive(
  source: AsyncIterable<Uint8Array>,
  wanted: string | undefined,
): Promise<Result<Content>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MOST_CONTENT_BYTES)
      return new Refusal('content-too-large', 413, `An archive has at most ${MOST_CONTENT_BYTES} bytes.`);
    chunks.push(chunk);
  }
  try {
    const archive = await fromBufferPromise(Buffer.concat(chunks), { strictFileNames: true });
    const chosen = await chosenOf(archive, wanted);
    if (chosen instanceof Refusal) return chosen;
    const [only, ...more] = chosen;
    if (only && more.length === 0) return await takeIn(await archive.openReadStreamPromise(only));
    const whole = await joined(archive, chosen);
    if (whole instanceof Refusal) return whole;
    return whole ? await takeIn(Readable.from([whole])) : severalDocuments(chosen);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (/relative path|absolute path|invalid characters/.test(words))
      return contentRefused('traversal', 'An entry’s name leads out of the archive.');
    return contentRefused('malformed', 'This is no zip archive, or it is damaged.');
  }
}

/** The document that was named, or all there are. */
async function chosenOf(archive: ZipFile, wanted: string | undefined): Promise<readonly Entry[] | Refusal> {
  if (archive.entryCount > MOST_ENTRIES)
    return contentRefused('excessive', `An archive has at most ${MOST_ENTRIES} entries.`);
  const documents = new Map<string, Entry>();
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    const refusal = faultOf(entry);
    if (refusal) return refusal;
    unpacked += entry.uncompressedSize;
    if (unpacked > MOST_UNPACKED)
      return contentRefused('excessive', `What an archive holds has at most ${MOST_UNPACKED} bytes.`);
    if (names.has(entry.fileName)) return contentRefused('malformed', 'Two entries have the same name.');
    names.add(entry.fileName);
    if (/\.xml$/i.test(entry.fileName)) documents.set(entry.fileName, entry);
  }
  if (wanted !== undefined) {
    const named = documents.get(wanted);
    return named ? [named] : contentRefused('no-such-entry', 'The archive has no such XML document.');
  }
  if (documents.size === 0)
    return contentRefused('unknown-format', 'There is no XML document in the archive.');
  return [...documents.values()];
}

/** A benchmark with the definitions that belong to it; null: they are not that, or too large to be it. */
async function joined(archive: ZipFile, entries: readonly Entry[]): Promise<Buffer | Refusal | null> {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (entries.length > MOST_JOINED || size > MOST_CONTENT_BYTES) return null;
  const documents: Document[] = [];
  for (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    documents.push({ name: entry.fileName, bytes: Buffer.concat(chunks) });
  }
  const whole = composed(documents);
  // Where something stands before the root that no reader takes, that is what is wrong.
  for (const document of whole ? documents : documents.filter(isRootless)) {
    const fault = faultWithin(document);
    if (fault) return contentRefused(fault.code, `${document.name.slice(0, 200)}: ${fault.reason}.`);
  }
  return whole;
}

function severalDocuments(entries: readonly Entry[]): Refusal {
  const reason =
    'The archive has several documents, and they are not one benchmark with its definitions: name one by `entry`.';
  const fields = entries
    .slice(0, MOST_NAMED)
    .map(({ fileName }) => ({ path: '/entry', code: 'one-of', reason: fileName }));
  return new Refusal('several-documents', 422, reason, fields);
}

function faultOf(entry: Entry): Refusal | undefined {
  const { fileName, compressedSize, uncompressedSize, externalFileAttributes } = entry;
  if (entry.isEncrypted()) return contentRefused('encrypted', 'An entry is encrypted.');
  if (!REGULAR.includes((externalFileAttributes >>> 16) & KIND))
    return contentRefused('link', `${fileName.slice(0, 200)} is neither a file nor a folder.`);
  if (uncompressedSize > LARGE && uncompressedSize > compressedSize * MOST_GROWTH)
    return contentRefused('excessive', `An entry is packed more than ${MOST_GROWTH} to 1.`);
  return undefined;
}
