import { createHash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { rootOf } from '@scanfleet/readers';
import { isRefusal, Refusal, type Result } from '../platform';
import {
  refused,
  TooLarge,
  type Format,
  type ImportedDocument,
  type ReadDocument,
  type Told,
} from './imported-document';
import { readEvaluation } from './evaluation-document';
import { readNmap } from './nmap-document';

/** As sent, and unpacked. */
export const MOST_SENT_BYTES = 64 * 1024 * 1024;
const MOST_BYTES = 512 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;

const READERS: Readonly<Record<string, readonly [Format, Reader]>> = {
  nmaprun: ['nmap', readNmap],
  'asset-report-collection': ['xccdf', readEvaluation('xccdf')],
  Benchmark: ['xccdf', readEvaluation('xccdf')],
  TestResult: ['xccdf', readEvaluation('xccdf')],
  oval_results: ['oval', readEvaluation('oval')],
};
type Reader = (source: AsyncIterable<Buffer>, told: Told) => Promise<Result<ReadDocument>>;

/**
 * Reads results of nmap, XCCDF (also in ARF) or OVAL out of a stream, with the readers that agents have. Refusals: `document-too-large`
 * (413), `document-refused` (422) with `unknown-format`, `malformed`, `excessive`, and those of the formats.
 */
export async function readDocument(
  sent: Readable,
  isPacked: boolean,
  told: Told,
): Promise<Result<ImportedDocument>> {
  const hash = createHash('sha256');
  const counted = limited(sent.iterator({ destroyOnReturn: false }), MOST_SENT_BYTES, (chunk) =>
    hash.update(chunk),
  );
  const plain = isPacked ? unpacked(counted) : counted;
  const source = limited(plain, MOST_BYTES);
  try {
    const { head, root } = await begin(source);
    const found = READERS[root];
    if (!found)
      return refused('unknown-format', `Its root is ${root === '' ? 'no element' : root.slice(0, 80)}.`);
    const [format, read] = found;
    const document = await read(rest(head, source), told);
    return isRefusal(document) ? document : { ...document, format, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge(error.most);
    const words = error instanceof Error ? error.message : String(error);
    return refused('malformed', `It cannot be read: ${words.slice(0, 200)}.`);
  } finally {
    // What is not read any more is passed over: the connection is wanted for the answer, and for the next request.
    await source.return(undefined);
    sent.on('data', () => undefined).resume();
  }
}

/** The same chunks, each shown to `each`; throws TooLarge past `most` bytes. */
async function* limited(
  source: AsyncIterable<Buffer>,
  most: number,
  each: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > most) throw new TooLarge(most);
    each(chunk);
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

const tooLarge = (most: number): Refusal =>
  new Refusal(
    'document-too-large',
    413,
    `A document has at most ${MOST_SENT_BYTES} bytes as it is sent, and ${MOST_BYTES} unpacked.`,
    [],
    { most },
  );
