import { JobStarts } from '../../control-plane/server/src/jobs';
import { Audit } from '../../control-plane/server/src/auth';
import { Database, makeLogger, ManualClock, Outbox, Sweeper } from '../../control-plane/server/src/platform';
import { ScanCommands } from '../../control-plane/server/src/scans';
import { Firing } from '../../control-plane/server/src/schedules/firing';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Occurrence {
  dueAt: string;
  state: string;
  code: string;
  scanId: string | null;
}

const HOUR = 3_600_000;

describe('schedules', () => {
  let api: WholeApi;
  let rest: Rest;
  let jobs = 0;
  const clock = new ManualClock();
  beforeAll(async () => {
    api = await startWholeApi({ clock });
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const madeJob = async () => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const named = { name: `job ${++jobs}`, networkId: api.networkId, targets: ['127.0.0.1'], profiles };
    return (await rest.post<{ id: string }>('/jobs', named)).body.id;
  };
  const local = (ahead: number) => new Date(clock.now().getTime() + ahead).toISOString().slice(0, 16);
  const put = (job: string, body: object, headers: Record<string, string> = {}) =>
    rest.put<{ version: number } & ProblemBody>(`/jobs/${job}/schedule`, body, { headers });
  const hourly = () => ({ kind: 'every', zone: 'UTC', start: local(HOUR), every: 1, unit: 'hours' });
  const occurrences = (job: string) => rest.all<Occurrence>(`/jobs/${job}/occurrences`);
  const firing = () => {
    const get = <T>(type: abstract new (...args: never[]) => T) =>
      api.controlPlane.app.get(type as never, { strict: false }) as T;
    const [database, sweeper, outbox] = [get(Database), get(Sweeper), get(Outbox)];
    const log = makeLogger('silent');
    return new Firing(database, clock, sweeper, outbox, get(Audit), get(JobStarts), get(ScanCommands), log);
  };

  /** Repeats of transactions that met each other wait by the clock: it moves a little until the work is done. */
  const moving = async (work: Promise<unknown>) => {
    let done = false;
    const ended = work.finally(() => (done = true));
    while (!done) {
      clock.advance(5);
      await new Promise((resume) => setImmediate(resume));
    }
    await ended;
  };

  /** Newest first, when there are this many. */
  const recorded = (job: string, many: number) =>
    condition('it is on record', async () => {
      clock.advance(5);
      const rows = await occurrences(job);
      return rows.length === many && rows;
    });

  it('a schedule is saved, listed, edited from its version and removed', async () => {
    const job = await madeJob();
    expect((await rest.get(`/jobs/${job}/schedule`)).status).toBe(404);
    expect(await put(job, { recurrence: hourly() })).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await put(job, { recurrence: hourly() })).status).toBe(428);
    expect((await put(job, { recurrence: hourly() }, { 'if-match': '"7"' })).status).toBe(412);
    const edited = await put(job, { recurrence: hourly() }, { 'if-match': '"1"' });
    expect(edited).toMatchObject({ status: 200, body: { version: 2 } });
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    for (const path of [`/jobs/${job}/schedule`]) expect((await other.get(path)).status).toBe(404);
    expect((await other.delete(`/jobs/${job}/schedule`)).status).toBe(404);
    expect(await other.all('/schedules')).toEqual([]);
    expect((await rest.all<{ jobId: string }>('/schedules')).map((s) => s.jobId)).toEqual([job]);
    expect((await rest.delete(`/jobs/${job}/schedule`)).status).toBe(204);
    expect(await rest.all('/schedules')).toEqual([]);
  });

  it.each([
    [{ kind: 'daily', zone: 'Nowhere', start: '2026-05-01T00:00' }, 'no-such-zone'],
    [{ kind: 'once', zone: 'UTC', start: '2020-05-01T00:00' }, 'past'],
    [{ kind: 'cron', zone: 'UTC', start: '2026-05-01T00:00', cron: '0 0 31 2 *' }, 'never-fires'],
  ])('refuses %j', async (recurrence, code) => {
    expect(await put(await madeJob(), { recurrence })).toMatchObject({ status: 422, body: { code } });
  });

  it('previews the next five in both zones', async () => {
    const recurrence = { kind: 'daily', zone: 'Asia/Taipei', start: '2026-12-01T03:00' };
    const { body } = await rest.post<{ occurrences: object[] }>('/schedules/preview', {
      recurrence,
      zone: 'Europe/Berlin',
    });
    expect(body.occurrences).toHaveLength(5);
    expect(body.occurrences[0]).toEqual({
      at: '2026-11-30T19:00:00.000Z',
      local: '2026-12-01T03:00:00',
      yours: '2026-11-30T20:00:00',
      skippedDays: [],
    });
  });

  it('fires once with many rounds beside each other; overlap is skipped and on record', async () => {
    const due = await Promise.all(Array.from({ length: 10 }, madeJob));
    for (const job of due) expect((await put(job, { recurrence: hourly(), count: 2 })).status).toBe(200);
    for (const [state, code] of [
      ['fired', ''],
      ['skipped', 'overlap'],
    ]) {
      clock.advance(HOUR);
      await moving(Promise.all(Array.from({ length: 4 }, () => firing().round())));
      for (const job of due) {
        const [latest] = await condition('it is on record', async () => {
          clock.advance(5);
          const rows = await occurrences(job);
          return rows[0]?.state === state && rows;
        });
        expect(latest).toMatchObject({ state, code });
      }
    }
    for (const job of due) expect(await occurrences(job)).toHaveLength(2);
    const [scans] = await api.ledger.connection.query(
      "SELECT job_id, COUNT(*) n FROM scans WHERE started_by_kind = 'schedule' GROUP BY job_id HAVING n <> 1",
    );
    expect(scans).toEqual([]);
    expect(await rest.get(`/jobs/${due[0]}/schedule`)).toMatchObject({ body: { dueAt: null } });
  });

  it.each([
    ['skip', {}, ['missed', 'missed', 'missed']],
    ['once', {}, ['missed', 'missed', 'fired']],
    ['once', { catchUpSeconds: 60 }, ['missed', 'missed', 'missed']],
    [
      'all',
      { catchUpMost: 2, catchUpSeconds: 86_400, overlap: 'cancel-previous' },
      ['missed', 'fired', 'fired'],
    ],
  ])('missed occurrences: %s %j', async (missed, options, states) => {
    const job = await madeJob();
    await put(job, { recurrence: hourly(), missed, count: 3, ...options });
    clock.advance(3 * HOUR + 600_000);
    await moving(firing().round());
    const rows = await recorded(job, 3);
    expect(rows.map(({ state }) => state).reverse()).toEqual(states);
  });

  it('a canceled subscription leaves the tenant no schedule, and lets none be made', async () => {
    const tenant = await api.as('tenant-administrator', await api.tenant('leaving'));
    const theirs = await api.as('fleet-administrator', await api.tenant('leaving'));
    const network = await theirs.post<{ id: string }>('/networks', {
      ...{ name: 'net', cidrs: ['10.7.0.0/24'], poolId: api.poolId },
    });
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const job = { name: 'nightly', networkId: network.body.id, targets: ['10.7.0.1'], profiles };
    const { id } = (await tenant.post<{ id: string }>('/jobs', job)).body;
    const path = `/jobs/${id}/schedule`;
    const kept = await madeJob();
    await put(kept, { recurrence: hourly() });
    expect((await tenant.put(path, { recurrence: hourly() })).status).toBe(200);
    expect((await tenant.delete('/subscription')).status).toBe(200);
    expect(await tenant.all('/schedules')).toEqual([]);
    const refused = await tenant.put<ProblemBody>(path, { recurrence: hourly() });
    expect([refused.status, refused.body.code]).toEqual([409, 'not-subscribed']);
    expect((await rest.get(`/jobs/${kept}/schedule`)).status).toBe(200);
    expect((await tenant.post('/subscription')).status).toBe(201);
    expect(await tenant.all('/schedules')).toEqual([]);
    expect((await tenant.put(path, { recurrence: hourly() })).status).toBe(200);
  });

  it('a deleted job leaves none; what became of its occurrences stays', async () => {
    const job = await madeJob();
    await put(job, { recurrence: hourly() });
    expect((await rest.delete(`/jobs/${job}`)).status).toBe(204);
    const left = await rest.all<{ jobId: string }>('/schedules');
    expect(left.map(({ jobId }) => jobId)).not.toContain(job);
  });

  it('an occurrence whose scan is refused is on record with the reason, and the next one fires', async () => {
    const job = await madeJob();
    await put(job, { recurrence: hourly(), count: 2 });
    await api.database.transaction((tx) => tx.change('UPDATE jobs SET enabled = 0 WHERE id = ?', [job]));
    clock.advance(HOUR);
    await moving(firing().round());
    await recorded(job, 1);
    await api.database.transaction((tx) => tx.change('UPDATE jobs SET enabled = 1 WHERE id = ?', [job]));
    clock.advance(HOUR);
    await moving(firing().round());
    const [second, first] = await recorded(job, 2);
    expect(first).toMatchObject({ state: 'skipped', code: 'job-disabled', scanId: null });
    expect(second).toMatchObject({ state: 'fired', code: '' });
  });

  it('one that fails is on record, and holds up nothing behind it', async () => {
    const [broken, behind] = [await madeJob(), await madeJob()];
    for (const job of [broken, behind]) await put(job, { recurrence: hourly(), count: 1 });
    // Targets that no request could have left there.
    await api.database.transaction((tx) =>
      tx.change("UPDATE jobs SET targets = '[7]' WHERE id = ?", [broken]),
    );
    clock.advance(HOUR);
    await moving(firing().round());
    expect(await recorded(broken, 1)).toMatchObject([{ state: 'missed', code: 'internal-error' }]);
    expect(await recorded(behind, 1)).toMatchObject([{ state: 'fired' }]);
  });

  it('one that waits for the scan before it fires when that has ended', async () => {
    const job = await madeJob();
    await put(job, { recurrence: hourly(), count: 2, overlap: 'queue' });
    clock.advance(HOUR);
    await moving(firing().round());
    const [first] = await recorded(job, 1);
    clock.advance(HOUR);
    await moving(firing().round());
    expect(await occurrences(job)).toHaveLength(1);
    expect((await rest.post(`/scans/${first?.scanId}/cancel`)).status).toBe(202);
    await condition('the first scan has ended', async () => {
      clock.advance(1_000);
      const { body } = await rest.get<{ state: string }>(`/scans/${first?.scanId}`);
      return body.state === 'Canceled';
    });
    clock.advance(10_000);
    await moving(firing().round());
    const [second] = await recorded(job, 2);
    expect(second).toMatchObject({ state: 'fired' });
  });

  it('jitter delays by less than it says, the same on every replica', async () => {
    const due = await Promise.all(Array.from({ length: 8 }, madeJob));
    for (const job of due) await put(job, { recurrence: hourly(), jitterSeconds: 600, count: 1 });
    const [rows] = await api.ledger.connection.query<never[]>(
      `SELECT TIMESTAMPDIFF(SECOND, due_at, fire_at) late FROM schedules
        WHERE job_id IN (${due.map(() => '?').join(',')})`,
      due,
    );
    const late = (rows as { late: number }[]).map((row) => row.late);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(600);
    expect(new Set(late).size).toBeGreaterThan(1);
    clock.advance(HOUR + 600_000);
    await moving(firing().round());
    for (const job of due) expect(await recorded(job, 1)).toMatchObject([{ state: 'fired' }]);
  });
});
