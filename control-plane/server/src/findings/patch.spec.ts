import { ruledOutBy, rulesOut } from './coverage';
import { findingsOf } from './derive';
import type { Observed, ObservedAdvisory, ObservedSystem, ObservedUpdate } from './observed';
import { readObserved } from './observed';
import { resultLine } from './result-line';

const system = (more: Partial<ObservedSystem> = {}): ObservedSystem => ({
  kind: 'system',
  manager: 'apt',
  osId: 'debian',
  osVersion: '12',
  osName: 'Debian GNU/Linux 12 (bookworm)',
  supportEnds: '2028-06-30',
  rebootRequired: false,
  rebootReasons: [],
  metadataAt: '2026-11-28T00:00:00.000Z',
  gaps: [],
  recommendations: [],
  ...more,
});
const update = (name: string, more: Partial<ObservedUpdate> = {}): ObservedUpdate => ({
  kind: 'update',
  package: name,
  architecture: 'amd64',
  installed: '1.0-1',
  available: '1.0-2',
  origins: ['Debian:12/stable'],
  security: false,
  sourcePackage: '',
  held: false,
  command: `apt-get install --only-upgrade ${name}:amd64=1.0-2`,
  advisories: [],
  ...more,
});
const advisory = (id: string, severity: string, ...cves: string[]): ObservedAdvisory => ({
  id,
  title: '',
  kind: 'security',
  severity,
  cves,
  issued: '',
  needsReboot: false,
});

const at = new Date('2026-11-28T00:00:00Z');
const drawn = (...seen: Observed[]) => findingsOf(seen, { networkId: 'n', address: '192.0.2.7', at });
const shown = (...seen: Observed[]) =>
  drawn(...seen).map(({ checkId, severity, type }) => [checkId, severity, type]);

describe('the findings of a package manager’s account', () => {
  it('are one for each source package, with its packages in it', () => {
    const [openssl, ...more] = drawn(
      system(),
      update('libssl3', {
        sourcePackage: 'openssl',
        security: true,
        origins: ['Debian-Security:12/x-security'],
      }),
      update('openssl', { sourcePackage: 'openssl', security: true, held: true, command: '' }),
    );
    expect(more).toEqual([]);
    expect(openssl).toMatchObject({
      checkId: 'os-patch:package:openssl',
      protocol: '',
      port: 0,
      title: 'openssl: security update to 1.0-2',
      severity: 3,
      severitySource: 'security update without a severity (apt)',
      type: 'confirmed',
      solution: 'apt-get install --only-upgrade libssl3:amd64=1.0-2',
    });
    expect(openssl?.summary).toContain('Held back: openssl.');
    expect(openssl?.evidence).toBe(
      'libssl3:amd64 1.0-1 → 1.0-2 from Debian-Security:12/x-security\nopenssl:amd64 1.0-1 → 1.0-2 from Debian:12/stable',
    );
  });

  it('are as grave as the worst security advisory, and have its CVEs', () => {
    const [finding] = drawn(
      system({ manager: 'dnf' }),
      update('foo', {
        security: true,
        advisories: [
          advisory('A-1', 'low', 'CVE-2099-0002'),
          advisory('A-2', 'important', 'CVE-2099-0001', 'CVE-2099-0002', 'none'),
          { ...advisory('A-3', 'critical'), kind: 'bugfix' },
        ],
      }),
    );
    expect(finding).toMatchObject({
      severity: 4,
      severitySource: 'important (dnf)',
      cves: ['CVE-2099-0001', 'CVE-2099-0002'],
    });
  });

  it('are of information where nothing of security is to be updated', () => {
    expect(shown(system(), update('foo'))).toEqual([['os-patch:package:foo', 1, 'information']]);
  });

  it('have one of the system’s own when its support has ended, or when it waits for a restart', () => {
    expect(shown(system({ supportEnds: '2026-11-28' }))).toEqual([]);
    expect(shown(system({ supportEnds: '2026-11-27' }))).toEqual([['os-patch:end-of-life', 4, 'confirmed']]);
    expect(shown(system({ supportEnds: 'soon' }))).toEqual([]);
    expect(shown(system({ rebootRequired: true }))).toEqual([['os-patch:reboot-required', 2, 'confirmed']]);
  });

  it('stay the same ones when a newer version is there', () => {
    const [before] = drawn(system(), update('foo'));
    const [after] = drawn(system(), update('foo', { available: '9.9' }));
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(drawn(system(), update('bar'))[0]?.fingerprint).not.toBe(before?.fingerprint);
  });
});

describe('what such an account rules out', () => {
  const spot = (checkId: string) => ({ checkId, protocol: '', port: 0 });

  it('is every package that it does not name, and nothing of another engine', () => {
    const ruledOut = ruledOutBy([system(), update('foo')], []);
    expect(rulesOut(ruledOut, spot('os-patch:package:bar'))).toBe(true);
    expect(rulesOut(ruledOut, spot('os-patch:end-of-life'))).toBe(true);
    expect(rulesOut(ruledOut, spot('nmap:http-vuln-x:CVE-2017-5638'))).toBe(false);
    expect(rulesOut(ruledOut, { checkId: 'nmap:open-port', protocol: 'tcp', port: 22 })).toBe(false);
  });

  it('is nothing where there is a gap, or where nobody asked', () => {
    const gap = ruledOutBy([system({ gaps: ['apt list: exit code 100'] })], []);
    expect(rulesOut(gap, spot('os-patch:package:bar'))).toBe(false);
    expect(rulesOut(ruledOutBy([update('foo')], []), spot('os-patch:package:bar'))).toBe(false);
    expect(rulesOut({ closed: [], cleared: [] }, spot('os-patch:package:bar'))).toBe(false);
  });
});

it('is told in one line', () => {
  const told = (systems: ObservedSystem[], updates: ObservedUpdate[]) =>
    resultLine('scanned', '', [], [], [], systems, updates);
  expect(told([system()], [])).toBe('Debian GNU/Linux 12 (bookworm); no update');
  expect(told([system({ rebootRequired: true })], [update('a'), update('b', { security: true })])).toBe(
    'Debian GNU/Linux 12 (bookworm); 2 updates, 1 of security; waits for a restart',
  );
});

it('is read from the ledger whatever else is in it, and not without a package', () => {
  const body = JSON.stringify({ ...update('foo'), advisories: [{ id: 'A' }, 7], later: true });
  expect(readObserved('update', body)).toMatchObject({ package: 'foo', advisories: [{ id: 'A', cves: [] }] });
  expect(readObserved('update', '{"package":""}')).toBeNull();
  expect(readObserved('system', '{}')).toMatchObject({ manager: '', gaps: [], rebootRequired: false });
});
