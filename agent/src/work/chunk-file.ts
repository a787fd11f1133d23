import { crc32 } from 'node:zlib';

/** A chunk as it lies on disk. Its number is its file's name. */
export interface SpooledChunk {
  /** From `encodePart`, one after the other. */
  parts: Buffer;
  /** SHA-256 (hex) of the artifacts to put before this chunk is sent. */
  artifacts: string[];
}

/*
 * "SFC1", length of the header, length of the body, CRC-32 of both (4 bytes each, big endian); the header
 * in JSON; the body. Rename after fsync keeps half a file from ever having this name; the checksum is
 * there for disks that do not keep their word.
 */
const MAGIC = 0x53464331;
const HEAD_BYTES = 16;

export function encodeChunkFile({ parts, artifacts }: SpooledChunk): Buffer[] {
  const header = Buffer.from(JSON.stringify({ artifacts }));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(MAGIC, 0);
  head.writeUInt32BE(header.length, 4);
  head.writeUInt32BE(parts.length, 8);
  head.writeUInt32BE(crc32(parts, crc32(header)), 12);
  return [head, header, parts];
}

/** Null when the file is not whole. */
export function decodeChunkFile(file: Buffer): SpooledChunk | null {
  if (file.length < HEAD_BYTES || file.readUInt32BE(0) !== MAGIC) return null;
  const bodyAt = HEAD_BYTES + file.readUInt32BE(4);
  if (file.length !== bodyAt + file.readUInt32BE(8)) return null;
  const header = file.subarray(HEAD_BYTES, bodyAt);
  const parts = file.subarray(bodyAt);
  if (crc32(parts, crc32(header)) !== file.readUInt32BE(12)) return null;
  const { artifacts } = JSON.parse(header.toString()) as { artifacts: string[] };
  return { parts, artifacts };
}
