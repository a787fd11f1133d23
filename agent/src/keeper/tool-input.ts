import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Clock, Timer } from '../clock';
import type { ToolSpec } from './frames';

/**
 * What a tool is given on its standard input: a text; and where something runs on a far side, files and then beats until
 * `end`. The keeper beats and not the agent, so that a far side hears of a deadline as any tool does.
 */
export class ToolInput {
  private beat: Timer | null = null;
  private ended = false;

  constructor(
    private readonly stdin: Writable,
    { stdin: text, far }: Pick<ToolSpec, 'stdin' | 'far'>,
    private readonly clock: Clock,
  ) {
    if (far === null) this.end(text);
    else void this.feed(text, far.files, far.beatMs);
  }

  /** Idempotent. */
  end(last = ''): void {
    if (this.ended) return;
    this.ended = true;
    this.beat?.clear();
    this.stdin.end(last);
  }

  private async feed(text: string, files: readonly string[], beatMs: number): Promise<void> {
    try {
      await this.write(text);
      for (const file of files) {
        for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) await this.write(chunk);
      }
    } catch {
      // A file that is not there: the far side gets less than was announced, and says so.
      return this.end();
    }
    if (this.ended) return;
    // A beat that is not taken any more is not heaped up.
    this.beat = this.clock.every(beatMs, () => this.stdin.writableNeedDrain || this.stdin.write('.'));
  }

  private write(piece: string | Buffer): Promise<void> {
    if (this.ended || this.stdin.destroyed) return Promise.reject(new Error('its input was ended'));
    if (this.stdin.write(piece)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.stdin.off('drain', settle).off('close', settle);
        if (this.stdin.destroyed) reject(new Error('its input was closed'));
        else resolve();
      };
      this.stdin.on('drain', settle).on('close', settle);
    });
  }
}
