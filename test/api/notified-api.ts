import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Members, Users, type Locale, type Role } from '../../control-plane/server/src/auth';
import { FindingProcessing } from '../../control-plane/server/src/findings';
import { answer, Database, ManualClock, Outbox, SystemClock } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Answer, Rest } from '../harness/rest';
import { Mailbox } from '../harness/mailbox';
import { Receiver } from './receiver';
import { recordScan, type RecordedTarget } from './scan-record';
import { startWholeApi, type WholeApi } from './whole-api';

export interface Rule {
  id: string;
  version: number;
  nextDigestAt: string | null;
}

export interface Hook {
  id: string;
  secret: string;
  enabled: boolean;
  disabledReason: string;
  previousSecretUntil: string | null;
}

export interface Delivered {
  id: string;
  messageId: string;
  kind: string;
  state: string;
  attempts: number;
  recipient: string;
  ruleId: string | null;
  scanId: string | null;
  redeliveryOf: string | null;
  responseStatus: number | null;
  lastError: string;
}

export interface Scan {
  processed: boolean;
  summary: { findings: { bySeverity: Record<string, number>; new: number; fixed: number } };
}

/** How a scan went. */
export interface Course {
  name?: string;
  state?: string;
  outcome?: 'complete' | 'partial';
  jobId?: string;
  startedBy?: string;
  startedByKind?: string;
  targets?: RecordedTarget[];
}

/** The whole API with a mail server, two receivers of webhooks and a clock to be moved; begins and ends with the suite. */
export function notifiedApi() {
  const clock = new ManualClock(new SystemClock().now());
  const mailbox = new Mailbox();
  const receiver = new Receiver();
  let started: { api: WholeApi; admin: Rest; secure: Receiver } | undefined;
  let names = 0;

  beforeAll(async () => {
    await mailbox.start();
    await receiver.start();
    const api = await startWholeApi({
      clock,
      settings: (keys) => ({
        SCANFLEET_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
        SCANFLEET_SMTP_FROM: 'scanfleet@example.org',
        SCANFLEET_PUBLIC_URL: 'https://scanfleet.example/',
        SCANFLEET_WEBHOOK_ALLOW: '127.0.0.1/32',
        SCANFLEET_WEBHOOK_CA_FILE: join(keys, 'ca.pem'),
      }),
    });
    const pem = (name: string) => readFileSync(join(api.config.keysFolder, name), 'utf8');
    const secure = new Receiver({ key: pem('server.key'), cert: pem('server.pem') });
    await secure.start();
    started = { api, secure, admin: await api.as('tenant-administrator') };
  }, 60_000);
  afterAll(async () => {
    if (started) await done('the end', started.api.stop());
    await Promise.all([mailbox.stop(), receiver.stop(), started?.secure.stop()]);
  });

  function it() {
    if (!started) throw new Error('nothing has started');
    return started;
  }
  const api = () => it().api;
  /** The tenant's administrator. */
  const admin = () => it().admin;
  /** A receiver with the control plane's own certificate. */
  const secure = () => it().secure;

  const app = () => api().controlPlane.app;
  const address = () => `reader${(names += 1)}@example.com`;

  /** Time goes on while something is waited for: rounds begin again, and who met a deadlock tries again. */
  const until = <T>(what: string, look: () => T | Promise<T>, stepMs = 50) =>
    condition(what, () => {
      clock.advance(stepMs);
      return look();
    });

  /** Waits for work that may wait for the clock. */
  async function done<T>(what: string, work: Promise<T>): Promise<T> {
    let over = false;
    work.then(
      () => (over = true),
      () => (over = true),
    );
    await until(what, () => over);
    return work;
  }

  async function made<T>(promise: Promise<Answer<T>>): Promise<T> {
    const { status, body } = await promise;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  const rule = (body: object, as = admin()) =>
    made(as.post<Rule>('/notification-rules', { name: 'rule', trigger: 'always', channel: 'mail', ...body }));
  const hook = (url: string, as = admin()) => made(as.post<Hook>('/webhooks', { name: 'hook', url }));
  const drop = (...rules: Rule[]) =>
    Promise.all(rules.map(({ id }) => admin().delete(`/notification-rules/${id}`)));
  const deliveries = (query: string, as = admin()) => as.all<Delivered>(`/deliveries?${query}`);

  async function job(): Promise<string> {
    const { id } = await made(
      admin().post<{ id: string }>('/jobs', {
        ...{ name: `job ${(names += 1)}`, networkId: api().networkId, targets: ['192.0.2.1'] },
        profiles: [{ engine: 'nmap', preset: 'quick' }],
      }),
    );
    return id;
  }

  /** A settled scan whose findings nobody has drawn yet. */
  async function settled({ name = 'nightly', state = 'Finished', targets = [], ...over }: Course = {}) {
    const { connection } = api().ledger;
    const owner = { tenantId: api().tenantId, networkId: api().networkId };
    const id = await recordScan(connection, owner, targets, 'Running');
    const { outcome = 'complete', jobId = null, startedBy = randomUUID(), startedByKind = 'user' } = over;
    await connection.query('UPDATE scans SET ? WHERE id = ?', [
      {
        name,
        outcome,
        job_id: jobId,
        started_by: startedBy,
        started_by_kind: startedByKind,
        started_at: clock.now(),
      },
      id,
    ]);
    await connection.query('UPDATE scans SET state = ?, ended_at = ? WHERE id = ?', [state, clock.now(), id]);
    return id;
  }

  const process = (scanId: string) => app().get(FindingProcessing, { strict: false }).process(scanId);

  async function ended(course: Course = {}): Promise<string> {
    const id = await settled(course);
    await done('processed', process(id));
    return id;
  }

  /** Says an event and waits until every handler has heard it. */
  async function told<P extends object>(kind: { topic: string; payload?: P }, payload: P): Promise<void> {
    await app()
      .get(Database)
      .transaction((tx) => app().get(Outbox).say(tx, kind, payload));
    await heard();
  }

  const heard = () =>
    until('every event is heard', async () => {
      const [rows] = await api().ledger.connection.query('SELECT 1 FROM outbox WHERE published_at IS NULL');
      return (rows as object[]).length === 0;
    });

  async function user(locale: Locale, zone: string, tenantId = api().tenantId, role: Role = 'viewer') {
    const email = address();
    const id = await app()
      .get(Database)
      .transaction(async (tx) => {
        const account = { email, name: 'A Reader', passwordHash: '', locale, zone };
        const created = answer(await app().get(Users, { strict: false }).create(tx, account));
        await app().get(Members, { strict: false }).add(tx, tenantId, created.id, role);
        return created.id;
      });
    return { id, email };
  }

  return {
    ...{
      clock,
      mailbox,
      receiver,
      secure,
      api,
      admin,
      address,
      until,
      done,
      made,
      rule,
      hook,
      drop,
      deliveries,
    },
    ...{ job, settled, process, ended, told, heard, user },
  };
}
