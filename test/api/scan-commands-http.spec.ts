import { newId } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Scan {
  id: string;
  state: string;
  processed: boolean;
  rerunOf: string | null;
  jobId: string | null;
}

interface Bulk {
  results: { id: string; accepted: boolean; state: string | null; code: string }[];
}

describe('commands to scans over HTTP', () => {
  let api: WholeApi;
  let rest: Rest;
  let jobs = 0;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const started = async (targets = ['127.0.0.1']): Promise<Scan> => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const job = { name: `job ${++jobs}`, networkId: api.networkId, targets, profiles };
    const made = await rest.post<{ id: string }>('/jobs', job);
    return (await rest.post<Scan>(`/jobs/${made.body.id}/start`)).body;
  };
  const processed = (id: string) =>
    condition('its findings drawn', async () => {
      const { body } = await rest.get<Scan>(`/scans/${id}`);
      return body.processed && body;
    });
  const told = (id: string) =>
    condition('nothing left to tell', async () => {
      const [rows] = await api.ledger.connection.query(
        "SELECT 1 FROM outbox WHERE published_at IS NULL AND JSON_VALUE(payload, '$.scanId') = ?",
        [id],
      );
      return (rows as unknown[]).length === 0;
    });

  it('pause, resume, cancel and delete, each answered with the scan as it is then', async () => {
    const { id } = await started();
    const pause = await rest.post<Scan>(`/scans/${id}/pause`, { graceSeconds: 5, reason: 'lunch' });
    expect([pause.status, pause.body.state]).toEqual([202, 'Paused']);
    await processed(id);
    const resume = await rest.post<Scan>(`/scans/${id}/resume`);
    expect([resume.status, resume.body.state, resume.body.processed]).toEqual([202, 'Running', false]);
    const cancel = await rest.post<Scan>(`/scans/${id}/cancel`);
    expect([cancel.status, cancel.body.state]).toEqual([202, 'Canceled']);
    await processed(id);
    await told(id);
    expect((await rest.delete(`/scans/${id}`)).status).toBe(204);
    for (const path of ['', '/history', '/slices', '/targets', '/events']) {
      expect([path, (await rest.get(`/scans/${id}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await rest.all<Scan>('/scans')).map((scan) => scan.id)).not.toContain(id);
    expect((await rest.delete<ProblemBody>(`/scans/${id}`)).body).toMatchObject({ code: 'not-found' });
  });

  it('refuse what the state does not allow, with the state', async () => {
    const { id } = await started();
    const resume = await rest.post<ProblemBody>(`/scans/${id}/resume`);
    expect(resume).toMatchObject({ status: 409, body: { code: 'wrong-state', state: 'Queued' } });
    expect((await rest.delete<ProblemBody>(`/scans/${id}`)).body).toMatchObject({
      code: 'wrong-state',
      state: 'Queued',
    });
    const rerun = await rest.post<ProblemBody>(`/scans/${id}/rerun`);
    expect(rerun).toMatchObject({ status: 409, body: { code: 'wrong-state', state: 'Queued' } });
  });

  it('answer several scans one by one, and the same request again with the same answer', async () => {
    const [one, other] = [await started(), await started()];
    await rest.post(`/scans/${other.id}/cancel`);
    const nobody = newId();
    const key = newId();
    const pause = () => rest.post<Bulk>('/scans/pause', { ids: [one.id, other.id, nobody] }, { key });
    const first = await pause();
    expect(first).toMatchObject({
      status: 200,
      body: {
        results: [
          { id: one.id, accepted: true, state: 'Paused', code: '' },
          { id: other.id, accepted: false, state: 'Canceled', code: 'wrong-state' },
          { id: nobody, accepted: false, state: null, code: 'not-found' },
        ],
      },
    });
    expect((await pause()).body).toEqual(first.body);
    const cancel = await rest.post<Bulk>('/scans/cancel', { ids: [one.id, other.id] });
    expect(cancel.body.results.map(({ state }) => state)).toEqual(['Canceled', 'Canceled']);
  });

  it('refuse a body that they do not know', async () => {
    const { id } = await started();
    for (const [path, body, at] of [
      [`/scans/${id}/pause`, { graceSeconds: -1 }, '/graceSeconds'],
      [`/scans/${id}/pause`, { graceSeconds: 601 }, '/graceSeconds'],
      [`/scans/${id}/pause`, { grace: 1 }, '/grace'],
      [`/scans/${id}/cancel`, { reason: 'x'.repeat(501) }, '/reason'],
      ['/scans/pause', { ids: [] }, '/ids'],
      ['/scans/pause', { ids: ['--help'] }, '/ids'],
      ['/scans/cancel', { ids: Array.from({ length: 201 }, newId) }, '/ids'],
    ] as const) {
      const refused = await rest.post<ProblemBody>(path, body);
      expect([path, refused.status]).toEqual([path, 422]);
      expect(refused.body.path.startsWith(at)).toBe(true);
    }
    expect((await rest.get<Scan>(`/scans/${id}`)).body.state).toBe('Queued');
  });

  it('scan the same targets again as a new scan, if they are still in scope', async () => {
    const scan = await started();
    await rest.post(`/scans/${scan.id}/cancel`);
    const rerun = await rest.post<Scan>(`/scans/${scan.id}/rerun`);
    expect(rerun).toMatchObject({
      status: 202,
      body: { state: 'Queued', rerunOf: scan.id, jobId: scan.jobId },
    });
    expect(rerun.headers.get('location')).toBe(`/api/v1/scans/${rerun.body.id}`);
    await api.ledger.connection.query('UPDATE scans SET target_ranges = ? WHERE id = ?', [
      JSON.stringify([{ first: '203.0.113.7', last: '203.0.113.7' }]),
      scan.id,
    ]);
    expect(await rest.post<ProblemBody>(`/scans/${scan.id}/rerun`)).toMatchObject({
      status: 422,
      body: { code: 'targets-refused' },
    });
  });

  it('are nobody’s who may only read, and nobody’s of another tenant', async () => {
    const { id } = await started();
    const viewer = await api.as('viewer');
    const stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    for (const command of ['pause', 'resume', 'cancel', 'rerun']) {
      expect((await viewer.post(`/scans/${id}/${command}`)).status).toBe(403);
      expect((await stranger.post(`/scans/${id}/${command}`)).status).toBe(404);
    }
    expect((await viewer.delete(`/scans/${id}`)).status).toBe(403);
    expect((await stranger.delete(`/scans/${id}`)).status).toBe(404);
    const bulk = await stranger.post<Bulk>('/scans/cancel', { ids: [id] });
    expect(bulk.body.results).toMatchObject([{ accepted: false, code: 'not-found', state: null }]);
    expect((await rest.get<Scan>(`/scans/${id}`)).body.state).toBe('Queued');
  });

  it('force a scan of any tenant to Error, as the fleet administrator only', async () => {
    const { id } = await started();
    expect((await rest.post(`/scans/${id}/force-error`)).status).toBe(403);
    const fleet = await api.as('fleet-administrator', await api.tenant('operators'));
    const forced = await fleet.post<Scan & { reason: string }>(`/scans/${id}/force-error`, {
      reason: 'stuck',
    });
    expect(forced).toMatchObject({ status: 202, body: { state: 'Error', reason: 'stuck' } });
    await told(id);
    expect((await rest.delete(`/scans/${id}`)).status).toBe(204);
  });
});
