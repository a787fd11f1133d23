import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '../platform';

/** A part's size; every offset is a multiple of it. */
export const CONTENT_PART_BYTES = 256 * 1024;

/** The bytes of content, part by part, so that every replica can hand them out and a backup has them. */
@Injectable()
export class Contents {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Keeps the bytes under their hash; the same bytes are kept once for each tenant. */
  async keep(tx: Tx, tenantId: string, sha256: string, bytes: Buffer): Promise<void> {
    for (let offset = 0; offset < bytes.length; offset += CONTENT_PART_BYTES) {
      await tx.change(
        'INSERT IGNORE INTO content_parts (tenant_id, sha256, `offset`, data) VALUES (?, ?, ?, ?)',
        [...[tenantId, sha256, offset], bytes.subarray(offset, offset + CONTENT_PART_BYTES)],
      );
    }
  }

  /** All of it. Throws when it is not there. */
  async whole(tenantId: string, sha256: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let offset = 0; ; offset += CONTENT_PART_BYTES) {
      const part = await this.part(tenantId, sha256, offset);
      if (!part) break;
      parts.push(part);
    }
    if (parts.length === 0) throw new Error(`there is no content ${sha256}`);
    return Buffer.concat(parts);
  }

  /** Undefined: there is no such part. */
  async part(tenantId: string, sha256: string, offset: number): Promise<Buffer | undefined> {
    const [row] = await this.database.rows<{ data: Buffer }>(
      'SELECT data FROM content_parts WHERE tenant_id = ? AND sha256 = ? AND `offset` = ?',
      [tenantId, sha256, offset],
    );
    return row?.data;
  }
}
