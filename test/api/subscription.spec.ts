import { ManualClock, SystemClock } from '../../control-plane/server/src/platform';
import { startControlPlane, type ControlPlane } from '../../control-plane/server/src/control-plane';
import { Rest, type Answer } from '../harness/rest';
import { startWholeApi, stopping, type ProblemBody, type WholeApi } from './whole-api';

interface Subscription {
  state: string;
  zone: string;
  defaultNetworkId: string | null;
  addressesToday: number;
  quotas: { concurrentScans: number; targetsPerScan: number; addressesADay: number; requestsAMinute: number };
}

const HOUR = 3_600_000;
const profiles = [{ engine: 'nmap', preset: 'quick' }];

describe('subscription', () => {
  const clock = new ManualClock(new Date(Math.floor(new SystemClock().now().getTime() / HOUR) * HOUR));
  let api: WholeApi;
  let fleet: Rest;
  let tenants = 0;
  beforeAll(async () => {
    api = await startWholeApi({ clock });
    fleet = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  /** A subscribed tenant with a network of a thousand addresses of its own and a job over `targets`. */
  async function subscriber(targets = ['10.9.0.1']) {
    const tenantId = await api.tenant(`tenant-${(tenants += 1)}`);
    const admin = await api.as('tenant-administrator', tenantId);
    const theirs = await api.as('fleet-administrator', tenantId);
    // No pool serves two networks with the same addresses.
    const pool = await theirs.post<{ id: string }>('/pools', { name: `pool-${tenants}` });
    const network = await theirs.post<{ id: string }>('/networks', {
      name: 'net',
      cidrs: ['10.9.0.0/22'],
      poolId: pool.body.id,
    });
    expect(network.status).toBe(201);
    const job = (name: string) => ({ name, networkId: network.body.id, targets, profiles });
    const made = await admin.post<{ id: string }>('/jobs', job('first'));
    expect(made.status).toBe(201);
    return { tenantId, admin, job, start: `/jobs/${made.body.id}/start` };
  }
  const quotas = (tenantId: string, limits: object, as: Rest = fleet) =>
    as.patch<Subscription['quotas'] & ProblemBody>(`/tenants/${tenantId}/quotas`, limits);
  const codes = (answers: Answer<unknown>[]) =>
    answers.map(({ status, body }) => (body as ProblemBody).code ?? status).sort();

  it('is canceled and begun again; what was found stays readable all the while', async () => {
    const { admin, start, job } = await subscriber();
    const scan = await admin.post<{ id: string }>(start);
    expect(scan.status).toBe(202);
    const before = await admin.get<Subscription>('/subscription');
    expect(before.body).toMatchObject({ state: 'active', zone: 'UTC', addressesToday: 1 });
    expect((await admin.post<ProblemBody>('/subscription')).body.code).toBe('already-subscribed');

    expect((await admin.delete<Subscription>('/subscription')).body.state).toBe('canceled');
    expect(
      codes([
        await admin.post('/jobs', job('second')),
        await admin.post(start),
        await admin.delete('/subscription'),
      ]),
    ).toEqual(['not-subscribed', 'not-subscribed', 'not-subscribed']);
    // What is under way goes on, and what there is can be read.
    const scans = await admin.get<{ state: string }>(`/scans/${scan.body.id}`);
    expect([scans.status, scans.body.state]).toEqual([200, 'Queued']);
    for (const path of ['/jobs', '/findings', '/scans', '/subscription'])
      expect([path, (await admin.get(path)).status]).toEqual([path, 200]);

    const again = await admin.post<Subscription>('/subscription', { zone: 'Asia/Taipei' });
    expect([again.status, again.body.state, again.body.zone]).toEqual([201, 'active', 'Asia/Taipei']);
    expect((await admin.post('/jobs', job('second'))).status).toBe(201);
    const history = await admin.all<{ state: string; actor: string }>('/subscription/history');
    expect(history.map(({ state }) => state)).toEqual(['active', 'canceled', 'active']);
    expect(history[1]?.actor).toMatch(/^token /);
  });

  it('a scan that was paused is not resumed without one', async () => {
    const { admin, start } = await subscriber();
    const scan = await admin.post<{ id: string }>(start);
    const path = `/scans/${scan.body.id}`;
    expect((await admin.post(`${path}/pause`)).status).toBe(202);
    await admin.delete('/subscription');
    const refused = await admin.post<ProblemBody>(`${path}/resume`);
    expect([refused.status, refused.body.code]).toEqual([409, 'not-subscribed']);
    expect((await admin.post(`${path}/cancel`)).status).toBe(202);
  });

  it('names a network for the first scan, once', async () => {
    const { admin } = await subscriber();
    const { body } = await admin.get<Subscription>('/subscription');
    const network = await admin.get<{ name: string; cidrs: string[] }>(`/networks/${body.defaultNetworkId}`);
    expect(network.body).toMatchObject({ name: 'default_network', cidrs: [] });
    await admin.delete('/subscription');
    const again = await admin.post<Subscription>('/subscription');
    expect(again.body.defaultNetworkId).toBe(body.defaultNetworkId);
    const named = (await admin.all<{ name: string }>('/networks')).filter(
      ({ name }) => name === 'default_network',
    );
    expect(named).toHaveLength(1);
  });

  it.each([
    [{ zone: 'Mars/Olympus' }, '/zone'],
    [{ zone: null }, '/zone'],
    [{ zones: 'UTC' }, '/zones'],
  ])('refuses %j', async (body, path) => {
    const refused = await fleet.post<ProblemBody>('/subscription', body);
    expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, path]);
  });

  describe('has quotas', () => {
    it.each(['concurrentScans', 'targetsPerScan', 'addressesADay', 'requestsAMinute'])(
      'whose %s is a whole number that only the fleet’s administrator sets',
      async (name) => {
        const { tenantId, admin } = await subscriber();
        for (const wrong of [-1, 1.5, '1', 2 ** 32]) {
          const refused = await quotas(tenantId, { [name]: wrong });
          expect([wrong, refused.status, refused.body.errors?.[0]?.path]).toEqual([wrong, 422, `/${name}`]);
        }
        expect((await quotas(tenantId, { [name]: 70 }, admin)).status).toBe(403);
        expect((await quotas(tenantId, { [name]: 70 })).body).toMatchObject({ [name]: 70 });
        const back = await quotas(tenantId, { [name]: null });
        const usual = await admin.get<Subscription>('/subscription');
        expect(back.body).toEqual(usual.body.quotas);
      },
    );

    it('of scans that have not ended, also when many are started at once', async () => {
      const { tenantId, admin, start } = await subscriber();
      await quotas(tenantId, { concurrentScans: 3 });
      const started = await Promise.all(Array.from({ length: 8 }, () => admin.post<{ id: string }>(start)));
      expect(codes(started)).toEqual([202, 202, 202, ...Array(5).fill('quota-concurrent-scans')]);
      const refused = started.find(({ status }) => status === 429);
      expect(refused?.headers.get('retry-after')).toBe('60');
      const [running] = started.filter(({ status }) => status === 202);
      expect((await admin.post(`/scans/${running?.body.id}/cancel`)).status).toBe(202);
      expect((await admin.post(start)).status).toBe(202);
    });

    it('of targets in a scan', async () => {
      const { tenantId, admin, start } = await subscriber(['10.9.0.0/24']);
      await quotas(tenantId, { targetsPerScan: 253 });
      const refused = await admin.post<ProblemBody & { limit: number }>(start);
      expect([refused.status, refused.body.code, refused.body.limit]).toEqual([
        429,
        'quota-targets-per-scan',
        253,
      ]);
      await quotas(tenantId, { targetsPerScan: 1_000 });
      expect((await admin.post(start)).status).toBe(202);
    });

    it('of addresses in a day of its zone; the day’s end is the wait', async () => {
      const { tenantId, admin, start } = await subscriber(['10.9.0.1-10.9.0.4']);
      await admin.delete('/subscription');
      await admin.post('/subscription', { zone: 'Asia/Kolkata' });
      await quotas(tenantId, { addressesADay: 10 });
      const started = await Promise.all(Array.from({ length: 4 }, () => admin.post(start)));
      expect(codes(started)).toEqual([202, 202, 'quota-addresses-a-day', 'quota-addresses-a-day']);
      const wait = Number(started.find(({ status }) => status === 429)?.headers.get('retry-after'));
      const local = new Date(clock.now().getTime() + 5.5 * HOUR);
      const left =
        24 * 3_600 - (local.getUTCHours() * 3_600 + local.getUTCMinutes() * 60 + local.getUTCSeconds());
      expect(Math.abs(wait - left)).toBeLessThanOrEqual(1);
      clock.advance((wait - 2) * 1_000);
      expect((await admin.post<ProblemBody>(start)).body.code).toBe('quota-addresses-a-day');
      clock.advance(3_000);
      expect((await admin.post(start)).status).toBe(202);
    });
  });

  describe('limits requests', () => {
    let second: ControlPlane;
    beforeAll(async () => {
      second = await startControlPlane({ config: api.config, clock });
    }, 60_000);
    afterAll(() => stopping(second, clock));

    it('in a minute, over all replicas; each answer tells what is left', async () => {
      const { tenantId, admin } = await subscriber();
      const elsewhere = new Rest(second.url, admin.token);
      await quotas(tenantId, { requestsAMinute: 40 });
      clock.advance(60_000);
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, n) => (n % 2 ? admin : elsewhere).get('/me')),
      );
      const passed = answers.filter(({ status }) => status === 200);
      expect(passed).toHaveLength(40);
      const refused = answers.find(({ status }) => status === 429) as Answer<ProblemBody>;
      expect(refused.body.code).toBe('rate-limited');
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      for (const { headers } of answers) {
        expect(headers.get('ratelimit-limit')).toBe('40');
        expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(40);
      }
      clock.advance(60_000);
      expect((await admin.get('/me')).status).toBe(200);
      // Others have their own.
      expect((await fleet.get('/me')).status).toBe(200);
    });
  });
});
