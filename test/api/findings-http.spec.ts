import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AuthModule, Tenants, Tokens } from '../../control-plane/server/src/auth';
import { entities } from '../../control-plane/server/src/entities';
import { FindingCounts, FindingLists } from '../../control-plane/server/src/findings';
import { FindingsController } from '../../control-plane/server/src/findings/findings.controller';
import { remember } from '../../control-plane/server/src/findings/remembering';
import { findingsOf } from '../../control-plane/server/src/findings/derive';
import { readObserved, type Observed } from '../../control-plane/server/src/findings/observed';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  Database,
  migrate,
  newId,
  PlatformModule,
  readConfig,
} from '../../control-plane/server/src/platform';
import { httpAdapter, prepareHttp } from '../../control-plane/server/src/platform/http';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import { openPort, report } from './scan-record';

describe('findings through the API', () => {
  let ledger: Ledger;
  let app: NestFastifyApplication;
  let token: string;
  let stranger: string;
  const scanId = newId();

  beforeAll(async () => {
    ledger = await startLedger();
    const config = readConfig({
      SCANFLEET_DATABASE_URL: ledger.url,
      SCANFLEET_KEYS: '/nowhere',
      SCANFLEET_LOG_LEVEL: 'silent',
    });
    @Module({
      imports: [PlatformModule.forRoot({ config, entities, migrations, rounds: false }), AuthModule],
      controllers: [FindingsController],
      providers: [FindingCounts, FindingLists],
    })
    class Rooms {}
    app = await NestFactory.create<NestFastifyApplication>(Rooms, httpAdapter(), {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    });
    await inSchema(ledger, () => migrate(app.get(DataSource)));
    await prepareHttp(app);
    await app.init();
    token = await tokenOf('one');
    stranger = await tokenOf('other');
    await record((await app.get(Tenants).ensure('one')).id);
  });
  afterAll(async () => {
    await app.close();
    await ledger.stop();
  });

  async function tokenOf(name: string): Promise<string> {
    const { id: tenantId } = await app.get(Tenants).ensure(name);
    const by = { tenantId, id: newId(), kind: 'token' as const, role: 'tenant-administrator' as const };
    return answer(await app.get(Tokens).create(by, { name, role: 'viewer', expiresAt: null })).secret;
  }

  /** What one target shows, as processing writes it. */
  async function record(tenantId: string): Promise<void> {
    const networkId = newId();
    const vulnerability = {
      ids: ['CVE:CVE-2017-5638'],
      scores: { CVSSv3: '9.8' },
      references: ['https://a.example/'],
    };
    const seen = [openPort(80), openPort(443), report(80, vulnerability)];
    const observed = seen.map(({ kind, body }) => readObserved(kind, JSON.stringify(body)) as Observed);
    const at = new Date('2026-01-01T00:00:00Z');
    const drafts = findingsOf(observed, { networkId, address: '10.0.0.1', at });
    await app.get(Database).transaction((tx) =>
      remember(
        tx,
        { tenantId, networkId, scanId, now: at },
        drafts.map((draft) => ({ draft, at })),
      ),
    );
  }

  async function get(
    path: string,
    secret = token,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers = secret === '' ? {} : { authorization: `Bearer ${secret}` };
    const response = await app.inject({ method: 'GET', url: `/api/v1/findings${path}`, headers });
    return { status: response.statusCode, body: response.json() };
  }

  type Item = { id: string; severity: number; title: string };
  const items = ({ body }: { body: Record<string, unknown> }): Item[] => body.items as Item[];

  it('show their state, are found by it, and tell their moves', async () => {
    const fresh = await get('?state=New&state=Fixed');
    expect(items(fresh)[0]).toMatchObject({ state: 'New', stateSince: '2026-01-01T00:00:00.000Z' });
    expect(items(await get('?state=Fixed'))).toEqual([]);
    expect(items(await get(`?networkId=${newId()}`))).toEqual([]);
    expect((await get('?state=Gone')).status).toBe(422);
    const { id } = items(fresh)[0]!;
    expect((await get(`/${id}`)).body).toMatchObject({ fixedAt: null, fixedScanId: null });
    expect(items(await get(`/${id}/history`))).toMatchObject([
      { from: null, to: 'New', cause: 'first seen' },
    ]);
    expect((await get(`/${id}/history`, stranger)).status).toBe(404);
  });

  it('are listed page after page, gravest first', async () => {
    const first = await get('?limit=2');
    expect(first.status).toBe(200);
    expect(items(first)[0]).toMatchObject({
      title: 'A weakness',
      severity: 5,
      severityLabel: 'critical',
      type: 'confirmed',
      cvss: 9.8,
      cves: ['CVE-2017-5638'],
      address: '10.0.0.1',
      hostname: '',
      protocol: 'tcp',
      port: 80,
      service: 'http',
      firstSeenAt: '2026-01-01T00:00:00.000Z',
      timesSeen: 1,
    });
    const second = await get(`?limit=2&cursor=${String(first.body.nextCursor)}`);
    expect(items(second)).toHaveLength(1);
    expect(second.body.nextCursor).toBeNull();
    const titles = [...items(first), ...items(second)].map(({ title }) => title);
    expect(titles.sort()).toEqual([
      'A weakness',
      'Open port 443/tcp: http nginx 1.22.1',
      'Open port 80/tcp: http nginx 1.22.1',
    ]);
  });

  it('are filtered', async () => {
    expect(items(await get(`?scanId=${scanId}&minSeverity=2`))).toHaveLength(1);
    expect(
      items(await get('?severity=1&address=10.0.0.1&type=information&checkId=nmap:open-port')),
    ).toHaveLength(2);
    expect(items(await get(`?scanId=${newId()}`))).toEqual([]);
  });

  it('are refused with what is possible when no index serves the filters', async () => {
    const { status, body } = await get('?type=potential&networkId=' + newId());
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'unsupported-filter', path: '/type' });
    expect((await get('?severity=1&minSeverity=2')).status).toBe(400);
  });

  it('are told whole one by one', async () => {
    const [item] = items(await get('?severity=5'));
    const { status, body } = await get(`/${item?.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...item,
      severitySource: 'CVSSv3 9.8 (nse)',
      references: ['https://a.example/'],
      solution: '',
      firstScanId: scanId,
      lastScanId: scanId,
    });
    expect(body.evidence).toContain('State: VULNERABLE');
  });

  it('are the tenant’s own', async () => {
    const [item] = items(await get('?severity=5'));
    expect(items(await get('', stranger))).toEqual([]);
    expect(items(await get(`?scanId=${scanId}`, stranger))).toEqual([]);
    expect((await get(`/${item?.id}`, stranger)).status).toBe(404);
    expect((await get('', '')).status).toBe(401);
  });

  it.each([
    ['?severity=6', '/severity/0'],
    ['?severity=1&severity=high', '/severity/1'],
    ['?minSeverity=0', '/minSeverity'],
    ['?scanId=1', '/scanId'],
    ['?address=10.0.0.1;id', '/address/0'],
    ['?type=bad', '/type/0'],
    ['?checkId=a%00', '/checkId'],
    ['?cve=CVE-1', '/cve/0'],
    ['?engine=n%25', '/engine/0'],
    ['?jobId=1', '/jobId/0'],
    ['?q=ab', '/q'],
    ['?sort=title', '/sort'],
    ['?from=yesterday', '/from'],
    ['?cursor=x', '/cursor'],
    ['?limit=1000', '/limit'],
    ['?tenantId=x', '/tenantId'],
    ['/1', '/id'],
  ])('refuse %s and say where it is wrong', async (path, pointer) => {
    const { status, body } = await get(path);
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path: pointer })]);
  });
});
