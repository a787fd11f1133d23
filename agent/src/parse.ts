import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { hostLine, NmapReader, OpenscapReader } from '@scanfleet/readers';
import { MOST_BYTES, readPatches } from './engines/os-patch/reader';
import { recommendationsOf } from './engines/os-patch/recommendations';
import { PackingError, unpacked } from './engines/unpacked';

/** Exit codes of `scanfleet-agent parse`. */
const WHOLE = 0;
const UNREADABLE = 2;
const INCOMPLETE = 3;
const REFUSED = 4;

const READ_SIZE = 256 * 1024;
const WRITE_SIZE = 128 * 1024;

const FORMATS = { nmap: nmapLines, openscap: openscapLines, 'os-patch': patchLines };
const USAGE = `usage: scanfleet-agent parse ${Object.keys(FORMATS).join('|')} FILE   (FILE may be - for standard input)\n`;

type Complain = (reason: string) => void;

/**
 * `parse FORMAT FILE`: prints one JSON object for each thing that a tool's output tells, one a line, in the document's
 * order. Memory does not grow with the document; the speed is that of whoever reads `out`.
 *
 * - `nmap`: nmap's XML, a line for each host (`HostLine`).
 * - `openscap`: XCCDF results, ARF or OVAL results, also packed with gzip or bzip2: a line for each rule that was selected,
 *   for each TestResult at its end, and for each OVAL definition (`OpenscapEvent`).
 * - `os-patch`: what a package manager said (`readPatches`): a line for each update, then one for the system.
 *
 * Answers the exit code: 0 the document is whole; 3 it was cut short or held what cannot be read, the rest is printed and
 * the reason is on `err`; 4 it is refused; 2 wrong usage, the file cannot be read, or `out` was closed.
 */
export async function parseCommand(args: string[], out: Writable, err: Writable): Promise<number> {
  const [format, file, ...more] = args;
  if (!isFormat(format) || file === undefined || more.length > 0) {
    err.write(USAGE);
    return UNREADABLE;
  }
  const lines = new Lines(out);
  try {
    return await FORMATS[format](chunksOf(file), lines, (reason) => err.write(`${file}: ${reason}\n`));
  } catch (error) {
    err.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return UNREADABLE;
  } finally {
    lines.release();
  }
}

function isFormat(word: string | undefined): word is keyof typeof FORMATS {
  return word !== undefined && Object.hasOwn(FORMATS, word);
}

async function nmapLines(
  chunks: AsyncIterable<Uint8Array>,
  lines: Lines,
  complain: Complain,
): Promise<number> {
  const reader = new NmapReader();
  for await (const chunk of chunks) {
    for (const event of reader.feed(chunk)) {
      if (event.kind === 'host') {
        const full = lines.add(JSON.stringify(hostLine(event.host)));
        if (full) await lines.flush();
      } else if (event.kind === 'broken') {
        complain(`host ${event.address ?? 'of unknown address'} cannot be read: ${event.reason}`);
      }
    }
    if (reader.refused) break;
  }
  await lines.flush();
  const end = reader.end();
  if (end.kind === 'whole') return end.brokenHosts === 0 ? WHOLE : INCOMPLETE;
  complain(`${end.kind}: ${end.reason}`);
  return end.kind === 'truncated' ? INCOMPLETE : REFUSED;
}

async function openscapLines(
  chunks: AsyncIterable<Uint8Array>,
  lines: Lines,
  complain: Complain,
): Promise<number> {
  const reader = new OpenscapReader();
  let damage = '';
  try {
    for await (const chunk of unpacked(chunks)) {
      for (const event of reader.feed(chunk)) {
        const full = lines.add(JSON.stringify(event));
        if (full) await lines.flush();
      }
      if (reader.failed) break;
    }
  } catch (error) {
    if (!(error instanceof PackingError)) throw error;
    damage = error.message;
  }
  await lines.flush();
  const end = reader.end();
  if (damage !== '' || end.kind !== 'whole') {
    const refused = end.kind === 'refused';
    complain(`${refused ? 'refused' : 'truncated'}: ${damage || (end.kind === 'whole' ? '' : end.reason)}`);
    return refused ? REFUSED : INCOMPLETE;
  }
  if (end.leftOut === 0) return WHOLE;
  complain(`the words of ${end.leftOut} rules or definitions are left out: there are too many`);
  return INCOMPLETE;
}

async function patchLines(
  chunks: AsyncIterable<Uint8Array>,
  lines: Lines,
  complain: Complain,
): Promise<number> {
  const held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_BYTES) break;
    held.push(Buffer.from(chunk));
  }
  const reading: ReturnType<typeof readPatches> =
    size > MOST_BYTES
      ? { kind: 'refused', reason: `more than ${MOST_BYTES} bytes` }
      : readPatches(Buffer.concat(held));
  if (reading.kind === 'refused') {
    complain(`refused: ${reading.reason}`);
    return REFUSED;
  }
  const { updates, ...system } = reading.state;
  for (const update of updates) lines.add(JSON.stringify({ kind: 'update', ...update }));
  const recommendations = recommendationsOf(reading.state);
  lines.add(JSON.stringify({ kind: 'system', ...system, recommendations }));
  await lines.flush();
  if (reading.isWhole) return WHOLE;
  complain('truncated: it lists less than it counts');
  return INCOMPLETE;
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
