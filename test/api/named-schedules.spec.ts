import { ManualClock } from '../../control-plane/server/src/platform';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Named {
  id: string;
  jobs: number;
  version: number;
}

const HOUR = 3_600_000;

describe('named schedules', () => {
  let api: WholeApi;
  let rest: Rest;
  const clock = new ManualClock();
  beforeAll(async () => {
    api = await startWholeApi({ clock });
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  let made = 0;
  const madeJob = async () => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const job = { name: `job ${++made}`, networkId: api.networkId, targets: ['192.0.2.1'], profiles };
    return (await rest.post<{ id: string }>('/jobs', job)).body.id;
  };
  const daily = (ahead: number) => ({
    ...{ kind: 'daily', zone: 'UTC' },
    start: new Date(clock.now().getTime() + ahead).toISOString().slice(0, 16),
  });
  const madeSchedule = async (name: string) =>
    (await rest.post<Named>('/named-schedules', { name, recurrence: daily(HOUR), jitterSeconds: 60 })).body;
  const follow = (job: string, namedScheduleId: string, more: object = {}) =>
    rest.put<ProblemBody>(`/jobs/${job}/schedule`, { namedScheduleId, ...more });
  const dueOf = async (job: string) =>
    (await rest.get<{ dueAt: string; namedScheduleId: string | null }>(`/jobs/${job}/schedule`)).body;

  it('an edit moves every job that follows it, and no other', async () => {
    const nightly = await madeSchedule('Nightly');
    const [one, two, own] = [await madeJob(), await madeJob(), await madeJob()];
    for (const job of [one, two]) expect((await follow(job, nightly.id)).status).toBe(200);
    expect((await rest.put(`/jobs/${own}/schedule`, { recurrence: daily(HOUR) })).status).toBe(200);
    const before = await dueOf(one);
    expect(before).toMatchObject({ namedScheduleId: nightly.id, dueAt: (await dueOf(two)).dueAt });

    const headers = { 'if-match': '"1"' };
    const edit = { recurrence: daily(5 * HOUR) };
    const path = `/named-schedules/${nightly.id}`;
    expect(await rest.call('PATCH', path, edit, { headers })).toMatchObject({
      status: 200,
      body: { jobs: 2, version: 2 },
    });
    expect((await rest.call('PATCH', path, edit, { headers })).status).toBe(412);
    const moved = Date.parse(before.dueAt) + 4 * HOUR;
    for (const job of [one, two]) expect(Date.parse((await dueOf(job)).dueAt)).toBe(moved);
    expect((await dueOf(own)).dueAt).toBe(before.dueAt);
  });

  it('cannot be deleted while a job follows it', async () => {
    const weekly = await madeSchedule('Weekly');
    const job = await madeJob();
    await follow(job, weekly.id);
    const path = `/named-schedules/${weekly.id}`;
    expect(await rest.delete(path)).toMatchObject({ status: 409, body: { code: 'schedule-in-use' } });
    // With a schedule of its own the job follows it no longer.
    const headers = { 'if-match': '"1"' };
    const own = { recurrence: daily(HOUR) };
    expect((await rest.call('PUT', `/jobs/${job}/schedule`, own, { headers })).status).toBe(200);
    expect((await dueOf(job)).namedScheduleId).toBeNull();
    expect((await rest.delete(path)).status).toBe(204);
    expect((await rest.get(path)).status).toBe(404);
  });

  it('what is refused says why', async () => {
    const hourly = await madeSchedule('Hourly');
    const job = await madeJob();
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    expect((await other.get(`/named-schedules/${hourly.id}`)).status).toBe(404);
    const codes = [
      await follow(job, hourly.id, { recurrence: daily(HOUR) }),
      await follow(job, '00000000-0000-7000-8000-000000000000'),
      await rest.put<ProblemBody>(`/jobs/${job}/schedule`, {}),
      await rest.post<ProblemBody>('/named-schedules', { name: 'Hourly', recurrence: daily(HOUR) }),
      await rest.post<ProblemBody>('/named-schedules', { name: 'Never' }),
      await rest.call<ProblemBody>(
        'PATCH',
        `/named-schedules/${hourly.id}`,
        { overlap: 'queue' },
        {
          headers: { 'if-match': '*' },
        },
      ),
    ].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([
      [422, 'named-or-own'],
      [422, 'no-such-schedule'],
      [422, 'no-recurrence'],
      [409, 'schedule-name-taken'],
      [422, 'invalid-request'],
      [422, 'no-recurrence'],
    ]);
  });

  it('none is left by a canceled subscription', async () => {
    const leaving = await api.as('tenant-administrator', await api.tenant('leaving'));
    const recurrence = daily(HOUR);
    expect((await leaving.post('/named-schedules', { name: 'Nightly', recurrence })).status).toBe(201);
    expect((await leaving.delete('/subscription')).status).toBe(200);
    expect(await leaving.all('/named-schedules')).toEqual([]);
    const refused = await leaving.post('/named-schedules', { name: 'Nightly', recurrence });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-subscribed' } });
  });
});
