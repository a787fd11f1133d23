import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';

/** A part's size; every offset is a multiple of it. */
export const PART_BYTES = 256 * 1024;
/** Written out in SQL they take twice their size. */
const PARTS_OF_A_STATEMENT = 16;
/** The largest artifact taken: gzip of one target's raw output. */
export const MOST_ARTIFACT_BYTES = 64 * 1024 * 1024;

/** `fresh`: this part was not there before. */
export type PartAnswer =
  { kind: 'stored'; nextOffset: number; fresh: boolean } | { kind: 'refused'; reason: string };

interface Head {
  totalBytes: number;
  storedBytes: number;
  complete: number;
}

/**
 * Bytes kept under their own SHA-256, apart by tenant. The one door to where they lie: today the database,
 * in parts, so that every replica can serve them and a backup has them.
 */
@Injectable()
export class Artifacts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Stores artifacts that came whole, in the caller's transaction; answers their hashes (hex). */
  async storeSmall(tx: Tx, tenantId: string, contents: readonly Uint8Array[]): Promise<Set<string>> {
    const byHash = new Map(contents.map((bytes) => [sha256(bytes), Buffer.from(bytes)]));
    if (byHash.size === 0) return new Set();
    const now = this.clock.now();
    const sorted = [...byHash].sort(([a], [b]) => (a < b ? -1 : 1));
    await tx.change(
      `INSERT INTO artifacts (tenant_id, sha256, total_bytes, stored_bytes, complete, created_at) VALUES ?
       ON DUPLICATE KEY UPDATE stored_bytes = total_bytes, complete = TRUE`,
      [sorted.map(([hash, bytes]) => [tenantId, hash, bytes.length, bytes.length, true, now]) as never],
    );
    for (let at = 0; at < sorted.length; at += PARTS_OF_A_STATEMENT)
      await tx.change('INSERT IGNORE INTO artifact_parts (tenant_id, sha256, `offset`, data) VALUES ?', [
        sorted
          .slice(at, at + PARTS_OF_A_STATEMENT)
          .map(([hash, bytes]) => [tenantId, hash, 0, bytes]) as never,
      ]);
    return new Set(byHash.keys());
  }

  /**
   * Takes the next part of a large artifact. Resumable: a part that is there already, or comes too early, is
   * answered with the offset to go on from. The hash is checked when the last part is there; if it is wrong
   * everything is dropped.
   */
  async put(
    tenantId: string,
    part: { sha256: string; totalBytes: number; offset: number; data: Uint8Array },
  ): Promise<PartAnswer> {
    if (part.totalBytes > MOST_ARTIFACT_BYTES) return { kind: 'refused', reason: 'artifact too large' };
    const expected = Math.min(PART_BYTES, part.totalBytes - part.offset);
    if (part.offset % PART_BYTES !== 0 || part.data.length !== expected || expected <= 0) {
      return { kind: 'refused', reason: 'parts are 256 KiB, the last one what is left' };
    }
    return this.database.transaction(async (tx) => {
      await tx.change(
        'INSERT IGNORE INTO artifacts (tenant_id, sha256, total_bytes, stored_bytes, complete, created_at) VALUES (?, ?, ?, 0, FALSE, ?)',
        [tenantId, part.sha256, part.totalBytes, this.clock.now()],
      );
      const head = await lockHead(tx, tenantId, part.sha256);
      if (head.totalBytes !== part.totalBytes)
        return { kind: 'refused', reason: 'another size under this hash' };
      if (head.complete || head.storedBytes !== part.offset)
        return { kind: 'stored', nextOffset: head.storedBytes, fresh: false };
      await tx.change('INSERT INTO artifact_parts (tenant_id, sha256, `offset`, data) VALUES (?, ?, ?, ?)', [
        tenantId,
        part.sha256,
        part.offset,
        Buffer.from(part.data),
      ]);
      const stored = part.offset + part.data.length;
      if (stored === head.totalBytes && !(await hashIsRight(tx, tenantId, part.sha256))) {
        await tx.change('DELETE FROM artifact_parts WHERE tenant_id = ? AND sha256 = ?', [
          tenantId,
          part.sha256,
        ]);
        await tx.change('DELETE FROM artifacts WHERE tenant_id = ? AND sha256 = ?', [tenantId, part.sha256]);
        return { kind: 'refused', reason: 'the bytes do not have this hash' };
      }
      await tx.change(
        'UPDATE artifacts SET stored_bytes = ?, complete = ? WHERE tenant_id = ? AND sha256 = ?',
        [stored, stored === head.totalBytes, tenantId, part.sha256],
      );
      return { kind: 'stored', nextOffset: stored, fresh: true };
    });
  }

  /** Stores an artifact that came whole and is larger than a part. */
  async storeLarge(tenantId: string, bytes: Uint8Array): Promise<void> {
    const whole = { sha256: sha256(bytes), totalBytes: bytes.length };
    for (let offset = 0; offset < bytes.length; offset += PART_BYTES) {
      const answer = await this.put(tenantId, {
        ...{ ...whole, offset, data: bytes.subarray(offset, offset + PART_BYTES) },
      });
      if (answer.kind === 'refused') throw new Error(answer.reason);
    }
  }

  async isComplete(tx: Tx, tenantId: string, hash: string): Promise<boolean> {
    // Held to the commit: a sweep of a deleted scan that names it too then finds this one.
    const rows = await tx.rows(
      'SELECT 1 FROM artifacts WHERE tenant_id = ? AND sha256 = ? AND complete LOCK IN SHARE MODE',
      [tenantId, hash],
    );
    return rows.length > 0;
  }

  /** The stored (gzip) bytes, part by part; undefined when the artifact is not there or not complete. */
  async open(tenantId: string, hash: string): Promise<Readable | undefined> {
    const [head] = await this.database.rows<Head>(
      'SELECT total_bytes totalBytes, complete FROM artifacts WHERE tenant_id = ? AND sha256 = ?',
      [tenantId, hash],
    );
    if (!head?.complete) return undefined;
    return Readable.from(this.parts(tenantId, hash, Number(head.totalBytes)));
  }

  private async *parts(tenantId: string, hash: string, totalBytes: number): AsyncGenerator<Buffer> {
    for (let offset = 0; offset < totalBytes; offset += PART_BYTES) {
      const [part] = await this.database.rows<{ data: Buffer }>(
        'SELECT data FROM artifact_parts WHERE tenant_id = ? AND sha256 = ? AND `offset` = ?',
        [tenantId, hash, offset],
      );
      if (!part) throw new Error(`artifact ${hash} has no part at ${offset}`);
      yield part.data;
    }
  }
}

async function lockHead(tx: Tx, tenantId: string, hash: string): Promise<Head> {
  const [head] = await tx.rows<Head>(
    'SELECT total_bytes totalBytes, stored_bytes storedBytes, complete FROM artifacts WHERE tenant_id = ? AND sha256 = ? FOR UPDATE',
    [tenantId, hash],
  );
  if (!head) throw new Error('artifact vanished inside its own transaction');
  return head;
}

async function hashIsRight(tx: Tx, tenantId: string, hash: string): Promise<boolean> {
  const digest = createHash('sha256');
  const offsets = await tx.rows<{ offset: number }>(
    'SELECT `offset` FROM artifact_parts WHERE tenant_id = ? AND sha256 = ? ORDER BY `offset`',
    [tenantId, hash],
  );
  for (const { offset } of offsets) {
    const [part] = await tx.rows<{ data: Buffer }>(
      'SELECT data FROM artifact_parts WHERE tenant_id = ? AND sha256 = ? AND `offset` = ?',
      [tenantId, hash, offset],
    );
    if (part) digest.update(part.data);
  }
  return digest.digest('hex') === hash;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
