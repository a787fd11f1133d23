import { randomUUID } from 'node:crypto';
import { FindingProcessing } from '../../control-plane/server/src/findings';
import { PassingScans } from '../../control-plane/server/src/scans/passing-scans';
import { ScanSweep } from '../../control-plane/server/src/scans/scan-sweep';
import type { Rest } from '../harness/rest';
import { openPort, recordTargets } from './scan-record';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Scan {
  id: string;
  name: string;
  jobId: string | null;
  state: string;
  priority: number;
  profiles: { profileId?: string; name?: string; preset: string; options: { timing: number } }[];
}

const QUICK = [{ engine: 'nmap', preset: 'quick' }];

describe('one-off scans', () => {
  let api: WholeApi;
  let rest: Rest;
  let stranger: Rest;
  let profileId: string;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    const profile = { name: 'slow', engine: 'nmap', preset: 'quick', options: { timing: 1 } };
    profileId = (await rest.post<{ id: string }>('/profiles', profile)).body.id;
  }, 60_000);
  afterAll(() => api.stop());

  const words = (more: object = {}) => ({
    ...{ name: 'just now', networkId: api.networkId, targets: ['192.0.2.1'], profiles: QUICK },
    ...more,
  });
  const jobs = async () => (await rest.all('/jobs')).length;

  it('start like a job’s, without one', async () => {
    const started = await rest.post<Scan>('/scans', words({ profiles: [{ profileId }], priority: 7 }));
    expect(started).toMatchObject({
      status: 202,
      body: {
        name: 'just now',
        jobId: null,
        state: 'Queued',
        priority: 7,
        profiles: [{ profileId, name: 'slow' }],
      },
    });
    expect(started.headers.get('location')).toBe(`/api/v1/scans/${started.body.id}`);
    expect(await jobs()).toBe(0);
    await rest.post(`/scans/${started.body.id}/cancel`);
    const again = await rest.post<Scan>(`/scans/${started.body.id}/rerun`);
    expect(again).toMatchObject({
      status: 202,
      body: { jobId: null, profiles: [{ options: { timing: 1 } }] },
    });
  });

  it('start once, however often the request is repeated', async () => {
    const key = randomUUID();
    const before = (await rest.all('/scans')).length;
    const [one, two] = await Promise.all([
      rest.post<Scan>('/scans', words(), { key }),
      rest.post<Scan>('/scans', words(), { key }),
    ]);
    expect([one.status, two.status, two.body.id]).toEqual([202, 202, one.body.id]);
    expect(await rest.all('/scans')).toHaveLength(before + 1);
    const other = await rest.post<ProblemBody>('/scans', words({ targets: ['192.0.2.2'] }), { key });
    expect(other.body.code).toBe('idempotency-key-reused');
  });

  it('find what a job’s scan finds: the same finding, seen again', async () => {
    const process = (id: string) =>
      api.controlPlane.app.get(FindingProcessing, { strict: false }).process(id);
    const seen = async (scan: Scan) => {
      await recordTargets(
        api.ledger.connection,
        { tenantId: api.tenantId, networkId: api.networkId },
        scan.id,
        [{ address: '192.0.2.77', observations: [openPort(8443)] }],
      );
      await api.ledger.connection.query("UPDATE scans SET state = 'Finished' WHERE id = ?", [scan.id]);
      await process(scan.id);
    };
    const targets = ['192.0.2.77'];
    const job = (await rest.post<{ id: string }>('/jobs', words({ name: 'nightly', targets }))).body;
    await seen((await rest.post<Scan>(`/jobs/${job.id}/start`)).body);
    const first = await rest.all<{ id: string }>('/findings?address=192.0.2.77');
    expect(first).toHaveLength(1);
    const oneOff = (await rest.post<Scan>('/scans', words({ targets }))).body;
    await seen(oneOff);
    const now = await rest.all<{ id: string; timesSeen: number }>('/findings?address=192.0.2.77');
    expect(now).toMatchObject([{ id: first[0]!.id, timesSeen: 2 }]);
  });

  it('that are not kept bring no findings, tell nobody, and are gone an hour after their end', async () => {
    const { app } = api.controlPlane;
    const { connection } = api.ledger;
    const passing = () => app.get(PassingScans, { strict: false }).round();
    const started = await rest.post<Scan & { kept: boolean }>(
      '/scans',
      words({ keep: false, targets: ['192.0.2.88'] }),
    );
    const { id } = started.body;
    expect(started.body.kept).toBe(false);
    await recordTargets(connection, { tenantId: api.tenantId, networkId: api.networkId }, id, [
      { address: '192.0.2.88', observations: [openPort(9443)] },
    ]);
    await connection.query("UPDATE scans SET state = 'Finished', state_since = NOW(3) WHERE id = ?", [id]);
    await app.get(FindingProcessing, { strict: false }).process(id);
    expect((await rest.get(`/scans/${id}`)).body).toMatchObject({
      processed: true,
      kept: false,
      result: 'none',
    });
    expect(await rest.all('/findings?address=192.0.2.88')).toEqual([]);
    expect(await rest.all('/coverage?address=192.0.2.88')).toEqual([]);
    const result = `/scans/${id}/targets/192.0.2.88/result`;
    expect((await rest.get(result)).body).toMatchObject({
      ...{
        disposition: 'scanned',
        line: 'scanned; 1 open port: 9443/tcp http nginx 1.22.1',
        truncated: false,
      },
      ...{ hosts: [], ports: [{ port: 9443, state: 'open', service: { product: 'nginx' } }], scripts: [] },
    });
    for (const path of [`${result}?profile=1`, result.replace('.88', '.89')])
      expect((await rest.get(path)).status).toBe(404);
    expect((await rest.get(result.replace('192.0.2.88', 'x'))).status).toBe(422);
    expect((await stranger.get(result)).status).toBe(404);
    const [told] = await connection.query(
      "SELECT 1 FROM outbox WHERE topic = 'scan.processed' AND JSON_VALUE(payload, '$.scanId') = ?",
      [id],
    );
    expect(told).toEqual([]);
    await passing();
    expect((await rest.get(`/scans/${id}`)).status).toBe(200);
    await connection.query('UPDATE outbox SET published_at = NOW(3) WHERE published_at IS NULL');
    await connection.query('UPDATE scans SET state_since = NOW(3) - INTERVAL 61 MINUTE WHERE id = ?', [id]);
    await Promise.all([passing(), passing()]);
    expect((await rest.get(`/scans/${id}`)).status).toBe(404);
    await app.get(ScanSweep, { strict: false }).round();
    for (const table of ['scans', 'targets', 'slices', 'dispositions', 'observations'] as const) {
      const column = table === 'scans' ? 'id' : 'scan_id';
      const [rows] = await connection.query(`SELECT 1 FROM ${table} WHERE ${column} = ?`, [id]);
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it.each<[object, string, string]>([
    [{ name: undefined }, '/name', 'required'],
    [{ name: 'two\nlines' }, '/name', 'malformed'],
    [{ targets: ['203.0.113.9'] }, '/targets/0', 'outside-network'],
    [{ targets: ['192.0.2.1 -oN x'] }, '/targets/0', 'malformed-target'],
    [{ networkId: randomUUID() }, '/networkId', 'no-such-network'],
    [{ labels: {} }, '/labels', 'unknown-field'],
    [{ jobId: randomUUID() }, '/jobId', 'unknown-field'],
    [{ profiles: [{ profileId: randomUUID() }] }, '/profiles/0/profileId', 'no-such-profile'],
    [{ targets: undefined, assetTags: { any: ['none has it'] } }, '/targets', 'nothing-to-scan'],
  ])('are refused with %j', async (more, path, code) => {
    const { status, body } = await rest.post<ProblemBody>('/scans', words(more));
    expect([status, body.errors[0]?.path, body.errors[0]?.code]).toEqual([422, path, code]);
  });

  describe('of a profile, to try it', () => {
    const address = '192.0.2.5';
    const test = (profile: string, more: object = {}, by = rest) =>
      by.post<Scan & ProblemBody>(`/profiles/${profile}/test-run`, {
        networkId: api.networkId,
        address,
        ...more,
      });

    it('take one address and go before others', async () => {
      const { status, body } = await test(profileId);
      expect([status, body]).toMatchObject([
        202,
        { name: 'Test of slow', jobId: null, priority: 9, profiles: [{ profileId, options: { timing: 1 } }] },
      ]);
      const [builtIn] = await rest.all<{ id: string }>('/profiles');
      expect((await test(builtIn!.id)).body).toMatchObject({ profiles: [{ preset: 'discovery' }] });
      const profile = { engine: 'nmap', preset: 'full', options: { timing: 2 } };
      const unsaved = await rest.post<Scan>('/profiles/test-run', {
        networkId: api.networkId,
        address,
        profile,
      });
      expect([unsaved.status, unsaved.body]).toMatchObject([
        202,
        { name: 'Test of an unsaved profile', profiles: [{ preset: 'full', options: { timing: 2 } }] },
      ]);
    });

    it.each<[object, string, string]>([
      [{ address: '192.0.2.0/30' }, '/address', 'one-address'],
      [{ address: '192.0.2.1-2' }, '/address', 'one-address'],
      [{ address: '-iL' }, '/address', 'one-address'],
      [{ address: '203.0.113.9' }, '/address', 'outside-network'],
      [{ address: '' }, '/address', 'too-short'],
      [{ networkId: randomUUID() }, '/networkId', 'no-such-network'],
      [{ targets: ['192.0.2.1'] }, '/targets', 'unknown-field'],
    ])('are refused with %j', async (more, path, code) => {
      const { status, body } = await test(profileId, more);
      expect([status, body.errors[0]?.path, body.errors[0]?.code]).toEqual([422, path, code]);
    });

    it('are refused for a profile that could not be saved, and for those of others', async () => {
      const profile = { engine: 'nmap', options: { scripts: ['http-brute'] } };
      const body = { networkId: api.networkId, address, profile };
      const refused = await rest.post<ProblemBody>('/profiles/test-run', body);
      expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, '/profile/options/scripts/0']);
      expect((await test(profileId, {}, stranger)).status).toBe(404);
      expect((await test(randomUUID())).status).toBe(404);
      expect((await test(profileId, {}, await api.as('viewer'))).status).toBe(403);
      expect((await test(profileId, {}, await api.as('operator'))).status).toBe(202);
    });
  });
});
