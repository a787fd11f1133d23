import { randomUUID } from 'node:crypto';
import { allows, ROLES } from '../../control-plane/server/src/auth';
import { RouteTable } from '../../control-plane/server/src/platform/http';
import type { Rest } from '../harness/rest';
import { accessOf } from './routes';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

/** What answers everybody. Anything else that does is a hole. */
const OPEN = [
  'GET /api/v1/health/live',
  'GET /api/v1/health/ready',
  'GET /api/v1/openapi.json',
  'GET /docs',
  'GET /docs/:file',
  'GET /docs/page.js',
  'GET /health/live',
  'GET /health/ready',
  'GET /unsubscribe',
  'POST /api/v1/invitations/accept',
  'POST /api/v1/sessions',
  'POST /unsubscribe',
];

describe('access', () => {
  let api: WholeApi;
  let administrator: Rest;
  beforeAll(async () => {
    api = await startWholeApi();
    administrator = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const routes = () =>
    api.controlPlane.app
      .get(RouteTable)
      .all()
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => ({ method, url }));

  const call = (method: string, url: string, authorization?: string) =>
    fetch(api.controlPlane.url + url.replace(':address', '127.0.0.1').replaceAll(/:\w+/g, randomUUID()), {
      method,
      headers: authorization === undefined ? {} : { authorization },
      signal: AbortSignal.timeout(10_000),
    });

  it('is denied on every route to whoever sends no token, except on those that are open', async () => {
    const open: string[] = [];
    for (const { method, url } of routes()) {
      const response = await call(method, url);
      const text = await response.text();
      if (response.status !== 401) {
        open.push(`${method} ${url}`);
        continue;
      }
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="scanfleet"');
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect((JSON.parse(text) as ProblemBody).code).toBe('unauthenticated');
    }
    expect(open.sort()).toEqual(OPEN);
    expect(routes().length).toBeGreaterThan(OPEN.length + 20);
  });

  it.each([
    ['a made-up token', `Bearer scf_${'A'.repeat(43)}`, 'invalid-token'],
    ['no token', 'Bearer x', 'invalid-token'],
    ['another scheme', 'Basic YTpi', 'unauthenticated'],
    ['nothing', '', 'unauthenticated'],
  ])('is denied to %s', async (_, authorization, code) => {
    const response = await call('GET', '/api/v1/me', authorization);
    expect(response.status).toBe(401);
    expect(((await response.json()) as ProblemBody).code).toBe(code);
    const named = response.headers.get('www-authenticate')?.includes('error="invalid_token"');
    expect(named).toBe(code === 'invalid-token');
  });

  it.each(ROLES)('is given to %s where the permission table says so, and nowhere else', async (role) => {
    // A tenant that may be left without a subscription.
    const { token } = await api.as(role, await api.tenant('matrix'));
    const access = accessOf(api.controlPlane.app);
    const wrong: unknown[] = [];
    for (const { method, url } of routes()) {
      const route = `${method} ${url}`;
      if (OPEN.includes(route) || url.endsWith('/events')) continue;
      const needs = access.get(route);
      expect([route, needs === undefined]).toEqual([route, false]);
      const granted = needs === 'own' || (needs !== undefined && allows(role, needs.area, needs.level));
      const response = await call(method, url, `Bearer ${token}`);
      const refused = response.status === 403 && /"code":"forbidden"/.test(await response.text());
      if (refused === granted) wrong.push([route, { granted, status: response.status }]);
    }
    expect(wrong).toEqual([]);
  });

  /** Written out once more by hand: a route with the wrong @Permit would agree with itself above. */
  it('lets nobody change what is not theirs to change', () => {
    const changes = [...accessOf(api.controlPlane.app)].filter(
      ([route, needs]) => !/^(GET|HEAD) /.test(route) && needs !== 'own' && !OPEN.includes(route),
    );
    const open = (role: (typeof ROLES)[number]) =>
      changes
        .filter(([, needs]) => needs !== 'own' && allows(role, needs.area, needs.level))
        .map(([route]) => route);
    expect(open('viewer')).toEqual([]);
    expect(open('auditor')).toEqual([]);
    const path = /^\w+ \/api\/v1\/([a-z-]+)/;
    const lists = (role: (typeof ROLES)[number]) =>
      [...new Set(open(role).map((route) => path.exec(route)?.[1]))].sort();
    // Of profiles it may only try them.
    expect(lists('operator')).toEqual([
      ...['deliveries', 'jobs', 'named-schedules', 'notification-rules', 'profiles', 'scans', 'schedules'],
      ...['stops', 'windows'],
    ]);
    expect(lists('tenant-administrator')).toEqual([
      ...[
        'assets',
        'credentials',
        'deliveries',
        'exclusions',
        'host-keys',
        'invitations',
        'jobs',
        'members',
        'named-schedules',
        'network-requests',
        'networks',
        'notification-rules',
      ],
      ...['packages', 'profiles', 'scans'],
      ...[
        'schedules',
        'stops',
        'subscription',
        'system-content',
        'tokens',
        'unsubscribes',
        'webhooks',
        'windows',
      ],
    ]);
    // Whose machines a network has is the fleet's to say; that they are asked for now is the tenant's.
    expect(open('tenant-administrator').filter((route) => route.includes('/networks'))).toEqual([
      'POST /api/v1/networks/:id/inventory/sync',
    ]);
    expect(open('tenant-administrator')).not.toContain('POST /api/v1/scans/:id/force-error');
    expect(open('fleet-administrator')).toHaveLength(changes.length);
  });

  it('is told to whoever asks, with tenant and rights', async () => {
    const tenantAdministrator = await api.as('tenant-administrator');
    expect((await tenantAdministrator.get('/me')).body).toMatchObject({
      tenantId: api.tenantId,
      tenantName: 'default',
      role: 'tenant-administrator',
      permissions: { scanning: 'full', fleet: 'none' },
    });
  });

  describe('by tokens', () => {
    type Token = { id: string; secret: string; prefix: string; lastUsedAt: string | null };

    it('is given once, with a secret that is kept nowhere', async () => {
      const made = await administrator.post<Token>(
        '/tokens',
        { name: 'ci', role: 'viewer' },
        { key: 'once' },
      );
      expect(made.status).toBe(201);
      expect(made.body.secret).toMatch(/^scf_[A-Za-z0-9_-]{43}$/);
      expect(made.body.secret.startsWith(made.body.prefix)).toBe(true);
      const again = await administrator.post<Token>(
        '/tokens',
        { name: 'ci', role: 'viewer' },
        { key: 'once' },
      );
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body).toEqual({ ...made.body, secret: null });
      const listed = JSON.stringify(await administrator.all('/tokens'));
      expect(listed).toContain(made.body.id);
      expect(listed).not.toContain(made.body.secret);
      for (const table of ['api_tokens', 'idempotency_keys', 'outbox']) {
        const [rows] = await api.ledger.connection.query(`SELECT * FROM ${table}`);
        expect(JSON.stringify(rows)).not.toContain(made.body.secret);
      }
    });

    it('ends with the token’s revocation, at once and for good', async () => {
      const { body } = await administrator.post<Token>('/tokens', { name: 'gone', role: 'viewer' });
      const own = await call('GET', '/api/v1/me', `Bearer ${body.secret}`);
      expect(own.status).toBe(200);
      expect((await administrator.get<Token>(`/tokens/${body.id}`)).body.lastUsedAt).not.toBeNull();
      expect((await administrator.delete(`/tokens/${body.id}`)).status).toBe(204);
      expect((await administrator.delete(`/tokens/${body.id}`)).status).toBe(204);
      expect((await call('GET', '/api/v1/me', `Bearer ${body.secret}`)).status).toBe(401);
    });

    it('ends when the token expires', async () => {
      const expiresAt = '2999-01-01T00:00:00Z';
      const { body } = await administrator.post<Token>('/tokens', {
        name: 'short',
        role: 'viewer',
        expiresAt,
      });
      expect((await call('GET', '/api/v1/me', `Bearer ${body.secret}`)).status).toBe(200);
      await api.ledger.connection.query('UPDATE api_tokens SET expires_at = NOW(3) WHERE id = ?', [body.id]);
      expect((await call('GET', '/api/v1/me', `Bearer ${body.secret}`)).status).toBe(401);
    });

    it('is never more than the giver has', async () => {
      const tenantAdministrator = await api.as('tenant-administrator');
      const body = { name: 'more', role: 'fleet-administrator' };
      const refused = await tenantAdministrator.post<ProblemBody>('/tokens', body);
      expect([refused.status, refused.body.code, refused.body.path]).toEqual([
        403,
        'role-not-grantable',
        '/role',
      ]);
      const theirs = await administrator.post<Token>('/tokens', { name: 'top', role: 'fleet-administrator' });
      expect((await tenantAdministrator.delete(`/tokens/${theirs.body.id}`)).status).toBe(403);
    });

    it.each([
      [{ name: '', role: 'viewer' }, '/name'],
      [{ name: 'x', role: 'root' }, '/role'],
      [{ name: 'x', role: 'viewer', expiresAt: 'tomorrow' }, '/expiresAt'],
      [{ name: 'x', role: 'viewer', expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
      [{ name: 'x', role: 'viewer', tenantId: 'other' }, '/tenantId'],
    ])('is refused for %j', async (body, path) => {
      const refused = await administrator.post<ProblemBody>('/tokens', body);
      expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, path]);
    });
  });

  it('stops at the tenant: nothing of another one is seen or touched', async () => {
    const stranger = await api.as('fleet-administrator', await api.tenant('other'));
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const job = { name: 'ours', networkId: api.networkId, targets: ['127.0.0.1'], profiles };
    const made = await administrator.post<{ id: string }>('/jobs', job);
    const started = await administrator.post<{ id: string }>(`/jobs/${made.body.id}/start`);
    expect([made.status, started.status]).toEqual([201, 202]);
    const scan = `/scans/${started.body.id}`;
    const paths = [
      `/networks/${api.networkId}`,
      `/jobs/${made.body.id}`,
      scan,
      `${scan}/history`,
      `${scan}/slices`,
      `${scan}/targets`,
      `${scan}/targets/127.0.0.1/raw`,
      `${scan}/targets/127.0.0.1/report`,
      `${scan}/events`,
    ];
    for (const path of paths) expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    for (const list of ['/jobs', '/scans']) expect(await stranger.all(list)).toEqual([]);
    const networks = await stranger.all<{ id: string }>('/networks');
    expect(networks.map(({ id }) => id)).not.toContain(api.networkId);
    expect((await stranger.post(`/jobs/${made.body.id}/start`)).status).toBe(404);
    expect((await stranger.delete(`/jobs/${made.body.id}`)).status).toBe(404);
    const theft = await stranger.post<ProblemBody>('/jobs', job);
    expect([theft.status, theft.body.code, theft.body.path]).toEqual([422, 'no-such-network', '/networkId']);
    expect(await stranger.all('/tokens')).toHaveLength(1);
  });
});
