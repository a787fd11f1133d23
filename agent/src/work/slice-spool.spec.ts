import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Quota } from './quota';
import { SliceSpool } from './slice-spool';
import { Spool, isSliceRef } from './spool';

const record = { sliceId: 'slice-1', epoch: 2, scanId: 'scan', traceId: '', word: null };
const parts = (seq: number): Buffer => Buffer.from(`parts of chunk ${seq}`.repeat(10));
const sha = (letter: string): string => letter.repeat(64);

describe('the spool of a slice', () => {
  let folder: string;
  const quota = (): Quota => new Quota(1_000_000);
  const inFolder = (name: string): string => join(folder, 'slice-1.2', name);

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'spool-spec-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function spooled(chunks: number): Promise<SliceSpool> {
    const spool = await new Spool(folder, 1_000_000).create(record);
    for (let seq = 0; seq < chunks; seq++) await spool.append({ parts: parts(seq), artifacts: [] });
    return spool;
  }
  const reloaded = async (): Promise<SliceSpool | undefined> =>
    (await new Spool(folder, 1_000_000).load(() => undefined))[0];

  it('gives back after a restart what was kept, without what was acknowledged', async () => {
    const before = await spooled(4);
    await before.acknowledged(2);
    await before.keepWord({ kind: 'finish' });
    const after = await reloaded();
    expect(after?.record).toEqual({ ...record, word: { kind: 'finish' } });
    expect([after?.first, after?.next]).toEqual([2, 4]);
    expect(await after?.read(1)).toBeNull();
    expect(await after?.read(3)).toEqual({ parts: parts(3), artifacts: [] });
  });

  it('keeps its numbering when the control plane has more than it', async () => {
    const spool = await spooled(1);
    await spool.acknowledged(5);
    await spool.append({ parts: parts(5), artifacts: [] });
    expect([spool.first, spool.next]).toEqual([5, 6]);
  });

  it('ignores and removes what was not finished, wherever the crash came', async () => {
    const whole = readFileSync(join((await spooled(1)).folder, '00000000.chunk'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (length) => {
        writeFileSync(inFolder('00000001.chunk.part'), whole.subarray(0, length));
        const after = await reloaded();
        expect([after?.first, after?.next]).toEqual([0, 1]);
        expect(readdirSync(join(folder, 'slice-1.2')).sort()).toEqual(['00000000.chunk', 'slice.json']);
      }),
      { numRuns: 25 },
    );
  });

  it('of chunks cut at any byte believes only the whole ones before the cut', async () => {
    const size = readFileSync(join((await spooled(3)).folder, '00000001.chunk')).length;
    rmSync(join(folder, 'slice-1.2'), { recursive: true });
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(size - 1), async (seq, length) => {
        await spooled(3);
        truncateSync(inFolder(`0000000${seq}.chunk`), length);
        const after = await reloaded();
        expect(after?.next).toBe(seq);
        for (let kept = 0; kept < seq; kept++) expect((await after?.read(kept))?.parts).toEqual(parts(kept));
        rmSync(join(folder, 'slice-1.2'), { recursive: true });
      }),
      { numRuns: 25 },
    );
  });

  it('removes a folder that holds no record', async () => {
    await spooled(1);
    rmSync(inFolder('slice.json'));
    expect(await reloaded()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives the room back of what could not be written', async () => {
    const room = quota();
    const spool = await SliceSpool.create(join(folder, 'slice-1.2'), record, room);
    rmSync(spool.folder, { recursive: true });
    await expect(spool.keepArtifact(sha('a'), Buffer.alloc(500))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(spool.append({ parts: parts(0), artifacts: [] })).rejects.toMatchObject({ code: 'ENOENT' });
    expect([room.fill, spool.artifactBytes(sha('a')), spool.next]).toEqual([0, 0, 0]);
  });

  it('keeps an artifact as long as a chunk names it', async () => {
    const spool = await spooled(0);
    const bytes = Buffer.from('raw output');
    await spool.keepArtifact(sha('a'), bytes);
    await spool.keepArtifact(sha('b'), bytes);
    await spool.append({ parts: parts(0), artifacts: [sha('a')] });
    await spool.append({ parts: parts(1), artifacts: [sha('a')] });
    const after = await reloaded();
    // Nothing names the other one: its chunk was not kept before the crash.
    expect([after?.artifactBytes(sha('a')), after?.artifactBytes(sha('b'))]).toEqual([bytes.length, 0]);
    expect((await after?.readArtifact(sha('a'), 4, 100))?.toString()).toBe('output');
    await after?.acknowledged(1);
    expect(readdirSync(join(folder, 'slice-1.2'))).toContain(`${sha('a')}.gz`);
    await after?.acknowledged(2);
    expect(readdirSync(join(folder, 'slice-1.2'))).toEqual(['slice.json']);
  });

  it('gives its room back, all of it', async () => {
    const room = quota();
    const spool = await SliceSpool.create(join(folder, 'slice-1.2'), record, room);
    await spool.keepArtifact(sha('a'), Buffer.alloc(500));
    await spool.append({ parts: parts(0), artifacts: [sha('a')] });
    await spool.append({ parts: parts(1), artifacts: [] });
    expect(room.fill).toBeGreaterThan(0);
    await spool.acknowledged(1);
    await spool.drop();
    expect(room.fill).toBe(0);
    await spool.append({ parts: parts(2), artifacts: [] });
    expect(room.fill).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the quota', () => {
  it('lets in what fits, in the order asked, and one thing that never fits', async () => {
    const quota = new Quota(10);
    const order: string[] = [];
    await quota.take(8);
    const large = quota.take(50).then(() => order.push('large'));
    const small = quota.take(1).then(() => order.push('small'));
    await Promise.resolve();
    expect(order).toEqual([]);
    quota.give(8);
    await large;
    expect(order).toEqual(['large']);
    quota.give(50);
    await small;
    expect(order).toEqual(['large', 'small']);
  });
});

it('makes a folder only of an id that can be one', () => {
  expect(isSliceRef({ sliceId: '0190a3b0-7c1e-7000-8000-000000000001', epoch: 1 })).toBe(true);
  for (const sliceId of ['', '..', 'a/b', '../x', 'a.b', 'a\0', '-a', 'a'.repeat(65)]) {
    expect(isSliceRef({ sliceId, epoch: 1 })).toBe(false);
  }
});
