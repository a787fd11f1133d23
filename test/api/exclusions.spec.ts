import { exclusionExpiring } from '../../control-plane/server/src/assets';
import { ManualClock, Outbox } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface ExclusionBody {
  id: string;
  everywhere: boolean;
  createdBy: string;
  removedAt: string | null;
}

const DAY = 86_400_000;

describe('exclusions', () => {
  let api: WholeApi;
  let rest: Rest;
  let fleet: Rest;
  const clock = new ManualClock();
  beforeAll(async () => {
    api = await startWholeApi({ clock });
    rest = await api.as('tenant-administrator');
    fleet = await api.as('fleet-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const exclude = async (body: object, as = rest) =>
    (await as.post<ExclusionBody>('/exclusions', { comment: 'pumps', ...body })).body;
  const profiles = [{ engine: 'nmap', preset: 'quick' }];
  let jobs = 0;
  const madeJob = async (more: object) => {
    const job = { name: `job ${++jobs}`, networkId: api.networkId, profiles, ...more };
    return (await rest.post<{ id: string }>('/jobs', job)).body.id;
  };
  const start = async (job: string) => (await rest.post<{ id: string }>(`/jobs/${job}/start`, {})).body.id;
  const targetsOf = async (scan: string) => {
    const [rows] = await api.ledger.connection.query(
      'SELECT address FROM targets WHERE scan_id = ? ORDER BY address',
      [scan],
    );
    return (rows as { address: string }[]).map(({ address }) => address);
  };

  it('of the job, the network, the tenant and the fleet are all left out, each with its reason', async () => {
    const made = [
      await exclude({ target: '192.0.2.1', networkId: api.networkId }),
      await exclude({ target: '192.0.2.2-3' }),
      await exclude({ target: '192.0.2.4/31', everywhere: true, comment: 'of the fleet' }, fleet),
    ];
    const job = await madeJob({ targets: ['192.0.2.0/29'], exclusions: ['192.0.2.6'] });
    const scan = await start(job);
    expect(await targetsOf(scan)).toEqual(['192.0.2.0', '192.0.2.7']);
    const left = await rest.all<{ target: string; reason: string }>(`/scans/${scan}/left-out`);
    expect(left.map(({ target, reason }) => [target, reason])).toEqual([
      ['192.0.2.6', 'The job excludes it.'],
      ['192.0.2.1', 'pumps'],
      ['192.0.2.2-192.0.2.3', 'pumps'],
      ['192.0.2.4-192.0.2.5', 'of the fleet'],
    ]);
    expect(await rest.get(`/scans/${scan}/left-out?limit=3`)).toMatchObject({
      body: { items: { length: 3 } },
    });
    // A tenant does not lift what the fleet excludes, nor learns who did.
    const everywhere = made[2]!;
    expect((await rest.delete(`/exclusions/${everywhere.id}`)).status).toBe(404);
    const listed = await rest.all<ExclusionBody>('/exclusions');
    expect(listed.find(({ id }) => id === everywhere.id)).toMatchObject({
      everywhere: true,
      createdBy: 'fleet',
    });
    for (const { id } of made) expect((await fleet.delete(`/exclusions/${id}`)).status).toBe(204);
    expect(await rest.all('/exclusions')).toEqual([]);
    expect(await targetsOf(await start(job))).toHaveLength(7);
    // What was is on record.
    const past = await rest.all<ExclusionBody>('/exclusions?past=true');
    expect(past.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(past.every(({ removedAt }) => removedAt !== null)).toBe(true);
  });

  it('that leave nothing are told at the start', async () => {
    const { id } = await exclude({ target: '192.0.2.0/24' });
    const job = await madeJob({ targets: ['192.0.2.9'] });
    const refused = await rest.post<ProblemBody>(`/jobs/${job}/start`, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'nothing-to-scan']);
    await rest.delete(`/exclusions/${id}`);
  });

  it('hold for a scan that is run again', async () => {
    const scan = await start(await madeJob({ targets: ['192.0.2.40-41'] }));
    await rest.post(`/scans/${scan}/cancel`, {});
    const { id } = await exclude({ target: '192.0.2.40' });
    const again = await rest.post<{ id: string }>(`/scans/${scan}/rerun`, {});
    expect(again.status).toBeLessThan(300);
    expect(await targetsOf(again.body.id)).toEqual(['192.0.2.41']);
    await rest.delete(`/exclusions/${id}`);
  });

  it('assets are scanned at the address that lies in the network; the others are left out', async () => {
    const asset = async (body: object) =>
      (await rest.post<{ id: string }>('/assets', { networkId: api.networkId, ...body })).body.id;
    const [web, gone] = [
      await asset({ name: 'web', addresses: ['198.51.100.9', '192.0.2.50'], tags: ['prod'] }),
      await asset({ name: 'gone' }),
    ];
    await asset({ name: 'db', addresses: ['192.0.2.51'], tags: ['prod', 'db'] });
    await asset({ name: 'lab', addresses: ['192.0.2.52'], tags: ['lab'] });
    const named = await start(await madeJob({ targets: [], assetIds: [web, gone] }));
    expect(await targetsOf(named)).toEqual(['192.0.2.50']);
    expect(await rest.all(`/scans/${named}/left-out`)).toMatchObject([
      { target: 'gone', disposition: 'unresolved' },
    ]);
    const assetTags = { all: ['prod'], any: [], none: ['db'] };
    expect(await targetsOf(await start(await madeJob({ targets: [], assetTags })))).toEqual(['192.0.2.50']);
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    const body = { name: 'theirs', networkId: api.networkId, profiles, targets: [], assetIds: [web] };
    expect((await other.post('/jobs', body)).status).toBe(422);
  });

  it('a host name is asked of the machine’s own resolver, and pinned', async () => {
    const scan = await start(await madeJob({ targets: ['localhost'] }));
    expect(await targetsOf(scan)).toEqual(['127.0.0.1']);
    const [name] = await rest.all<{ name: string; addresses: string[] }>(`/scans/${scan}/names`);
    expect(name?.name).toBe('localhost');
    expect(name?.addresses).toContain('127.0.0.1');
  });

  it('are warned of a week before they expire, once', async () => {
    const heard: string[] = [];
    api.controlPlane.app
      .get(Outbox)
      .hear(exclusionExpiring, 'spec', ({ exclusionId }) => Promise.resolve(void heard.push(exclusionId)));
    const expiresAt = new Date(clock.now().getTime() + 10 * DAY).toISOString();
    const { id } = await exclude({ target: '192.0.2.90', expiresAt });
    clock.advance(2 * DAY);
    expect(heard).toEqual([]);
    clock.advance(DAY + 60_000);
    await condition('it is told', () => {
      clock.advance(1_000);
      return heard.length > 0;
    });
    for (let n = 0; n < 5; n++) clock.advance(60_000);
    await condition('the outbox is empty', async () => {
      clock.advance(1_000);
      const [rows] = await api.ledger.connection.query('SELECT 1 FROM outbox WHERE published_at IS NULL');
      return (rows as object[]).length === 0;
    });
    expect(heard).toEqual([id]);
  });

  it.each([
    [{ target: 'www.example.com' }, 422, 'malformed-target'],
    [{ target: '0x0a000001' }, 422, /./],
    [{ target: '192.0.2.1', comment: '' }, 422, 'invalid-request'],
    [{ target: '192.0.2.1', expiresAt: '2020-01-01T00:00:00Z' }, 422, 'expired'],
    [{ target: '192.0.2.1', networkId: '00000000-0000-7000-8000-000000000000' }, 422, 'no-such-network'],
    [{ target: '192.0.2.1', everywhere: true }, 403, 'forbidden'],
  ])('refuses %j', async (body, status, code) => {
    const refused = await rest.post<ProblemBody>('/exclusions', { comment: 'x', ...body });
    expect(refused.status).toBe(status);
    expect(refused.body.code).toMatch(code);
  });
});
