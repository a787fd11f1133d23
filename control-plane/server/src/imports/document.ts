import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { rootOf } from '@scanfleet/readers';
import { readEvaluation } from './evaluation-document';
import {
  MOST_BYTES,
  TooLarge,
  unreadable,
  type Format,
  type ReadDocument,
  type Reading,
  type Told,
  type ToldDocument,
} from './imported-document';
import { readNmap } from './nmap-document';

const HEAD_BYTES = 64 * 1024;

const READERS: Readonly<Record<string, readonly [Format, Reader]>> = {
  nmaprun: ['nmap', readNmap],
  'asset-report-collection': ['xccdf', readEvaluation('xccdf')],
  Benchmark: ['xccdf', readEvaluation('xccdf')],
  TestResult: ['xccdf', readEvaluation('xccdf')],
  oval_results: ['oval', readEvaluation('oval')],
};
type Reader = (source: AsyncIterable<Buffer>, told: Told) => Promise<Reading<ReadDocument>>;

/**
 * Reads results of nmap, XCCDF (also in ARF) or OVAL out of a stream, with the readers that agents have. Where the format bounds
 * nothing, time and memory are those of the process: call it in one that may end (reader.ts).
 */
export async function readDocument(
  sent: Readable,
  isPacked: boolean,
  told: Told,
): Promise<Reading<ToldDocument>> {
  const source = limited(isPacked ? unpacked(sent) : sent);
  try {
    const { head, root } = await begin(source);
    const found = READERS[root];
    if (!found)
      return unreadable('unknown-format', `Its root is ${root === '' ? 'no element' : root.slice(0, 80)}.`);
    const [format, read] = found;
    const reading = await read(rest(head, source), told);
    return 'document' in reading ? { document: { ...reading.document, format } } : reading;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof TooLarge) return unreadable(error.code, words);
    return unreadable('malformed', `It cannot be read: ${words.slice(0, 200)}.`);
  }
}

/** The same chunks; throws TooLarge past the limit. */
async function* limited(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    yield chunk;
  }
}

/** What was wrong with the bytes before they were unpacked is what is wrong. */
async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let failure: unknown;
  const gunzip = createGunzip();
  pipeline(source, gunzip, (error) => (failure = error ?? undefined));
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw failure ?? error;
  }
}

async function begin(source: AsyncIterator<Buffer>): Promise<{ head: Buffer; root: string }> {
  let head = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const { value, done } = await source.next();
    if (done) break;
    head = Buffer.concat([head, value]);
    const root = rootOf(head.toString('latin1'));
    if (root !== '') return { head, root };
  }
  return { head, root: rootOf(head.toString('latin1')) };
}

async function* rest(head: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
