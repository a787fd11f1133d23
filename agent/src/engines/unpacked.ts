import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import bitIterator, { type Bits } from 'unbzip2-stream/lib/bit_iterator';
import bzip2 from 'unbzip2-stream/lib/bzip2';

/** A document that grows by more than this, once it is large, is a bomb: what tools write grows by 10 to 40. */
const MOST_GROWTH = 200;
const LARGE = 64 * 1024 * 1024;
/** What a bzip2 block of XML grows to; the format's own limit is 46 MB. */
const MOST_OF_A_BLOCK = 8 * 1024 * 1024;
/** More than the largest compressed block of level 1; the same again for each level above. */
const BLOCK_BASE = 25_000;
const BLOCK_STEP = 100_000;
const WRITE_SIZE = 64 * 1024;

/** What is packed so cannot be unpacked, or is not to be. */
export class PackingError extends Error {}

/**
 * The bytes as they were before they were packed, by what they begin with: gzip, bzip2, or neither. In memory that does
 * not grow with them. Throws PackingError for damage, and for what grows beyond all measure.
 */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const packed = new Counted(chunks);
  const magic = await packed.begin(3);
  const plain = isGzip(magic) ? gunzipped(packed) : isBzip2(magic) ? bunzipped(packed) : null;
  if (!plain) return yield* packed;
  let size = 0;
  for await (const chunk of plain) {
    size += chunk.length;
    if (size > LARGE && size > packed.size * MOST_GROWTH)
      throw new PackingError(`packed more than ${MOST_GROWTH} to 1`);
    yield chunk;
  }
}

const isGzip = (magic: Buffer): boolean => magic[0] === 0x1f && magic[1] === 0x8b;
const isBzip2 = (magic: Buffer): boolean => magic.toString('latin1') === 'BZh';

/** Chunks, counted as they are taken; of the first ones one may look at the beginning. */
class Counted implements AsyncIterable<Uint8Array> {
  size = 0;
  #begun: Uint8Array[] = [];
  readonly #rest: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#rest = chunks[Symbol.asyncIterator]();
  }

  /** The first bytes, fewer only where there are no more. */
  async begin(count: number): Promise<Buffer> {
    let held = 0;
    while (held < count) {
      const { done, value } = await this.#rest.next();
      if (done === true) break;
      // The source may use its buffer again.
      this.#begun.push(Buffer.from(value));
      held += value.length;
    }
    return Buffer.concat(this.#begun).subarray(0, count);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    for (const chunk of this.#begun) {
      this.size += chunk.length;
      yield chunk;
    }
    this.#begun = [];
    for (let next = await this.#rest.next(); next.done !== true; next = await this.#rest.next()) {
      this.size += next.value.length;
      yield next.value;
    }
  }
}

async function* gunzipped(packed: Counted): AsyncGenerator<Uint8Array, void, void> {
  const copies = async function* (): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of packed) yield Buffer.from(chunk);
  };
  const source = Readable.from(copies(), { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new PackingError(`gzip: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/**
 * Block by block, with the library's decoder of one block: its own stream gathers a block of any growth as an array of
 * numbers, which is 370 MB for the worst.
 */
async function* bunzipped(packed: Counted): AsyncGenerator<Uint8Array, void, void> {
  const waiting: Buffer[] = [];
  let fed = 0;
  let level = 0;
  let sum = 0;
  let reading: Bits | undefined;
  const room = new Int32Array(9 * BLOCK_STEP);
  const written = new Written();
  const block = (bits: Bits): void => {
    if (level === 0) {
      level = bzip2.header(bits);
      sum = 0;
    } else {
      const next = bzip2.decompress(bits, written.byte, room, level * BLOCK_STEP, sum);
      if (next === null) level = 0;
      else sum = next;
    }
  };
  try {
    for await (const chunk of packed) {
      if (chunk.length === 0) continue;
      waiting.push(Buffer.from(chunk));
      fed += chunk.length;
      reading ??= bitIterator(() => waiting.shift() ?? failed('ended inside a block'));
      // No decoder waits in the middle of a block: it begins when the largest block is there.
      while (fed - reading.bytesRead > BLOCK_BASE + level * BLOCK_STEP) {
        block(reading);
        yield* written.take();
      }
    }
    while (reading && (fed > reading.bytesRead || level !== 0)) {
      block(reading);
      yield* written.take();
    }
  } catch (error) {
    if (error instanceof PackingError) throw error;
    throw new PackingError('bzip2: damaged');
  }
}

/** The bytes of one block, in chunks. */
class Written {
  #chunks: Buffer[] = [];
  #chunk = Buffer.allocUnsafe(WRITE_SIZE);
  #at = 0;

  readonly byte = (byte: number): void => {
    if (this.#at === WRITE_SIZE) this.#next();
    this.#chunk[this.#at++] = byte;
  };

  take(): Buffer[] {
    const taken =
      this.#at > 0 ? [...this.#chunks, Buffer.from(this.#chunk.subarray(0, this.#at))] : this.#chunks;
    this.#chunks = [];
    this.#at = 0;
    return taken;
  }

  #next(): void {
    this.#chunks.push(this.#chunk);
    if (this.#chunks.length * WRITE_SIZE > MOST_OF_A_BLOCK) failed('a block grows beyond all measure');
    this.#chunk = Buffer.allocUnsafe(WRITE_SIZE);
    this.#at = 0;
  }
}

function failed(reason: string): never {
  throw new PackingError(`bzip2: ${reason}`);
}
