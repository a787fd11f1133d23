import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { hostLine } from './engines/nmap/line';
import { NmapReader } from './engines/nmap/reader';

/** Exit codes of `scanfleet-agent parse`. */
const WHOLE = 0;
const UNREADABLE = 2;
const INCOMPLETE = 3;
const REFUSED = 4;

const READ_SIZE = 256 * 1024;
const WRITE_SIZE = 128 * 1024;

const USAGE = 'usage: scanfleet-agent parse nmap FILE   (FILE may be - for standard input)\n';

/**
 * `parse nmap FILE`: prints one JSON object for each host of nmap's XML, one a line, in the document's order.
 * Memory stays at one host; the speed is that of whoever reads `out`.
 *
 * Answers the exit code: 0 the document is whole; 3 it was cut short or held hosts that cannot be read, the
 * others are printed and the reason is on `err`; 4 it is refused and nothing was printed; 2 wrong usage, the
 * file cannot be read, or `out` was closed.
 */
export async function parseCommand(args: string[], out: Writable, err: Writable): Promise<number> {
  const [format, file, ...more] = args;
  if (format !== 'nmap' || file === undefined || more.length > 0) {
    err.write(USAGE);
    return UNREADABLE;
  }
  const lines = new Lines(out);
  try {
    return await printHosts(file, lines, err);
  } catch (error) {
    err.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return UNREADABLE;
  } finally {
    lines.release();
  }
}

async function printHosts(file: string, lines: Lines, err: Writable): Promise<number> {
  const reader = new NmapReader();
  for await (const chunk of chunksOf(file)) {
    for (const event of reader.feed(chunk)) {
      if (event.kind === 'host') {
        const full = lines.add(JSON.stringify(hostLine(event.host)));
        if (full) await lines.flush();
      } else if (event.kind === 'broken') {
        err.write(`${file}: host ${event.address ?? 'of unknown address'} cannot be read: ${event.reason}\n`);
      }
    }
    if (reader.refused) break;
  }
  await lines.flush();
  const end = reader.end();
  if (end.kind === 'whole') return end.brokenHosts === 0 ? WHOLE : INCOMPLETE;
  err.write(`${file}: ${end.kind}: ${end.reason}\n`);
  return end.kind === 'truncated' ? INCOMPLETE : REFUSED;
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  if (file === '-') {
    yield* process.stdin as AsyncIterable<Buffer>;
    return;
  }
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_SIZE);
    // Reading blocks on purpose: this process does nothing else, and waiting on a thread costs more than the read.
    for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) {
      yield buffer.subarray(0, size);
    }
  } finally {
    closeSync(handle);
  }
}

/** Lines gathered into large writes, and no more of them than the other side takes. */
class Lines {
  #held: string[] = [];
  #size = 0;
  #failure: Error | null = null;
  readonly #onError = (error: Error): void => {
    this.#failure = error;
  };

  constructor(private readonly out: Writable) {
    out.on('error', this.#onError);
  }

  /** True when it is time to flush. */
  add(line: string): boolean {
    this.#held.push(line);
    this.#size += line.length + 1;
    return this.#size >= WRITE_SIZE;
  }

  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#held.length === 0) return;
    const text = `${this.#held.join('\n')}\n`;
    this.#held = [];
    this.#size = 0;
    if (!this.out.write(text)) await once(this.out, 'drain');
  }

  release(): void {
    this.out.off('error', this.#onError);
  }
}
