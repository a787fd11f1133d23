import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sweeper } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Page, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const QUICK = [{ engine: 'nmap', preset: 'quick' }];

describe('requests', () => {
  let api: WholeApi;
  let rest: Rest;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const job = (more: object = {}) => ({
    name: 'a job',
    networkId: api.networkId,
    targets: ['127.0.0.1'],
    profiles: QUICK,
    ...more,
  });
  const nmap = (options: object) => ({ profiles: [{ engine: 'nmap', options }] });
  const counted = async (table: string) => {
    const [row] = await api.database.rows<{ n: string }>(`SELECT COUNT(*) n FROM ${table}`);
    return Number(row?.n);
  };

  describe('with bad input', () => {
    const bad: [what: string, body: () => unknown, status: number, path: string, code: string][] = [
      ['an unknown field', () => job({ command: 'nmap' }), 422, '/command', 'unknown-field'],
      [
        'an unknown field further in',
        () => job(nmap({ args: '-A' })),
        422,
        '/profiles/0/options/args',
        'unknown-field',
      ],
      [
        'a target outside the network',
        () => job({ targets: ['127.0.0.1', '198.51.100.1'] }),
        422,
        '/targets/1',
        'outside-network',
      ],
      ['a malformed CIDR', () => job({ targets: ['127.0.0.0/33'] }), 422, '/targets/0', 'malformed-target'],
      ['a CIDR with host bits', () => job({ targets: ['10.0.0.0/1'] }), 422, '/targets/0', 'host-bits-set'],
      ['too many addresses', () => job({ targets: ['127.0.0.0/8'] }), 422, '/targets/0', 'too-many-targets'],
      ['a shell command', () => job({ targets: ['127.0.0.1;id'] }), 422, '/targets/0', 'malformed-target'],
      [
        'an option as a target',
        () => job({ targets: ['-iL /etc/passwd'] }),
        422,
        '/targets/0',
        'malformed-target',
      ],
      [
        'a host name that looks like an option',
        () => job({ targets: ['-www.example.com'] }),
        422,
        '/targets/0',
        'malformed-target',
      ],
      [
        'a host name with control characters',
        () => job({ targets: ['a\u0000b.example'] }),
        422,
        '/targets/0',
        'control-character',
      ],
      ['no target', () => job({ targets: [] }), 422, '/targets', 'too-few'],
      [
        '--script=x',
        () => job(nmap({ scripts: ['--script=x'] })),
        422,
        '/profiles/0/options/scripts/0',
        'malformed',
      ],
      [
        '-iL as a script',
        () => job(nmap({ scripts: ['-iL /etc/passwd'] })),
        422,
        '/profiles/0/options/scripts/0',
        'malformed',
      ],
      [
        'a script off the list',
        () => job(nmap({ scripts: ['http-slowloris'] })),
        422,
        '/profiles/0/options/scripts/0',
        'not-allowed',
      ],
      [
        'port 0',
        () => job(nmap({ ports: { kind: 'ranges', ranges: [{ first: 0, last: 80 }] } })),
        422,
        '/profiles/0/options/ports/ranges/0/first',
        'out-of-range',
      ],
      [
        'port 65536',
        () => job(nmap({ ports: { kind: 'ranges', ranges: [{ first: 80, last: 65536 }] } })),
        422,
        '/profiles/0/options/ports/ranges/0/last',
        'out-of-range',
      ],
      ['nine profiles', () => job({ profiles: Array(9).fill(QUICK[0]) }), 422, '/profiles', 'too-many'],
      ['no time to run', () => job({ maxDurationSeconds: 0 }), 422, '/maxDurationSeconds', 'out-of-range'],
      [
        'another engine',
        () => job({ profiles: [{ engine: 'sh' }] }),
        422,
        '/profiles/0/engine',
        'not-allowed',
      ],
      ['a network that is none', () => job({ networkId: 'x' }), 422, '/networkId', 'malformed'],
      ['a name of spaces', () => job({ name: '  ' }), 422, '/name', 'malformed'],
      ['a priority of 10', () => job({ priority: 10 }), 422, '/priority', 'out-of-range'],
      ['labels that are no texts', () => job({ labels: { a: 1 } }), 422, '/labels', 'invalid'],
      ['a list', () => [job()], 422, '', 'wrong-type'],
      ['broken JSON', () => '{"name":', 400, '', 'malformed-request'],
      ['a poisoned prototype', () => '{"__proto__":{"name":"x"}}', 400, '', 'malformed-request'],
      [
        'a body of 10 MB',
        () => JSON.stringify(job({ description: 'x'.repeat(10_000_000) })),
        413,
        '',
        'body-too-large',
      ],
    ];

    it.each(bad)('such as %s are refused by code, path and reason', async (_, body, status, path, code) => {
      const refused = await rest.post<ProblemBody>('/jobs', body());
      expect(refused.status).toBe(status);
      expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(refused.body.path).toBe(path);
      const said = refused.body.errors[0] ?? refused.body;
      expect(said).toMatchObject({ path, code });
      expect(said.reason).toMatch(/\S/);
      expect(refused.body.traceId).toBe(refused.headers.get('x-trace-id'));
      expect(JSON.stringify(refused.body)).not.toMatch(/node_modules|\.ts:|at .*\(/);
    });

    it('leave nothing behind', async () => {
      for (const table of [
        'jobs',
        'scans',
        'slices',
        "outbox WHERE topic NOT LIKE 'subscription.%'",
        'idempotency_keys',
      ])
        expect([table, await counted(table)]).toEqual([table, 0]);
    });

    it.each([
      ['GET', '/nothing', 404, 'no-such-route'],
      ['DELETE', '/jobs', 405, 'method-not-allowed'],
      ['GET', '/jobs/not-an-id', 422, 'invalid-request'],
      ['GET', '/jobs/01890a5d-ac96-774b-bcce-b302099a8057', 404, 'not-found'],
      ['GET', '/jobs?limit=0', 422, 'invalid-request'],
      ['GET', '/jobs?limit=201', 422, 'invalid-request'],
      ['GET', '/jobs?limit=1&limit=2', 422, 'invalid-request'],
      ['GET', '/jobs?offset=3', 422, 'invalid-request'],
      ['GET', '/jobs?cursor=AAAA', 422, 'invalid-cursor'],
      ['GET', '/scans?state=Done', 422, 'invalid-request'],
      ['GET', '/%ff', 400, 'malformed-request'],
    ])('%s %s is %i', async (method, path, status, code) => {
      const response = await fetch(`${api.controlPlane.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${rest.token}` },
      });
      const body = (await response.json()) as ProblemBody;
      expect([response.status, body.code]).toEqual([status, code]);
      if (status === 405) expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
      'as %s are 415',
      async (type) => {
        const refused = await rest.post<ProblemBody>('/jobs', 'name=x', {
          headers: { 'content-type': type },
        });
        expect([refused.status, refused.body.code]).toEqual([415, 'unsupported-media-type']);
      },
    );
  });

  describe('with an Idempotency-Key', () => {
    it('are done once, and answered the same again', async () => {
      const first = await rest.post<{ id: string }>('/jobs', job({ name: 'once' }), { key: 'k-1' });
      const again = await rest.post<{ id: string }>('/jobs', job({ name: 'once' }), { key: 'k-1' });
      expect(first.status).toBe(201);
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('location')).toBe(`/api/v1/jobs/${first.body.id}`);
    });

    it('start one scan, however many arrive together', async () => {
      const made = await rest.post<{ id: string }>('/jobs', job({ name: 'together' }));
      const path = `/jobs/${made.body.id}/start`;
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => rest.post<{ id: string }>(path, {}, { key: 'start-1' })),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(7);
      expect(await rest.all(`/scans?jobId=${made.body.id}`)).toHaveLength(1);
    });

    it('are refused when it was used with another request', async () => {
      await rest.post('/jobs', job({ name: 'mine' }), { key: 'k-2' });
      const other = await rest.post<ProblemBody>('/jobs', job({ name: 'other' }), { key: 'k-2' });
      expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
      const route = await rest.post<ProblemBody>('/tokens', job({ name: 'mine' }), { key: 'k-2' });
      expect([route.status, route.body.code]).toEqual([409, 'idempotency-key-reused']);
    });

    it('may be made again with the same key after a refusal', async () => {
      const refused = await rest.post('/jobs', job({ name: 'later', targets: ['8.8.8.8'] }), { key: 'k-3' });
      expect(refused.status).toBe(422);
      const made = await rest.post('/jobs', job({ name: 'later' }), { key: 'k-3' });
      expect([made.status, made.headers.get('idempotent-replayed')]).toEqual([201, null]);
    });

    it('do not meet those of another tenant', async () => {
      const stranger = await api.as('fleet-administrator', await api.tenant('neighbour'));
      await rest.post('/tokens', { name: 'n', role: 'viewer' }, { key: 'k-4' });
      const theirs = await stranger.post('/tokens', { name: 'n', role: 'viewer' }, { key: 'k-4' });
      expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null]);
    });

    it.each(['x y', 'é', 'x'.repeat(256)])('%j is no key', async (key) => {
      const header = Buffer.from(key, 'utf8').toString('latin1');
      const refused = await rest.post<ProblemBody>('/jobs', job({ name: 'never' }), {
        key: header,
      });
      expect([refused.status, refused.body.code]).toEqual([400, 'malformed-idempotency-key']);
    });

    it('are forgotten after a day', async () => {
      await rest.post('/jobs', job({ name: 'old' }), { key: 'k-5' });
      await api.ledger.connection.query(
        "UPDATE idempotency_keys SET created_at = NOW() - INTERVAL 25 HOUR WHERE body LIKE '%old%'",
      );
      api.controlPlane.app.get(Sweeper).nudge('idempotency.forget');
      await condition('the key is forgotten', async () => {
        const rows = await api.database.rows("SELECT 1 FROM idempotency_keys WHERE body LIKE '%old%'");
        return rows.length === 0;
      });
      expect(await counted('idempotency_keys')).toBeGreaterThan(0);
    });
  });

  it('carry their trace id through', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const made = await rest.post<{ id: string }>('/jobs', job({ name: 'traced' }), { headers });
    expect(made.headers.get('traceresponse')).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    const started = await rest.post<{ traceId: string }>(`/jobs/${made.body.id}/start`, {}, { headers });
    expect(started.body.traceId).toBe(trace);
    const own = await rest.get('/me', { headers: { traceparent: '00-zz' } });
    expect(own.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['mine-1', 'mine-1'],
    ['with space', undefined],
    ['x'.repeat(129), undefined],
  ])('are answered with the id they brought (%s), or with one of their own', async (given, echoed) => {
    const { headers } = await rest.get('/me', { headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id')).toBe(echoed ?? headers.get('x-trace-id'));
  });

  it('name the next page in a Link header, which keeps what was asked', async () => {
    await rest.post('/jobs', job({ name: 'linked 1' }));
    await rest.post('/jobs', job({ name: 'linked 2' }));
    const first = await rest.get<Page<{ id: string }>>('/jobs?limit=1');
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await rest.get<Page<{ id: string }>>(next);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.items[0]?.id).not.toBe(first.body.items[0]?.id);
    expect((await rest.get('/jobs?limit=200')).headers.get('link')).toBeNull();
  });

  it('page through lists that grow meanwhile, each item once', async () => {
    for (let n = 0; n < 5; n++) await rest.post('/jobs', job({ name: `page ${n}` }));
    const before = await rest.all<{ id: string }>('/jobs?limit=200');
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await rest.get<Page<{ id: string }>>(`/jobs?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }) => id));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
      await rest.post('/jobs', job({ name: `newcomer ${seen.length}` }));
    }
    expect(seen).toEqual(before.map(({ id }) => id));
  });

  describe('about the API itself', () => {
    it('get its description, which is the committed one', async () => {
      const served = await api.nobody.get('/openapi.json');
      const committed = readFileSync(join(__dirname, '../../control-plane/client/openapi.json'), 'utf8');
      expect(served.body).toEqual(JSON.parse(committed));
    });

    it('find every route described with an answer, an operation id and problems', async () => {
      const { body } = await api.nobody.get<{
        openapi: string;
        paths: Record<string, Record<string, Described>>;
      }>('/openapi.json');
      expect(body.openapi).toBe('3.1.0');
      const ids: string[] = [];
      for (const [path, methods] of Object.entries(body.paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          const where = `${method} ${path}`;
          ids.push(operation.operationId);
          const good = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
          expect([where, good?.[0] === '204' || good?.[1].content !== undefined]).toEqual([where, true]);
          expect([where, operation.responses['default']?.content]).toEqual([
            where,
            { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          ]);
          const keyed = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
          expect([where, keyed]).toEqual([where, method === 'post']);
        }
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(25);
    });

    it('get a page that loads nothing from elsewhere and runs nothing but its own', async () => {
      const page = await fetch(`${api.controlPlane.url}/docs`);
      const html = await page.text();
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
      const loads = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
      expect(loads.length).toBeGreaterThan(3);
      for (const url of loads) {
        expect(url).toMatch(/^\/docs\//);
        expect((await fetch(api.controlPlane.url + url)).status).toBe(200);
      }
      for (const path of ['/docs/package.json', '/docs/..%2fpackage.json', '/docs/swagger-ui.js.map'])
        expect((await fetch(api.controlPlane.url + path)).status).toBe(404);
    });

    it('hear whether the replica is ready, and what it lacks', async () => {
      expect((await api.nobody.get('/health/live')).body).toEqual({ status: 'live' });
      const ready = await api.nobody.get('/health/ready');
      expect([ready.status, ready.body]).toEqual([
        503,
        { status: 'not ready', checks: { database: 'up', bell: 'down' } },
      ]);
    });

    it('get metrics, with the fleet administrator’s token', async () => {
      const { status, body } = await scrape(rest.token);
      expect(status).toBe(200);
      expect(body).toMatch(/^scanfleet_scans\{state="Queued"\} \d+$/m);
      expect(body).toMatch(/^scanfleet_outbox_backlog \d+$/m);
      expect(body).toMatch(
        /^scanfleet_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/jobs",status="201"\} \d+$/m,
      );
      expect((await scrape((await api.as('tenant-administrator')).token)).status).toBe(403);
    });
  });

  interface Described {
    operationId: string;
    parameters?: { name: string }[];
    responses: Record<string, { content?: object }>;
  }

  async function scrape(token: string): Promise<{ status: number; body: string }> {
    const response = await fetch(`${api.controlPlane.url}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.text() };
  }
});
