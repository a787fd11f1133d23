import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PackingError, unpacked } from './unpacked';

/** By python3's own bzip2, so that the bytes are not of our making. */
function bzip2(bytes: Buffer, level = 9): Buffer {
  const script =
    'import bz2,sys; sys.stdout.buffer.write(bz2.compress(sys.stdin.buffer.read(), int(sys.argv[1])))';
  const { stdout, status } = spawnSync('python3', ['-c', script, String(level)], {
    input: bytes,
    maxBuffer: 256 * 1024 * 1024,
  });
  expect(status).toBe(0);
  return stdout;
}

/** Out of one buffer that is used again for each piece, as a reader of files does. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(piece, 0, at, at + size);
    yield await Promise.resolve(piece.subarray(0, length));
    piece.fill(0x58);
  }
}

async function whole(bytes: Buffer, size = 4_096): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of unpacked(pieces(bytes, size))) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const words = Buffer.from(
  Array.from({ length: 60_000 }, (_, n) => `<rule id="${n % 977}">fail</rule>\n`).join(''),
);

describe('unpacking', () => {
  it.each([1, 2, 3, 7, 4_096, 1_000_000])(
    'gives back what was packed, in pieces of %d bytes',
    async (size) => {
      const small = words.subarray(0, 20_000);
      for (const packed of [small, gzipSync(small), bzip2(small)])
        expect((await whole(packed, size)).equals(small)).toBe(true);
    },
  );

  it('reads several blocks, several streams in one, and what cannot be packed', async () => {
    for (const level of [1, 9]) expect((await whole(bzip2(words, level))).equals(words)).toBe(true);
    const noise = randomBytes(300_000);
    expect((await whole(bzip2(noise, 1))).equals(noise)).toBe(true);
    const twice = Buffer.concat([words, words]);
    expect((await whole(Buffer.concat([bzip2(words, 1), bzip2(words, 5)]))).equals(twice)).toBe(true);
    expect((await whole(Buffer.concat([gzipSync(words), gzipSync(words)]))).equals(twice)).toBe(true);
  });

  it('gives back nothing of nothing, and what is shorter than any mark', async () => {
    for (const text of ['', 'B', 'BZ']) expect((await whole(Buffer.from(text))).toString()).toBe(text);
  });

  it('says so when it was cut or changed, and ends', async () => {
    for (const packed of [gzipSync(words), bzip2(words, 1)]) {
      for (const length of [5, 20, packed.length >> 1, packed.length - 3])
        await expect(whole(packed.subarray(0, length))).rejects.toThrow(PackingError);
      const changed = Buffer.from(packed);
      changed[packed.length >> 1]! ^= 0x40;
      await expect(whole(changed)).rejects.toThrow(PackingError);
    }
  });

  it('refuses what grows beyond all measure', async () => {
    const blank = Buffer.alloc(120 * 1024 * 1024, 0x20);
    await expect(whole(gzipSync(blank))).rejects.toThrow('packed more than 200 to 1');
    await expect(whole(bzip2(blank))).rejects.toThrow('a block grows beyond all measure');
  });
});
