import { randomUUID } from 'node:crypto';
import { Members, Passwords, Users } from '../../control-plane/server/src/auth';
import { answer, Database, ManualClock, SystemClock } from '../../control-plane/server/src/platform';
import type { Page, Rest } from '../harness/rest';
import { Browser } from '../harness/browser';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const PASSWORD = 'a long enough password';
const MINUTE = 60_000;

interface Audited {
  seq: number;
  actor: string;
  action: string;
  subject: string;
  details: Record<string, unknown>;
  address: string;
}

describe('people', () => {
  const clock = new ManualClock(new SystemClock().now());
  let api: WholeApi;
  let fleet: Rest;
  let other: string;

  beforeAll(async () => {
    api = await startWholeApi({ clock });
    fleet = await api.as('fleet-administrator');
    other = await api.tenant('other');
  }, 60_000);
  afterAll(() => api.stop());

  const browser = () => new Browser(api.controlPlane.url);
  let names = 0;
  /** A user with one membership; `null`: with none. */
  async function person(role: 'tenant-administrator' | 'viewer' | null = 'viewer', tenantId = api.tenantId) {
    const email = `person${(names += 1)}@example.com`;
    const { app } = api.controlPlane;
    const passwordHash = answer(await app.get(Passwords, { strict: false }).hash(PASSWORD, email));
    const id = await app.get(Database).transaction(async (tx) => {
      const account = { email, name: 'A Person', passwordHash, locale: 'en' as const, zone: 'UTC' };
      const user = answer(await app.get(Users, { strict: false }).create(tx, account));
      if (role) await app.get(Members, { strict: false }).add(tx, tenantId, user.id, role);
      return user.id;
    });
    return { id, email };
  }
  async function loggedIn(email: string): Promise<Browser> {
    const it = browser();
    expect((await it.logIn(email, PASSWORD)).status).toBe(201);
    return it;
  }

  describe('log in', () => {
    it('with a cookie that scripts do not see and other sites do not send', async () => {
      const { email } = await person();
      const it = browser();
      const { headers, body } = await it.logIn(email.toUpperCase(), PASSWORD);
      expect(headers.get('set-cookie')).toMatch(/^scanfleet=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(body).toMatchObject({ user: { email }, tenants: [{ tenantId: api.tenantId, role: 'viewer' }] });
      expect(await it.send('GET', '/me')).toMatchObject({
        status: 200,
        body: { kind: 'user', role: 'viewer', user: { email }, tenantId: api.tenantId },
      });
      const [rows] = await api.ledger.connection.query('SELECT * FROM sessions');
      expect(JSON.stringify(rows)).not.toContain(/scanfleet=([\w-]+)/.exec(headers.get('set-cookie')!)![1]);
    });

    it('is over after an hour of silence, after twelve hours, and when they log out', async () => {
      const { email } = await person();
      const [idle, long, out] = [await loggedIn(email), await loggedIn(email), await loggedIn(email)];
      expect((await out.send('DELETE', '/sessions/current')).status).toBe(204);
      expect(out.hasCookie).toBe(false);
      for (let minutes = 0; minutes < 11.5 * 60; minutes += 50) {
        clock.advance(50 * MINUTE);
        expect((await long.send('GET', '/me')).status).toBe(200);
      }
      expect((await idle.send<ProblemBody>('GET', '/me')).body).toMatchObject({ code: 'session-over' });
      clock.advance(50 * MINUTE);
      expect((await long.send('GET', '/me')).status).toBe(401);
    });

    it('is answered alike for a wrong password and for nobody', async () => {
      const { email } = await person();
      const [wrong, nobody] = [
        await browser().logIn(email, 'not the password'),
        await browser().logIn('nobody@example.com', PASSWORD),
      ];
      const plain = ({ status, body }: { status: number; body: ProblemBody }) => [
        status,
        body.code,
        body.reason,
      ];
      expect(plain(wrong)).toEqual(plain(nobody));
      expect(wrong.status).toBe(401);
    });

    it('slows down who guesses, across accounts and replicas, and locks nobody out for good', async () => {
      const { email } = await person();
      for (let n = 0; n < 5; n++)
        expect((await browser().logIn(email, `guess number ${n}`)).status).toBe(401);
      const late = await browser().logIn(email, PASSWORD);
      expect([late.status, late.headers.get('retry-after')]).toEqual([429, '1']);
      clock.advance(1_000);
      expect((await browser().logIn(email, 'guess number 6')).status).toBe(401);
      expect((await browser().logIn(email, PASSWORD)).headers.get('retry-after')).toBe('2');
      clock.advance(2_000);
      expect((await browser().logIn(email, PASSWORD)).status).toBe(201);
      expect((await browser().logIn(email, 'guess again')).status).toBe(401);
      expect((await browser().logIn(email, PASSWORD)).status).toBe(201);
    });

    it('counts guesses that come at once', async () => {
      const { email } = await person();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) => browser().logIn(email, `guess number ${n}`)),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
      clock.advance(15 * MINUTE);
    });

    it.each([
      [{ email: 'a@b.c, d@e.f', password: PASSWORD }, '/email'],
      [{ email: 'a@b\r\nBcc: x@y.z', password: PASSWORD }, '/email'],
      [{ email: 'a@example.com', password: 7 }, '/password'],
      [{ email: 'a@example.com', password: PASSWORD, remember: true }, '/remember'],
    ])('refuses %j', async (body, path) => {
      const { status, body: problem } = await browser().send<ProblemBody>('POST', '/sessions', body);
      expect([status, problem.errors[0]?.path]).toEqual([422, path]);
    });
  });

  describe('with a cookie', () => {
    it('change nothing from another site', async () => {
      const { email } = await person();
      const it = await loggedIn(email);
      const change = (headers: Record<string, string>) =>
        it.send<ProblemBody>('PATCH', '/me', { name: 'B Person' }, headers);
      for (const headers of [
        {},
        { 'x-requested-with': 'XMLHttpRequest' },
        { 'x-requested-with': 'scanfleet', 'sec-fetch-site': 'cross-site' },
        { 'x-requested-with': 'scanfleet', 'sec-fetch-site': 'same-site' },
        { 'x-requested-with': 'scanfleet', origin: 'https://evil.example' },
        { 'x-requested-with': 'scanfleet', origin: 'null' },
      ]) {
        expect(await change(headers as Record<string, string>)).toMatchObject({
          status: 403,
          body: { code: 'cross-site-request' },
        });
      }
      const own = { 'x-requested-with': 'scanfleet', origin: api.controlPlane.url };
      expect(await change(own)).toMatchObject({ status: 200, body: { name: 'B Person' } });
    });

    it('name one of their tenants, and no other', async () => {
      const { id, email } = await person('viewer');
      const it = await loggedIn(email);
      const at = async (tenant: string) => {
        it.tenant = tenant;
        return it.send<ProblemBody>('GET', '/me');
      };
      const strange = [await at(other), await at(randomUUID()), await at("' OR 1=1")];
      expect(strange.map(({ status, body }) => [status, body.code])).toEqual(
        Array(3).fill([403, 'no-such-tenant']),
      );
      await api.controlPlane.app
        .get(Database)
        .transaction((tx) =>
          api.controlPlane.app.get(Members, { strict: false }).add(tx, other, id, 'operator'),
        );
      expect(await at(other)).toMatchObject({ status: 200, body: { role: 'operator', tenantId: other } });
      it.tenant = undefined;
      expect((await it.send<ProblemBody>('GET', '/me')).body.code).toBe('tenant-required');
    });

    it('change their password, which ends their other sessions', async () => {
      const { email } = await person();
      const [here, there] = [await loggedIn(email), await loggedIn(email)];
      const change = (currentPassword: string, password: string) =>
        here.send<ProblemBody>('PUT', '/me/password', { currentPassword, password });
      expect((await change('wrong password', 'another long password')).body.code).toBe('wrong-credentials');
      expect((await change(PASSWORD, 'short')).body.errors[0]?.code).toBe('too-short');
      expect((await change(PASSWORD, `my ${email} again`)).body.code).toBe('weak-password');
      expect((await change(PASSWORD, 'another long password')).status).toBe(204);
      expect((await here.send('GET', '/me')).status).toBe(200);
      expect((await there.send('GET', '/me')).status).toBe(401);
      expect((await browser().logIn(email, PASSWORD)).status).toBe(401);
    });

    it('end only their own sessions', async () => {
      const [one, two] = [await person(), await person()];
      const [mine, yours] = [await loggedIn(one.email), await loggedIn(two.email)];
      const { body } = await yours.send<Page<{ id: string; current: boolean }>>('GET', '/sessions');
      expect(body.items).toMatchObject([{ current: true }]);
      expect((await mine.send('DELETE', `/sessions/${body.items[0]!.id}`)).status).toBe(404);
      expect((await yours.send('DELETE', `/sessions/${body.items[0]!.id}`)).status).toBe(204);
      expect((await yours.send('GET', '/me')).status).toBe(401);
    });
  });

  describe('are invited', () => {
    it('once, by who may give the role, and choose their own password', async () => {
      const administrator = await api.as('tenant-administrator');
      const email = 'new@example.com';
      const refused = await administrator.post<ProblemBody>('/invitations', {
        email,
        role: 'fleet-administrator',
      });
      expect([refused.status, refused.body.code]).toEqual([403, 'role-not-grantable']);
      const { body } = await administrator.post<{ secret: string }>('/invitations', {
        email,
        role: 'operator',
      });
      const accept = (password: string, secret = body.secret) =>
        browser().send<ProblemBody & { id: string }>('POST', '/invitations/accept', {
          ...{ secret, name: 'New', password, locale: 'ja', zone: 'Asia/Tokyo' },
        });
      expect((await accept('short')).status).toBe(422);
      expect((await accept(PASSWORD, `sci_${'A'.repeat(43)}`)).body.code).toBe('invalid-invitation');
      const both = await Promise.all([accept(PASSWORD), accept(PASSWORD)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
      const it = await loggedIn(email);
      expect((await it.send('GET', '/me')).body).toMatchObject({
        role: 'operator',
        user: { zone: 'Asia/Tokyo' },
      });
      // A user who is invited elsewhere proves that they are the one.
      const elsewhere = await fleet.post<{ secret: string }>(`/tenants/${other}/invitations`, {
        email,
        role: 'viewer',
      });
      expect((await accept('not my password', elsewhere.body.secret)).status).toBe(401);
      expect((await accept(PASSWORD, elsewhere.body.secret)).status).toBe(201);
    });

    it('until a week has passed, or the invitation is withdrawn', async () => {
      const administrator = await api.as('tenant-administrator');
      const invite = async (email: string) =>
        (await administrator.post<{ id: string; secret: string }>('/invitations', { email, role: 'viewer' }))
          .body;
      const accept = ({ secret }: { secret: string }) =>
        browser().send('POST', '/invitations/accept', {
          ...{ secret, name: 'Late', password: PASSWORD, locale: 'en', zone: 'UTC' },
        });
      const withdrawn = await invite('withdrawn@example.com');
      expect((await administrator.delete(`/invitations/${withdrawn.id}`)).status).toBe(204);
      expect((await accept(withdrawn)).status).toBe(422);
      const late = await invite('late@example.com');
      clock.advance(7 * 24 * 60 * MINUTE);
      expect((await accept(late)).status).toBe(422);
      expect(JSON.stringify(await administrator.all('/invitations'))).not.toContain('late@example.com');
    });
  });

  describe('as members', () => {
    it('keep one administrator, also when two go at once', async () => {
      const tenantId = await api.tenant(`two ${randomUUID()}`);
      const [one, two] = [
        await person('tenant-administrator', tenantId),
        await person('tenant-administrator', tenantId),
      ];
      const [first, second] = [await loggedIn(one.email), await loggedIn(two.email)];
      const answers = await Promise.all([
        first.send<ProblemBody>('DELETE', `/members/${one.id}`),
        second.send<ProblemBody>('DELETE', `/members/${two.id}`),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const left = answers[0].status === 204 ? { it: second, id: two.id } : { it: first, id: one.id };
      const lower = await left.it.send<ProblemBody>('PATCH', `/members/${left.id}`, { role: 'viewer' });
      expect([lower.status, lower.body.code]).toEqual([409, 'last-administrator']);
    });

    it('take their tokens with them when they go', async () => {
      const tenantId = await api.tenant(`gone ${randomUUID()}`);
      const [stays, goes] = [
        await person('tenant-administrator', tenantId),
        await person('tenant-administrator', tenantId),
      ];
      const it = await loggedIn(goes.email);
      const { body } = await it.send<{ secret: string; ownerId: string }>('POST', '/tokens', {
        name: 'ci',
        role: 'viewer',
      });
      expect(body.ownerId).toBe(goes.id);
      const asToken = () =>
        fetch(`${api.controlPlane.url}/api/v1/me`, { headers: { authorization: `Bearer ${body.secret}` } });
      expect((await asToken()).status).toBe(200);
      expect((await (await loggedIn(stays.email)).send('DELETE', `/members/${goes.id}`)).status).toBe(204);
      expect((await asToken()).status).toBe(401);
      expect((await it.send('GET', '/me')).status).toBe(400);
    });
  });

  describe('of a tenant', () => {
    it('are refused while it is suspended, except the fleet’s administrator', async () => {
      const { body } = await fleet.post<{ id: string; version: number }>('/tenants', {
        name: 'soon suspended',
      });
      const { email } = await person('tenant-administrator', body.id);
      const it = await loggedIn(email);
      const token = await api.as('viewer', body.id);
      expect((await fleet.post(`/tenants/${body.id}/suspend`)).status).toBe(200);
      expect((await it.send<ProblemBody>('GET', '/me')).body.code).toBe('tenant-suspended');
      expect((await token.get<ProblemBody>('/me')).body.code).toBe('tenant-suspended');
      expect((await fleet.post(`/tenants/${body.id}/unsuspend`)).status).toBe(200);
      expect((await it.send('GET', '/me')).status).toBe(200);
      expect((await fleet.delete<ProblemBody>(`/tenants/${body.id}`)).body.code).toBe('tenant-active');
      await fleet.post(`/tenants/${body.id}/suspend`);
      expect((await fleet.delete(`/tenants/${body.id}`)).status).toBe(204);
      expect((await fleet.get(`/tenants/${body.id}`)).status).toBe(404);
    });

    it('is edited only from the version that was seen', async () => {
      const made = await fleet.post<{ id: string }>('/tenants', { name: 'versioned' });
      expect(made.headers.get('etag')).toBe('"1"');
      const rename = (name: string, match?: string) =>
        fleet.patch<ProblemBody>(
          `/tenants/${made.body.id}`,
          { name },
          match ? { headers: { 'if-match': match } } : {},
        );
      expect((await rename('x')).status).toBe(428);
      expect((await rename('x', 'one')).status).toBe(400);
      expect((await rename('default', '"1"')).status).toBe(409);
      expect((await rename('renamed', '"1"')).headers.get('etag')).toBe('"2"');
      expect((await rename('again', '"1"')).status).toBe(412);
      expect((await rename('again', '*')).headers.get('etag')).toBe('"3"');
    });
  });

  describe('are accountable', () => {
    it('for every change: who, what, from where, and never a secret', async () => {
      const { id, email } = await person('tenant-administrator');
      const it = await loggedIn(email);
      const { body: token } = await it.send<{ id: string; secret: string }>('POST', '/tokens', {
        name: 'ci',
        role: 'viewer',
      });
      await it.send('PUT', '/me/password', { currentPassword: PASSWORD, password: 'yet another password' });
      await it.send('POST', '/tokens', { name: '', role: 'viewer' });
      const { body } = await it.send<Page<Audited>>('GET', `/audit?actor=user%20${id}`);
      expect(body.items).toMatchObject([
        { action: 'changePassword', actor: `user ${id}`, subject: 'me', details: {} },
        {
          action: 'createToken',
          subject: `tokens ${token.id}`,
          details: { name: 'ci', role: 'viewer' },
          address: '127.0.0.1',
        },
      ]);
      const [rows] = await api.ledger.connection.query('SELECT * FROM audit_log');
      for (const secret of [token.secret, PASSWORD, 'yet another password']) {
        expect(JSON.stringify(rows)).not.toContain(secret);
      }
      const log = await fleet.get<Page<Audited>>(`/fleet/audit?subject=user%20${id}`);
      expect(log.body.items.map(({ action }) => action)).toEqual(['logIn']);
    });

    it('once for a request that is repeated', async () => {
      const administrator = await api.as('tenant-administrator');
      const made = () => administrator.post('/tokens', { name: 'only once', role: 'viewer' }, { key: 'k' });
      expect((await made()).status).toBe(201);
      expect((await made()).headers.get('idempotent-replayed')).toBe('true');
      const { items } = (await administrator.get<Page<Audited>>('/audit?action=createToken&limit=200')).body;
      expect(items.filter(({ details }) => details.name === 'only once')).toHaveLength(1);
    });

    it.each([
      ['a row that was changed', `UPDATE audit_log SET details = '{}' WHERE chain = ? AND seq = 3`, 3],
      ['a row that is gone', 'DELETE FROM audit_log WHERE chain = ? AND seq = 3', 3],
      ['the last row gone', 'DELETE FROM audit_log WHERE chain = ? AND seq = 6', 6],
      [
        'an end that was set back',
        'UPDATE audit_chains SET seq = 4, hash = (SELECT hash FROM audit_log l WHERE l.chain = audit_chains.chain AND l.seq = 4) WHERE chain = ?',
        5,
      ],
      ['nothing', 'SELECT ?', null],
    ])('in a log that shows %s', async (_, sql, firstBroken) => {
      const tenantId = await api.tenant(`audited ${randomUUID()}`);
      const administrator = await api.as('tenant-administrator', tenantId);
      for (let n = 0; n < 6; n++) await administrator.post('/tokens', { name: `t${n}`, role: 'viewer' });
      await api.ledger.connection.query(sql, [tenantId]);
      expect((await administrator.get('/audit/verification')).body).toMatchObject({
        ...{ chain: tenantId, intact: firstBroken === null, firstBroken },
      });
    });

    it('in a chain without a gap, however many write at once', async () => {
      const tenantId = await api.tenant(`busy ${randomUUID()}`);
      const administrator = await api.as('tenant-administrator', tenantId);
      await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          administrator.post('/tokens', { name: `t${n}`, role: 'viewer' }),
        ),
      );
      expect((await administrator.get('/audit/verification')).body).toMatchObject({ rows: 24, intact: true });
    });
  });
});
