import { notifiedApi } from './notified-api';
import type { ProblemBody } from './whole-api';

const MINUTE = 60_000;

describe('scheduled scans', () => {
  const { admin, address, api, clock, deliveries, drop, ended, heard, job, mailbox, rule, until, user } =
    notifiedApi();

  const schedule = async (jobId: string, aheadMs: number, more: object = {}) => {
    const start = new Date(clock.now().getTime() + aheadMs).toISOString().slice(0, 16);
    const body = { recurrence: { kind: 'once', zone: 'UTC', start }, ...more };
    const { status, body: saved } = await admin().put<ProblemBody>(`/jobs/${jobId}/schedule`, body);
    expect([status, saved.code]).toEqual([200, undefined]);
  };
  const owned = async (ownerId: string) => {
    const jobId = await job();
    const { status } = await admin().patch(`/jobs/${jobId}`, { ownerId }, { headers: { 'if-match': '*' } });
    expect(status).toBe(200);
    return jobId;
  };
  const announced = (ruleId: string) => deliveries(`ruleId=${ruleId}&kind=announcement`);

  it('are told of before they start, once, in the reader’s language, where a rule says so', async () => {
    const [owner, email] = [await user('ja', 'Asia/Tokyo'), address()];
    const jobId = await owned(owner.id);
    const it = await rule({ jobId, announceMinutes: 30, recipients: [email], trigger: 'failure' });
    const silent = await rule({ jobId, recipients: [email], trigger: 'failure' });
    await schedule(jobId, 60 * MINUTE);
    clock.advance(25 * MINUTE);
    await heard();
    expect(await announced(it.id)).toEqual([]);
    const starts = new Date(clock.now().getTime() + 35 * MINUTE);
    clock.advance(6 * MINUTE);
    const [mail] = await until('mails', () => mailbox.to(email).length > 0 && mailbox.to(email), 100);
    const [own] = await until(
      'the owner’s',
      () => mailbox.to(owner.email).length > 0 && mailbox.to(owner.email),
    );
    expect(mail?.subject).toMatch(/^Scan “job \d+” will start soon$/);
    expect(mail?.text).toContain(`https://scanfleet.example/jobs/${jobId}`);
    expect(own?.subject).toMatch(/^スキャン「job \d+」がまもなく開始されます$/);
    const minute = new Intl.DateTimeFormat('ja', { timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
      starts,
    );
    expect(own?.text).toContain(minute);
    for (let n = 0; n < 5; n++) {
      clock.advance(MINUTE);
      await heard();
    }
    expect(await announced(it.id)).toHaveLength(2);
    expect(await announced(silent.id)).toEqual([]);
    // Its scan is still to come, which is nothing to the rules of the specs that follow.
    expect((await admin().post(`/jobs/${jobId}/disable`)).status).toBe(200);
    await drop(it, silent);
  });

  it('are told of at once by a rule that comes late, and not at all when their job is disabled', async () => {
    const [jobId, disabled] = [await job(), await job()];
    const it = await rule({ announceMinutes: 1_440, recipients: [address()], toStarter: false });
    expect((await admin().post(`/jobs/${disabled}/disable`)).status).toBe(200);
    await schedule(disabled, 48 * 60 * MINUTE);
    await schedule(jobId, 48 * 60 * MINUTE);
    clock.advance(24 * 60 * MINUTE);
    await until('one', async () => (await announced(it.id)).length > 0, 1_000);
    clock.advance(MINUTE);
    await heard();
    expect(await announced(it.id)).toHaveLength(1);
    // A rule that is made now tells of what is nearer than its time.
    const late = await rule({ announceMinutes: 1_440, recipients: [address()], toStarter: false, jobId });
    await until('told', async () => (await announced(late.id)).length > 0, 1_000);
    await drop(it, late);
  });

  it('are told of by no digest', async () => {
    const digest = { every: 'day' };
    const answer = await admin().post<ProblemBody>('/notification-rules', {
      ...{
        name: 'x',
        trigger: 'digest',
        digest,
        channel: 'mail',
        recipients: [address()],
        announceMinutes: 5,
      },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-rule' } });
    for (const announceMinutes of [0, 10_081, 1.5, '5'])
      expect(
        (
          await admin().post('/notification-rules', {
            name: 'x',
            trigger: 'always',
            channel: 'mail',
            announceMinutes,
          })
        ).status,
      ).toBe(422);
  });

  it('are told of when they ended to the job’s owner; to the administrators when it has none any more', async () => {
    const owner = await user('en', 'UTC');
    const administrator = await user('en', 'UTC', api().tenantId, 'tenant-administrator');
    const jobId = await owned(owner.id);
    const it = await rule({ jobId });
    const to = async () => {
      const scanId = await ended({ jobId, startedByKind: 'schedule' });
      await heard();
      return (await deliveries(`scanId=${scanId}`)).map(({ recipient }) => recipient);
    };
    expect(await to()).toEqual([owner.email]);
    expect((await admin().delete(`/members/${owner.id}`)).status).toBe(204);
    const found = await to();
    expect(found).toContain(administrator.email);
    expect(found).not.toContain(owner.email);
    await drop(it);
  });

  it('have an owner of their tenant alone', async () => {
    const jobId = await job();
    const stranger = await user('en', 'UTC', await api().tenant('elsewhere'));
    const edit = await admin().patch<ProblemBody>(
      `/jobs/${jobId}`,
      { ownerId: stranger.id },
      { headers: { 'if-match': '*' } },
    );
    expect(edit).toMatchObject({ status: 422, body: { code: 'no-such-member' } });
    const { body } = await admin().get<{ ownerId: string }>(`/jobs/${jobId}`);
    const copy = await admin().post<{ ownerId: string }>(`/jobs/${jobId}/clone`, {});
    expect(body.ownerId).toMatch(/^[0-9a-f-]{36}$/);
    expect(copy.body.ownerId).toBe(body.ownerId);
  });
});
