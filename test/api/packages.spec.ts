import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Contents, CONTENT_PART_BYTES } from '../../control-plane/server/src/packages';
import type { Page } from '../../control-plane/server/src/platform/http';
import type { Answer, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');
/** What Debian's own package of content holds. */
const DEBIAN_11 = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';
const ALL = 'xccdf_lab.facts_profile_all';
const nobodys = '01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41';
const TAKEN = 'package-name-taken';
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

interface Package {
  id: string;
  name: string;
  description: string;
  enabled: boolean;
  versionId: string;
  sha256: string;
  bytes: number;
  version: number;
  content: {
    kind: string;
    definitions: number;
    benchmarks: { id: string; rules: number; profiles: { id: string; rules: number }[] }[];
  };
}

describe('security packages', () => {
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

  const upload = (content: string | Buffer, path = `/packages?name=package%20${(made += 1)}`, by = rest) =>
    by.post<Package & ProblemBody>(path, content, { headers: { 'content-type': 'application/xml' } });
  const codes = ({ status, body }: Answer<ProblemBody>) => [status, body.code, body.errors?.[0]?.code];
  const bytesOf = async (tenantId: string, hash: string): Promise<Buffer> => {
    const contents = api.controlPlane.app.get(Contents);
    const parts: Buffer[] = [];
    for (let part = await contents.part(tenantId, hash, 0); part;)
      part = await contents.part(tenantId, hash, CONTENT_PART_BYTES * parts.push(part));
    return Buffer.concat(parts);
  };

  it('say what they offer, and hold what was sent', async () => {
    const { status, body, headers } = await upload(FACTS, '/packages?name=Facts&description=of%20a%20lab');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{
        name: 'Facts',
        description: 'of a lab',
        enabled: true,
        sha256: sha256(FACTS),
        bytes: FACTS.length,
      },
      content: {
        ...{ kind: 'data-stream', definitions: 3 },
        benchmarks: [{ id: 'xccdf_lab.facts_benchmark_facts', rules: 5 }],
      },
    });
    expect(headers.get('location')).toBe(`/api/v1/packages/${body.id}`);
    expect((await rest.get(`/packages/${body.id}`)).body).toEqual(body);
    expect((await bytesOf(api.tenantId, body.sha256)).toString()).toBe(FACTS);
  });

  it('may be as large as a distribution’s', async () => {
    const content = readFileSync(DEBIAN_11);
    const { status, body } = await upload(content);
    expect([status, body.sha256]).toEqual([201, sha256(content)]);
    expect(body.content.benchmarks[0]?.profiles).toHaveLength(5);
    expect((await bytesOf(api.tenantId, body.sha256)).equals(content)).toBe(true);
  });

  it.each([
    [
      'a script as a check',
      FACTS.replace(/<(\w+:)?check system="[^"]*"/, '<$1check system="http://open-scap.org/page/SCE"'),
      'scripts',
    ],
    ['entities', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${FACTS}`, 'type-declaration'],
    ['a page', '<html></html>', 'unknown-format'],
    ['half of one', FACTS.slice(0, 3_000), 'malformed'],
    ['nothing', ' ', 'malformed'],
    ['an attribute without end', `<Benchmark id="${'x'.repeat(20_000_000)}"/>`, 'excessive'],
  ])('are refused for %s, and nothing is kept', async (_, content, code) => {
    const before = await rest.all('/packages');
    expect(codes(await upload(content))).toEqual([422, 'content-refused', code]);
    expect(await rest.all('/packages')).toEqual(before);
    expect(await bytesOf(api.tenantId, sha256(content))).toHaveLength(0);
  });

  it('are refused when they are too large, before they are read to their end', async () => {
    const endless = Readable.from(
      (function* () {
        yield '<Benchmark id="b">';
        for (let n = 0; n < 2_000; n += 1) yield `<description>${'x'.repeat(1_000_000)}</description>`;
      })(),
    );
    const response = await fetch(`${rest.base}/api/v1/packages?name=endless`, {
      method: 'POST',
      body: Readable.toWeb(endless) as never,
      duplex: 'half',
      headers: { authorization: `Bearer ${rest.token}`, 'content-type': 'application/xml' },
    } as RequestInit).catch((error: unknown) => error as Error);
    // Refused while it is sent: the client may see the answer, or that nobody listens any more.
    if (response instanceof Response) expect(response.status).toBe(413);
    expect((await rest.all<Package>('/packages')).map(({ name }) => name)).not.toContain('endless');
  });

  it('want XML, a name, and one that is free', async () => {
    const json = await rest.post<ProblemBody>('/packages?name=json', { a: 1 });
    expect([json.status, json.body.code]).toEqual([415, 'unsupported-media-type']);
    expect((await upload(FACTS, '/packages')).status).toBe(422);
    expect((await upload(FACTS, '/packages?name=taken')).status).toBe(201);
    expect(codes(await upload(FACTS, '/packages?name=taken'))).toEqual([409, TAKEN, TAKEN]);
    expect((await upload(FACTS, '/packages?name=taken', stranger)).status).toBe(201);
  });

  it('have versions by what they hold; the same again is none', async () => {
    const { body: first } = await upload(FACTS);
    const path = `/packages/${first.id}/versions`;
    const other = FACTS.replace('One is yes', 'One must be yes');
    expect((await upload(FACTS, path)).body).toEqual(first);
    const second = await upload(other, path);
    expect(second.body).toMatchObject({ id: first.id, sha256: sha256(other), version: first.version + 1 });
    const versions = await rest.all<{ sha256: string }>(`${path}?limit=1`);
    expect(versions.map((version) => version.sha256)).toEqual([sha256(other), sha256(FACTS)]);
    const back = await upload(FACTS, path);
    expect(back.body).toMatchObject({ sha256: sha256(FACTS), version: first.version + 2 });
    expect((await rest.all<{ sha256: string }>(path)).map((version) => version.sha256)).toEqual([
      sha256(FACTS),
      sha256(other),
    ]);
    expect(codes(await upload('<html/>', path))).toEqual([422, 'content-refused', 'unknown-format']);
  });

  it('are renamed, described and switched off by whoever has seen them', async () => {
    const { body } = await upload(FACTS);
    const edit = (change: object, etag: string) =>
      rest.patch<Package & ProblemBody>(`/packages/${body.id}`, change, { headers: { 'if-match': etag } });
    const changed = await edit({ name: `renamed ${body.name}`, enabled: false }, `"${body.version}"`);
    expect(changed.body).toMatchObject({
      name: `renamed ${body.name}`,
      enabled: false,
      version: body.version + 1,
    });
    expect((await edit({ enabled: true }, `"${body.version}"`)).status).toBe(412);
    expect(codes(await edit({ name: 'taken' }, '*'))).toEqual([409, TAKEN, TAKEN]);
    expect((await edit({ colour: 'blue' }, '*')).status).toBe(422);
  });

  it('are nobody else’s', async () => {
    const { body } = await upload(FACTS);
    expect((await stranger.get(`/packages/${body.id}`)).status).toBe(404);
    expect((await upload(FACTS, `/packages/${body.id}/versions`, stranger)).status).toBe(404);
    expect((await stranger.all<Package>('/packages')).map(({ id }) => id)).not.toContain(body.id);
    const own = api.controlPlane.app.get(Contents);
    expect(await own.part('01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41', body.sha256, 0)).toBeUndefined();
  });

  it('are listed in order of making, page after page', async () => {
    const all = await rest.all<Package>('/packages?limit=2');
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort());
    const { body } = await rest.get<Page<Package>>('/packages?limit=1');
    expect([body.items.length, body.nextCursor !== null]).toEqual([1, true]);
  });

  it('are labelled, and deleted when nothing evaluates them any more', async () => {
    const { body } = await upload(FACTS, '/packages?name=passing');
    const edited = await rest.patch<Package & { labels: object }>(
      `/packages/${body.id}`,
      { labels: { team: 'linux' } },
      { headers: { 'if-match': '*' } },
    );
    expect(edited.body.labels).toEqual({ team: 'linux' });
    const wrong = await rest.patch(
      `/packages/${body.id}`,
      { labels: { 'a b': 'x' } },
      { headers: { 'if-match': '*' } },
    );
    expect(wrong.status).toBe(422);
    const options = { packageId: body.id, profile: ALL };
    const profile = await rest.post<{ id: string }>('/profiles', {
      name: 'holds it',
      engine: 'openscap',
      options,
    });
    const kept = await rest.delete<ProblemBody & { detail: string }>(`/packages/${body.id}`);
    expect([kept.status, kept.body.code, kept.body.detail]).toEqual([
      ...[409, 'package-in-use', 'It is used by profile “holds it”.'],
    ]);
    expect((await stranger.delete(`/packages/${body.id}`)).status).toBe(404);
    expect((await rest.delete(`/profiles/${profile.body.id}`)).status).toBe(204);
    // Another one holds the same content.
    const twin = await upload(FACTS, '/packages?name=twin');
    expect((await rest.delete(`/packages/${body.id}`)).status).toBe(204);
    expect((await rest.get(`/packages/${body.id}`)).status).toBe(404);
    expect((await bytesOf(api.tenantId, twin.body.sha256)).toString()).toBe(FACTS);
  });

  it('have a dictionary of the fleet’s besides their own, in a version of its own', async () => {
    const { body } = await upload(FACTS.replace('>Facts<', '>Facts overridden<'));
    const administrator = await api.as('fleet-administrator');
    type Overridden = Package & ProblemBody & { platformOverride: object | null };
    const override = { platforms: ['cpe:/o:lab:nothing'], whenFileExists: '/etc/passwd' };
    const put = (words: object, by = administrator) =>
      by.put<Overridden>(`/packages/${body.id}/platform-override`, words);
    expect((await put(override, rest)).status).toBe(403);
    expect((await put({ ...override, platforms: ['cpe:/o:"x'] })).status).toBe(422);
    expect((await put({ ...override, whenFileExists: 'relative' })).status).toBe(422);
    const changed = (await put(override)).body;
    expect(changed).toMatchObject({ platformOverride: override, version: 2 });
    expect(changed.sha256).not.toBe(body.sha256);
    expect((await put(override)).body.versionId).toBe(changed.versionId);
    // Another one is made from what was taken in, and not from what was made of it.
    const other = (await put({ ...override, whenFileExists: '/etc/shadow' })).body;
    const text = (await bytesOf(api.tenantId, other.sha256)).toString();
    expect([text.includes('/etc/shadow exists'), text.includes('/etc/passwd exists')]).toEqual([true, false]);
    const options = { packageId: body.id, profile: ALL };
    const profile = await rest.post<{ options: object }>('/profiles', {
      name: 'given',
      engine: 'openscap',
      options,
    });
    expect(profile.body.options).toMatchObject({
      overridden: override.platforms,
      content: { sha256: other.sha256 },
    });
    const ended = await administrator.delete<Overridden>(`/packages/${body.id}/platform-override`);
    expect(ended.body).toMatchObject({ platformOverride: null, sha256: body.sha256 });
    expect(codes(await administrator.put(`/packages/${nobodys}/platform-override`, override))[0]).toBe(404);
  });

  it('have profiles that can be changed, rule by rule', async () => {
    const { body } = await upload(FACTS.replace('>Facts<', '>Facts tailored<'));
    const made = (changes: object | null, profile = ALL) =>
      rest.post<
        ProblemBody & { id: string; options: { tailoring: { sha256: string } | null; rules: number } }
      >('/profiles', {
        name: `tailored ${(tailored += 1)}`,
        engine: 'openscap',
        options: { packageId: body.id, profile, changes },
      });
    let tailored = 0;
    const unselect = ['xccdf_lab.facts_rule_two'];
    const { status, body: profile } = await made({
      unselect,
      values: [{ id: 'xccdf_lab.facts_value_word', value: '<no>' }],
    });
    expect([status, profile.options.rules]).toEqual([201, 4]);
    const document = (await bytesOf(api.tenantId, profile.options.tailoring!.sha256)).toString();
    expect(document).toContain('<xccdf:select idref="xccdf_lab.facts_rule_two" selected="false"/>');
    expect(document).toContain('&lt;no&gt;');
    expect((await made({ select: [] })).body.options.tailoring).toBeNull();
    expect(codes(await made({ select: ['xccdf_lab.facts_rule_none'] })).slice(0, 2)).toEqual([
      422,
      'no-such-rule',
    ]);
    expect(codes(await made({ unselect: ['x" selected="true'] })).slice(0, 2)).toEqual([422, 'no-such-rule']);
    expect((await made({ unknown: [] })).status).toBe(422);
    const back = await rest.patch<{ options: { tailoring: null; rules: number } }>(
      `/profiles/${profile.id}`,
      { options: { changes: null } },
      { headers: { 'if-match': '*' } },
    );
    expect(back.body.options).toMatchObject({ tailoring: null, rules: 5 });
  });
});
