import { randomUUID } from 'node:crypto';
import type { Answer, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Job {
  id: string;
  name: string;
  description: string;
  labels: Record<string, string>;
  targets: string[];
  assetTags: object | null;
  wholeNetwork: boolean;
  exclusions: string[];
  priority: number;
  enabled: boolean;
  version: number;
  profiles: { preset: string }[];
}

interface Scan {
  id: string;
  name: string;
  jobId: string | null;
  priority: number;
  profiles: { preset: string }[];
}

interface Bulk {
  results: { id: string; accepted: boolean; scanId: string | null; code: string }[];
}

const QUICK = [{ engine: 'nmap', preset: 'quick' }];

describe('jobs', () => {
  let api: WholeApi;
  let rest: Rest;
  let stranger: Rest;
  let made = 0;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
  }, 60_000);
  afterAll(() => api.stop());

  const words = (more: object = {}) => ({
    ...{ name: `job ${++made}`, networkId: api.networkId, targets: ['127.0.0.1'], profiles: QUICK },
    ...more,
  });
  const create = async (more: object = {}): Promise<Job> => {
    const { status, body } = await rest.post<Job & { warnings: { code: string }[] }>('/jobs', words(more));
    const { warnings, ...job } = body;
    // Nobody is there to scan: that is said at once.
    expect([status, warnings?.map(({ code }) => code)]).toEqual([201, ['no-agent-online']]);
    return job;
  };
  const edit = (id: string, change: object, version: string, by = rest) =>
    by.patch<Job & ProblemBody>(`/jobs/${id}`, change, { headers: { 'if-match': version } });
  const found = async (id: string): Promise<Job> => (await rest.get<Job>(`/jobs/${id}`)).body;
  const codeOf = ({ status, body }: Answer<ProblemBody>) => [status, body.code];

  describe('are edited', () => {
    it('by whoever has seen what is there: of two edits at once one is refused', async () => {
      const job = await create({ description: 'before' });
      const read = await rest.get<Job>(`/jobs/${job.id}`);
      expect(read.headers.get('etag')).toBe('"1"');
      const answers = await Promise.all([
        edit(job.id, { description: 'one' }, '"1"'),
        edit(job.id, { description: 'other' }, '"1"'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const won = answers.find(({ status }) => status === 200)!;
      expect(won.headers.get('etag')).toBe('"2"');
      expect(answers.find(({ status }) => status === 412)!.body).toMatchObject({
        code: 'version-mismatch',
        version: 2,
      });
      expect(await found(job.id)).toMatchObject({ description: won.body.description, version: 2 });
    });

    it('in every field, and in those alone that are named', async () => {
      const job = await create({ labels: { squad: 'web' }, priority: 3, maxDurationSeconds: 60 });
      const first = await edit(job.id, { name: `${job.name} anew`, maxDurationSeconds: null }, '"1"');
      expect(first.body).toMatchObject({
        ...job,
        ...{ name: `${job.name} anew`, maxDurationSeconds: null, version: 2, updatedAt: expect.anything() },
      });
      const change = {
        ...{ description: 'd', labels: { squad: 'db' }, targets: ['192.0.2.1', '192.0.2.4/30'], priority: 9 },
        ...{ profiles: [{ engine: 'nmap', preset: 'full' }], exclusions: ['192.0.2.5'] },
        ...{ assetTags: { any: ['dmz'] }, maxDurationSeconds: 120 },
      };
      const second = await edit(job.id, change, '*');
      expect(second.body).toMatchObject({
        ...change,
        ...{ assetTags: { all: [], any: ['dmz'], none: [] }, profiles: [{ preset: 'full' }], version: 3 },
      });
      expect((await edit(job.id, { assetTags: null }, '"3"')).body).toMatchObject({ assetTags: null });
      expect(await found(job.id)).toMatchObject({ targets: change.targets, exclusions: change.exclusions });
    });

    it('while a scan goes on with what it started with', async () => {
      const job = await create({ priority: 2 });
      const { body: scan } = await rest.post<Scan>(`/jobs/${job.id}/start`);
      const change = {
        name: `${job.name} later`,
        priority: 8,
        profiles: [{ engine: 'nmap', preset: 'full' }],
      };
      expect((await edit(job.id, change, '"1"')).status).toBe(200);
      expect((await rest.get<Scan>(`/scans/${scan.id}`)).body).toMatchObject({
        ...{ name: job.name, priority: 2, profiles: [{ preset: 'quick' }] },
      });
    });

    it('never without If-Match, never into what could not be made', async () => {
      const job = await create();
      const other = await create();
      expect(codeOf(await rest.patch(`/jobs/${job.id}`, { priority: 1 }))).toEqual([
        428,
        'if-match-required',
      ]);
      for (const [change, path, code] of [
        [{ name: null }, '/name', 'wrong-type'],
        [{ name: '' }, '/name', 'too-short'],
        [{ description: null }, '/description', 'wrong-type'],
        [{ labels: null }, '/labels', 'invalid'],
        [{ labels: { 'a b': 'x' } }, '/labels', 'invalid'],
        [{ priority: null }, '/priority', 'wrong-type'],
        [{ priority: 10 }, '/priority', 'out-of-range'],
        [{ targets: null }, '/targets', 'wrong-type'],
        [{ targets: [] }, '/targets', 'too-few'],
        [{ targets: ['127.0.0.1', '198.51.100.1'] }, '/targets/1', 'outside-network'],
        [{ targets: ['-iL /etc/passwd'] }, '/targets/0', 'malformed-target'],
        [{ assetIds: ['--all'] }, '/assetIds/0', 'malformed'],
        [{ assetTags: { some: ['x'] } }, '/assetTags/some', 'unknown-field'],
        [{ assetTags: { any: [''] } }, '/assetTags/any/0', 'too-short'],
        [{ wholeNetwork: 'yes' }, '/wholeNetwork', 'wrong-type'],
        [{ networkId: randomUUID() }, '/networkId', 'no-such-network'],
        [{ profiles: [] }, '/profiles', 'too-few'],
        [{ profiles: [{ engine: 'nmap', arguments: '-sS' }] }, '/profiles/0/arguments', 'unknown-field'],
        [{ enabled: false }, '/enabled', 'unknown-field'],
        [{ version: 7 }, '/version', 'unknown-field'],
        [{ tenantId: randomUUID() }, '/tenantId', 'unknown-field'],
      ] as const) {
        const refused = await edit(job.id, change, '"1"');
        const field = refused.body.errors?.[0];
        expect([change, refused.status, field?.path, field?.code]).toEqual([change, 422, path, code]);
      }
      expect(codeOf(await edit(job.id, { name: other.name }, '"1"'))).toEqual([409, 'job-name-taken']);
      expect(codeOf(await edit(job.id, { priority: 1 }, '1'))).toEqual([400, 'malformed-if-match']);
      expect(await found(job.id)).toEqual(job);
    });

    it('by nobody of another tenant', async () => {
      const job = await create();
      expect(codeOf(await edit(job.id, { priority: 1 }, '*', stranger))).toEqual([404, 'not-found']);
      for (const command of ['enable', 'disable', 'clone', 'start'])
        expect(codeOf(await stranger.post(`/jobs/${job.id}/${command}`))).toEqual([404, 'not-found']);
      expect(await found(job.id)).toEqual(job);
    });
  });

  it('are disabled and enabled, as often as anybody likes', async () => {
    const job = await create();
    const off = await rest.post<Job>(`/jobs/${job.id}/disable`);
    expect([off.status, off.body.enabled, off.headers.get('etag')]).toEqual([200, false, '"2"']);
    expect((await rest.post<Job>(`/jobs/${job.id}/disable`)).body).toEqual(off.body);
    expect(codeOf(await rest.post(`/jobs/${job.id}/start`))).toEqual([409, 'job-disabled']);
    expect((await rest.post<Job>(`/jobs/${job.id}/enable`)).body).toMatchObject({
      enabled: true,
      version: 3,
    });
    expect((await rest.post(`/jobs/${job.id}/start`)).status).toBe(202);
  });

  describe('are cloned', () => {
    it('with everything but the name, which is the first free one', async () => {
      const name = `original ${++made}`;
      const job = await create({ name, labels: { a: '1' }, priority: 7, exclusions: ['127.0.0.9'] });
      await rest.post(`/jobs/${job.id}/disable`);
      const { id, status, body } = await rest
        .post<Job>(`/jobs/${job.id}/clone`)
        .then((answer) => ({ ...answer, id: answer.body.id }));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...job,
        ...{ id, name: `${name} (copy)`, enabled: false, version: 1 },
        ...{ createdAt: expect.anything(), updatedAt: expect.anything() },
      });
      const copies = await Promise.all([1, 2, 3].map(() => rest.post<Job>(`/jobs/${id}/clone`)));
      expect(copies.map(({ body }) => body.name).sort()).toEqual(
        [2, 3, 4].map((copy) => `${name} (copy ${copy})`),
      );
      expect((await rest.post<Job>(`/jobs/${job.id}/clone`, { name: 'by name' })).body.name).toBe('by name');
      expect(codeOf(await rest.post(`/jobs/${job.id}/clone`, { name: 'by name' }))).toEqual([
        409,
        'job-name-taken',
      ]);
      expect((await rest.post<ProblemBody>(`/jobs/${job.id}/clone`, { name: null })).status).toBe(422);
    });

    it('however long the name is', async () => {
      const job = await create({ name: 'ü'.repeat(200) });
      const names = [];
      for (let copy = 0; copy < 2; copy++)
        names.push((await rest.post<Job>(`/jobs/${job.id}/clone`)).body.name);
      expect(names).toEqual([`${'ü'.repeat(193)} (copy)`, `${'ü'.repeat(191)} (copy 2)`]);
    });
  });

  describe('many at once', () => {
    const bulk = (action: string, ids: string[], by = rest) => by.post<Bulk>('/jobs/bulk', { action, ids });
    const codes = ({ body }: Answer<Bulk>) =>
      body.results.map(({ accepted, code }) => (accepted ? 'yes' : code));

    it('have each its own answer', async () => {
      const [one, off, nobody] = [await create(), await create(), randomUUID()];
      await rest.post(`/jobs/${off.id}/disable`);
      const key = randomUUID();
      const start = () =>
        rest.post<Bulk>('/jobs/bulk', { action: 'start', ids: [off.id, nobody, one.id, one.id] }, { key });
      const started = await start();
      expect(started.body.results).toMatchObject([
        { id: off.id, accepted: false, scanId: null, code: 'job-disabled' },
        { id: nobody, accepted: false, scanId: null, code: 'not-found' },
        { id: one.id, accepted: true, scanId: expect.any(String), code: '' },
      ]);
      expect((await start()).body).toEqual(started.body);
      const { items } = (await rest.get<{ items: Scan[] }>(`/scans?jobId=${one.id}`)).body;
      expect(items.map(({ id }) => id)).toEqual([started.body.results[2]!.scanId]);
      expect(codes(await bulk('enable', [off.id, one.id]))).toEqual(['yes', 'yes']);
      expect(codes(await bulk('disable', [off.id, nobody]))).toEqual(['yes', 'not-found']);
      expect((await found(off.id)).enabled).toBe(false);
      expect(codes(await bulk('delete', [one.id, off.id, nobody]))).toEqual(['yes', 'yes', 'not-found']);
      expect((await rest.get(`/jobs/${one.id}`)).status).toBe(404);
    });

    it('are not touched through another tenant', async () => {
      const [one, two] = [await create(), await create()];
      for (const action of ['start', 'disable', 'enable', 'delete'])
        expect(codes(await bulk(action, [one.id, two.id], stranger))).toEqual(['not-found', 'not-found']);
      expect([await found(one.id), await found(two.id)]).toEqual([one, two]);
      expect(await rest.all<Scan>(`/scans?jobId=${one.id}`)).toEqual([]);
    });

    it('in opposite order by two people, do not get in each other’s way', async () => {
      const jobs = await Promise.all(Array.from({ length: 8 }, () => create()));
      const ids = jobs.map(({ id }) => id);
      const answers = await Promise.all(
        ['disable', 'start', 'enable', 'start'].map((action, index) =>
          bulk(action, index % 2 ? ids : ids.toReversed()),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    });

    it.each([
      [{ action: 'start', ids: [] }, '/ids'],
      [{ action: 'start', ids: ['x'] }, '/ids/0'],
      [{ action: 'start', ids: Array.from({ length: 101 }, () => randomUUID()) }, '/ids'],
      [{ action: 'explode', ids: [randomUUID()] }, '/action'],
      [{ ids: [randomUUID()] }, '/action'],
    ])('are refused for %j', async (body, path) => {
      const { status, body: problem } = await rest.post<ProblemBody>('/jobs/bulk', body);
      expect([status, problem.errors[0]?.path]).toEqual([422, path]);
    });
  });

  describe('are listed', () => {
    let networkId: string;
    beforeAll(async () => {
      const administrator = await api.as('fleet-administrator');
      const network = { name: 'listed', cidrs: ['198.51.100.0/24'], poolId: api.poolId };
      networkId = (await administrator.post<{ id: string }>('/networks', network)).body.id;
      const here = { networkId, targets: ['198.51.100.1'] };
      await create({ ...here, name: 'Listed 100%', labels: { team: 'web', 'k8s.io/x': 'a=b' } });
      await create({ ...here, name: 'listed_1', labels: { team: 'WEB' } });
      const off = await create({ ...here, name: 'listed 2', labels: { other: 'web' } });
      await rest.post(`/jobs/${off.id}/disable`);
    });
    const names = async (query: string) =>
      (await rest.all<Job>(`/jobs?${query}`)).map(({ name }) => name).sort();

    it.each<[string, string[]]>([
      ['name=LISTED', ['Listed 100%', 'listed 2', 'listed_1']],
      ['name=listed%25', []],
      ['name=listed_', ['listed_1']],
      ['name=Listed%20100%25', ['Listed 100%']],
      [`name=${encodeURIComponent("listed' OR '1'='1")}`, []],
      ['label=team', ['Listed 100%', 'listed_1']],
      ['label=team%3Dweb', ['Listed 100%']],
      [`label=${encodeURIComponent('k8s.io/x=a=b')}`, ['Listed 100%']],
      [`label=${encodeURIComponent('team="')}`, []],
      ['label=team%3D', []],
      ['name=listed&enabled=false', ['listed 2']],
      ['name=listed&enabled=true&limit=1', ['Listed 100%', 'listed_1']],
    ])('by %s', async (query, expected) => {
      expect(await names(query)).toEqual(expected);
    });

    it('by network, page after page', async () => {
      expect(await names(`networkId=${networkId}&limit=2`)).toHaveLength(3);
      expect(await names(`networkId=${randomUUID()}`)).toEqual([]);
    });

    it.each(['name=', 'label=%22', 'label=a%20b', 'enabled=maybe', 'networkId=x', 'owner=me'])(
      'never by %s',
      async (query) => expect((await rest.get(`/jobs?${query}`)).status).toBe(422),
    );
  });

  it('name the scanners that may do them, or their labels, and are started by those rules', async () => {
    const [agentId, elsewhere] = [randomUUID(), randomUUID()];
    const { connection } = api.ledger;
    const agent = { id: agentId, pool_id: api.poolId, name: 'berlin', state: 'Active', engines: '[]' };
    await connection.query('INSERT INTO agents SET ?', [{ ...agent, created_at: new Date() }]);
    const scannerOf = (body: unknown) => (body as { scanner: unknown }).scanner;
    const job = await create({ scanner: { agentIds: [agentId.toUpperCase()] } });
    expect(scannerOf(job)).toEqual({ agentIds: [agentId] });
    const started = await rest.post<Scan>(`/jobs/${job.id}/start`);
    expect(started.status).toBe(202);
    const [scan] = await api.database.rows<{ scanner: string }>('SELECT scanner FROM scans WHERE id = ?', [
      started.body.id,
    ]);
    expect(JSON.parse(scan!.scanner)).toEqual({ agentIds: [agentId] });
    await rest.post(`/scans/${started.body.id}/cancel`);
    const labelled = await edit(job.id, { scanner: { labels: { site: 'berlin' } } }, `"${job.version}"`);
    expect(scannerOf(labelled.body)).toEqual({ labels: { site: 'berlin' } });
    expect(scannerOf((await edit(job.id, { priority: 3 }, '*')).body)).toEqual({
      labels: { site: 'berlin' },
    });
    expect(scannerOf((await edit(job.id, { scanner: null }, '*')).body)).toBeNull();
    const unknown = await rest.post<ProblemBody>(
      '/jobs',
      words({ scanner: { agentIds: [agentId, elsewhere] } }),
    );
    expect([unknown.status, unknown.body.errors[0]]).toMatchObject([
      422,
      { path: '/scanner/agentIds/1', code: 'no-such-agent' },
    ]);
    for (const scanner of [
      {},
      { agentIds: [] },
      { labels: {} },
      { labels: { a: 1 } },
      { agentIds: ['x'] },
      [],
      'any',
      { agentIds: [agentId], labels: { a: 'b' } },
      { agentIds: 'x', labels: { a: 'b' } },
    ]) {
      const refused = await rest.post<ProblemBody>('/jobs', words({ scanner }));
      expect([scanner, refused.status]).toEqual([scanner, 422]);
    }
    await connection.query('DELETE FROM agents WHERE id = ?', [agentId]);
  });

  it('select the whole network, or what is left of it', async () => {
    const administrator = await api.as('fleet-administrator');
    const network = async (name: string, cidrs: string[]) =>
      (await administrator.post<{ id: string }>('/networks', { name, cidrs, poolId: api.poolId })).body.id;
    const small = await network('small', ['203.0.113.0/29']);
    const job = await create({ networkId: small, targets: undefined, wholeNetwork: true });
    expect(job).toMatchObject({ targets: [], wholeNetwork: true });
    const { body } = await rest.post<{ progress: { targetsTotal: number } }>(`/jobs/${job.id}/start`);
    expect(body.progress.targetsTotal).toBe(8);
    const odd = await network('odd', ['169.254.0.0/24']);
    const refused = await rest.post<ProblemBody>(
      '/jobs',
      words({ networkId: odd, wholeNetwork: true, targets: [] }),
    );
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [expect.objectContaining({ path: '/wholeNetwork', code: 'denied-address' })],
    ]);
    const nothing = words({ targets: undefined, assetTags: { none: ['x'] } });
    expect(codeOf(await rest.post('/jobs', nothing))).toEqual([422, 'no-targets']);
  });

  it('leave their scans behind and their name free', async () => {
    const job = await create({ name: 'passing' });
    const { body: scan } = await rest.post<Scan>(`/jobs/${job.id}/start`);
    expect((await rest.delete(`/jobs/${job.id}`)).status).toBe(204);
    expect((await rest.delete(`/jobs/${job.id}`)).status).toBe(404);
    expect((await rest.get<Scan>(`/scans/${scan.id}`)).body).toMatchObject({
      jobId: job.id,
      name: 'passing',
    });
    await create({ name: 'passing' });
  });
});
