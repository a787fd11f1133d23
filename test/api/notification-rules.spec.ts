import { randomUUID } from 'node:crypto';
import type { Page } from '../harness/rest';
import { notifiedApi, type Rule } from './notified-api';
import type { ProblemBody } from './whole-api';

const HOUR = 3_600_000;

describe('notification rules', () => {
  const { admin, api, clock, deliveries, drop, hook, receiver, rule, until } = notifiedApi();

  const terms = { name: 'x', trigger: 'always', channel: 'mail', recipients: ['a@example.com'] };

  it.each<[object, string, string]>([
    [{ ...terms, name: '' }, '/name', 'too-short'],
    [{ ...terms, trigger: 'sometimes' }, '/trigger', 'not-allowed'],
    [{ ...terms, channel: 'fax' }, '/channel', 'not-allowed'],
    [{ ...terms, recipients: ['a@b, c@d'] }, '/recipients/0', 'malformed'],
    [{ ...terms, recipients: ['a@b\nBcc: c@d'] }, '/recipients/0', 'malformed'],
    [{ ...terms, recipients: ['a@example.com', 'A@example.com'] }, '/recipients', 'duplicate'],
    [{ ...terms, recipients: null }, '/recipients', 'wrong-type'],
    [
      { ...terms, recipients: Array.from({ length: 21 }, (_, n) => `a${n}@example.com`) },
      '/recipients',
      'too-many',
    ],
    [{ ...terms, recipients: [], toStarter: false }, '/recipients', 'too-few'],
    [{ ...terms, minSeverity: 4 }, '/minSeverity', 'not-applicable'],
    [{ ...terms, trigger: 'new-findings' }, '/minSeverity', 'required'],
    [{ ...terms, trigger: 'new-findings', minSeverity: 6 }, '/minSeverity', 'out-of-range'],
    [{ ...terms, trigger: 'digest' }, '/digest', 'required'],
    [{ ...terms, digest: { every: 'day' } }, '/digest', 'not-applicable'],
    [{ ...terms, trigger: 'digest', digest: { every: 'month' } }, '/digest/every', 'not-allowed'],
    [{ ...terms, trigger: 'digest', digest: { every: 'day', zone: 'Mars/Base' } }, '/digest/zone', 'invalid'],
    [{ ...terms, trigger: 'digest', digest: { every: 'day', hour: 24 } }, '/digest/hour', 'out-of-range'],
    [
      { ...terms, trigger: 'digest', digest: { every: 'day' }, toStarter: true },
      '/toStarter',
      'not-applicable',
    ],
    [{ ...terms, webhookId: randomUUID() }, '/webhookId', 'not-applicable'],
    [{ ...terms, channel: 'webhook' }, '/webhookId', 'required'],
    [
      { name: 'x', trigger: 'always', channel: 'webhook', webhookId: randomUUID() },
      '/webhookId',
      'no-such-webhook',
    ],
    [{ ...terms, channel: 'webhook', webhookId: randomUUID() }, '/recipients', 'not-applicable'],
    [{ ...terms, jobId: randomUUID() }, '/jobId', 'no-such-job'],
    [{ ...terms, language: 'de' }, '/language', 'not-allowed'],
    [{ ...terms, enabled: 'yes' }, '/enabled', 'wrong-type'],
    [{ ...terms, tenantId: randomUUID() }, '/tenantId', 'unknown-field'],
  ])('%j is refused at %s: %s', async (body, path, code) => {
    const refused = await admin().post<ProblemBody>('/notification-rules', body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((field) => [field.path, field.code])).toContainEqual([path, code]);
  });

  it('are changed from the version that was read', async () => {
    const it = await rule(terms);
    const path = `/notification-rules/${it.id}`;
    expect((await admin().patch(path, { name: 'y' })).status).toBe(428);
    const edited = await admin().patch<Rule>(path, { name: 'y' }, { headers: { 'if-match': '"1"' } });
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"']);
    expect(edited.body).toMatchObject({ name: 'y', trigger: 'always', recipients: ['a@example.com'] });
    expect((await admin().patch(path, { name: 'z' }, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    const wrong = await admin().patch<ProblemBody>(
      path,
      { trigger: 'digest' },
      { headers: { 'if-match': '*' } },
    );
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid-rule']);
    const nulled = await admin().patch<ProblemBody>(path, { name: null }, { headers: { 'if-match': '*' } });
    expect([nulled.status, nulled.body.path]).toEqual([422, '/name']);
    const digest = {
      trigger: 'digest',
      digest: { every: 'week', weekday: 7, zone: 'Asia/Tokyo' },
      toStarter: false,
    };
    const changed = await admin().patch<Rule>(path, digest, { headers: { 'if-match': '"2"' } });
    expect(changed.body).toMatchObject({
      digest: { every: 'week', hour: 8, weekday: 7, zone: 'Asia/Tokyo' },
    });
    expect(new Date(changed.body.nextDigestAt!).getUTCHours()).toBe(23);
    expect((await admin().delete(path)).status).toBe(204);
    expect((await admin().delete(path)).status).toBe(404);
  });

  it('keep the webhook that they use', async () => {
    const { id } = await hook('https://example.com/');
    const it = await rule({ channel: 'webhook', webhookId: id });
    const refused = await admin().delete<ProblemBody>(`/webhooks/${id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'webhook-in-use']);
    await drop(it);
    expect((await admin().delete(`/webhooks/${id}`)).status).toBe(204);
  });

  it('have a log of deliveries, page by page', async () => {
    const { id } = await hook(`${receiver.url}/many`);
    for (let n = 0; n < 5; n++) await admin().post(`/webhooks/${id}/test`);
    const all = await deliveries(`webhookId=${id}&limit=2`);
    expect(all).toHaveLength(5);
    expect(all.map((one) => one.id)).toEqual(
      all
        .map((one) => one.id)
        .sort()
        .reverse(),
    );
    expect(await deliveries(`webhookId=${id}&kind=test&channel=webhook&limit=2`)).toHaveLength(5);
    expect(await deliveries(`webhookId=${id}&kind=scan`)).toEqual([]);
    const bad = await admin().get<ProblemBody>('/deliveries?state=Lost');
    expect([bad.status, bad.body.path]).toEqual([422, '/state']);
    expect((await admin().get<Page<object>>('/deliveries?cursor=x')).status).toBe(422);
  });

  it('end with their tenant; deliveries are forgotten after 90 days', async () => {
    const fleet = await api().as('fleet-administrator');
    const tenantId = await api().tenant('short-lived');
    const theirs = await api().as('tenant-administrator', tenantId);
    const { id } = await hook(`${receiver.url}/gone-tenant`, theirs);
    await rule({ channel: 'webhook', webhookId: id }, theirs);
    await theirs.post(`/webhooks/${id}/test`);
    await until('a call', () => receiver.at('/gone-tenant').length === 1);
    expect((await fleet.post(`/tenants/${tenantId}/suspend`)).status).toBe(200);
    expect((await fleet.delete(`/tenants/${tenantId}`)).status).toBe(204);
    for (const table of ['webhooks', 'notification_rules', 'deliveries']) {
      const [rows] = await api().ledger.connection.query(`SELECT 1 FROM ${table} WHERE tenant_id = ?`, [
        tenantId,
      ]);
      expect([table, rows]).toEqual([table, []]);
    }
    expect((await deliveries('')).length).toBeGreaterThan(0);
    clock.advance(91 * 24 * HOUR);
    await until('forgotten', async () => {
      clock.advance(HOUR);
      return (await deliveries('')).length === 0;
    });
  });
});
