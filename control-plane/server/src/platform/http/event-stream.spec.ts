import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { ManualClock } from '../clock';
import { EventStream } from './event-stream';

describe('an event stream', () => {
  const clock = new ManualClock();
  let server: FastifyInstance;
  let client: Socket;
  let stream: EventStream;
  let ended: Promise<void>;
  let received: string;

  beforeEach(async () => {
    server = fastify();
    const opened = new Promise<EventStream>((resolve) => {
      server.get('/', (_request, reply) => {
        ended = new Promise((end) => resolve(new EventStream(reply, clock, end)));
      });
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
    client = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => undefined);
    received = '';
    client.setEncoding('utf8').on('data', (text: string) => (received += text));
    client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    stream = await opened;
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('sends events as they come, and ends with the response', async () => {
    stream.send({ id: '7', event: 'state', data: { text: 'two\nlines' } });
    stream.send({ event: 'end', data: {} });
    stream.end();
    await ended;
    await once(client, 'close');
    expect(received).toContain('content-type: text/event-stream');
    expect(received).toContain('id: 7\nevent: state\ndata: {"text":"two\\nlines"}\n\n');
    expect(received).toContain('event: end\ndata: {}\n\n');
    stream.send({ event: 'late', data: {} });
    expect(stream.isOpen).toBe(false);
  });

  it('says every 15 seconds that it is still there', async () => {
    clock.advance(15_000);
    clock.advance(15_000);
    stream.end();
    await once(client, 'close');
    expect(received.match(/^: still here$/gm)).toHaveLength(2);
  });

  it('ends when the client goes', async () => {
    client.destroy();
    await ended;
    expect(stream.isOpen).toBe(false);
  });

  it('cuts off a client that does not read, before it holds more than a thousand events', async () => {
    client.pause();
    const data = { text: 'x'.repeat(10_000) };
    let sent = 0;
    while (stream.isOpen && sent < 5_000) {
      stream.send({ event: 'progress', data });
      sent++;
    }
    await ended;
    expect(sent).toBeGreaterThan(1_000);
    expect(sent).toBeLessThan(1_100);
  });

  it('delivers everything in order to a client that is merely slow', async () => {
    client.pause();
    for (let n = 0; n < 900; n++) stream.send({ event: 'n', data: { n, text: 'x'.repeat(1_000) } });
    client.resume();
    stream.end();
    await once(client, 'close');
    const numbers = [...received.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual(Array.from({ length: 900 }, (_, n) => n));
  });
});
