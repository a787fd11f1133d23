import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { course, type Outcome } from '../../../../../test/harness/openstack/course';
import { replay, type Exchange } from '../../../../../test/harness/openstack/recording';
import { Trouble, type HostOrder } from '../provisioner';
import { OpenStackProvisioner, openstackPlace } from './openstack';

/** What a real Keystone, Glance and Nova answered: `npm run proofs -- openstack`. */
const RECORDING = resolve(__dirname, '../../../../../test/fixtures/openstack.json');

describe('servers of an OpenStack project', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'openstack-'));
    writeFileSync(join(folder, 'password'), 'secret\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const place = (authUrl: string, more: object = {}) =>
    openstackPlace.parse({
      ...{ driver: 'openstack', authUrl, image: 'scanner', flavor: 'tiny', network: 'none', most: 100 },
      credentials: {
        password: { user: 'admin', project: 'admin', passwordFile: join(folder, 'password') },
      },
      ...more,
    });

  it('are asked for as a real cloud was, and understood as its answers are', async () => {
    const { outcomes, exchanges } = JSON.parse(readFileSync(RECORDING, 'utf8')) as {
      outcomes: Outcome[];
      exchanges: Exchange[];
    };
    const cloud = await replay(exchanges);
    const driver = new OpenStackProvisioner(place(`${cloud.base}/identity/v3`));
    const told = await course(driver, { revoke: () => Promise.resolve(), everyMs: 1 });
    expect(cloud.faults()).toEqual({ unlike: [], left: 0 });
    expect(JSON.parse(JSON.stringify(told))).toEqual(
      outcomes.map(([step, answer]) => (answer === undefined ? [step] : [step, answer])),
    );
    await cloud.stop();
  });

  /** A cloud of which every request after the first sign-in is answered by `status`. */
  async function refusing(
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<[Server, string]> {
    const server = createServer((request, response) => {
      const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
      if (request.url?.endsWith('/auth/tokens')) {
        const endpoints = [{ interface: 'public', region: 'one', url: `${base}/compute` }];
        response.writeHead(201, { 'x-subject-token': 't' });
        response.end(JSON.stringify({ token: { catalog: [{ type: 'compute', endpoints }] } }));
      } else {
        response.writeHead(status, headers);
        response.end(body);
      }
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return [server, `http://127.0.0.1:${(server.address() as { port: number }).port}/v3`];
  }

  const order = { hostId: 'h', fleetId: 'f', poolId: 'p', settings: {} } as HostOrder;

  it.each([
    [
      429,
      '{"overLimit": {"message": "slow down"}}',
      { 'retry-after': '7' },
      Trouble.retryable('429: slow down', 7_000),
    ],
    [503, '<html>\n nobody home</html>', {}, Trouble.retryable('503: <html> nobody home</html>')],
    [409, '{"conflictingRequest": {"message": "busy"}}', {}, Trouble.retryable('409: busy')],
    [
      403,
      '{"forbidden": {"message": "Quota exceeded for instances"}}',
      {},
      Trouble.quota('403: Quota exceeded for instances'),
    ],
    [403, '{"forbidden": {"message": "not yours"}}', {}, Trouble.fatal('403: not yours')],
    [401, '{"error": {"message": "who are you"}}', {}, Trouble.fatal('401: who are you')],
    [200, 'no JSON', {}, Trouble.retryable('the answer is no JSON')],
    [302, '', { location: 'http://192.0.2.1/' }, expect.objectContaining({ kind: 'retryable' })],
  ])('a cloud that answers %i %s: is a trouble by its kind', async (status, body, headers, trouble) => {
    const [server, authUrl] = await refusing(status, body, headers as Record<string, string>);
    expect(await new OpenStackProvisioner(place(authUrl)).create(order)).toEqual(trouble);
    expect(await new OpenStackProvisioner(place(authUrl)).destroy({ id: 'x', hostId: 'h' })).toEqual(trouble);
    await new Promise((closed) => server.close(closed));
  });

  it('a cloud that is not there, a region that it does not have, a password that nobody wrote down', async () => {
    const [server, authUrl] = await refusing(200, '{"servers": []}');
    const nowhere = new OpenStackProvisioner(place(authUrl, { region: 'two' }));
    expect(await nowhere.create(order)).toEqual(Trouble.fatal('the catalog has no compute service'));
    const credentials = { password: { user: 'a', project: 'a', passwordFile: join(folder, 'none') } };
    const nobody = new OpenStackProvisioner(place(authUrl, { credentials }));
    expect(await nobody.create(order)).toMatchObject({
      kind: 'fatal',
      reason: expect.stringMatching(/ENOENT/),
    });
    await new Promise((closed) => server.close(closed));
    const away = new OpenStackProvisioner(place(authUrl));
    expect(await away.create(order)).toMatchObject({
      kind: 'retryable',
      reason: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it('pages of servers are asked for until the last', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
      const endpoints = [{ interface: 'public', url: `${base}/compute` }];
      response.writeHead(201, { 'x-subject-token': 't' });
      if (request.method === 'POST')
        return response.end(JSON.stringify({ token: { catalog: [{ type: 'compute', endpoints }] } }));
      asked.push(request.url ?? '');
      const n = asked.length;
      const one = {
        id: `s${n}`,
        name: '',
        status: 'PAUSED',
        created: `${9 - n}`,
        tags: [`scanfleet-host-${n}`],
      };
      return response.end(
        JSON.stringify({
          servers: [one],
          ...(n < 3 ? { servers_links: [{ rel: 'next', href: 'http://192.0.2.1/' }] } : {}),
        }),
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const driver = new OpenStackProvisioner(
      place(`http://127.0.0.1:${(server.address() as { port: number }).port}/v3`),
    );
    expect((await driver.list('f')).map(({ hostId, power }) => [hostId, power])).toEqual(
      ['3', '2', '1'].map((id) => [id, 'running']),
    );
    expect(asked.map((url) => /marker=(\w+)/.exec(url)?.[1])).toEqual([undefined, 's1', 's2']);
    await new Promise((closed) => server.close(closed));
  });
});
