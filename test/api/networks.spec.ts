import { Networks } from '../../control-plane/server/src/assets';
import { Pools } from '../../control-plane/server/src/fleet';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Request {
  id: string;
  state: string;
  networkId: string | null;
  decidedBy: string | null;
  tenantId: string;
}

describe('networks', () => {
  let api: WholeApi;
  let rest: Rest;
  let fleet: Rest;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    fleet = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const ask = async (body: object, as = rest) =>
    (await as.post<Request>('/network-requests', { reason: 'it is ours', ...body })).body;
  const network = async (id: string | null) =>
    (await rest.get<{ cidrs: string[]; version: number }>(`/networks/${id}`)).body;

  it('come to a tenant by a request that the fleet’s administrator approves, once', async () => {
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    const asked = await ask({ name: 'branch', cidrs: ['198.51.100.0/25'] });
    expect(asked).toMatchObject({ state: 'pending', networkId: null });
    expect((await rest.post(`/fleet/network-requests/${asked.id}/approve`, {})).status).toBe(403);
    expect((await other.get(`/network-requests/${asked.id}`)).status).toBe(404);
    expect((await other.delete(`/network-requests/${asked.id}`)).status).toBe(404);
    const pending = await fleet.all<Request>('/fleet/network-requests?state=pending');
    expect(pending.map(({ id }) => id)).toEqual([asked.id]);
    const approve = `/fleet/network-requests/${asked.id}/approve`;
    expect((await fleet.post<ProblemBody>(approve, {})).body).toMatchObject({ path: '/poolId' });
    const both = await Promise.all([1, 2].map(() => fleet.post<Request>(approve, { poolId: api.poolId })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { networkId } = (await rest.get<Request>(`/network-requests/${asked.id}`)).body;
    expect((await network(networkId)).cidrs).toEqual(['198.51.100.0/25']);

    const wider = await ask({ networkId, cidrs: ['198.51.100.0/24'] });
    expect((await fleet.post(`/fleet/network-requests/${wider.id}/approve`, {})).status).toBe(200);
    expect(await network(networkId)).toMatchObject({ cidrs: ['198.51.100.0/24'], version: 2 });
    const audit = await fleet.all<{ action: string }>('/audit');
    expect(audit.filter(({ action }) => action === 'approveNetworkRequest')).toHaveLength(2);
  });

  it('are made once by any number of first starts at a time', async () => {
    const networks = api.controlPlane.app.get(Networks, { strict: false });
    for (let round = 0; round < 5; round += 1) {
      const pool = await api.controlPlane.app.get(Pools, { strict: false }).ensure(`first ${round}`);
      const wanted = {
        name: `first ${round}`,
        description: '',
        cidrs: ['192.0.2.0/25'],
        allowedSpecialCidrs: [],
      };
      const made = await Promise.all(
        Array.from({ length: 6 }, () => networks.ensure(api.tenantId, { ...wanted, poolId: pool.id })),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    }
  });

  it('stay as they are when a request is rejected or withdrawn', async () => {
    const [no, back] = [
      await ask({ networkId: api.networkId, cidrs: ['0.0.0.0/0'] }),
      await ask({ name: 'x', cidrs: ['203.0.113.0/24'] }),
    ];
    const rejected = await fleet.post<Request>(`/fleet/network-requests/${no.id}/reject`, {
      decision: 'No.',
    });
    expect(rejected.body).toMatchObject({ state: 'rejected', decision: 'No.' });
    expect((await rest.delete(`/network-requests/${back.id}`)).status).toBe(204);
    expect(
      await fleet.post(`/fleet/network-requests/${back.id}/approve`, { poolId: api.poolId }),
    ).toMatchObject({ status: 409, body: { code: 'already-decided', state: 'withdrawn' } });
    expect((await network(api.networkId)).cidrs).toEqual(['127.0.0.0/8', '192.0.2.0/24']);
  });

  it.each([
    [{ cidrs: ['198.51.100.0/24'] }, 'required'],
    [{ name: 'x', cidrs: ['198.51.100.1/24'] }, 'invalid-network'],
    [{ name: 'x', cidrs: ['198.51.100.0/24'], allowedSpecialCidrs: ['127.0.0.0/8'] }, 'invalid-network'],
    [{ networkId: '00000000-0000-7000-8000-000000000000', cidrs: ['198.51.100.0/24'] }, 'no-such-network'],
  ])('are not asked for with %j', async (body, code) => {
    const refused = await rest.post<ProblemBody>('/network-requests', { reason: 'x', ...body });
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it('of one pool never overlap, whoever comes first; other pools’ may', async () => {
    const elsewhere = await api.as('fleet-administrator', await api.tenant('elsewhere'));
    const body = { name: 'twin', cidrs: ['192.0.2.128/25'] };
    const same = await elsewhere.post<ProblemBody>('/networks', { ...body, poolId: api.poolId });
    expect([same.status, same.body.code]).toEqual([409, 'pool-overlap']);
    expect(JSON.stringify(same.body)).not.toContain('this-machine');
    const pool = (await fleet.post<{ id: string }>('/pools', { name: 'elsewhere' })).body.id;
    const there = await elsewhere.post<{ id: string }>('/networks', { ...body, poolId: pool });
    expect(there.status).toBe(201);
    const headers = { 'if-match': '"1"' };
    const move = await elsewhere.patch(`/networks/${there.body.id}`, { poolId: api.poolId }, { headers });
    expect(move).toMatchObject({ status: 409, body: { code: 'pool-overlap' } });
    // Two at once: one of them sees the other.
    const third = (await fleet.post<{ id: string }>('/pools', { name: 'third' })).body.id;
    const racing = await Promise.all(
      [fleet, elsewhere].map((as, n) =>
        as.post('/networks', { name: `race ${n}`, cidrs: ['203.0.113.0/24'], poolId: third }),
      ),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are edited from the version that was read', async () => {
    const path = `/networks/${api.networkId}`;
    const edit = (version: string, body: object) =>
      fleet.patch<ProblemBody>(path, body, { headers: { 'if-match': version } });
    expect((await fleet.patch(path, { description: 'x' })).status).toBe(428);
    expect((await edit('"7"', { description: 'x' })).status).toBe(412);
    expect((await edit('"1"', { resolvers: ['dns.example'] })).body.code).toBe('invalid-network');
    const edited = await edit('"1"', { resolvers: ['192.0.2.53'], description: 'x' });
    expect(edited).toMatchObject({ status: 200, body: { resolvers: ['192.0.2.53'], version: 2 } });
    const restore = { headers: { 'if-match': '"2"' } };
    expect((await rest.patch(path, { description: 'y' }, restore)).status).toBe(403);
  });
});
