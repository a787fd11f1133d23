import { randomUUID } from 'node:crypto';
import type { Page, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Asset {
  id: string;
  networkId: string;
  name: string;
  hostName: string;
  os: string;
  externalId: string | null;
  addresses: string[];
  tags: string[];
  version: number;
}

interface Imported {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  rows: { row: number; outcome: string; assetId: string | null; code: string | null; path: string | null }[];
}

describe('assets', () => {
  let api: WholeApi;
  let admin: Rest;
  let networkId: string;
  beforeAll(async () => {
    api = await startWholeApi();
    admin = await api.as('tenant-administrator');
    networkId = api.networkId;
  }, 60_000);
  afterAll(() => api.stop());
  beforeEach(async () => {
    for (const table of ['assets', 'asset_addresses', 'asset_tags'])
      await api.ledger.connection.query(`DELETE FROM ${table}`);
  });

  const make = async (fields: object): Promise<Asset> => {
    const { status, body } = await admin.post<Asset>('/assets', { networkId, ...fields });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  };
  const bring = (assets: object[]) => admin.post<Imported>('/assets/import', { networkId, assets });
  const bringCsv = (text: string, network = networkId) =>
    admin.post<Imported & ProblemBody>(`/assets/import.csv?networkId=${network}`, text, {
      headers: { 'content-type': 'text/csv' },
    });
  const names = async (query: string) => (await admin.all<Asset>(`/assets?${query}`)).map(({ name }) => name);

  it('are made, read, changed by version and forgotten', async () => {
    const made = await admin.post<Asset>('/assets', {
      ...{ networkId, name: 'web-1', hostName: 'WEB-1.Example.com.', os: 'Ubuntu 24.04', externalId: 'i-1' },
      ...{ addresses: ['192.0.2.10', '2001:DB8::0001'], tags: ['b', 'a'] },
    });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const { id } = made.body;
    expect(made.body).toMatchObject({
      ...{ hostName: 'web-1.example.com', addresses: ['192.0.2.10', '2001:db8::1'], tags: ['a', 'b'] },
    });
    expect((await admin.get(`/assets/${id}`)).body).toEqual(made.body);
    const edit = (body: object, version?: string) =>
      admin.patch<Asset & ProblemBody>(`/assets/${id}`, body, {
        headers: version === undefined ? {} : { 'if-match': version },
      });
    expect((await edit({ name: 'x' })).status).toBe(428);
    expect((await edit({ name: 'x' }, '"9"')).status).toBe(412);
    const edited = await edit({ addresses: ['192.0.2.11'], tags: [] }, '"1"');
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"']);
    expect(edited.body).toMatchObject({ name: 'web-1', addresses: ['192.0.2.11'], tags: [], version: 2 });
    expect((await edit({ name: 'web-1' }, '"2"')).body.version).toBe(2);
    expect((await edit({ externalId: 'i-2' }, '*')).body.code).toBe('identity-fixed');
    expect((await edit({ externalId: null }, '*')).body.code).toBe('identity-fixed');
    expect((await admin.delete(`/assets/${id}`)).status).toBe(204);
    expect((await admin.get(`/assets/${id}`)).status).toBe(404);
    expect((await admin.delete(`/assets/${id}`)).status).toBe(404);
    await make({ addresses: ['192.0.2.11'] });
  });

  it.each([
    ['an unknown field', { colour: 'red' }, 422, '/colour', 'unknown-field'],
    ['no name at all', {}, 422, '/name', 'required'],
    ['null for a name', { name: null }, 422, '/name', 'wrong-type'],
    ['an octal address', { addresses: ['010.0.0.1'] }, 422, '/addresses/0', 'ambiguous-address'],
    ['a mapped address', { addresses: ['::ffff:192.0.2.1'] }, 422, '/addresses/0', 'ambiguous-address'],
    ['an address twice', { addresses: ['192.0.2.1', '192.0.2.1'] }, 422, '/addresses/1', 'duplicate'],
    ['a host name that is none', { hostName: 'a b' }, 422, '/hostName', 'malformed'],
    ['a control character', { name: 'a\u0000b' }, 422, '/name', 'control-character'],
    ['a tag with a semicolon', { name: 'x', tags: ['a;b'] }, 422, '/tags/0', 'malformed'],
    ['no such network', { name: 'x', networkId: randomUUID() }, 422, '/networkId', 'no-such-network'],
  ])('with %s are refused', async (_, fields, status, path, code) => {
    const refused = await admin.post<ProblemBody>('/assets', { networkId, ...fields });
    expect([refused.status, refused.body.errors[0]]).toMatchObject([status, { path, code }]);
  });

  it('share neither an address nor an external id within a network, however many ask at once', async () => {
    const same = { networkId, externalId: 'i-1', addresses: ['192.0.2.1'] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => admin.post<ProblemBody>('/assets', { ...same, name: `a${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect((await admin.post<ProblemBody>('/assets', { ...same, externalId: 'i-2' })).body).toMatchObject({
      code: 'address-taken',
      errors: [{ path: '/addresses/0' }],
    });
  });

  it('are listed by network, tag, address and beginning of a name, page by page', async () => {
    for (let n = 0; n < 5; n++)
      await make({ name: `web_${n}`, addresses: [`192.0.2.${n}`], tags: n % 2 ? ['odd'] : ['Odd', 'even'] });
    await make({ name: 'db%1', hostName: 'web.example.com' });
    expect(await names('limit=2')).toHaveLength(6);
    expect(await names('tag=odd')).toEqual(['web_1', 'web_3']);
    expect(await names('address=192.0.2.3')).toEqual(['web_3']);
    expect(await names('text=web_')).toHaveLength(5);
    expect(await names('text=web.')).toEqual(['db%1']);
    expect(await names('text=%25')).toEqual([]);
    expect(await names(`networkId=${networkId}&tag=even&limit=1`)).toHaveLength(3);
    expect(await names(`networkId=${randomUUID()}`)).toEqual([]);
    expect((await admin.get('/assets?address=010.0.0.1')).status).toBe(422);
    expect((await admin.get('/assets?colour=red')).status).toBe(422);
  });

  describe('come from files', () => {
    it('and stay who they are', async () => {
      const first = await bring([
        { externalId: 'i-1', name: 'one', addresses: ['192.0.2.1'], tags: ['a'] },
        { externalId: 'i-2', name: 'two', addresses: ['192.0.2.2'] },
        { addresses: ['192.0.2.3'] },
      ]);
      expect(first.body).toMatchObject({ created: 3, updated: 0, refused: 0 });
      const [one, two, three] = first.body.rows.map(({ assetId }) => assetId);
      const second = await bring([
        { externalId: 'i-2', addresses: ['192.0.2.1'] },
        { externalId: 'i-1', addresses: ['192.0.2.2'] },
        { addresses: ['192.0.2.3'] },
        { name: 'bad', addresses: ['0x7f.1'] },
        { externalId: 'i-9', addresses: ['192.0.2.1'] },
      ]);
      expect(second.body.rows).toMatchObject([
        { row: 1, outcome: 'updated', assetId: two },
        { row: 2, outcome: 'updated', assetId: one },
        { row: 3, outcome: 'unchanged', assetId: three },
        { row: 4, outcome: 'refused', assetId: null, code: 'ambiguous-address', path: '/addresses/0' },
        { row: 5, outcome: 'refused', code: 'address-taken' },
      ]);
      expect((await admin.get(`/assets/${one}`)).body).toMatchObject({
        ...{ externalId: 'i-1', name: 'one', addresses: ['192.0.2.2'], tags: ['a'], version: 2 },
      });
    });

    it('as CSV, which comes out as it went in and runs in no spreadsheet', async () => {
      const hostile = '=HYPERLINK("http://192.0.2.9","x")';
      const sent = [
        '\ufeffexternal_id,name,tags,addresses,os',
        `i-1,"${hostile.replaceAll('"', '""')}",@a;-b,192.0.2.1;2001:db8::1,"+1, or more"`,
        "i-2,'=2+2,,,",
        '',
      ].join('\r\n');
      expect((await bringCsv(sent)).body).toMatchObject({ created: 2, refused: 0 });
      const out = await admin.get<string>('/assets/export.csv');
      expect(out.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      for (const cell of out.body.trimEnd().split(/,|\r\n/)) expect(cell).not.toMatch(/^"[=+\-@\t\r]/);
      expect(out.body).toContain(`"'=HYPERLINK(`);
      expect((await bringCsv(out.body)).body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
      expect(await names('')).toEqual([hostile, '=2+2']);
    });

    it('and leave alone what a column is missing for, and take away what a cell is empty for', async () => {
      await make({ externalId: 'i-1', name: 'one', os: 'Linux', tags: ['a'] });
      expect((await bringCsv('externalId,os\ni-1,\n')).body).toMatchObject({ updated: 1 });
      expect((await admin.all<Asset>('/assets'))[0]).toMatchObject({ name: 'one', os: '', tags: ['a'] });
    });

    it.each([
      ['an open quotation mark', 'name\n"x', 'malformed-csv'],
      ['a column nobody knows', 'name,colour\nx,red', 'malformed-csv'],
      ['a column twice', 'name,name\nx,y', 'malformed-csv'],
      ['a short line', 'name,os\nx', 'malformed-csv'],
      ['nothing', '', 'malformed-request'],
    ])('but not with %s', async (_, text, code) => {
      const refused = await bringCsv(text);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      if (text) expect(refused.body.code).toBe(code);
    });

    it('but not as anything else, not into networks of others, and not without end', async () => {
      const json = await admin.post<ProblemBody>(`/assets/import.csv?networkId=${networkId}`, {});
      expect([json.status, json.body.code]).toEqual([415, 'unsupported-media-type']);
      expect((await bringCsv('name\nx\n', randomUUID())).body.code).toBe('no-such-network');
      expect((await bring(Array<object>(5_001).fill({}))).status).toBe(422);
      const lines = Array.from({ length: 5_001 }, (_, n) => `n${n}`).join('\n');
      expect((await bringCsv(`name\n${lines}`)).body.code).toBe('too-many-rows');
      const wrong = await admin.post<ProblemBody>('/assets/import', { networkId, assets: ['x', null, []] });
      expect(wrong.status).toBe(422);
    });

    it('in great numbers, by two at once, each asset once', async () => {
      const assets = Array.from({ length: 3_000 }, (_, n) => ({
        ...{ externalId: `i-${n}`, name: `n-${n}`, tags: ['t'] },
        addresses: [`10.1.${Math.floor(n / 250)}.${n % 250}`],
      }));
      const both = await Promise.all([bring(assets), bring([...assets].reverse())]);
      expect(both.map(({ body }) => [body.created, body.unchanged]).sort()).toEqual([
        [0, 3_000],
        [3_000, 0],
      ]);
      const { body } = await admin.get<Page<Asset>>('/assets?limit=200&tag=t');
      expect(body.items).toHaveLength(200);
      const out = await admin.get<string>('/assets/export.csv?tag=t');
      expect(out.body.trimEnd().split('\r\n')).toHaveLength(3_001);
    }, 60_000);
  });

  it('of others are not there', async () => {
    const { id } = await make({ name: 'mine', addresses: ['192.0.2.1'] });
    const other = await api.as('tenant-administrator', await api.tenant('other'));
    expect((await other.get(`/assets/${id}`)).status).toBe(404);
    expect(await other.all('/assets?address=192.0.2.1')).toEqual([]);
    expect((await other.post('/assets/import', { networkId, assets: [{ id, name: 'x' }] })).status).toBe(422);
    expect((await other.get<string>('/assets/export.csv')).body.trimEnd().split('\r\n')).toHaveLength(1);
    const viewer = await api.as('viewer');
    expect((await viewer.post('/assets', { networkId, name: 'x' })).status).toBe(403);
  });
});
