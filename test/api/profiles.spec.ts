import { randomUUID } from 'node:crypto';
import { PRESETS } from '../../control-plane/server/src/profiles';
import type { Answer, Page, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Profile {
  id: string;
  builtIn: boolean;
  name: string;
  preset: string;
  options: { timing: number; scripts: string[]; serviceDetection: boolean };
  version: number;
}

interface Job {
  id: string;
  version: number;
  profiles: (Profile & { profileId?: string })[];
}

/** Those that are a profile by themselves. */
const NAMED = PRESETS.filter((name) => name !== 'content');

describe('profiles', () => {
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

  const words = (more: object = {}) => ({ name: `profile ${++made}`, engine: 'nmap', ...more });
  const create = async (more: object = {}): Promise<Profile> => {
    const { status, body } = await rest.post<Profile>('/profiles', words(more));
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const edit = (id: string, change: object, version: string, by = rest) =>
    by.patch<Profile & ProblemBody>(`/profiles/${id}`, change, { headers: { 'if-match': version } });
  const jobWith = (profiles: object[]) =>
    rest.post<Job & ProblemBody>('/jobs', {
      ...{ name: `job ${++made}`, networkId: api.networkId, targets: ['127.0.0.1'], profiles },
    });
  const codeOf = ({ status, body }: Answer<ProblemBody>) => [status, body.code];

  it('are of any engine, whose options they keep, and of no other', async () => {
    const body = { engine: 'os-patch', options: { timeoutSeconds: 30 } };
    const made = await rest.post<Profile & { engine: string; options: object }>('/profiles', {
      name: 'patient updates',
      ...body,
    });
    expect(made.body).toMatchObject({
      ...{ engine: 'os-patch', preset: 'updates' },
      options: { freshLists: true, timeoutSeconds: 30 },
    });
    const changed = await edit(made.body.id, { options: { freshLists: false } }, '*');
    expect(changed.body).toMatchObject({ options: { freshLists: false, timeoutSeconds: 30 } });
    const wrong = await edit(made.body.id, { options: { timing: 3 } }, '*');
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid-profile']);
    const other = await edit(made.body.id, { preset: 'quick' }, '*');
    expect([other.status, other.body.code]).toEqual([422, 'invalid-profile']);
    expect((await rest.delete(`/profiles/${made.body.id}`)).status).toBe(204);
  });

  it('are the built-in ones for everybody, then the tenant’s own, page after page', async () => {
    const mine = [await create(), await create(), await create()];
    const all = await rest.all<Profile>('/profiles?limit=3');
    expect(all.map(({ name }) => name)).toEqual([...NAMED, ...mine.map(({ name }) => name)]);
    expect(all.map(({ builtIn }) => builtIn)).toEqual([...NAMED.map(() => true), false, false, false]);
    expect((await stranger.all<Profile>('/profiles')).map(({ name }) => name)).toEqual([...NAMED]);
    for (const limit of [NAMED.length, NAMED.length + 3]) {
      const { body } = await rest.get<Page<Profile>>(`/profiles?limit=${limit}`);
      expect(body.nextCursor === null).toBe(limit === all.length);
    }
    const read = await rest.get<Profile>(`/profiles/${all[0]!.id}`);
    expect([read.status, read.body]).toEqual([200, all[0]]);
  });

  it('that are built in stay as they are', async () => {
    const [{ id }] = (await rest.get<Page<Profile>>('/profiles')).body.items as [Profile];
    expect(codeOf(await edit(id, { name: 'mine' }, '*'))).toEqual([409, 'built-in-profile']);
    expect(codeOf(await edit(id.toUpperCase(), { name: 'mine' }, '*'))).toEqual([409, 'built-in-profile']);
    expect(codeOf(await rest.delete(`/profiles/${id}`))).toEqual([409, 'built-in-profile']);
  });

  it('of two edits at once take one', async () => {
    const { id } = await create({ preset: 'quick', options: { timing: 3 } });
    const answers = await Promise.all([
      edit(id, { options: { timing: 1 } }, '"1"'),
      edit(id, { options: { timing: 2 } }, '"1"'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { body, headers } = await rest.get<Profile>(`/profiles/${id}`);
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toEqual(answers.find(({ status }) => status === 200)!.body);
    expect(codeOf(await rest.patch(`/profiles/${id}`, { name: 'x' }))).toEqual([428, 'if-match-required']);
  });

  it('keep the options that an edit does not name, and begin anew from a preset', async () => {
    const { id } = await create({ preset: 'quick', options: { timing: 3, scripts: ['banner'] } });
    const first = await edit(id, { options: { serviceDetection: true } }, '*');
    expect(first.body.options).toMatchObject({ timing: 3, scripts: ['banner'], serviceDetection: true });
    const second = await edit(id, { preset: 'discovery' }, '*');
    expect(second.body).toMatchObject({ preset: 'discovery', options: { timing: 4, scripts: [] } });
  });

  it.each<[object, string, string]>([
    [{ engine: 'nessus' }, '/engine', 'not-allowed'],
    [{ name: ' x' }, '/name', 'malformed'],
    [{ description: null }, '/description', 'wrong-type'],
    [{ options: null }, '/options', 'wrong-type'],
    [{ preset: 'loud' }, '/preset', 'not-allowed'],
    [{ options: { '--script': 'x' } }, '/options/--script', 'unknown-field'],
    [{ options: { scripts: ['http-brute'] } }, '/options/scripts/0', 'not-allowed'],
    [{ options: { scripts: ['banner,-iL'] } }, '/options/scripts/0', 'malformed'],
    [{ options: { scan: 'ping', hostDiscovery: false } }, '/options/hostDiscovery', 'not-allowed'],
    [{ options: { minRate: 9, maxRate: 1 } }, '/options/minRate', 'out-of-range'],
    [{ arguments: ['-oN', '/etc/passwd'] }, '/arguments', 'unknown-field'],
    [{ profileId: randomUUID() }, '/profileId', 'unknown-field'],
  ])('are refused with %j', async (more, path, code) => {
    const { status, body } = await rest.post<ProblemBody>('/profiles', words(more));
    expect([status, body.errors?.[0]?.path, body.errors?.[0]?.code]).toEqual([422, path, code]);
  });

  it('have one name each, in each tenant', async () => {
    const { id, name } = await create();
    const other = await create();
    expect(codeOf(await rest.post('/profiles', words({ name })))).toEqual([409, 'profile-name-taken']);
    expect(codeOf(await edit(other.id, { name }, '*'))).toEqual([409, 'profile-name-taken']);
    expect((await stranger.post('/profiles', words({ name }))).status).toBe(201);
    expect((await rest.get<Profile>(`/profiles/${id}`)).body.version).toBe(1);
  });

  describe('in jobs', () => {
    it('are named by id and followed, while scans keep what they started with', async () => {
      const profile = await create({ preset: 'quick', options: { timing: 2 } });
      const { status, body: job } = await jobWith([{ profileId: profile.id }, { engine: 'nmap' }]);
      expect([status, job.profiles]).toMatchObject([
        201,
        [{ profileId: profile.id, name: profile.name, options: { timing: 2 } }, { preset: 'standard' }],
      ]);
      const scan = (await rest.post<Job>(`/jobs/${job.id}/start`)).body;
      await edit(profile.id, { name: `${profile.name} anew`, options: { timing: 5 } }, '"1"');
      expect((await rest.get<Job>(`/jobs/${job.id}`)).body.profiles[0]).toMatchObject({
        ...{ profileId: profile.id, name: `${profile.name} anew`, options: { timing: 5 } },
      });
      expect((await rest.get<Job>(`/scans/${scan.id}`)).body.profiles).toMatchObject([
        { profileId: profile.id, name: profile.name, options: { timing: 2 } },
        { preset: 'standard' },
      ]);
      const later = (await rest.post<Job>(`/jobs/${job.id}/start`)).body;
      expect(later.profiles[0]).toMatchObject({ options: { timing: 5 } });
    });

    it('leave their options behind when they are deleted', async () => {
      const profile = await create({ options: { timing: 1 } });
      const job = (await jobWith([{ engine: 'nmap' }, { profileId: profile.id }])).body;
      const copy = (await rest.post<Job>(`/jobs/${job.id}/clone`)).body;
      const other = (await jobWith([{ profileId: (await create()).id }])).body;
      expect((await rest.delete(`/profiles/${profile.id}`)).status).toBe(204);
      expect((await rest.delete(`/profiles/${profile.id}`)).status).toBe(404);
      for (const { id } of [job, copy]) {
        const { profiles, version } = (await rest.get<Job>(`/jobs/${id}`)).body;
        const { preset, options } = profile;
        expect([profiles[1], version]).toEqual([{ engine: 'nmap', preset, options }, 2]);
      }
      expect(other).toMatchObject((await rest.get<Job>(`/jobs/${other.id}`)).body);
    });

    it('are there or their options are, whatever happens at once', async () => {
      for (let round = 0; round < 5; round++) {
        const profile = await create();
        const job = (await jobWith([{ profileId: profile.id }])).body;
        const answers = await Promise.all([
          rest.post(`/jobs/${job.id}/clone`),
          rest.delete(`/profiles/${profile.id}`),
          jobWith([{ profileId: profile.id }]),
          rest.post(`/jobs/${job.id}/start`),
          rest.get(`/jobs/${job.id}`),
          rest.patch(`/jobs/${job.id}`, { priority: 1 }, { headers: { 'if-match': '*' } }),
        ]);
        expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
        expect([201, 422]).toContain(answers[2]!.status);
      }
      const named = (await rest.all<Job>('/jobs')).flatMap(({ profiles }) =>
        profiles.flatMap(({ profileId }) => profileId ?? []),
      );
      const there = (await rest.all<Profile>('/profiles')).map(({ id }) => id);
      expect(named.filter((id) => !there.includes(id))).toEqual([]);
    });

    it('are named by id alone, and only if they are the tenant’s', async () => {
      const { id } = await create();
      const theirs = (await stranger.post<Profile>('/profiles', words())).body.id;
      for (const [profile, path, code] of [
        [{ profileId: randomUUID() }, '/profiles/0/profileId', 'no-such-profile'],
        [{ profileId: theirs }, '/profiles/0/profileId', 'no-such-profile'],
        [{ profileId: id, preset: 'quick' }, '/profiles/0/profileId', 'invalid-profile'],
        [{ profileId: '../../etc' }, '/profiles/0/profileId', 'malformed'],
        [{ profileId: null, engine: 'nmap' }, '/profiles/0/profileId', 'malformed'],
        [{}, '/profiles/0/engine', 'required'],
      ] as const) {
        const { status, body } = await jobWith([profile]);
        expect([status, body.errors[0]?.path, body.errors[0]?.code]).toEqual([422, path, code]);
      }
      expect((await jobWith([{ profileId: id.toUpperCase() }])).body.profiles[0]?.profileId).toBe(id);
    });
  });

  it('are nobody’s of another tenant, and not to be changed by whoever may only read', async () => {
    const { id } = await create();
    expect((await stranger.get(`/profiles/${id}`)).status).toBe(404);
    expect((await stranger.delete(`/profiles/${id}`)).status).toBe(404);
    expect((await edit(id, { name: 'theirs' }, '*', stranger)).status).toBe(404);
    const operator = await api.as('operator');
    expect((await operator.get(`/profiles/${id}`)).status).toBe(200);
    expect((await operator.post('/profiles', words())).status).toBe(403);
    expect((await edit(id, { name: 'x' }, '*', operator)).status).toBe(403);
    expect((await operator.delete(`/profiles/${id}`)).status).toBe(403);
  });
});
