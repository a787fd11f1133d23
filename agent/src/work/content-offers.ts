import { open } from 'node:fs/promises';
import type { EngineVerdict, SystemContent } from '../engines/engine';
import type { Session } from '../link';
import { type Log, reasonOf } from '../log';

/** The control plane's parts; every offset is a multiple of it. */
const PART_BYTES = 256 * 1024;

/** Sends what the control plane asks for of the content that this system came with; one file after the other, never twice at once. */
export class ContentOffers {
  private sending: Promise<void> | null = null;

  constructor(private readonly log: Log) {}

  /** Settles when all of it was sent, or could not be: it is asked for again. Never rejects. */
  give(wanted: readonly string[], verdicts: readonly EngineVerdict[], session: Session): Promise<void> {
    if (wanted.length === 0 || this.sending) return this.sending ?? Promise.resolve();
    const known = new Map(verdicts.flatMap(({ content = [] }) => content.map((one) => [one.sha256, one])));
    const files = wanted.flatMap((sha256) => known.get(sha256) ?? []);
    this.sending = this.send(files, session).finally(() => (this.sending = null));
    return this.sending;
  }

  private async send(files: readonly SystemContent[], session: Session): Promise<void> {
    for (const file of files) {
      try {
        await put(file, session);
      } catch (thrown) {
        this.log.warn('content of this system was not sent', { path: file.path, reason: reasonOf(thrown) });
        return;
      }
    }
  }
}

/** From where the control plane has it: the first answer tells. */
async function put({ path, sha256, bytes }: SystemContent, session: Session): Promise<void> {
  const file = await open(path, 'r');
  try {
    const part = Buffer.alloc(PART_BYTES);
    for (let offset = 0; offset < bytes;) {
      const { bytesRead } = await file.read(part, 0, Math.min(PART_BYTES, bytes - offset), offset);
      const data = part.subarray(0, bytesRead);
      const next = await session.putSystemContentPart({ sha256, totalBytes: bytes, offset, data });
      if (next === offset) throw new Error('it is not taken');
      offset = next;
    }
  } finally {
    await file.close();
  }
}
