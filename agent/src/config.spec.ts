import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigErrors, compileConfig } from './config';

describe('the options of the daemon', () => {
  let folder: string;
  let ca: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-spec-'));
    ca = join(folder, 'ca.pem');
    writeFileSync(ca, '-----BEGIN CERTIFICATE-----\n');
    writeFileSync(join(folder, 'key.pem'), 'no certificate');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const needed = (): string[] => ['--control-plane', 'https://control.example:7443', '--ca', ca];
  const errorsOf = (args: readonly string[], environment = {}): readonly string[] => {
    try {
      compileConfig(args, environment);
    } catch (thrown) {
      if (thrown instanceof ConfigErrors) return thrown.errors;
      throw thrown;
    }
    return [];
  };

  it('come from arguments, then from the environment, then from what is usual', () => {
    const environment = { SCANFLEET_AGENT_SLOTS: '7', SCANFLEET_AGENT_NAME: 'from-environment' };
    const config = compileConfig([...needed(), '--name=given', '--state', folder], environment);
    expect(config).toMatchObject({
      joinToken: null,
      slots: 7,
      name: 'given',
      stateDir: folder,
      spoolBytes: 256 * 1024 * 1024,
    });
    expect(config.controlPlane.host).toBe('control.example:7443');
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('name the nmap to run by its full path, or leave it to the machine', () => {
    const file = join(folder, 'nmap');
    writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
    expect(compileConfig(needed(), {}).nmap).toBe('nmap');
    expect(compileConfig([...needed(), '--nmap', file], {}).nmap).toBe(file);
    expect(compileConfig(needed(), { SCANFLEET_AGENT_NMAP: file }).nmap).toBe(file);
    expect(errorsOf([...needed(), '--nmap', 'nmap'])).toContain('--nmap must be a full path');
    expect(errorsOf([...needed(), '--nmap', ca])).toEqual([`--nmap: ${ca} is not a program that can be run`]);
  });

  it('name what is never to be touched, as addresses and CIDRs', () => {
    expect(compileConfig(needed(), {}).deny).toEqual([]);
    const deny = ['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '::1'];
    expect(compileConfig([...needed(), '--deny', deny.join(', ')], {}).deny).toEqual(deny);
    expect(compileConfig(needed(), { SCANFLEET_AGENT_DENY: '10.0.0.0/8' }).deny).toEqual(['10.0.0.0/8']);
  });

  it.each([
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0',
    'a.example',
    'fe80::1%eth0',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '1,',
    '010.0.0.1',
  ])('refuse to deny %j', (value) => {
    expect(errorsOf([...needed(), '--deny', value]).join()).toMatch(
      /^--deny: .* is neither an address nor a CIDR/,
    );
  });

  it('keep the state where systemd says', () => {
    expect(compileConfig(needed(), { STATE_DIRECTORY: '/var/lib/private/agent' }).stateDir).toBe(
      '/var/lib/private/agent',
    );
  });

  it('are all judged before any is refused', () => {
    const errors = errorsOf([
      '--slots',
      '65',
      '--control-plane',
      'http://x/y',
      '--ca',
      join(folder, 'key.pem'),
      'z',
    ]);
    expect(errors).toHaveLength(5);
    expect(errors.join()).toMatch(/unknown argument: "z".*https.*no more.*no certificate.*from 1 to 64/);
  });

  it.each([
    [['--ca', '/nowhere/ca.pem'], /ENOENT/],
    [['--name', 'a\nb'], /control character/],
    [['--slots', '1e1'], /whole number/],
    [['--spool-mib', '0'], /whole number/],
    [['--join'], /--join needs a value/],
    [['--control-plane', 'nowhere'], /not a URL/],
  ])('%j is refused', (args, reason) => {
    expect(errorsOf([...needed(), ...args]).join()).toMatch(reason);
  });

  it('name what is missing', () => {
    expect(errorsOf([])).toEqual(['--control-plane is needed', '--ca is needed']);
  });
});
