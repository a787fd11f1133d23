import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFiles, ManualClock } from '../platform';
import { runInit } from './init';

const DAY = 24 * 3_600_000;

describe('init', () => {
  let folder: string;
  const clock = new ManualClock(new Date('2026-03-01T00:00:00Z'));
  const keys = () => join(folder, 'keys');
  const files = () =>
    readdirSync(keys(), { recursive: true, withFileTypes: true }).map((entry) => ({
      path: join(entry.parentPath, entry.name),
      isFolder: entry.isDirectory(),
    }));
  const texts = () =>
    Object.fromEntries(
      files()
        .filter(({ isFolder }) => !isFolder)
        .map(({ path }) => [path, readFileSync(path, 'utf8')]),
    );
  const server = () => new X509Certificate(readFileSync(keyFiles(keys()).serverCertificate));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scanfleet-init-'));
    const said = await runInit(
      [keys(), '--server-name', 'fleet.example', '--server-name', '192.0.2.7'],
      clock,
    );
    expect(said).toContain(keyFiles(keys()).natsConfiguration);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes every file that the control plane reads', () => {
    for (const path of Object.values(keyFiles(keys()))) expect(existsSync(path)).toBe(true);
  });

  it('lets nobody but the owner read', () => {
    const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(rights(keys())).toBe('700');
    for (const { path, isFolder } of files())
      expect([path, rights(path)]).toEqual([path, isFolder ? '700' : '600']);
  });

  it('makes an authority that signs no further one, and a server of the names asked for', () => {
    const authority = new X509Certificate(readFileSync(keyFiles(keys()).authorityCertificate));
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(Date.parse(authority.validTo) - clock.now().getTime()).toBe(3_650 * DAY);
    expect(server().ca).toBe(false);
    expect(server().verify(authority.publicKey)).toBe(true);
    expect(server().checkIssued(authority)).toBe(true);
    expect(server().keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(server().subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:fleet.example, IP Address:192.0.2.7',
    );
  });

  it('names no secret in the configuration of NATS, and opens no port but the one asked for', () => {
    const configuration = texts()[keyFiles(keys()).natsConfiguration]!;
    expect(configuration).toMatch(/^host: "127\.0\.0\.1"\nport: 4222$/m);
    expect(configuration).not.toMatch(/\bS[OAUN][A-Z2-7]{50}/);
    expect(configuration).not.toMatch(/http|monitor|leafnodes|gateway|websocket|mqtt|cluster/);
  });

  it('keeps what is there when it runs again, and moves NATS', async () => {
    const before = texts();
    const names = ['--server-name', 'fleet.example'];
    await runInit(
      [keys(), '--nats-listen', '[::1]:5222', '--nats-store', join(folder, 'other'), ...names],
      clock,
    );
    const after = texts();
    const configuration = keyFiles(keys()).natsConfiguration;
    expect(after[configuration]).toMatch(/^host: "::1"\nport: 5222$/m);
    expect(after[configuration]).toContain(JSON.stringify(join(folder, 'other')));
    expect({ ...after, [configuration]: '' }).toEqual({ ...before, [configuration]: '' });
  });

  it('makes the server certificate anew for another name, or when it is about to end', async () => {
    const first = server().serialNumber;
    await runInit([keys(), '--server-name', 'other.example'], clock);
    expect(server().checkHost('other.example')).toBe('other.example');
    const second = server().serialNumber;
    expect(second).not.toBe(first);
    clock.advance((825 - 89) * DAY);
    await runInit([keys(), '--server-name', 'other.example'], clock);
    expect(server().serialNumber).not.toBe(second);
  });

  it('replaces no lost key', async () => {
    rmSync(keyFiles(keys()).authorityKey);
    await expect(runInit([keys()], clock)).rejects.toThrow(/ca\.key is missing/);
    expect(existsSync(keyFiles(keys()).authorityKey)).toBe(false);
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--nats-listen', '4222']],
    [['a', '--nats-listen', 'x:0']],
    [['a', '--nats-listen', 'x:65536']],
    [['a', '--server-name', 'a b']],
    [['a', '--server-name', 'a"\nhttp: 8222']],
    [['a', '--unknown']],
  ])('refuses %j', async (args) => {
    const inside = args.map((arg) => (arg === 'a' ? join(folder, 'refused') : arg));
    await expect(runInit(inside, clock)).rejects.toThrow();
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});
