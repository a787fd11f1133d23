import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Names } from '../../control-plane/server/src/platform/outbound';
import type { Answer, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');
const OTHER = FACTS.replace('One is yes', 'One must be yes');

interface Package {
  id: string;
  versionId: string;
  bytes: number;
  source: { url: string; fetchedAt: string } | null;
}

describe('security packages from URLs', () => {
  let api: WholeApi;
  let rest: Rest;
  let server: http.Server;
  let base: string;
  let content = FACTS;
  const asked: http.IncomingMessage[] = [];
  let made = 0;

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      asked.push(request);
      const to = (status: number, location?: string) =>
        response.writeHead(status, location === undefined ? {} : { location }).end();
      const etag = `"${content.length}-${content === FACTS}"`;
      switch (request.url) {
        case '/content.xml':
          if (request.headers['if-none-match'] === etag) return to(304);
          return response.writeHead(200, { etag, 'content-type': 'text/html' }).end(content);
        case '/moved':
          return to(302, '/content.xml');
        case '/round':
          return to(307, '/round');
        case '/inside':
          return to(302, `http://127.0.0.2:${(server.address() as AddressInfo).port}/content.xml`);
        case '/metadata':
          return to(302, 'http://169.254.169.254/latest/meta-data/');
        case '/file':
          return to(302, 'file:///etc/passwd');
        case '/nowhere':
          return to(302, 'http://[');
        case '/page':
          return response.end('<html></html>');
        case '/cut':
          response.writeHead(200, { 'content-length': '100000' });
          return response.write(FACTS.slice(0, 2_000), () => response.destroy());
        case '/endless': {
          response.write('<Benchmark id="b">');
          const more = (): void => {
            while (
              !response.destroyed &&
              response.write(`<description>${'x'.repeat(100_000)}</description>`)
            );
            if (!response.destroyed) response.once('drain', more);
          };
          return more();
        }
        default:
          return to(404);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    api = await startWholeApi({ settings: () => ({ SCANFLEET_CONTENT_ALLOW: '127.0.0.1/32' }) });
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const fetched = (url: string, more: object = {}) =>
    rest.post<Package & ProblemBody>('/packages/from-url', { name: `fetched ${(made += 1)}`, url, ...more });
  const codes = ({ status, body }: Answer<ProblemBody>) => [status, body.code, body.errors?.[0]?.code];

  it('are fetched, and again only when there is something else', async () => {
    const { status, body } = await fetched(`${base}/moved`, { labels: { from: 'web' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ bytes: FACTS.length, source: { url: `${base}/moved` } });
    const refetch = () => rest.post<Package>(`/packages/${body.id}/refetch`, {});
    asked.length = 0;
    expect((await refetch()).body.versionId).toBe(body.versionId);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual(
      Array(2).fill(`"${FACTS.length}-true"`),
    );
    content = OTHER.replace(
      '<Profile id="xccdf_lab.facts_profile_empty"',
      '<Profile id="xccdf_lab.facts_profile_bare"',
    );
    const renewed = (await refetch()).body;
    expect(renewed.versionId).not.toBe(body.versionId);
    const [version, first] = await rest.all<{ changes: object | null }>(
      `/packages/${body.id}/versions?limit=1`,
    );
    expect(version?.changes).toEqual({
      added: ['xccdf_lab.facts_profile_bare'],
      removed: ['xccdf_lab.facts_profile_empty'],
      ...{ changed: [], definitionsBefore: 3, definitions: 3 },
    });
    expect(first?.changes).toBeNull();
    content = FACTS;
  });

  it('that were uploaded have no URL to look at', async () => {
    const headers = { 'content-type': 'application/xml' };
    const uploaded = await rest.post<Package>('/packages?name=uploaded', FACTS, { headers });
    expect(uploaded.body.source).toBeNull();
    expect(
      codes(await rest.post<ProblemBody>(`/packages/${uploaded.body.id}/refetch`, {})).slice(0, 2),
    ).toEqual([...[409, 'no-source']]);
    const stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    expect((await stranger.post(`/packages/${uploaded.body.id}/refetch`, {})).status).toBe(404);
  });

  it.each([
    ['a page', '/page', 'content-refused', 'unknown-format'],
    ['what is not there', '/none', 'content-unreachable', 'content-unreachable'],
    ['a circle', '/round', 'content-unreachable', 'content-unreachable'],
    ['an address of the inside', '/inside', 'address-not-public', 'address-not-public'],
    ['the metadata of a cloud', '/metadata', 'address-not-public', 'address-not-public'],
    ['a file', '/file', 'malformed-url', 'malformed-url'],
    ['a redirect to nowhere', '/nowhere', 'content-unreachable', 'content-unreachable'],
    ['what breaks off', '/cut', 'content-unreachable', 'content-unreachable'],
  ])('are refused when the URL leads to %s', async (_, path, code, field) => {
    expect(codes(await fetched(base + path))).toEqual([422, code, field]);
  });

  it('are refused when they do not end', async () => {
    expect(codes(await fetched(`${base}/endless`)).slice(0, 2)).toEqual([413, 'content-too-large']);
  }, 30_000);

  it.each([
    ['http://127.0.0.2/x', 'address-not-public'],
    ['http://10.0.0.1/x', 'address-not-public'],
    ['https://[::1]/x', 'address-not-public'],
    ['ftp://example.com/x', 'malformed-url'],
    ['file:///etc/passwd', 'malformed-url'],
    ['https://user:secret@example.com/x', 'url-with-password'],
    ['no url', 'malformed-url'],
  ])('never from %s', async (url, code) => {
    expect(codes(await fetched(url)).slice(0, 2)).toEqual([422, code]);
  });

  it('never by a name that leads inside, even among others', async () => {
    const names = api.controlPlane.app.get(Names, { strict: false });
    const resolve = jest.spyOn(names, 'resolve');
    for (const inside of ['10.0.0.1', '127.0.0.2', '::1', '169.254.169.254']) {
      resolve.mockResolvedValueOnce([
        { address: '127.0.0.1', family: 4 },
        { address: inside, family: inside.includes(':') ? 6 : 4 },
      ]);
      const { body } = await fetched('https://content.example/x');
      expect([body.code, body.reason]).toEqual([
        ...['content-unreachable', 'The name leads to an address that is not public.'],
      ]);
    }
    resolve.mockRestore();
  });
});
