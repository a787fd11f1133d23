import { randomUUID } from 'node:crypto';
import type { Connection } from 'mysql2/promise';
import { Members, Users } from '../../control-plane/server/src/auth';
import { FindingProcessing } from '../../control-plane/server/src/findings';
import { answer, Database } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Answer, Page, Rest } from '../harness/rest';
import { bodies, type Owned } from './requests';
import { evaluation } from './evaluation-record';
import { openPort, recordScan } from './scan-record';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

/** Stands in every text that tenant A writes: whoever else reads it has seen A's data. */
const MARK = 'amber-secret';

interface Operation {
  method: string;
  path: string;
  id: string;
  hasBody: boolean;
}

interface Document {
  paths: Record<string, Record<string, { operationId: string; requestBody?: object }>>;
}

/** What has no tenant: known to all who may see it. */
const SHARED = /^\/api\/v1\/(health|openapi|profiles\/nmap)/;
/** A user's own, whatever the tenant: shown where people are. */
const OWN = /^\/api\/v1\/(me|sessions)/;

/**
 * Walks every operation of the API's own description as tenant B, with the ids of tenant A. Nothing is answered, nothing
 * happens, and nobody can tell A's ids from ids that never were.
 */
const OVAL = '<oval_definitions><definitions><definition id="d"/></definitions></oval_definitions>';

describe('two tenants', () => {
  let api: WholeApi;
  let connection: Connection;
  let amber: Rest;
  let blue: Rest;
  let operations: Operation[];
  let owned: Owned;
  /** Ids of A by the path of the list that shows them. */
  const shown = new Map<string, string[]>();

  beforeAll(async () => {
    api = await startWholeApi();
    connection = api.ledger.connection;
    amber = await api.as('tenant-administrator');
    blue = await api.as('tenant-administrator', await api.tenant('blue'));
    const { body } = await amber.get<Document>('/openapi.json');
    operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
        ...{ method: method.toUpperCase(), path, id: operationId, hasBody: requestBody !== undefined },
      })),
    );
    await furnish();
    await collect();
  }, 60_000);
  afterAll(() => api.stop());

  /** Gives A one of everything. */
  async function furnish(): Promise<void> {
    const made = async (path: string, body: object): Promise<string> => {
      const answer = await amber.post<{ id: string }>(path, body);
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    };
    const networkId = api.networkId;
    await person();
    await made('/invitations', { email: `${MARK}@example.com`, role: 'viewer' });
    await made('/assets', { networkId, name: `${MARK} asset`, addresses: ['192.0.2.1'], tags: [MARK] });
    const jobId = await made('/jobs', {
      ...{ name: `${MARK} job`, networkId, targets: ['192.0.2.0/30'] },
      profiles: [{ engine: 'nmap', preset: 'quick' }],
    });
    await made('/profiles', { name: `${MARK} profile`, engine: 'nmap' });
    await made('/stops', { reason: MARK });
    await amber.post(`/packages?name=${MARK}`, OVAL, { headers: { 'content-type': 'application/xml' } });
    const secret = { kind: 'ssh-password', userName: MARK, password: MARK };
    await made('/credentials', { name: `${MARK} credential`, ...secret });
    await made('/host-keys', { networkId, address: '192.0.2.1', hostKey: `ssh-ed25519 ${'B'.repeat(68)}` });
    const scanId = await made(`/jobs/${jobId}/start`, {});
    await made('/exclusions', { target: '198.51.100.1', comment: MARK });
    await made('/network-requests', { name: MARK, cidrs: ['198.51.100.0/24'], reason: MARK });
    const daily = { kind: 'daily', zone: 'Asia/Taipei', start: '2030-12-01T03:00' };
    await made('/named-schedules', { name: `${MARK} schedule`, recurrence: daily });
    const weekly = [{ weekdays: [1], from: '22:00', to: '06:00' }];
    await made('/windows', { kind: 'blackout', name: `${MARK} window`, networkId, weekly });
    const webhookId = await notifications(made);
    const recorded = await recordScan(connection, { tenantId: api.tenantId, networkId }, [
      { address: '192.0.2.1', observations: [openPort(80, { product: MARK })] },
      { address: '192.0.2.2', observations: evaluation({ [MARK]: 'fail' }) },
    ]);
    await api.controlPlane.app.get(FindingProcessing, { strict: false }).process(recorded);
    owned = { networkId, jobId, scanId, webhookId, poolId: api.poolId, tenantId: api.tenantId, mark: MARK };
  }

  /** A webhook that is never called, a rule with a delivery that has failed for good, an address that has left. */
  async function notifications(made: (path: string, body: object) => Promise<string>): Promise<string> {
    const webhookId = await made('/webhooks', { name: MARK, url: `https://example.com/${MARK}` });
    const rule = { name: `${MARK} rule`, trigger: 'failure', channel: 'mail', toStarter: false };
    const ruleId = await made('/notification-rules', { ...rule, recipients: [`${MARK}@example.com`] });
    await amber.post(`/notification-rules/${ruleId}/test`);
    await condition('no mail server is set up', async () => {
      const { body } = await amber.get<Page<{ state: string }>>('/deliveries?state=Failed');
      return body.items.length === 1;
    });
    await connection.query('INSERT INTO unsubscribes VALUES (?, ?, ?, NOW(3))', [
      ...[randomUUID(), api.tenantId, `${MARK}@example.com`],
    ]);
    return webhookId;
  }

  async function person(): Promise<void> {
    const { app } = api.controlPlane;
    await app.get(Database).transaction(async (tx) => {
      const account = { email: `${MARK}-member@example.com`, name: MARK, locale: 'en' as const, zone: 'UTC' };
      const user = answer(
        await app.get(Users, { strict: false }).create(tx, { ...account, passwordHash: '' }),
      );
      await app.get(Members, { strict: false }).add(tx, api.tenantId, user.id, 'viewer');
    });
  }

  async function collect(): Promise<void> {
    for (const { method, path } of operations) {
      if (method !== 'GET' || path.includes('{') || SHARED.test(path)) continue;
      const { status, body } =
        await amber.get<Partial<Page<{ id?: string | number; builtIn?: boolean }>>>(path);
      if (status !== 200 || !body.items) continue;
      const ids = body.items.flatMap(({ id, builtIn }) => (typeof id === 'string' && !builtIn ? [id] : []));
      if (ids.length > 0) shown.set(path, ids);
    }
  }

  /** The operation's path with an id of A, or with one that never was. */
  function addressed(path: string, id: (list: string) => string): string {
    const [list = ''] = path.split('/{', 1);
    return path
      .replace('{id}', id(list))
      .replace('{address}', '192.0.2.1')
      .replaceAll(/\{\w+\}/g, () => id(list));
  }

  const call = (as: Rest, operation: Operation, path: string, known: Owned): Promise<Answer<ProblemBody>> => {
    const headers = { 'if-match': '*' };
    const sent = { renewPackage: '', importResults: '?source=spec' }[operation.id];
    if (sent !== undefined)
      return as.post(`${path}${sent}`, OVAL, { headers: { 'content-type': 'application/xml' } });
    const body = bodies[operation.id]?.(known) ?? (operation.hasBody ? {} : undefined);
    return as.call<ProblemBody>(operation.method, path, body, { headers });
  };

  /** Every row of A's, whatever the table, without what a mere look changes. */
  async function rowsOfAmber(): Promise<string> {
    const [tables] = await connection.query<never[]>(
      `SELECT table_name name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND column_name = 'tenant_id' ORDER BY table_name`,
    );
    const digests: string[] = [];
    for (const { name } of tables as { name: string }[]) {
      const [rows] = await connection.query<never[]>(`SELECT * FROM \`${name}\` WHERE tenant_id = ?`, [
        api.tenantId,
      ]);
      const text = (rows as Record<string, unknown>[]).map((row) =>
        JSON.stringify({ ...row, last_used_at: undefined }),
      );
      digests.push(`${name} ${text.sort().join('\n')}`);
    }
    return digests.join('\n');
  }

  const withoutTrace = ({ status, body }: Answer<ProblemBody>, id: string) => [
    status,
    body && typeof body === 'object'
      ? { code: body.code, reason: body.reason?.replaceAll(id, 'ID'), errors: body.errors }
      : body,
  ];

  it('B gets for A’s ids what it gets for ids that never were, and changes nothing', async () => {
    const before = await rowsOfAmber();
    const unproven: string[] = [];
    const wrong: unknown[] = [];
    let proven = 0;
    for (const operation of operations) {
      const { method, path } = operation;
      if (!path.includes('{') || SHARED.test(path) || OWN.test(path)) continue;
      const list = path.split('/{', 1)[0]!;
      const [id] = shown.get(list) ?? [];
      const never = randomUUID();
      const nobody = await call(
        blue,
        operation,
        addressed(path, () => never),
        owned,
      );
      // Not for tenants at all: the role ends it before any id is looked at.
      if (nobody.status === 403) continue;
      if (!id || nobody.status !== 404) {
        unproven.push(
          `${method} ${path} (${id ? nobody.status : 'A has none'}) ${JSON.stringify(nobody.body)}`,
        );
        continue;
      }
      const its = await call(
        blue,
        operation,
        addressed(path, () => id),
        owned,
      );
      const [got, expected] = [withoutTrace(its, id), withoutTrace(nobody, never)];
      if (JSON.stringify(got) !== JSON.stringify(expected)) wrong.push([`${method} ${path}`, got, expected]);
      if ((await rowsOfAmber()) !== before) throw new Error(`${method} ${path} changed A`);
      proven += 1;
    }
    expect(wrong).toEqual([]);
    expect(unproven).toEqual([]);
    expect(proven).toBeGreaterThan(15);
  }, 120_000);

  it('B cannot name A’s things in what it sends', async () => {
    const before = await rowsOfAmber();
    const strange: Owned = {
      ...owned,
      ...{ networkId: randomUUID(), jobId: randomUUID(), scanId: randomUUID(), webhookId: randomUUID() },
    };
    for (const operation of operations) {
      const { method, path, id } = operation;
      if (path.includes('{') || method === 'GET' || bodies[id] === undefined || SHARED.test(path)) continue;
      const its = await call(blue, operation, path, owned);
      const nobody = await call(blue, operation, path, strange);
      const plain = (answer: Answer<ProblemBody>) =>
        JSON.stringify(answer.body).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}/g, 'ID');
      expect([id, its.status]).toEqual([id, nobody.status]);
      if (its.status >= 400) expect([id, plain(its)]).toEqual([id, plain(nobody)]);
      expect(JSON.stringify(its.body)).not.toContain(MARK);
      if ((await rowsOfAmber()) !== before) throw new Error(`${method} ${path} changed A`);
    }
  }, 120_000);

  it('B sees nothing of A in any list, whatever it filters by', async () => {
    const ids = [...new Set([...shown].flatMap(([path, all]) => (SHARED.test(path) ? [] : all)))];
    expect(ids.length).toBeGreaterThan(5);
    for (const { method, path } of operations) {
      if (method !== 'GET' || path.includes('{') || SHARED.test(path)) continue;
      for (const query of [
        '',
        `?jobId=${owned.jobId}`,
        `?scanId=${owned.scanId}`,
        `?networkId=${owned.networkId}`,
      ]) {
        const { status, body } = await blue.get(`${path}${query}`);
        if (status === 403) break;
        const text = JSON.stringify(body);
        expect([path + query, text.includes(MARK)]).toEqual([path + query, false]);
        // The audit log holds what B itself asked for, ids that it guessed among it.
        if (query === '' && path !== '/api/v1/audit')
          for (const id of ids) expect([path, id, text.includes(id)]).toEqual([path, id, false]);
      }
    }
  }, 60_000);
});
