import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type WholeApi } from './whole-api';

describe('the fleet’s view', () => {
  let api: WholeApi;
  let fleet: Rest;
  let rest: Rest;
  beforeAll(async () => {
    api = await startWholeApi();
    fleet = await api.as('fleet-administrator');
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  let jobs = 0;
  const started = async () => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const scan = { name: `job ${++jobs}`, networkId: api.networkId, targets: ['192.0.2.1'], profiles };
    const job = (await rest.post<{ id: string }>('/jobs', scan)).body.id;
    return (await rest.post<{ id: string }>(`/jobs/${job}/start`, {})).body.id;
  };
  const waiting = async (id: string) =>
    (await rest.get<{ code: string }[]>(`/scans/${id}/waiting`)).body.map(({ code }) => code);

  it('shows every tenant’s scans, to nobody else', async () => {
    const id = await started();
    const scans = await fleet.all<{ id: string; tenantName: string }>('/fleet/scans');
    expect(scans).toMatchObject([{ id, tenantName: 'default', state: 'Queued', name: 'job 1' }]);
    expect(await fleet.all('/fleet/scans?state=Running')).toEqual([]);
    expect(await fleet.all(`/fleet/scans?tenantId=${api.tenantId}&state=Queued`)).toHaveLength(1);
    expect((await rest.get('/fleet/scans')).status).toBe(403);
    expect((await rest.post('/fleet/stops', { reason: 'x' })).status).toBe(403);
  });

  it('a stop ends what is under way; a scan that waits says why', async () => {
    const id = await started();
    expect(await waiting(id)).toEqual(['pool-empty']);
    await rest.post(`/scans/${id}/pause`, {});
    expect(await waiting(id)).toEqual(['paused']);
    const from = { startsAt: '2020-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z' };
    const window = { kind: 'blackout', name: 'for good', networkId: api.networkId, ...from };
    expect((await rest.post('/windows', window)).status).toBe(201);
    const held = await started();
    expect(await waiting(held)).toEqual(['blackout']);
    const stop = await rest.post<{ id: string }>('/stops', { reason: 'enough' });
    expect(stop.status).toBe(202);
    const path = `/stops/${stop.body.id}`;
    const done = await condition('it is done', async () => {
      const { body } = await rest.get<{ doneAt: string | null; underWay: number }>(path);
      return body.doneAt !== null && body;
    });
    expect(done.underWay).toBe(0);
    for (const scan of [id, held])
      expect((await rest.get(`/scans/${scan}`)).body).toMatchObject({ state: 'Canceled' });
    const history = await rest.all<{ to: string; reason: string }>(`/scans/${held}/history`);
    expect(history.find(({ to }) => to === 'Canceling')?.reason).toBe('enough');
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    expect((await other.get(path)).status).toBe(404);
    expect(await fleet.all('/fleet/stops')).toHaveLength(1);
  });
});
