import type { Clock, Timer } from '../clock';
import { Backoff, type Session, failureOf, verdictOn } from '../link';
import { type Log, reasonOf } from '../log';
import type { SliceSpool } from './slice-spool';
import type { Window } from './window';

/** Of an artifact's part by the contract; offsets are multiples of it. */
const ARTIFACT_PART_BYTES = 256 * 1024;
/** Results that cannot be read so often in a row never can be. */
const MOST_FAILURES = 4;

/**
 * Sends one slice's spooled chunks over one session, in order, as the window allows; a large artifact goes
 * before the chunk that names it. It ends with the session: the next session begins another, from the
 * number in its Welcome.
 */
export class Delivery {
  private cursor: number;
  /** First number not acknowledged in this session: from here to the cursor, places in the window are taken. */
  private base: number;
  private open = true;
  private wake: () => void = () => undefined;
  private pause: { timer: Timer; over: () => void } | null = null;
  private readonly putBefore = new Set<string>();

  /** @param missing called when a chunk has to be sent that is not in the spool or cannot be read; nothing more is sent then */
  constructor(
    private readonly spool: SliceSpool,
    private readonly session: Session,
    private readonly window: Window,
    private readonly clock: Clock,
    private readonly log: Log,
    from: number,
    private readonly missing: (seq: number) => void,
  ) {
    this.cursor = this.base = from;
    void this.deliver();
  }

  /** There is another chunk in the spool. */
  more(): void {
    this.wake();
  }

  /** Everything below `nextSeq` is committed. */
  acknowledged(nextSeq: number): void {
    if (nextSeq <= this.base) return;
    this.window.give(Math.min(nextSeq, this.cursor) - this.base);
    this.base = nextSeq;
    this.cursor = Math.max(this.cursor, nextSeq);
    this.wake();
  }

  /** Sends again from `seq` on. */
  needFrom(seq: number): void {
    if (seq >= this.cursor) return;
    this.window.give(this.cursor - Math.max(seq, this.base));
    this.base = Math.min(this.base, seq);
    this.cursor = seq;
    this.wake();
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.window.give(this.cursor - this.base);
    this.cursor = this.base;
    this.pause?.timer.clear();
    this.pause?.over();
    this.wake();
  }

  private async deliver(): Promise<void> {
    const backoff = new Backoff();
    for (let failures = 1; this.open; failures += 1) {
      try {
        return await this.run();
      } catch (thrown) {
        this.log.error('results cannot be delivered', { seq: this.cursor, reason: reasonOf(thrown) });
        if (failures === MOST_FAILURES) return this.missing(this.cursor);
        await this.wait(backoff);
      }
    }
  }

  private async wait(backoff: Backoff): Promise<void> {
    await new Promise<void>((over) => {
      this.pause = { timer: this.clock.after(backoff.next(), over), over };
    });
  }

  private async run(): Promise<void> {
    while (this.open) {
      const seq = this.cursor;
      if (seq >= this.spool.next) {
        await new Promise<void>((resolve) => (this.wake = resolve));
        continue;
      }
      const chunk = await this.spool.read(seq);
      if (!chunk && seq === this.cursor) return this.missing(seq);
      if (!chunk || !(await this.putAll(chunk.artifacts))) continue;
      if (!(await this.window.take())) return;
      // Meanwhile the control plane may have asked for another number, or have had this one.
      if (!this.open || seq !== this.cursor) {
        this.window.give(1);
        continue;
      }
      this.cursor = seq + 1;
      await this.session.sayChunk(this.spool.record, seq, chunk.parts);
    }
  }

  /** False: the session is gone. */
  private async putAll(artifacts: readonly string[]): Promise<boolean> {
    const backoff = new Backoff();
    for (const sha256 of artifacts) {
      while (this.open && !this.putBefore.has(sha256)) {
        try {
          await this.put(sha256);
          this.putBefore.add(sha256);
        } catch (thrown) {
          const failure = failureOf(thrown);
          this.log.warn('an artifact was not taken', { sha256, reason: failure.details });
          if (verdictOn('artifact', failure) === 'give up') {
            this.putBefore.add(sha256);
            break;
          }
          await this.wait(backoff);
        }
      }
    }
    return this.open;
  }

  private async put(sha256: string): Promise<void> {
    const totalBytes = this.spool.artifactBytes(sha256);
    for (let offset = 0; offset < totalBytes && this.open;) {
      const data = await this.spool.readArtifact(sha256, offset, ARTIFACT_PART_BYTES);
      offset = await this.session.putArtifactPart(this.spool.record, { sha256, totalBytes, offset, data });
    }
  }
}
