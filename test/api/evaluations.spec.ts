import { FindingProcessing } from '../../control-plane/server/src/findings';
import { ScanSweep } from '../../control-plane/server/src/scans/scan-sweep';
import type { Page } from '../../control-plane/server/src/platform/http';
import { condition } from '../harness/condition';
import type { Answer, Rest } from '../harness/rest';
import { evaluation } from './evaluation-record';
import { recordScan } from './scan-record';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Evaluation {
  id: string;
  address: string;
  score: number | null;
  counts: Record<string, number>;
  lookedAt: string;
}
interface Line {
  rule: string;
  result: string;
}
interface Drift {
  before: Evaluation;
  contentChanged: boolean;
  newPass: Line[];
  newFail: Line[];
  changed: Line[];
  added: Line[];
  removed: Line[];
}

describe('evaluations of profiles', () => {
  let api: WholeApi;
  let rest: Rest;
  let stranger: Rest;
  let jobId: string;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('viewer');
    stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    const administrator = await api.as('tenant-administrator');
    const job = {
      name: 'lab',
      networkId: api.networkId,
      targets: ['192.0.2.1'],
      profiles: [{ engine: 'nmap' }],
    };
    jobId = (await administrator.post<{ id: string }>('/jobs', job)).body.id;
  }, 60_000);
  afterAll(() => api.stop());

  /** A scan of the job, at this hour. */
  async function evaluated(
    hour: number,
    targets: Record<string, ReturnType<typeof evaluation>>,
  ): Promise<string> {
    const { connection } = api.ledger;
    const at = new Date(Date.UTC(2026, 0, 1, hour));
    const rows = Object.entries(targets).map(([address, observations]) => ({ address, observations, at }));
    const id = await recordScan(connection, { tenantId: api.tenantId, networkId: api.networkId }, rows);
    await connection.query('UPDATE scans SET job_id = ? WHERE id = ?', [jobId, id]);
    await api.controlPlane.app.get(FindingProcessing, { strict: false }).process(id);
    return id;
  }
  const list = async (query: string) =>
    (await rest.all<Evaluation>(`/evaluations?${query}`)).map(({ id }) => id);
  const drift = (id: string, query = '') => rest.get<Drift & ProblemBody>(`/evaluations/${id}/drift${query}`);
  const rules = (lines: readonly Line[]) => lines.map(({ rule }) => rule);
  const code = ({ status, body }: Answer<ProblemBody>) => [status, body.code];

  it('tell score, counts and rules of each host, over time', async () => {
    const first = await evaluated(1, {
      '192.0.2.1': evaluation(
        { 'r-one': 'fail', 'r-two': 'pass', 'r-three': 'notapplicable' },
        { score: 50 },
      ),
      '192.0.2.2': evaluation({ 'r-one': 'pass', 'r-two': 'pass', 'r-three': 'pass' }, { score: 100 }),
      '192.0.2.3': [],
    });
    const second = await evaluated(2, {
      '192.0.2.1': evaluation(
        { 'r-one': 'pass', 'r-two': 'fail', 'r-four': 'error' },
        { score: 60, content: 'b' },
      ),
    });
    const [newest, oldest] = (await rest.get<Page<Evaluation>>('/evaluations?address=192.0.2.1')).body.items;
    expect([newest?.score, oldest?.score]).toEqual([60, 50]);
    expect(oldest?.counts).toEqual({ fail: 1, pass: 1, notapplicable: 1 });
    expect(await list(`scanId=${first}`)).toHaveLength(2);
    expect(await list(`scanId=${second}`)).toEqual([newest?.id]);
    expect(await list(`jobId=${jobId}&limit=1`)).toHaveLength(3);
    expect(await list(`address=192.0.2.1&profileId=other`)).toEqual([]);
    expect(code(await rest.get<ProblemBody>('/evaluations?profileId=x'))[0]).toBe(400);
    expect((await rest.get(`/evaluations/${newest?.id}`)).body).toEqual(newest);
    const since = (await drift(newest!.id)).body;
    expect([since.before.id, since.contentChanged]).toEqual([oldest?.id, true]);
    expect([since.newPass, since.newFail, since.changed, since.added, since.removed].map(rules)).toEqual([
      ...[['r-one'], ['r-two'], [], ['r-four'], ['r-three']],
    ]);
    expect(code(await drift(oldest!.id))).toEqual([404, 'nothing-before']);
    const summary = await rest.get<object>(`/evaluations/summary?jobId=${jobId}`);
    expect(summary.body).toMatchObject({
      ...{ evaluations: 2, hosts: 2, score: 80, counts: { pass: 4, fail: 1, error: 1 }, truncated: false },
      worst: [{ address: '192.0.2.1' }, { address: '192.0.2.2' }],
      rules: [{ rule: 'r-two', failed: 1 }],
    });
    expect((await rest.get<object>(`/evaluations/summary?scanId=${first}`)).body).toMatchObject({
      score: 75,
      hosts: 2,
    });
    expect(code(await rest.get<ProblemBody>('/evaluations/summary'))).toEqual([422, 'scan-or-job']);
  });

  it('offer their rules by result, severity and words, and all of one', async () => {
    const scan = await evaluated(3, {
      '192.0.2.9': evaluation({ 'r-one': 'fail', 'r-two': 'fail', 'r-three': 'pass' }),
    });
    const [id] = await list(`scanId=${scan}`);
    const found = async (query: string) =>
      rules(await rest.all<Line>(`/evaluations/${id}/rules?limit=1&${query}`));
    expect(await found('')).toEqual(['r-one', 'r-three', 'r-two']);
    expect(await found('result=fail')).toEqual(['r-one', 'r-two']);
    expect(await found('result=fail&result=pass&severity=low')).toEqual(['r-three', 'r-two']);
    expect(await found('text=OF%20R-O')).toEqual(['r-one']);
    expect(code(await rest.get<ProblemBody>(`/evaluations/${id}/rules?result=perfect`))[0]).toBe(422);
    expect(
      (await rest.get<{ results: object[] }>(`/evaluations/${id}/rules/r-one`)).body.results,
    ).toMatchObject([{ rule: 'r-one', result: 'fail', idents: [{ value: 'CCE-1' }], evidence: 'seen' }]);
    expect((await rest.get(`/evaluations/${id}/rules/r-none`)).status).toBe(404);
  });

  it('have no score where the run had trouble, and are compared only with their like', async () => {
    const scan = await evaluated(4, {
      '192.0.2.20': evaluation({ 'r-one': 'unknown' }, { trouble: ['E: probe'] }),
    });
    const other = await evaluated(5, {
      '192.0.2.20': evaluation({ 'r-one': 'pass' }, { profileId: 'lab_other' }),
    });
    const [troubled] = await rest.all<Evaluation & { degraded: boolean }>(`/evaluations?scanId=${scan}`);
    const [unlike] = await list(`scanId=${other}`);
    expect(troubled).toMatchObject({ score: null, degraded: true });
    expect(code(await drift(unlike!, `?against=${troubled?.id}`))).toEqual([422, 'not-comparable']);
    expect(code(await drift(unlike!))).toEqual([404, 'nothing-before']);
    const far = await evaluated(6, { '192.0.2.21': evaluation({ 'r-one': 'pass' }) });
    const [elsewhere] = await list(`scanId=${far}`);
    // Another host with the same profile, when it is asked for.
    expect((await drift(elsewhere!, `?against=${troubled?.id}`)).body).toMatchObject({
      newPass: [{ rule: 'r-one' }],
    });
  });

  it('are their tenant’s alone, and go with their scan', async () => {
    const scan = await evaluated(7, { '192.0.2.30': evaluation({ 'r-one': 'pass' }) });
    const [id] = await list(`scanId=${scan}`);
    expect((await stranger.get<Page<Evaluation>>('/evaluations')).body.items).toEqual([]);
    for (const path of ['', '/rules', '/rules/r-one', '/drift'])
      expect((await stranger.get(`/evaluations/${id}${path}`)).status).toBe(404);
    expect((await stranger.get<{ hosts: number }>(`/evaluations/summary?jobId=${jobId}`)).body.hosts).toBe(0);
    const administrator = await api.as('tenant-administrator');
    await condition('deleted', async () => (await administrator.delete(`/scans/${scan}`)).status === 204);
    await api.controlPlane.app.get(ScanSweep, { strict: false }).round();
    expect((await rest.get(`/evaluations/${id}`)).status).toBe(404);
  });
});
