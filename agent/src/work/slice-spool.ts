import { mkdir, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeUnfinished, syncFolder, writeDurably } from '../durable-file';
import type { LastWord, SliceRef } from '../link';
import { type SpooledChunk, decodeChunkFile, encodeChunkFile } from './chunk-file';
import type { Quota } from './quota';

/** What the folder of a slice says about it beside its chunks. */
export interface SliceRecord extends SliceRef {
  scanId: string;
  traceId: string;
  /** What is to be said when all is delivered; null while the tool runs. */
  word: LastWord | null;
}

const RECORD = 'slice.json';
const CHUNK = /^(\d{8,})\.chunk$/;
const ARTIFACT = /^([0-9a-f]{64})\.gz$/;

const chunkName = (seq: number): string => `${String(seq).padStart(8, '0')}.chunk`;

interface Kept {
  bytes: number;
  artifacts: string[];
}

/**
 * A slice's results on disk until the control plane has them: a folder with `slice.json`, one file per
 * chunk and one per large artifact. Everything is durable before a promise settles.
 */
export class SliceSpool {
  private readonly chunks = new Map<number, Kept>();
  private readonly artifacts = new Map<string, number>();
  private lowest = 0;
  private following = 0;
  private dropped = false;

  private constructor(
    readonly folder: string,
    private state: SliceRecord,
    private readonly quota: Quota,
  ) {}

  /** A new slice's spool. Rejects with the file system's error. */
  static async create(folder: string, record: SliceRecord, quota: Quota): Promise<SliceSpool> {
    await mkdir(folder, { mode: 0o700 });
    const spool = new SliceSpool(folder, record, quota);
    await spool.keepRecord();
    await syncFolder(dirname(folder));
    return spool;
  }

  /**
   * What a crash left of a slice: the chunks from the lowest number on, up to the first that is missing or
   * damaged. Null when there is not even a record: then the slice never came as far as its first chunk.
   */
  static async load(folder: string, quota: Quota): Promise<SliceSpool | null> {
    await removeUnfinished(folder);
    const record = await readRecord(folder);
    if (!record) return null;
    const spool = new SliceSpool(folder, record, quota);
    await spool.loadFiles(await readdir(folder));
    return spool;
  }

  get record(): Readonly<SliceRecord> {
    return this.state;
  }

  /** Number of the first chunk that is not acknowledged; equal to `next` when all are. */
  get first(): number {
    return this.lowest;
  }

  /** The number that the next new chunk gets. */
  get next(): number {
    return this.following;
  }

  /**
   * Waits for room, then keeps the chunk under the next number. One that names artifacts does not wait: their room
   * comes back only when it is delivered.
   */
  async append(chunk: SpooledChunk): Promise<void> {
    const seq = this.following;
    const pieces = encodeChunkFile(chunk);
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (chunk.artifacts.length > 0) this.quota.count(bytes);
    else await this.quota.take(bytes);
    if (this.dropped) return this.quota.give(bytes);
    try {
      await writeDurably(join(this.folder, chunkName(seq)), pieces);
    } catch (thrown) {
      this.quota.give(bytes);
      throw thrown;
    }
    this.chunks.set(seq, { bytes, artifacts: chunk.artifacts });
    this.following = seq + 1;
  }

  /** Waits for room, then keeps an artifact; to be called before the chunk that names it. */
  async keepArtifact(sha256: string, gzip: Uint8Array): Promise<void> {
    if (this.artifacts.has(sha256)) return;
    await this.quota.take(gzip.length);
    if (this.dropped) return this.quota.give(gzip.length);
    try {
      await writeDurably(this.artifactPath(sha256), [gzip]);
    } catch (thrown) {
      this.quota.give(gzip.length);
      throw thrown;
    }
    this.artifacts.set(sha256, gzip.length);
  }

  /** Null when the chunk was acknowledged meanwhile. */
  async read(seq: number): Promise<SpooledChunk | null> {
    if (!this.chunks.has(seq)) return null;
    const chunk = decodeChunkFile(await readFile(join(this.folder, chunkName(seq))));
    if (!chunk) throw new Error(`${chunkName(seq)} is damaged`);
    return chunk;
  }

  artifactBytes(sha256: string): number {
    return this.artifacts.get(sha256) ?? 0;
  }

  async readArtifact(sha256: string, offset: number, bytes: number): Promise<Buffer> {
    const file = await open(this.artifactPath(sha256), 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /**
   * Everything below `nextSeq` is committed by the control plane and leaves the disk. A number above what
   * is here moves the numbering on: chunks of it were lost with a crash after their acknowledgement.
   */
  async acknowledged(nextSeq: number): Promise<void> {
    const gone = [...this.chunks].filter(([seq]) => seq < nextSeq);
    this.lowest = Math.max(this.lowest, nextSeq);
    this.following = Math.max(this.following, nextSeq);
    for (const [seq, { bytes }] of gone) {
      this.chunks.delete(seq);
      this.quota.give(bytes);
    }
    const needed = new Set([...this.chunks.values()].flatMap(({ artifacts }) => artifacts));
    const finished = gone.flatMap(([, { artifacts }]) => artifacts).filter((sha256) => !needed.has(sha256));
    for (const sha256 of finished) {
      this.quota.give(this.artifacts.get(sha256) ?? 0);
      this.artifacts.delete(sha256);
    }
    for (const [seq] of gone) await rm(join(this.folder, chunkName(seq)), { force: true });
    for (const sha256 of finished) await rm(this.artifactPath(sha256), { force: true });
  }

  /** Keeps what is to be said at the end, so that a restart says the same. */
  async keepWord(word: LastWord): Promise<void> {
    if (this.dropped) return;
    this.state = { ...this.state, word };
    await this.keepRecord();
  }

  /** The slice is settled or not ours: nothing of it stays, and nothing more is kept. */
  async drop(): Promise<void> {
    this.dropped = true;
    for (const { bytes } of this.chunks.values()) this.quota.give(bytes);
    for (const bytes of this.artifacts.values()) this.quota.give(bytes);
    this.chunks.clear();
    this.artifacts.clear();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async keepRecord(): Promise<void> {
    await writeDurably(join(this.folder, RECORD), [Buffer.from(JSON.stringify(this.state))]);
  }

  private artifactPath(sha256: string): string {
    return join(this.folder, `${sha256}.gz`);
  }

  private async loadFiles(names: readonly string[]): Promise<void> {
    const seqs = names
      .flatMap((name) => CHUNK.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    this.lowest = this.following = seqs[0] ?? 0;
    for (const seq of seqs) {
      const path = join(this.folder, chunkName(seq));
      const bytes = await readFile(path);
      const chunk = seq === this.following ? decodeChunkFile(bytes) : null;
      if (!chunk) {
        await rm(path);
        continue;
      }
      this.chunks.set(seq, { bytes: bytes.length, artifacts: chunk.artifacts });
      this.quota.count(bytes.length);
      this.following = seq + 1;
    }
    const needed = new Set([...this.chunks.values()].flatMap(({ artifacts }) => artifacts));
    for (const sha256 of names.flatMap((name) => ARTIFACT.exec(name)?.[1] ?? [])) {
      if (!needed.has(sha256)) {
        await rm(this.artifactPath(sha256));
        continue;
      }
      const { size } = await stat(this.artifactPath(sha256));
      this.artifacts.set(sha256, size);
      this.quota.count(size);
    }
  }
}

async function readRecord(folder: string): Promise<SliceRecord | null> {
  try {
    return JSON.parse(await readFile(join(folder, RECORD), 'utf8')) as SliceRecord;
  } catch {
    return null;
  }
}
