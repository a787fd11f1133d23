import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Vault } from '../../control-plane/server/src/credentials';
import type { Answer, Rest } from '../harness/rest';
import { testSettings } from '../harness/settings';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Credential {
  id: string;
  name: string;
  fingerprint: string;
  version: number;
  kind: string;
}

const HOST_KEY = `ssh-ed25519 ${'C'.repeat(68)}`;
const codes = ({ status, body }: Answer<ProblemBody>) => [status, body.code, body.errors?.[0]?.path];

describe('credentials', () => {
  let api: WholeApi;
  let rest: Rest;
  let stranger: Rest;
  let folder: string;
  let made = 0;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    stranger = await api.as('tenant-administrator', await api.tenant('elsewhere'));
    folder = mkdtempSync(join(testSettings().folder, 'ssh-keys-'));
  }, 60_000);
  afterAll(() => api.stop());

  /** By ssh-keygen itself. */
  function keyOf(...how: string[]): { privateKey: string; fingerprint: string } {
    const file = join(folder, `key-${(made += 1)}`);
    const passphrase = how.includes('-N') ? [] : ['-N', ''];
    execFileSync('ssh-keygen', ['-q', '-C', '', '-f', file, ...passphrase, ...how]);
    const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], {
      encoding: 'utf8',
    }).split(' ');
    return { privateKey: readFileSync(file, 'utf8'), fingerprint };
  }
  const create = (body: object, by = rest) =>
    by.post<Credential & ProblemBody>('/credentials', {
      ...{ name: `credential ${(made += 1)}`, kind: 'ssh-key', userName: 'scanfleet', ...body },
    });

  it.each([
    ['an Ed25519 key', ['-t', 'ed25519']],
    ['an RSA key', ['-t', 'rsa', '-b', '2048']],
    ['an ECDSA key', ['-t', 'ecdsa', '-b', '384']],
    ['an RSA key in PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['an ECDSA key in PKCS#8', ['-t', 'ecdsa', '-b', '256', '-m', 'PKCS8']],
  ])('are kept with the fingerprint of %s', async (_, how) => {
    const { privateKey, fingerprint } = keyOf(...how);
    const { status, body } = await create({ privateKey });
    expect([status, body.fingerprint]).toEqual([201, fingerprint]);
  });

  it('never answer a secret, and open only as what they were sealed as', async () => {
    const { privateKey } = keyOf('-t', 'ed25519', '-N', 'open sesame');
    const { status, body } = await create({ privateKey, passphrase: 'open sesame', port: 2222, sudo: true });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'ssh-key',
      port: 2222,
      sudo: true,
      trustFirstKey: false,
      usedAt: null,
    });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['privateKey']));
    expect((await rest.get(`/credentials/${body.id}`)).body).toEqual(body);
    const vault = api.controlPlane.app.get(Vault, { strict: false });
    const sealed = (await api.ledger.connection.query(
      'SELECT sealing_key sealingKey, wrapped_key wrappedKey, sealed FROM credentials WHERE id = ?',
      [body.id],
    )) as unknown as [[{ sealingKey: string; wrappedKey: Buffer; sealed: Buffer }]];
    const owner = { tenantId: api.tenantId, id: body.id };
    const envelope = sealed[0][0];
    expect(envelope.sealed.includes('OPENSSH')).toBe(false);
    expect(await vault.open(owner, envelope)).toEqual({
      kind: 'ssh-key',
      privateKey,
      passphrase: 'open sesame',
    });
    expect(await vault.open({ ...owner, id: api.tenantId }, envelope)).toBeUndefined();
    const changed = Buffer.from(envelope.sealed);
    changed[changed.length - 1]! ^= 1;
    expect(await vault.open(owner, { ...envelope, sealed: changed })).toBeUndefined();
  });

  it('are refused with what is wrong with them', async () => {
    const plain = keyOf('-t', 'ed25519').privateKey;
    const locked = keyOf('-t', 'ed25519', '-N', 'open sesame').privateKey;
    const refused = async (body: object) => codes(await create(body));
    expect(await refused({})).toEqual([422, 'wrong-secret', '/privateKey']);
    expect(await refused({ privateKey: 'no key' })).toEqual([422, 'invalid-private-key', '/privateKey']);
    expect(await refused({ privateKey: plain.slice(0, 200) })).toEqual([
      422,
      'invalid-private-key',
      '/privateKey',
    ]);
    expect(await refused({ privateKey: locked })).toEqual([422, 'passphrase-missing', '/passphrase']);
    expect(await refused({ privateKey: plain, passphrase: 'x' })).toEqual([
      ...[422, 'passphrase-not-needed', '/passphrase'],
    ]);
    expect(await refused({ privateKey: plain, password: 'x' })).toEqual([422, 'wrong-secret', '/password']);
    expect(await refused({ kind: 'ssh-password', privateKey: plain })).toEqual([
      ...[422, 'wrong-secret', '/privateKey'],
    ]);
    for (const userName of ['-oProxyCommand=x', 'a b', '', 'root\n', 'a;b', 'x'.repeat(65)])
      expect((await refused({ privateKey: plain, userName }))[0]).toBe(422);
    expect((await refused({ privateKey: plain, port: 0 }))[0]).toBe(422);
    expect((await refused({ kind: 'ssh-password', password: 'two\nlines' }))[0]).toBe(422);
    expect((await refused({ kind: 'telnet', password: 'x' }))[0]).toBe(422);
  });

  it('are edited at the version that was read, and keep a secret that is not named', async () => {
    const { body, headers } = await create({ kind: 'ssh-password', password: 'first' });
    const etag = headers.get('etag') ?? '';
    const patch = (change: object, match = etag) =>
      rest.patch<Credential & ProblemBody>(`/credentials/${body.id}`, change, {
        headers: { 'if-match': match },
      });
    const edited = await patch({ port: 2022, description: 'new' });
    expect(edited.body).toMatchObject({ port: 2022, description: 'new', kind: 'ssh-password', version: 2 });
    expect((await patch({ port: 1 })).status).toBe(412);
    expect(codes(await patch({ privateKey: 'x' }, '*'))).toEqual([422, 'wrong-secret', '/privateKey']);
    expect((await patch({ password: 'second' }, '*')).status).toBe(200);
    expect(codes(await create({ name: body.name, kind: 'ssh-password', password: 'x' }))).toEqual([
      ...[409, 'credential-name-taken', '/name'],
    ]);
    expect((await create({ name: body.name, kind: 'ssh-password', password: 'x' }, stranger)).status).toBe(
      201,
    );
  });

  it('are named by jobs of their tenant, and stay as long as one does', async () => {
    const { body } = await create({ kind: 'ssh-password', password: 'x' });
    const words = { networkId: api.networkId, targets: ['192.0.2.1'], profiles: [{ engine: 'os-patch' }] };
    const job = await rest.post<{ id: string; credentialId: string }>('/jobs', {
      ...{ ...words, name: 'patch', credentialId: body.id },
    });
    expect([job.status, job.body.credentialId]).toEqual([201, body.id]);
    expect(
      codes(await stranger.post<ProblemBody>('/scans', { ...words, name: 'x', credentialId: body.id }))[0],
    ).toBe(422);
    const nobodys = '01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41';
    for (const path of ['/jobs', '/scans'])
      expect(
        codes(await rest.post<ProblemBody>(path, { ...words, name: 'y', credentialId: nobodys })),
      ).toEqual([...[422, 'no-such-credential', '/credentialId']]);
    const kept = await rest.delete<ProblemBody & { detail: string }>(`/credentials/${body.id}`);
    expect([kept.status, kept.body.code, kept.body.detail]).toEqual([
      ...[409, 'credential-in-use', 'Jobs name it: “patch”.'],
    ]);
    const clone = await rest.post<{ id: string; credentialId: string }>(`/jobs/${job.body.id}/clone`, {});
    expect(clone.body.credentialId).toBe(body.id);
    for (const { id } of [job.body, clone.body])
      await rest.patch(`/jobs/${id}`, { credentialId: null }, { headers: { 'if-match': '*' } });
    expect((await rest.delete(`/credentials/${body.id}`)).status).toBe(204);
    expect((await rest.get(`/credentials/${body.id}`)).status).toBe(404);
  });

  it('are wrapped by a new key, and open as before', async () => {
    const { body } = await create({ kind: 'ssh-password', password: 'through it all' });
    const vault = api.controlPlane.app.get(Vault, { strict: false });
    const row = async () => {
      const [[found]] = (await api.ledger.connection.query(
        'SELECT sealing_key sealingKey, wrapped_key wrappedKey, sealed FROM credentials WHERE id = ?',
        [body.id],
      )) as unknown as [[{ sealingKey: string; wrappedKey: Buffer; sealed: Buffer }]];
      return found;
    };
    const before = await row();
    const rotated = await vault.rotate();
    const after = await row();
    expect(rotated).toMatchObject({ sealingKey: after.sealingKey, unopened: [] });
    expect(rotated.rewrapped).toBeGreaterThan(0);
    expect(after.sealingKey).not.toBe(before.sealingKey);
    expect(after.sealed).toEqual(before.sealed);
    const open = { kind: 'ssh-password', password: 'through it all' };
    expect(await vault.open({ tenantId: api.tenantId, id: body.id }, after)).toEqual(open);
    // The key of before is kept for whoever was sealing with it, and forgotten at the next turn.
    expect(await vault.open({ tenantId: api.tenantId, id: body.id }, before)).toEqual(open);
    await vault.rotate();
    expect(await vault.open({ tenantId: api.tenantId, id: body.id }, before)).toBeUndefined();
    expect(await vault.open({ tenantId: api.tenantId, id: body.id }, await row())).toEqual(open);
  });

  describe('and keys of hosts', () => {
    const pin = (body: object, by = rest) =>
      by.post<{ id: string; fingerprint: string; address: string; port: number } & ProblemBody>(
        '/host-keys',
        {
          ...{ networkId: api.networkId, address: '192.0.2.7', hostKey: HOST_KEY, ...body },
        },
      );

    it('are pinned once, listed by host, and forgotten', async () => {
      const { status, body } = await pin({});
      expect([status, body.port]).toEqual([201, 22]);
      expect(body.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
      expect(codes(await pin({})).slice(0, 2)).toEqual([409, 'host-key-known']);
      expect((await pin({ port: 2222 })).status).toBe(201);
      expect(await rest.all('/host-keys?address=192.0.2.7&limit=1')).toHaveLength(2);
      expect(await rest.all('/host-keys?address=192.0.2.8')).toEqual([]);
      expect((await stranger.get(`/host-keys`)).body).toMatchObject({ items: [] });
      expect((await stranger.delete(`/host-keys/${body.id}`)).status).toBe(404);
      expect((await rest.delete(`/host-keys/${body.id}`)).status).toBe(204);
      expect(await rest.all('/host-keys?address=192.0.2.7')).toHaveLength(1);
    });

    it('are refused where they are none, or the network is another’s', async () => {
      expect((await pin({ hostKey: 'ssh-dss AAAA' })).status).toBe(422);
      expect((await pin({ hostKey: `${HOST_KEY}\n@cert-authority * ${HOST_KEY}` })).status).toBe(422);
      expect((await pin({ hostKey: `${HOST_KEY} comment` })).status).toBe(422);
      expect((await pin({ address: 'www.example.com' })).status).toBe(422);
      expect(codes(await pin({}, stranger))).toEqual([422, 'no-such-network', '/networkId']);
    });
  });
});
