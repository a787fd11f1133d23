import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentCache } from './content-cache';

const PART = 256 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let asked: number[];
let now = Date.UTC(2026, 10, 28);
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'content-')), 'content');
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Hands out these bytes, whatever is asked for. */
const cache = (bytes: Buffer) =>
  new ContentCache(
    folder,
    (_sha256, offset) => {
      asked.push(offset);
      return Promise.resolve(bytes.subarray(offset, offset + PART));
    },
    { wallMs: () => now },
  );

describe('content on the agent’s disk', () => {
  it('is fetched part by part, once, and is what was asked for', async () => {
    const bytes = randomBytes(2 * PART + 7);
    const content = { sha256: sha256(bytes), bytes: bytes.length };
    const one = cache(bytes);
    const files = await Promise.all([one.file(content), one.file(content)]);
    expect(files[0]).toBe(files[1]);
    expect(readFileSync(files[0]!).equals(bytes)).toBe(true);
    expect(asked).toEqual([0, PART, 2 * PART]);
    await one.file(content);
    await cache(bytes).file(content);
    expect(asked).toHaveLength(3);
  });

  it('is refused when it is something else, and nothing is kept', async () => {
    const bytes = randomBytes(100);
    const other = { sha256: sha256(randomBytes(100)), bytes: 100 };
    await expect(cache(bytes).file(other)).rejects.toThrow('what came is not the content');
    await expect(cache(bytes.subarray(0, 50)).file({ sha256: sha256(bytes), bytes: 100 })).rejects.toThrow();
    await expect(cache(bytes).file({ sha256: '../../etc/passwd', bytes: 1 })).rejects.toThrow('no such name');
    await expect(cache(bytes).file({ sha256: sha256(bytes), bytes: 1e9 })).rejects.toThrow(
      'no such name or size',
    );
  });

  it('that was changed on the disk is fetched anew', async () => {
    const bytes = randomBytes(100);
    const content = { sha256: sha256(bytes), bytes: 100 };
    const file = await cache(bytes).file(content);
    writeFileSync(file, 'changed');
    await cache(bytes).file(content);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(asked).toEqual([0, 0]);
  });

  it('goes when it has not been used for a month', async () => {
    const [old, fresh] = [randomBytes(10), randomBytes(20)];
    const file = await cache(old).file({ sha256: sha256(old), bytes: 10 });
    utimesSync(file, now / 1_000, now / 1_000);
    now += 31 * 24 * 3_600_000;
    await cache(fresh).file({ sha256: sha256(fresh), bytes: 20 });
    expect(readdirSync(folder)).toEqual([`${sha256(fresh)}.xml`]);
  });

  it('is asked for again after it could not be had', async () => {
    const bytes = randomBytes(10);
    let fails = true;
    const one = new ContentCache(
      folder,
      () => (fails ? Promise.reject(new Error('no session')) : Promise.resolve(bytes)),
      { wallMs: () => now },
    );
    const content = { sha256: sha256(bytes), bytes: 10 };
    await expect(one.file(content)).rejects.toThrow('no session');
    fails = false;
    expect(readFileSync(await one.file(content)).equals(bytes)).toBe(true);
  });
});
