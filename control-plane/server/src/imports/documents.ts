import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Refusal, Turns, type Result } from '../platform';
import {
  MOST_BYTES,
  MOST_SENT_BYTES,
  TooLarge,
  type ImportedDocument,
  type Reading,
  type Told,
  type ToldDocument,
  type Unreadable,
} from './imported-document';

/** What is built of reader.ts: the same place, seen from the sources and from what is built of them. */
const READER = join(__dirname, '../../dist/imports/reader.js');
const HEAP_MIB = 256;
/** From the first byte that is sent to the last word of the reader. */
const LONGEST_MS = 120_000;
/** By tenant. */
const MOST = { all: 2, ofKey: 1, waitingOfKey: 8 };

/**
 * Reads documents that come from anywhere, each in a process of its own: what was written to exhaust its reader exhausts that, and
 * not a replica with everything else that it does (docs/decisions/documents-are-read-apart.md).
 */
@Injectable()
export class Documents {
  private readonly turns = new Turns(MOST, 'Too many documents are read at this moment.', 5);

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * What of the document is not read, because it is refused before its end, is passed over. Refusals: `document-too-large` (413),
   * `document-refused` (422) with one of the codes of Unreadable, `busy` (503).
   */
  read(tenantId: string, sent: Readable, isPacked: boolean, told: Told): Promise<Result<ImportedDocument>> {
    return this.turns.within(tenantId, () => this.readApart(sent, isPacked, told));
  }

  private async readApart(
    sent: Readable,
    isPacked: boolean,
    { address }: Told,
  ): Promise<Result<ImportedDocument>> {
    if (sent.destroyed) return notWhole();
    const reader = fork(READER, [isPacked ? 'gzip' : 'plain', ...(address === undefined ? [] : [address])], {
      ...{ cwd: '/', env: {}, execArgv: [`--max-old-space-size=${HEAP_MIB}`], serialization: 'advanced' },
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    const input = reader.stdin!;
    const hash = createHash('sha256');
    let size = 0;
    return new Promise((resolve, reject) => {
      let isOpen = true;
      const end = (settle: () => void) => {
        if (!isOpen) return;
        isOpen = false;
        forget();
        reader.kill('SIGKILL');
        // The connection is wanted for the answer, and for the next request.
        sent.resume();
        settle();
      };
      const refuse = (code: string, reason: string) => end(() => resolve(refused({ code, reason })));
      const forget = this.clock.after(LONGEST_MS, () => refuse('excessive', 'It takes too long to read.'));

      sent.on('data', (chunk: Buffer) => {
        if (!isOpen) return;
        size += chunk.length;
        if (size > MOST_SENT_BYTES) return end(() => resolve(tooLarge(MOST_SENT_BYTES)));
        hash.update(chunk);
        if (!input.write(chunk)) sent.pause();
      });
      input.on('drain', () => sent.resume());
      sent.once('end', () => input.end());
      sent.once('error', (error) => refuse('malformed', `It cannot be read: ${error.message}.`));
      sent.once('close', () => {
        if (!sent.readableEnded) end(() => resolve(notWhole()));
      });
      // It has heard enough; what it says of that comes.
      input.on('error', () => sent.resume());
      // A document is told once all of it was read, so all of it was hashed.
      reader.once('message', (reading: Reading<ToldDocument>) =>
        end(() =>
          resolve(
            'document' in reading
              ? { ...reading.document, sha256: hash.digest('hex') }
              : refused(reading.unreadable),
          ),
        ),
      );
      reader.once('error', (error) => end(() => reject(error)));
      const gone = Promise.all([once(reader, 'exit'), once(reader, 'disconnect')]);
      gone.then(
        ([[code, signal]]) => {
          // Where its memory ends it ends itself, by a signal.
          if (signal !== null)
            refuse('excessive', 'It takes more memory to read than there is for one document.');
          else end(() => reject(new Error(`the reader of a document ended with ${String(code)}`)));
        },
        // It was never there, which was told.
        () => undefined,
      );
    });
  }
}

function refused({ code, reason }: Unreadable): Refusal {
  if (code === 'document-too-large') return tooLarge(MOST_BYTES);
  return new Refusal('document-refused', 422, reason, [{ path: '', code, reason }], { cause: code });
}

const notWhole = (): Refusal => refused({ code: 'malformed', reason: 'It was not sent to its end.' });

const tooLarge = (most: number): Refusal =>
  new Refusal('document-too-large', 413, new TooLarge().message, [], { most });
