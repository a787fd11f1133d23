import { randomUUID } from 'node:crypto';
import { exclusionExpiring } from '../../control-plane/server/src/assets';
import { scanMoved } from '../../control-plane/server/src/scans';
import { scheduleMissed } from '../../control-plane/server/src/schedules';
import { notifiedApi, type Delivered, type Rule } from './notified-api';
import { openPort } from './scan-record';
import type { ProblemBody } from './whole-api';

const HOUR = 3_600_000;

describe('mails', () => {
  const {
    admin,
    address,
    api,
    clock,
    deliveries,
    drop,
    ended,
    heard,
    mailbox,
    rule,
    settled,
    told,
    until,
    user,
  } = notifiedApi();

  it('of a day come in one, at its hour, and none when nothing ended', async () => {
    const email = address();
    const hour = (clock.now().getUTCHours() + 3) % 24;
    const it = await rule({ recipients: [email], trigger: 'digest', digest: { every: 'day', hour } });
    const due = new Date(it.nextDigestAt!).getTime();
    expect(due - clock.now().getTime()).toBeLessThanOrEqual(3 * HOUR);
    await ended({ name: 'first', targets: [{ address: '192.0.2.120', observations: [openPort(80)] }] });
    const failed = await settled({ name: 'second', state: 'Error' });
    await told(scanMoved, { scanId: failed, tenantId: api().tenantId, state: 'Error' });
    await told(scanMoved, { scanId: failed, tenantId: api().tenantId, state: 'Error' });
    expect(mailbox.to(email)).toEqual([]);
    clock.advance(due - clock.now().getTime());
    const [mail] = await until('the digest', () => mailbox.to(email).length > 0 && mailbox.to(email));
    expect(mail?.subject).toBe('Daily summary: 2 scans, 1 new finding');
    expect(mail?.text).toMatch(/^ {2}second {2}failed /m);
    expect(mail?.text).toMatch(/^ {2}Information {2}1$/m);
    // The event again after the digest, and a day without scans.
    await told(scanMoved, { scanId: failed, tenantId: api().tenantId, state: 'Error' });
    const next = (await admin().get<Rule>(`/notification-rules/${it.id}`)).body.nextDigestAt!;
    expect(new Date(next).getTime()).toBe(due + 24 * HOUR);
    clock.advance(24 * HOUR);
    await until('the next day is over', async () => {
      const { nextDigestAt } = (await admin().get<Rule>(`/notification-rules/${it.id}`)).body;
      return new Date(nextDigestAt!).getTime() === due + 48 * HOUR;
    });
    expect(await deliveries(`ruleId=${it.id}`)).toHaveLength(1);
    await drop(it);
  });

  it('come after the mail server was away', async () => {
    const email = address();
    const it = await rule({ recipients: [email], toStarter: false });
    await mailbox.stop();
    await ended();
    const tried = (attempts: number) =>
      until(`attempt ${attempts}`, async () => {
        const [one] = await deliveries(`ruleId=${it.id}`);
        return one && one.lastError !== '' && one.attempts === attempts && one;
      });
    expect(await tried(1)).toMatchObject({ state: 'Queued', responseStatus: null });
    clock.advance(13_000);
    expect((await tried(2)).lastError).toBe('The mail server could not be reached (ESOCKET).');
    await mailbox.start();
    clock.advance(50_000);
    const [mail] = await until('the mail', () => mailbox.to(email).length > 0 && mailbox.to(email));
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@example\.org>$/);
    await until('delivered', async () => (await deliveries(`ruleId=${it.id}&state=Delivered`)).length === 1);
    for (let n = 0; n < 20; n++) clock.advance(HOUR);
    await heard();
    expect(mailbox.to(email)).toHaveLength(1);
    await drop(it);
  });

  it('fail at once where there is no such mailbox, and can be redelivered', async () => {
    const email = address();
    const it = await rule({ recipients: [email], toStarter: false });
    mailbox.refused.set(email, 550);
    await ended();
    const [failed] = await until('failed', async () => {
      const found = await deliveries(`ruleId=${it.id}&state=Failed`);
      return found.length > 0 && found;
    });
    expect(failed).toMatchObject({ attempts: 1, responseStatus: 550 });
    mailbox.refused.delete(email);
    const again = await admin().post<Delivered>(`/deliveries/${failed!.id}/redeliver`);
    expect([again.status, again.body.redeliveryOf, again.body.messageId]).toEqual([
      ...[202, failed!.id, failed!.messageId],
    ]);
    await until('redelivered', () => mailbox.to(email).length === 1);
    await until('its log', async () => (await deliveries(`ruleId=${it.id}&state=Delivered`)).length === 1);
    expect((await admin().get<Delivered>(`/deliveries/${failed!.id}`)).body.state).toBe('Failed');
    await drop(it);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'end with one click (%s), and come again when an administrator allows it',
    async (type) => {
      const email = address();
      const it = await rule({ recipients: [email], toStarter: false });
      await ended();
      const [mail] = await until('a mail', () => mailbox.to(email).length > 0 && mailbox.to(email));
      const list = mail?.headers.get('list') as unknown as { unsubscribe: { url: string } };
      const url = new URL(list.unsubscribe.url);
      expect(url.origin).toBe('https://scanfleet.example');
      expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
      const here = `${api().controlPlane.url}${url.pathname}${url.search}`;
      const looked = await fetch(here);
      expect(looked.status).toBe(200);
      expect(await looked.text()).toContain('<form method="post" action="/unsubscribe?token=');
      expect(await admin().all('/unsubscribes')).toEqual([]);
      const body =
        type[0] === 'a'
          ? 'List-Unsubscribe=One-Click'
          : '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
      for (let twice = 0; twice < 2; twice++) {
        const left = await fetch(here, { method: 'POST', headers: { 'content-type': type }, body });
        expect(left.status).toBe(200);
      }
      const [gone] = await admin().all<{ id: string; email: string }>('/unsubscribes');
      expect(gone?.email).toBe(email);
      const scanId = await ended();
      await until(
        'suppressed',
        async () => (await deliveries(`scanId=${scanId}`))[0]?.state === 'Suppressed',
      );
      expect(mailbox.to(email)).toHaveLength(1);
      expect((await admin().delete(`/unsubscribes/${gone!.id}`)).status).toBe(204);
      await ended();
      await until('mail again', () => mailbox.to(email).length === 2);
      await drop(it);
    },
  );

  it('end for nobody with a token that is not ours', async () => {
    const bad = ['x', 'x.y', `${Buffer.from('["a","b"]').toString('base64url')}.${'A'.repeat(43)}`];
    for (const token of bad) {
      for (const method of ['GET', 'POST']) {
        const form = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await fetch(`${api().controlPlane.url}/unsubscribe?token=${token}`, {
          method,
          ...(method === 'POST' && { headers: form, body: 'List-Unsubscribe=One-Click' }),
        });
        expect([method, answer.status]).toEqual([method, 400]);
      }
    }
    // No other route takes a form.
    const form = await fetch(`${api().controlPlane.url}/api/v1/jobs`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Bearer ${admin().token}`,
      },
      body: 'name=x',
    });
    expect(form.status).toBe(415);
  });

  it('can be tried out', async () => {
    const [one, two] = [address(), address()];
    const it = await rule({ name: 'try me', recipients: [one, two], toStarter: false });
    const { status, body } = await admin().post<{ deliveryIds: string[] }>(
      `/notification-rules/${it.id}/test`,
    );
    expect([status, body.deliveryIds.length]).toEqual([202, 2]);
    await until('both', () => mailbox.to(one).length === 1 && mailbox.to(two).length === 1);
    expect(mailbox.to(one)[0]?.subject).toBe('Test of “try me”');
    const nobody = await rule({ name: 'starter only' });
    const refused = await admin().post<ProblemBody>(`/notification-rules/${nobody.id}/test`);
    expect([refused.status, refused.body.code]).toEqual([409, 'no-recipients']);
    await drop(it, nobody);
  });

  it('tell the fleet’s administrators once of an agent that is lost', async () => {
    const email = address();
    const { connection } = api().ledger;
    const agent = { pool_id: api().poolId, state: 'Active', engines: '[]', created_at: clock.now() };
    const silent = { ...agent, id: randomUUID(), name: 'silent one', last_seen_at: clock.now() };
    await connection.query('INSERT INTO agents SET ?', [silent]);
    await connection.query('INSERT INTO users SET ?', [
      {
        id: randomUUID(),
        email,
        name: 'A',
        password_hash: '',
        fleet_administrator: 1,
        created_at: clock.now(),
      },
    ]);
    clock.advance(100_000);
    await heard();
    expect(mailbox.to(email)).toEqual([]);
    clock.advance(200_000);
    const [mail] = await until('a mail', () => mailbox.to(email).length > 0 && mailbox.to(email), 1_000);
    expect(mail?.subject).toBe('Agent “silent one” is missing');
    for (let n = 0; n < 5; n++) {
      clock.advance(61_000);
      await heard();
    }
    expect(mailbox.to(email)).toHaveLength(1);
    const quarantine = {
      ...{ quarantined_until: new Date(clock.now().getTime() + HOUR), saved_at: clock.now() },
      quarantine_reason: '3 boots failed in a row: not enrolled in time',
    };
    const sizes = { min_hosts: 0, max_hosts: 1, warm_spare: 0, slots_per_host: 1, creates_a_minute: 1 };
    const settings = { provisioner: 'none', settings: '{}', on_demand: 1, idle_ms: 1, boot_ms: 1, ...sizes };
    await connection.query('INSERT INTO pool_provisioning SET ?', [
      { pool_id: api().poolId, ...settings, ...quarantine },
    ]);
    for (let n = 0; n < 3; n++) {
      clock.advance(61_000);
      await heard();
    }
    const [, quarantined] = await until(
      'another',
      () => mailbox.to(email).length > 1 && mailbox.to(email),
      1_000,
    );
    expect(quarantined?.subject).toBe('No scanner hosts are made for pool “default”');
    expect(quarantined?.text).toContain('3 boots failed in a row');
    expect(mailbox.to(email)).toHaveLength(2);
    // No tenant sees what is the fleet's.
    expect(await deliveries('kind=notice')).toEqual([]);
  });

  it('tell the tenant’s administrators of missed schedules, expiring exclusions and the subscription’s end, once', async () => {
    const tenantId = await api().tenant('leaving');
    const leaving = await api().as('tenant-administrator', tenantId);
    const administrator = await user('en', 'UTC', tenantId, 'tenant-administrator');
    const viewer = await user('en', 'UTC', tenantId);
    const missed = {
      tenantId,
      scheduleId: randomUUID(),
      jobId: randomUUID(),
      dueAt: '2026-05-01T00:00:00.000Z',
    };
    const why = { state: 'missed' as const, code: 'missed', reason: 'Nobody was there.' };
    await told(scheduleMissed, { ...missed, ...why });
    await told(scheduleMissed, { ...missed, ...why });
    // What the tenant itself wants left out is no news.
    const left = { state: 'skipped' as const, code: 'overlap', reason: '' };
    await told(scheduleMissed, { ...missed, ...left, dueAt: '2026-05-02T00:00:00.000Z' });
    const pumps = {
      exclusionId: randomUUID(),
      target: '192.0.2.9',
      comment: 'Pumps.',
      expiresAt: missed.dueAt,
    };
    await told(exclusionExpiring, { tenantId, ...pumps });
    expect((await leaving.delete('/subscription')).status).toBe(200);
    await heard();
    const mails = await until('all mails', () => {
      const all = mailbox.to(administrator.email);
      return all.length >= 3 && all;
    });
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Exclusion “192.0.2.9” is about to expire',
      `Schedule “${missed.jobId}” was missed`,
      'The subscription was canceled',
    ]);
    expect(mails.map(({ text }) => text).join()).toContain('Nobody was there.');
    expect(mailbox.to(viewer.email)).toEqual([]);
  });
});
