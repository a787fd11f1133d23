import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentEnd, NmapEvent } from './event';
import { NmapReader, READER_LIMITS, type ReaderLimits } from './reader';

/** Where the samples of real output are. */
export const FIXTURES = join(__dirname, '../../fixtures/nmap');

export interface Reading {
  events: NmapEvent[];
  end: DocumentEnd;
}

/** Reads the bytes in pieces of at most `size`, out of one buffer that is used again for each piece. */
export function read(bytes: Buffer, size = bytes.length || 1, limits: ReaderLimits = READER_LIMITS): Reading {
  const reader = new NmapReader(limits);
  const events: NmapEvent[] = [];
  const piece = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(piece, 0, at, at + size);
    for (const event of reader.feed(piece.subarray(0, length))) {
      events.push(event.kind === 'host' ? { ...event, raw: Buffer.from(event.raw) } : event);
    }
    piece.fill(0x58);
  }
  return { events, end: reader.end() };
}

export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}

export function addresses(reading: Reading): string[] {
  return reading.events.flatMap((event) => (event.kind === 'host' ? [event.host.address] : []));
}

export function brokenReasons(reading: Reading): string[] {
  return reading.events.flatMap((event) =>
    event.kind === 'broken' ? [`${event.address}: ${event.reason}`] : [],
  );
}

export const up = (address: string, inside = ''): string =>
  `<host starttime="1" endtime="2"><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/>${inside}</host>\n`;
export const HEAD =
  '<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner="nmap" args="x" version="7.93">\n';
export const TAIL =
  '<runstats><finished time="3" exit="success"/><hosts up="1" down="0" total="1"/></runstats>\n</nmaprun>\n';
export const document = (body: string): Buffer => Buffer.from(HEAD + body + TAIL);
