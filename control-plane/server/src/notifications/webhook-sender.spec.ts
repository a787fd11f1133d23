import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ManualClock } from '../platform';
import { Names, SystemNames } from '../platform/outbound';
import { signatures, WebhookSender } from './webhook-sender';

const secrets = [`whsec_${Buffer.alloc(32, 7).toString('base64')}`];

/** Names that mean what a spec says, one meaning after the other. */
class Scripted extends Names {
  asked = 0;

  constructor(private readonly answers: readonly (readonly string[])[]) {
    super();
  }

  async resolve(): Promise<LookupAddress[]> {
    const addresses = this.answers[Math.min(this.asked, this.answers.length - 1)] ?? [];
    this.asked += 1;
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }
}

describe('a webhook', () => {
  const clock = new ManualClock();
  let server: Server;
  let port: number;
  let paths: string[] = [];
  let answer: (path: string) => { status: number; body?: string; hang?: boolean };

  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      const { status, body = '', hang = false } = answer(request.url ?? '');
      if (hang) return;
      response.writeHead(status, { location: `http://127.0.0.1:${port}/moved` });
      response.end(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  beforeEach(() => {
    paths = [];
    answer = () => ({ status: 200 });
  });

  const send = (url: string, names: Names = new SystemNames(), allow: string[] = []) =>
    new WebhookSender(clock, names, { webhooks: { allow, authorities: '' } }).send({
      ...{ url, secrets, messageId: 'id', body: '{}' },
    });

  it.each([
    ...['127.0.0.1', '169.254.169.254', '10.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '0'],
    ...['2130706433', '0x7f000001', '017700000001', '[64:ff9b::7f00:1]', '[fd00:ec2::254]'],
  ])('is not called at %s', async (host) => {
    const tried = await send(`https://${host}:${port}/`);
    expect(tried).toEqual({
      ...{ kind: 'refused', status: null, error: 'Webhooks go to public addresses only.' },
    });
    expect(paths).toEqual([]);
  });

  it.each(['localhost', 'LOCALHOST'])('is not called by the name %s', async (host) => {
    expect(await send(`https://${host}:${port}/`)).toMatchObject({
      ...{ kind: 'refused', error: 'The name leads to an address that webhooks may not reach.' },
    });
    expect(paths).toEqual([]);
  });

  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['::ffff:7f00:1']],
    [['8.8.8.8', '127.0.0.1']],
    [[]],
  ])('is not called by a name that means %j', async (addresses) => {
    const names = new Scripted([addresses]);
    expect(await send(`https://hook.example:${port}/`, names)).toMatchObject({
      kind: 'refused',
      status: null,
    });
    expect([names.asked, paths]).toEqual([1, []]);
  });

  it('goes to the address that was looked at, whatever its name means a moment later', async () => {
    const names = new Scripted([['127.0.0.1'], ['127.0.0.2']]);
    expect(await send(`http://hook.example:${port}/pinned`, names, ['127.0.0.1/32'])).toEqual({
      ...{ kind: 'accepted', status: 200 },
    });
    expect([names.asked, paths]).toEqual([1, ['/pinned']]);
    expect(await send(`http://hook.example:${port}/pinned`, names, ['127.0.0.1/32'])).toMatchObject({
      kind: 'refused',
    });
    expect(paths).toEqual(['/pinned']);
  });

  it('is called without TLS only where the operator allows it', async () => {
    // A public address is fine over TLS; over http it is refused before anything is sent.
    const names = new Scripted([['8.8.8.8']]);
    expect(await send(`http://hook.example:${port}/`, names, ['127.0.0.1/32'])).toMatchObject({
      kind: 'refused',
    });
    expect(await send(`http://127.0.0.1:${port}/`, names)).toMatchObject({ kind: 'refused' });
    expect(paths).toEqual([]);
  });

  it('follows no redirect', async () => {
    answer = () => ({ status: 302 });
    expect(await send(`http://127.0.0.1:${port}/`, undefined, ['127.0.0.1/32'])).toEqual({
      ...{ kind: 'failed', status: 302, error: 'The receiver answered 302; redirects are not followed.' },
    });
    expect(paths).toEqual(['/']);
  });

  it('is not listened to for ever', async () => {
    answer = () => ({ status: 200, body: 'x'.repeat(8 * 1024 * 1024) });
    expect(await send(`http://127.0.0.1:${port}/`, undefined, ['127.0.0.1/32'])).toMatchObject({
      kind: 'accepted',
    });
    answer = () => ({ status: 200, hang: true });
    const waiting = send(`http://127.0.0.1:${port}/hang`, undefined, ['127.0.0.1/32']);
    const looked = new Promise<void>((called) => {
      const look = (): void => (paths.includes('/hang') ? called() : void setImmediate(look));
      look();
    });
    await looked;
    clock.advance(20_000);
    expect(await waiting).toEqual({
      ...{ kind: 'failed', status: null, error: 'The receiver could not be reached (ETIMEDOUT).' },
    });
  });

  it('that speaks no TLS, or with a certificate of nobody, fails', async () => {
    const names = new Scripted([['127.0.0.1']]);
    expect(await send(`https://hook.example:${port}/`, names, ['127.0.0.1/32'])).toMatchObject({
      ...{ kind: 'failed', status: null },
    });
  });

  it('is signed with every secret, each over id, time and body', () => {
    const at = new Date('2026-01-01T00:00:00.900Z');
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    const headers = signatures('msg', at, '{"a":1}', [...secrets, other]);
    expect(headers['webhook-id']).toBe('msg');
    expect(headers['webhook-timestamp']).toBe('1767225600');
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/);
  });
});
