import { ManualClock } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface ScanBody {
  state: string;
  hold: { code: string; reason: string; until: string | null } | null;
  progress: { slices: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('windows', () => {
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
    const job = { name: `job ${++made}`, networkId: api.networkId, targets: ['192.0.2.0/30'], profiles };
    return (await rest.post<{ id: string }>('/jobs', job)).body.id;
  };
  const started = async (job: string) => (await rest.post<{ id: string }>(`/jobs/${job}/start`, {})).body.id;
  const at = (ahead: number) => new Date(clock.now().getTime() + ahead).toISOString();
  const windowOf = async (jobId: string, from: number, to: number, kind = 'blackout') => {
    const body = { kind, name: 'night shift', jobId, startsAt: at(from), endsAt: at(to), graceSeconds: 5 };
    return (await rest.post<{ id: string }>('/windows', body)).body.id;
  };
  const scan = async (id: string) => (await rest.get<ScanBody>(`/scans/${id}`)).body;
  const slices = async (id: string) => {
    const [rows] = await api.ledger.connection.query('SELECT state FROM slices WHERE scan_id = ?', [id]);
    return (rows as { state: string }[]).map(({ state }) => state);
  };
  /** Rounds look each second of the clock, which goes on while we wait. */
  const becomes = (id: string, state: string, held: string | null) =>
    condition(`${state}, held by ${held}`, async () => {
      clock.advance(200);
      const now = await scan(id);
      return now.state === state && (now.hold?.code ?? null) === held && now;
    });

  it('a scan that is started in a blackout waits without a slice and says why; then it goes on', async () => {
    const job = await madeJob();
    await windowOf(job, -MINUTE, HOUR);
    const id = await started(job);
    const { state, hold } = await scan(id);
    expect([state, hold?.code, hold?.reason]).toEqual([
      'Queued',
      'blackout',
      expect.stringContaining('night shift'),
    ]);
    expect(hold?.until).toBe(at(HOUR));
    expect(await slices(id)).toEqual([]);
    clock.advance(HOUR);
    await becomes(id, 'Queued', null);
    await condition('its slices are planned', async () => {
      clock.advance(200);
      return (await slices(id)).length > 0;
    });
  });

  it('outside of its only window a scan waits until that opens', async () => {
    const job = await madeJob();
    await windowOf(job, HOUR, 2 * HOUR, 'window');
    const id = await started(job);
    expect((await scan(id)).hold).toMatchObject({ code: 'window-closed', until: at(HOUR) });
    clock.advance(HOUR);
    await becomes(id, 'Queued', null);
  });

  it('a blackout pauses what is under way and lets it go on; a person resumes it no sooner', async () => {
    const job = await madeJob();
    const id = await started(job);
    await windowOf(job, 10 * MINUTE, HOUR);
    expect((await scan(id)).hold).toBeNull();
    clock.advance(10 * MINUTE);
    await becomes(id, 'Paused', 'blackout');
    expect(new Set(await slices(id))).toEqual(new Set(['Parked']));
    const refused = await rest.post<ProblemBody>(`/scans/${id}/resume`);
    expect([refused.status, refused.body.code]).toEqual([409, 'scan-held']);
    clock.advance(HOUR);
    await becomes(id, 'Running', null);
  });

  it('what a person pauses stays paused when the blackout is over', async () => {
    const job = await madeJob();
    const [held, paused] = [await started(job), await started(await madeJob())];
    await windowOf(job, -MINUTE, HOUR);
    await becomes(held, 'Paused', 'blackout');
    expect((await rest.post(`/scans/${held}/pause`, {})).status).toBeLessThan(300);
    expect((await scan(held)).hold).toBeNull();
    const witness = await madeJob();
    await windowOf(witness, -MINUTE, HOUR);
    const free = await started(witness);
    clock.advance(HOUR);
    await becomes(free, 'Queued', null);
    expect((await scan(held)).state).toBe('Paused');
    expect((await scan(paused)).state).toBe('Queued');
  });

  it('a window that is deleted or moved holds nothing any more', async () => {
    const [one, two] = [await madeJob(), await madeJob()];
    const [first, second] = [await windowOf(one, -MINUTE, HOUR), await windowOf(two, -MINUTE, HOUR)];
    const scans = [await started(one), await started(two)];
    for (const id of scans) expect((await scan(id)).hold?.code).toBe('blackout');
    expect((await rest.delete(`/windows/${first}`)).status).toBe(204);
    const edit = { startsAt: at(HOUR), endsAt: at(2 * HOUR) };
    const headers = { 'if-match': '"1"' };
    expect((await rest.call('PATCH', `/windows/${second}`, edit, { headers })).status).toBe(200);
    for (const id of scans) await becomes(id, 'Queued', null);
  });

  it('a scan that is canceled while it waits is over', async () => {
    const job = await madeJob();
    await windowOf(job, -MINUTE, HOUR);
    const id = await started(job);
    expect((await rest.post(`/scans/${id}/cancel`, {})).status).toBeLessThan(300);
    await becomes(id, 'Canceled', null);
  });

  it('holds nobody else', async () => {
    const job = await madeJob();
    const window = await windowOf(job, -MINUTE, HOUR);
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    expect((await other.get(`/windows/${window}`)).status).toBe(404);
    expect(await other.all('/windows')).toEqual([]);
    const id = await started(await madeJob());
    expect((await scan(id)).hold).toBeNull();
  });

  it.each([
    [{ networkId: undefined }, 'one-of-network-and-job'],
    [{ zone: 'Mars/Olympus' }, 'no-such-zone'],
    [{ weekly: [{ weekdays: [1], from: '22:00', to: '06:00' }] }, 'weekly-or-once'],
    [{ endsAt: '2020-01-01T00:00:00Z' }, 'ends-before-start'],
    [{ networkId: '00000000-0000-7000-8000-000000000000' }, 'no-such-network'],
  ])('refuses %j', async (wrong, code) => {
    const right = {
      kind: 'blackout',
      name: 'x',
      networkId: api.networkId,
      startsAt: at(0),
      endsAt: at(HOUR),
    };
    const { status, body } = await rest.post<ProblemBody>('/windows', { ...right, ...wrong });
    expect([status, body.code]).toEqual([422, code]);
  });

  it('a scan of a schedule is paused after a while, resumed later and canceled in the end', async () => {
    const job = await madeJob();
    const body = {
      recurrence: { kind: 'once', zone: 'UTC', start: at(HOUR).slice(0, 16) },
      ...{ pauseAfterSeconds: 600, resumeInSeconds: 1_800, cancelAfterSeconds: 7_200 },
    };
    const lonely = { recurrence: body.recurrence, resumeInSeconds: 600 };
    expect(await rest.put(`/jobs/${job}/schedule`, lonely)).toMatchObject({
      body: { code: 'resume-without-pause' },
    });
    expect((await rest.put(`/jobs/${job}/schedule`, body)).status).toBe(200);
    clock.advance(HOUR);
    const [fired] = await condition('it fires', async () => {
      clock.advance(200);
      const rows = await rest.all<{ scanId: string }>(`/jobs/${job}/occurrences`);
      return rows.length === 1 && rows;
    });
    const id = fired?.scanId ?? '';
    // As an agent would have it: running since now.
    await api.database.transaction((tx) =>
      tx.change("UPDATE scans SET state = 'Running', segment_started_at = ? WHERE id = ?", [clock.now(), id]),
    );
    clock.advance(10 * MINUTE);
    await becomes(id, 'Paused', 'pause-after');
    clock.advance(30 * MINUTE);
    await becomes(id, 'Running', null);
    clock.advance(2 * HOUR);
    await becomes(id, 'Canceled', null);
  });
});
