import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock';

/** One server-sent event. `data` is sent as JSON. */
export interface StreamEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

const HEARTBEAT_MS = 15_000;
/** A client that reads slower than this many events are made is cut off; it comes back with Last-Event-ID. */
const MOST_WAITING = 1_000;

/**
 * A stream of server-sent events (WHATWG HTML §9.2) over one reply. `send` never blocks: what the client has
 * not read waits here, up to a bound. A comment each 15 s keeps the way open. Ends when `end` is called, when
 * the client goes or when it falls too far behind; `onEnd` is then called once.
 */
export class EventStream {
  private readonly waiting: string[] = [];
  private draining = false;
  private ended = false;
  private stopHeartbeat: () => void = () => undefined;

  constructor(
    private readonly reply: FastifyReply,
    private readonly clock: Clock,
    private readonly onEnd: () => void,
  ) {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.once('close', () => this.finish());
    raw.on('error', () => this.finish());
    raw.on('drain', () => this.flush());
    this.write('retry: 1000\n\n');
    this.beat();
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  send({ id, event, data }: StreamEvent): void {
    const head = id === undefined ? '' : `id: ${id}\n`;
    this.write(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends what waits, then ends the response. */
  end(): void {
    if (this.ended) return;
    if (!this.draining) this.reply.raw.end();
    else this.reply.raw.end(this.waiting.splice(0).join(''));
    this.finish();
  }

  private write(text: string): void {
    if (this.ended) return;
    if (this.draining) {
      if (this.waiting.push(text) > MOST_WAITING) {
        this.reply.raw.destroy();
        this.finish();
      }
      return;
    }
    this.draining = !this.reply.raw.write(text);
  }

  private flush(): void {
    this.draining = false;
    while (!this.draining && !this.ended) {
      const text = this.waiting.shift();
      if (text === undefined) return;
      this.write(text);
    }
  }

  private beat(): void {
    this.stopHeartbeat = this.clock.after(HEARTBEAT_MS, () => {
      this.write(': still here\n\n');
      if (!this.ended) this.beat();
    });
  }

  private finish(): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting.length = 0;
    this.stopHeartbeat();
    this.onEnd();
  }
}
