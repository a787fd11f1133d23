import { createHash, randomUUID } from 'node:crypto';
import { nmapPresets } from '../../control-plane/server/src/profiles';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface DryRun {
  poolId: string;
  ranges: { first: string; last: string }[];
  addresses: number;
  targets: number;
  left: object[];
  slices: number;
  durationSeconds: { from: number; to: number } | null;
  profiles: { slices: number; targetMs: number | null; withRawSockets: { arguments: string[] | null } }[];
  agents: { ready: boolean }[];
  quota: Record<string, number>;
  warnings: { code: string }[];
}

const QUICK = [{ engine: 'nmap', preset: 'quick' }];

describe('dry runs', () => {
  let api: WholeApi;
  let rest: Rest;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const words = (more: object = {}) => ({
    ...{ networkId: api.networkId, targets: ['192.0.2.0/24', '192.0.2.7'], profiles: QUICK },
    ...more,
  });
  const dry = (more: object = {}) => rest.post<DryRun & ProblemBody>('/jobs/dry-run', words(more));
  const codes = ({ warnings }: DryRun) => warnings.map(({ code }) => code);
  const rows = async () => {
    const [tables] = await api.ledger.connection.query(
      "SELECT table_name name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    );
    const counts: string[] = [];
    for (const { name } of tables as { name: string }[]) {
      // What every request writes, whatever it asks.
      if (/^(idempotency_keys|replicas|request_use)$/.test(name)) continue;
      const [sums] = await api.ledger.connection.query(`CHECKSUM TABLE \`${name}\``);
      if (name !== 'api_tokens') counts.push(`${name} ${JSON.stringify(sums)}`);
    }
    return counts;
  };

  it('say what would be scanned, how, and that nobody is there to do it; and write nothing', async () => {
    const before = await rows();
    const { status, body } = await dry({
      profiles: [...QUICK, { engine: 'nmap', options: { scan: 'udp' } }],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ poolId: api.poolId, ranges: [{ first: '192.0.2.0', last: '192.0.2.255' }] },
      ...{ addresses: 256, targets: 512, left: [], names: [], slices: 32, durationSeconds: null, agents: [] },
      quota: { scansUnderWay: 0, addressesToday: 0 },
    });
    expect(codes(body)).toEqual(['no-agent-online']);
    const always = ['-oX', '-', '--stats-every', '2s', '-v', '-iL', '-', '--unique'];
    expect(body.profiles).toMatchObject([
      {
        ...{ slices: 16, targetMs: null, profile: { preset: 'quick' } },
        withRawSockets: { arguments: [...always, '--privileged', '-n', '-sS', '--top-ports', '100', '-T4'] },
        withoutRawSockets: { notes: ['connect scan instead of a SYN scan: no raw sockets'] },
      },
      { slices: 16, withoutRawSockets: { arguments: null, notes: ['a UDP scan needs raw sockets'] } },
    ]);
    expect(await rows()).toEqual(before);
  });

  it('of a saved job say that it is disabled, and are nobody’s of another tenant', async () => {
    const job = (await rest.post<{ id: string }>('/jobs', { name: 'dry', ...words() })).body;
    expect((await rest.post<DryRun>(`/jobs/${job.id}/dry-run`)).body).toMatchObject({ addresses: 256 });
    await rest.post(`/jobs/${job.id}/disable`);
    const before = await rows();
    const { body } = await rest.post<DryRun>(`/jobs/${job.id}/dry-run`);
    expect(codes(body)).toEqual(['job-disabled', 'no-agent-online']);
    expect(await rows()).toEqual(before);
    const stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    expect((await stranger.post(`/jobs/${job.id}/dry-run`)).status).toBe(404);
    expect((await stranger.post<ProblemBody>('/jobs/dry-run', words())).body.code).toBe('no-such-network');
    const viewer = await api.as('viewer');
    expect((await viewer.post('/jobs/dry-run', words())).status).toBe(403);
  });

  it('are refused where the job would be', async () => {
    for (const [more, path, code] of [
      [{ targets: ['192.0.2.1', '203.0.113.1'] }, '/targets/1', 'outside-network'],
      [{ targets: [] }, '/targets', 'too-few'],
      [{ profiles: [{ profileId: randomUUID() }] }, '/profiles/0/profileId', 'no-such-profile'],
      [{ name: null }, '/name', 'wrong-type'],
      [{ schedule: {} }, '/schedule', 'unknown-field'],
    ] as const) {
      const { status, body } = await dry(more);
      expect([status, body.errors[0]?.path, body.errors[0]?.code]).toEqual([422, path, code]);
    }
    expect((await dry({ name: 'not saved yet', labels: { a: 'b' } })).status).toBe(200);
  });

  it('say what the quotas would refuse, with the refusal’s own code', async () => {
    const administrator = await api.as('fleet-administrator');
    const limited = await api.tenant('limited');
    const theirs = await api.as('tenant-administrator', limited);
    const network = { name: 'n', cidrs: ['198.51.100.0/24'], poolId: api.poolId };
    const inTenant = await api.as('fleet-administrator', limited);
    const { id: networkId } = (await inTenant.post<{ id: string }>('/networks', network)).body;
    const quota = { targetsPerScan: 10, addressesADay: 5 };
    expect((await administrator.patch(`/tenants/${limited}/quotas`, quota)).status).toBe(200);
    const body = { name: 'x', networkId, targets: ['198.51.100.0/28'], profiles: QUICK };
    const dried = await theirs.post<DryRun>('/jobs/dry-run', body);
    expect(codes(dried.body).filter((code) => code.startsWith('quota'))).toEqual([
      'quota-targets-per-scan',
      'quota-addresses-a-day',
    ]);
    const started = await theirs.post<ProblemBody>('/scans', body);
    expect([started.status, started.body.code]).toEqual([429, 'quota-targets-per-scan']);
  });

  it('expect a duration from what was measured where agents are', async () => {
    await api.ledger.connection.query('INSERT INTO agents SET ?', {
      ...{ id: randomUUID(), pool_id: api.poolId, name: 'w1', state: 'Active', tool_slots: 4, free_slots: 4 },
      ...{ session_id: randomUUID(), last_seen_at: new Date(), created_at: new Date() },
      engines: JSON.stringify([{ name: 'nmap', available: true, version: '7.93', reason: '', notes: [] }]),
    });
    const first = (await dry()).body;
    expect(codes(first)).toEqual(['not-measured']);
    expect(first).toMatchObject({
      durationSeconds: null,
      agents: [{ name: 'w1', ready: true, toolSlots: 4 }],
    });
    const work = createHash('sha256')
      .update(JSON.stringify(['nmap', nmapPresets.quick.options]))
      .digest('hex');
    await api.ledger.connection.query('INSERT INTO paces SET ?', {
      ...{ pool_id: api.poolId, engine: 'nmap', work, target_ms: 1_000, samples: 1, updated_at: new Date() },
    });
    const { body } = await dry();
    // 256 targets of a second each, in four slots: 64 seconds, give or take a quarter.
    expect(body).toMatchObject({ slices: 5, durationSeconds: { from: 48, to: 80 }, warnings: [] });
    expect(body.profiles[0]!.targetMs).toBe(1_000);
  });
});
