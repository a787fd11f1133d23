import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AuthModule, Tenants, Tokens, type Role } from '../../control-plane/server/src/auth';
import { entities } from '../../control-plane/server/src/entities';
import { AgentSessions, FleetModule, generateKeys } from '../../control-plane/server/src/fleet';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  Database,
  ManualClock,
  migrate,
  newId,
  PlatformModule,
  readConfig,
} from '../../control-plane/server/src/platform';
import { httpAdapter, prepareHttp } from '../../control-plane/server/src/platform/http';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import { testSettings } from '../harness/settings';

type Json = Record<string, unknown>;

describe('the fleet through the API', () => {
  const clock = new ManualClock();
  let ledger: Ledger;
  let app: NestFastifyApplication;
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    ledger = await startLedger();
    const keys = mkdtempSync(join(testSettings().folder, 'fleet-'));
    const nats = { natsHost: '127.0.0.1', natsPort: 1, natsStoreFolder: join(keys, 'store') };
    await generateKeys(keys, { ...nats, serverNames: [] }, clock);
    const config = readConfig({
      SCANFLEET_DATABASE_URL: ledger.url,
      SCANFLEET_KEYS: keys,
      SCANFLEET_LOG_LEVEL: 'silent',
    });
    const ground = PlatformModule.forRoot({ config, entities, migrations, clock, rounds: false });
    @Module({ imports: [ground, AuthModule, FleetModule] })
    class Rooms {}
    app = await NestFactory.create<NestFastifyApplication>(Rooms, httpAdapter(), {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    });
    await inSchema(ledger, () => migrate(app.get(DataSource)));
    await prepareHttp(app);
    await app.init();
    const { id: tenantId } = await app.get(Tenants).ensure('one');
    const by = { tenantId, id: newId(), kind: 'token' as const, role: 'fleet-administrator' as const };
    for (const role of ['fleet-administrator', 'tenant-administrator', 'viewer'] as const) {
      const made = answer(await app.get(Tokens).create(by, { name: role, role, expiresAt: null }));
      tokens.set(role, made.secret);
    }
  });
  afterAll(async () => {
    await app.close();
    await ledger.stop();
  });

  const call = async (
    method: 'GET' | 'POST',
    path: string,
    {
      body,
      role = 'fleet-administrator',
      key,
    }: { body?: object; role?: Role | undefined; key?: string } = {},
  ): Promise<{ status: number; body: Json; text: string }> => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${tokens.get(role)}`,
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { payload: body } : {}),
    });
    return { status: response.statusCode, body: JSON.parse(response.body) as Json, text: response.body };
  };

  const newPool = async (name: string): Promise<string> => {
    const made = await call('POST', '/pools', { body: { name } });
    expect(made.status).toBe(201);
    return String(made.body['id']);
  };

  it('makes, lists and shows pools', async () => {
    const id = await newPool('north');
    expect((await call('GET', `/pools/${id}`)).body).toEqual({
      id,
      name: 'north',
      agentVersion: null,
      createdAt: clock.now().toISOString(),
    });
    const second = await newPool('south');
    const first = await call('GET', '/pools?limit=1');
    expect(first.body['items']).toMatchObject([{ id }]);
    const next = await call('GET', `/pools?limit=1&cursor=${String(first.body['nextCursor'])}`);
    expect(next.body).toMatchObject({ items: [{ id: second }], nextCursor: null });
  });

  it.each<[string, object, number, string]>([
    ['a taken name', { name: 'north' }, 409, '/name'],
    ['no name', {}, 422, '/name'],
    ['a blank name', { name: ' ' }, 422, '/name'],
    ['two lines', { name: 'a\nb' }, 422, '/name'],
    ['an unknown field', { name: 'x', colour: 'red' }, 422, '/colour'],
  ])('refuses %s', async (_what, body, status, path) => {
    const refused = await call('POST', '/pools', { body });
    expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(`"${path}"`)]);
  });

  it('shows a join token once, also under an Idempotency-Key', async () => {
    const id = await newPool('east');
    const made = await call('POST', `/pools/${id}/join-tokens`, { key: 'once' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      token: expect.stringMatching(/^scfj_[A-Za-z0-9_-]{43}$/),
      expiresAt: new Date(clock.now().getTime() + 15 * 60_000).toISOString(),
    });
    const again = await call('POST', `/pools/${id}/join-tokens`, { key: 'once' });
    expect(again.body).toEqual({ ...made.body, token: null, command: null, cloudInit: null });
    for (const words of [made.body['command'], made.body['cloudInit']])
      expect(String(words)).toContain(String(made.body['token']));
    const [rows] = await ledger.connection.query('SELECT * FROM join_tokens; SELECT * FROM idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(String(made.body['token']).slice(5));
    expect((await call('POST', `/pools/${newId()}/join-tokens`)).status).toBe(404);
  });

  it('shows agents with what they do, and nothing that is between them and the control plane', async () => {
    const poolId = await newPool('west');
    const id = newId();
    await ledger.connection.query(
      "INSERT INTO agents (id, pool_id, name, state, engines, certificate_serial, created_at) VALUES (?, ?, 'w1', 'Active', '[]', 'AB12', ?)",
      [id, poolId, clock.now()],
    );
    const nmap = {
      name: 'nmap',
      available: true,
      version: '7.93',
      verdict: 'ready',
      limits: ['connect-scan'],
    };
    const facts = {
      version: '0.1.0',
      hostname: 'w1',
      platform: 'linux x64',
      engines: [nmap],
      toolSlots: 4,
      addresses: ['192.0.2.8'],
      instance: '',
      heartbeatMs: 0,
    };
    const session = newId();
    await app
      .get(Database)
      .transaction((tx) => app.get(AgentSessions).hello(tx, [{ ...facts, agentId: id, sessionId: session }]));
    await app
      .get(AgentSessions)
      .beat([{ agentId: id, sessionId: session, freeSlots: 1, load: 0.25, at: clock.now() }]);
    const seen = clock.now().toISOString();
    clock.advance(25_000);
    const shown = await call('GET', `/agents/${id}`);
    expect(shown.body).toEqual({
      id,
      ...{ labels: {}, stateSince: null, stateReason: '', drainUntil: null },
      poolId,
      poolName: 'west',
      addresses: ['192.0.2.8'],
      name: 'w1',
      state: 'Active',
      status: 'busy',
      missedHeartbeats: 2,
      lastSeenAt: seen,
      connectedAt: seen,
      hostname: 'w1',
      platform: 'linux x64',
      version: '0.1.0',
      engines: [{ ...nmap, content: [] }],
      toolSlots: 4,
      freeSlots: 1,
      loadAverage: 0.25,
      certificateExpiresAt: null,
      createdAt: seen,
    });
    const listed = await call('GET', `/agents?poolId=${poolId}`);
    expect(listed.body).toEqual({ items: [shown.body], nextCursor: null });
    expect((await call('GET', `/agents?poolId=${newId()}`)).body['items']).toEqual([]);
    expect((await call('GET', '/agents?poolId=x')).status).toBe(422);
    expect((await call('GET', `/agents/${newId()}`)).status).toBe(404);
  });

  it.each<[Role]>([['tenant-administrator'], ['viewer']])('is closed to a %s', async (role) => {
    for (const path of ['/pools', `/pools/${newId()}`, '/agents', `/agents/${newId()}`]) {
      expect([path, (await call('GET', path, { role })).status]).toEqual([path, 403]);
    }
    expect((await call('POST', '/pools', { role, body: { name: 'mine' } })).status).toBe(403);
    expect((await call('POST', `/pools/${newId()}/join-tokens`, { role })).status).toBe(403);
  });
});
