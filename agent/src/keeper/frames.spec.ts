import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frame, FrameReader, payloadOf, readFrames, send, sendBytes } from './frames';

describe('frame reader', () => {
  const frame = (type: number, text: string): Buffer => {
    const bytes = Buffer.alloc(5 + text.length, text, 'latin1');
    bytes.writeUInt8(type, 0);
    bytes.writeUInt32BE(text.length, 1);
    bytes.write(text, 5, 'latin1');
    return bytes;
  };
  const stream = Buffer.concat([frame(5, 'abc'), frame(3, ''), frame(6, 'defgh'), frame(7, '{}')]);

  it.each(Array.from({ length: stream.length }, (_, size) => size + 1))(
    'reads pieces of %i bytes',
    (size) => {
      const seen: string[] = [];
      const reader = new FrameReader((type, payload) => seen.push(`${type}:${payload.toString()}`));
      for (let at = 0; at < stream.length; at += size) reader.push(stream.subarray(at, at + size));
      expect(seen).toEqual(['5:abc', '3:', '6:defgh', '7:{}']);
    },
  );

  it('refuses a frame larger than any it would send', () => {
    const reader = new FrameReader(() => undefined);
    const header = Buffer.from([5, 0x7f, 0xff, 0xff, 0xff]);
    expect(() => reader.push(header)).toThrow(RangeError);
  });
});

describe('frames on a socket', () => {
  let dir: string;
  let server: Server;
  let near: Socket;
  let far: Socket;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'frames-'));
    server = createServer().listen(join(dir, 'socket'));
    await once(server, 'listening');
    near = connect(join(dir, 'socket'));
    [far] = (await once(server, 'connection')) as [Socket];
  });
  afterEach(() => {
    near.destroy();
    far.destroy();
    server.close();
    rmSync(dir, { recursive: true });
  });

  it('arrive as they were sent', async () => {
    const seen: unknown[] = [];
    readFrames(far, (type, payload) => {
      seen.push(type === Frame.extend ? payloadOf(Frame.extend, payload) : payload.toString());
    });
    send(near, Frame.extend, 12_345.5);
    sendBytes(near, Frame.stdout, Buffer.from('bytes'));
    near.end();
    await once(far, 'end');
    expect(seen).toEqual([12_345.5, 'bytes']);
  });

  it('that are no frames destroy the socket', async () => {
    readFrames(far, () => undefined);
    near.write(Buffer.alloc(5, 0xff));
    await once(near, 'close');
    expect(far.destroyed).toBe(true);
  });
});
