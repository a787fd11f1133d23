import type { Socket } from 'node:net';
import type { FarInput, ToolExit } from '../engines/tool';

/**
 * What the agent and its keeper say to each other on the keeper's socket. One connection is one tool.
 * A frame is one byte of type, four bytes of payload length (big endian), then the payload.
 *
 * Agent: `spec` (a `ToolSpec` in JSON) once and first, then any number of `extend` (the new deadline in
 * JSON), `stop` and `endInput` (empty). Closing the connection ends the tool.
 * Keeper: `started` (the process id in JSON) at most once, `stdout` and `stderr` (bytes), and last `exit`
 * (a `ToolExit` in JSON), which is sent only when the tool's whole tree is gone.
 */
export const Frame = {
  spec: 1,
  extend: 2,
  stop: 3,
  started: 4,
  stdout: 5,
  stderr: 6,
  exit: 7,
  endInput: 8,
} as const;

export type FrameType = (typeof Frame)[keyof typeof Frame];

export interface ToolSpec {
  file: string;
  args: readonly string[];
  stdin: string;
  /** Null: nothing runs on another machine. */
  far: FarInput | null;
  /** Boot-time milliseconds (`Clock.bootTimeMs`). */
  deadline: number;
  /** Milliseconds between TERM and KILL. */
  killGraceMs: number;
  /** The run the tool belongs to; it stands in the tool's environment. */
  run: string;
}

export interface FramePayload {
  [Frame.spec]: ToolSpec;
  [Frame.extend]: number;
  [Frame.stop]: null;
  [Frame.started]: number;
  [Frame.exit]: ToolExit;
  [Frame.endInput]: null;
}

const HEADER_BYTES = 5;
/** Targets and arguments of one tool are far below this; output comes in pieces of at most 64 KiB. */
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

/** Writes bytes as one frame. False: the socket is full; wait for `drain` before writing more. */
export function sendBytes(socket: Socket, type: FrameType, payload: Uint8Array): boolean {
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new RangeError(`a frame of ${payload.length} bytes is too large`);
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(payload.length, 1);
  socket.cork();
  socket.write(header);
  const more = socket.write(payload);
  socket.uncork();
  return more;
}

/** Writes a value as one JSON frame. Throws a `RangeError` above 4 MiB. */
export function send<T extends keyof FramePayload>(socket: Socket, type: T, payload: FramePayload[T]): void {
  sendBytes(socket, type, Buffer.from(JSON.stringify(payload)));
}

/** The value of a JSON frame; both ends run the same bundle, so its shape is taken on trust. */
export function payloadOf<T extends keyof FramePayload>(_type: T, bytes: Buffer): FramePayload[T] {
  return JSON.parse(bytes.toString()) as FramePayload[T];
}

/** Calls for each frame that arrives; a socket that sends anything else is destroyed with the error. */
export function readFrames(socket: Socket, onFrame: (type: number, payload: Buffer) => void): void {
  const reader = new FrameReader(onFrame);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk);
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
}

/** Cuts a byte stream into frames. Payloads may share memory with the chunk they came in. */
export class FrameReader {
  private pending: Buffer = Buffer.alloc(0);

  constructor(private readonly onFrame: (type: number, payload: Buffer) => void) {}

  /** Throws a `RangeError` when a frame is announced that is larger than 4 MiB. */
  push(chunk: Buffer): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    while (this.pending.length >= HEADER_BYTES) {
      const length = this.pending.readUInt32BE(1);
      if (length > MAX_PAYLOAD_BYTES) throw new RangeError(`a frame of ${length} bytes is too large`);
      const end = HEADER_BYTES + length;
      if (this.pending.length < end) return;
      const type = this.pending.readUInt8(0);
      const payload = this.pending.subarray(HEADER_BYTES, end);
      this.pending = this.pending.subarray(end);
      this.onFrame(type, payload);
    }
  }
}
