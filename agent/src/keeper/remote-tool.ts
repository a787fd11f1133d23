import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Tool, ToolExit } from '../engines/tool';
import { Frame, type ToolSpec, payloadOf, readFrames, send } from './frames';

const OUTPUT_BUFFER_BYTES = 256 * 1024;

/**
 * The agent's end of one tool that runs under the keeper. Its output is taken only as fast as it is read;
 * `exit` comes behind the output, so both streams are to be read to their end or destroyed. Only a
 * stderr that nobody ever reads is dropped beyond 256 KiB instead of stopping the tool.
 */
export class RemoteTool implements Tool {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exit: Promise<ToolExit>;
  /** Process id of the tool once it runs; null when it never did. */
  readonly started: Promise<number | null>;

  private socket: Socket | null = null;
  private leader: number | null = null;
  private stopped = false;
  private settled = false;
  private readonly full = new Set<Readable>();
  private resolveExit: (exit: ToolExit) => void = () => undefined;
  private resolveStarted: (pid: number | null) => void = () => undefined;

  constructor() {
    this.exit = new Promise((resolve) => (this.resolveExit = resolve));
    this.started = new Promise((resolve) => (this.resolveStarted = resolve));
    this.stdout = this.output();
    this.stderr = this.output();
  }

  /** The tool's process id, which is its session's id too; null before it started. */
  get pid(): number | null {
    return this.leader;
  }

  /**
   * Hands the tool to the keeper at the other end of the socket, unless it was stopped meanwhile.
   * @param onBroken called when the connection closes before the keeper told the tool's exit
   */
  begin(socket: Socket, spec: ToolSpec, onBroken: () => void): void {
    if (this.stopped || this.settled) {
      socket.destroy();
      this.endOutput();
      this.settle({ code: null, signal: null, endedBy: 'stop', error: '' });
      return;
    }
    this.socket = socket;
    readFrames(socket, (type, payload) => this.receive(type, payload));
    socket.on('close', () => {
      this.endOutput();
      if (!this.settled) onBroken();
    });
    try {
      send(socket, Frame.spec, spec);
    } catch (error) {
      this.fail((error as Error).message);
      socket.destroy();
    }
  }

  extend(deadline: number): void {
    if (this.socket?.writable) send(this.socket, Frame.extend, deadline);
  }

  stop(): void {
    if (this.stopped || this.settled) return;
    this.stopped = true;
    if (this.socket?.writable) send(this.socket, Frame.stop, null);
  }

  endInput(): void {
    if (this.settled) return;
    if (this.socket?.writable) send(this.socket, Frame.endInput, null);
  }

  /** Gives up on the tool, which was not started or whose tree is gone with the keeper. */
  fail(error: string, endedBy: ToolExit['endedBy'] = null): void {
    if (this.socket === null) this.endOutput();
    // Whatever is still on its way is read; the stream ends by itself since the other end is closed.
    this.settle({ code: null, signal: null, endedBy, error });
  }

  private receive(type: number, payload: Buffer): void {
    if (type === Frame.stdout) this.push(this.stdout, payload);
    else if (type === Frame.stderr) this.pushErrors(payload);
    else if (type === Frame.started) {
      this.leader = payloadOf(Frame.started, payload);
      this.resolveStarted(this.leader);
    } else if (type === Frame.exit) {
      this.endOutput();
      this.settle(payloadOf(Frame.exit, payload));
    }
  }

  private pushErrors(payload: Buffer): void {
    const { stderr } = this;
    const unread = stderr.readableFlowing === null && stderr.listenerCount('readable') === 0;
    if (unread && stderr.readableLength >= OUTPUT_BUFFER_BYTES) return;
    if (unread) stderr.push(payload);
    else this.push(stderr, payload);
  }

  private push(stream: Readable, payload: Buffer): void {
    if (stream.destroyed || stream.push(payload)) return;
    this.full.add(stream);
    this.socket?.pause();
  }

  private output(): Readable {
    const stream: Readable = new Readable({
      highWaterMark: OUTPUT_BUFFER_BYTES,
      read: () => this.drained(stream),
      destroy: (error, done) => {
        this.drained(stream);
        done(error);
      },
    });
    return stream;
  }

  private drained(stream: Readable): void {
    if (this.full.delete(stream) && this.full.size === 0) this.socket?.resume();
  }

  private endOutput(): void {
    for (const stream of [this.stdout, this.stderr]) {
      if (!stream.destroyed && !stream.readableEnded) stream.push(null);
    }
  }

  private settle(exit: ToolExit): void {
    if (this.settled) return;
    this.settled = true;
    this.resolveStarted(null);
    this.resolveExit(exit);
  }
}
