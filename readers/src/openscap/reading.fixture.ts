import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { OpenscapEnd, OpenscapEvent } from './event';
import { OpenscapReader } from './reader';

/** Where the samples of real output are. */
export const FIXTURES = join(__dirname, '../../fixtures/openscap');

export interface Reading {
  events: OpenscapEvent[];
  end: OpenscapEnd;
}

/** Reads the bytes in pieces of at most `size`, out of one buffer that is used again for each piece. */
export function read(document: Buffer | string, size = 64 * 1024): Reading {
  const bytes = Buffer.from(document);
  const reader = new OpenscapReader();
  const events: OpenscapEvent[] = [];
  const piece = Buffer.alloc(Math.min(size, bytes.length || 1));
  for (let at = 0; at < bytes.length; at += piece.length) {
    const length = bytes.copy(piece, 0, at, at + piece.length);
    events.push(...reader.feed(piece.subarray(0, length)));
    piece.fill(0x58);
  }
  return { events, end: reader.end() };
}

/** The document, unpacked. */
export function fixture(name: string): Buffer {
  const bytes = readFileSync(join(FIXTURES, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export const told = <Kind extends OpenscapEvent['kind']>({ events }: Reading, kind: Kind) =>
  events.filter((event): event is Extract<OpenscapEvent, { kind: Kind }> => event.kind === kind);
