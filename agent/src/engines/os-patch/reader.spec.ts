import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptState } from './apt';
import { dnfState } from './dnf';
import { documentBytes, documentOf, withGaps } from './document';
import { readPatches } from './reader';
import { recommendationsOf } from './recommendations';
import { operatingSystem } from './system';
import type { PatchState } from './state';
import { zypperState } from './zypper';

const fixture = (name: string) => readFileSync(join(__dirname, '../../../fixtures/os-patch', name));
const text = (name: string) => fixture(name).toString();

function read(bytes: Buffer | string): PatchState {
  const reading = readPatches(Buffer.from(bytes));
  if (reading.kind !== 'read') throw new Error(reading.reason);
  return reading.state;
}

const NO_APT = {
  osRelease: '',
  simulation: '',
  upgradable: '',
  inventory: '',
  holds: '',
  lists: '',
  rebootFiles: '',
  kernel: '',
};

describe('what apt says', () => {
  it('is read whole from a simulation', () => {
    const { updates } = read(fixture('apt-get-s-upgrade.txt'));
    expect(updates).toHaveLength(114);
    const from = (label: string) =>
      updates.filter(({ origins }) => origins.some((one) => one.startsWith(label)));
    expect(from('Debian-Security:')).toHaveLength(75);
    expect(from('Debian:')).toHaveLength(59);
    expect(updates.filter(({ isSecurity }) => isSecurity)).toHaveLength(75);
    expect(updates.slice(0, 75).every(({ isSecurity }) => isSecurity)).toBe(true);
    expect(updates.find((one) => one.package === 'bash')).toEqual({
      package: 'bash',
      architecture: 'amd64',
      installed: '5.2.15-2+b8',
      available: '5.2.15-2+b13',
      origins: ['Debian:12.15/oldstable'],
      isSecurity: false,
      sourcePackage: null,
      isHeld: false,
      advisories: [],
    });
  });

  it('has the source package from the inventory, and what is held back from the list', () => {
    const simulation = text('apt-get-s-upgrade.txt').replace(/^Inst curl .*\n/m, '');
    const state = aptState({
      ...NO_APT,
      simulation,
      upgradable: text('apt-list-upgradable.txt'),
      inventory: text('dpkg-query.tsv'),
      holds: 'bash\n',
    });
    expect(state.updates).toHaveLength(114);
    const one = (name: string) => state.updates.find((update) => update.package === name);
    expect(one('libssl3')?.sourcePackage).toBe('openssl');
    expect(one('curl')).toMatchObject({ isHeld: true, installed: expect.stringMatching(/^7\./) as string });
    expect(one('bash')?.isHeld).toBe(true);
    expect(one('apt')?.isHeld).toBe(false);
  });

  it('wants a restart for a mark, or for a kernel of its own that is newer', () => {
    const kernels = (...names: string[]) =>
      names.map((name) => `linux-image-${name}\t1\tamd64\tlinux\t1\tii \n`).join('');
    const reboot = (more: Partial<typeof NO_APT>) => aptState({ ...NO_APT, ...more }).reboot;
    expect(reboot({})).toEqual({ required: false, reasons: [] });
    expect(reboot({ rebootFiles: '1795827016.0 reboot-required\n' }).required).toBe(true);
    const inventory = kernels('6.1.0-9-amd64', '6.1.0-40-amd64', '6.1.0-41-cloud-amd64', 'amd64');
    expect(reboot({ inventory, kernel: '6.1.0-9-amd64\n' }).reasons).toEqual([
      'the kernel 6.1.0-40-amd64 is installed, 6.1.0-9-amd64 runs',
    ]);
    expect(reboot({ inventory, kernel: '6.1.0-40-amd64\n' }).required).toBe(false);
    expect(reboot({ inventory, kernel: '6.18.5-custom\n' }).required).toBe(false);
  });

  it('is as old as the newest of its lists', () => {
    expect(aptState({ ...NO_APT, lists: '1783764997.1 a\n1795827016.9 b\n' }).metadataAt).toBe(
      '2026-11-28T00:50:16.000Z',
    );
    expect(aptState(NO_APT).metadataAt).toBeNull();
  });

  it('is not whole when it lists less than it counts', () => {
    const whole = text('apt-get-s-upgrade.txt');
    expect(readPatches(Buffer.from(whole))).toMatchObject({ kind: 'read', isWhole: true });
    const cut = whole.slice(0, whole.lastIndexOf('Inst '));
    expect(readPatches(Buffer.from(cut))).toMatchObject({ kind: 'read', isWhole: false });
  });
});

describe('what other managers say', () => {
  it('is read from dnf check-update alone, wrapped or not', () => {
    const wrapped = `${text('dnf-check-update.txt')}a-package-of-a-very-long-name-that-fills-its-column.x86_64\n${' '.repeat(40)}2:1.0-3.fc40   updates\nObsoleting Packages\nx.noarch 1-1 lab\n`;
    expect(
      read(wrapped).updates.map((one) => [one.package, one.architecture, one.available, ...one.origins]),
    ).toEqual([
      ['a-package-of-a-very-long-name-that-fills-its-column', 'x86_64', '2:1.0-3.fc40', 'updates'],
      ['foo', 'noarch', '1.1-1', 'lab'],
    ]);
  });

  it('is joined from dnf’s list and its blocks', () => {
    const state = dnfState({
      osRelease: 'ID=fedora\nVERSION_ID=40\nPRETTY_NAME="Fedora Linux 40"\nSUPPORT_END=2025-05-13\n',
      upgrades:
        'foo\t0\t1.1\t1\tnoarch\tlab\tfoo-1.1-1.src.rpm\nbar\t2\t2.1\t1\tnoarch\tlab\tbar-2.1-1.src.rpm\n',
      inventory: 'foo\t0\t1.0\t1\tnoarch\nbar\t2\t2.0\t1\tnoarch\n',
      advisoryList:
        '  FLBA-2026:0002 bugfix         bar-2:2.1-1.noarch\n  FLSA-2026:0001 Important/Sec. foo-1.1-1.noarch\n',
      advisories: `${'='.repeat(79)}\n  Important: foo security update\n${'='.repeat(79)}\n  Update ID: FLSA-2026:0001\n       Type: security\n    Updated: 2026-01-03 00:00:00\n       CVEs: CVE-2099-0001\n           : CVE-2099-0002\nDescription: a\n           : b: c\n   Severity: Important\n`,
      lists: '',
      needsRestarting:
        'Core libraries or services have been updated since boot-up:\n  * glibc\n\nReboot is required to fully utilize these updates.\n',
      kernel: '',
    });
    expect(state.system).toEqual({
      id: 'fedora',
      version: '40',
      name: 'Fedora Linux 40',
      supportEnds: '2025-05-13',
    });
    expect(state.reboot).toEqual({ required: true, reasons: ['updated: glibc'] });
    expect(state.updates).toMatchObject([
      {
        package: 'foo',
        installed: '1.0-1',
        available: '1.1-1',
        isSecurity: true,
        sourcePackage: 'foo',
        advisories: [
          {
            id: 'FLSA-2026:0001',
            title: 'Important: foo security update',
            kind: 'security',
            severity: 'important',
            cves: ['CVE-2099-0001', 'CVE-2099-0002'],
            issued: '2026-01-03',
          },
        ],
      },
      { package: 'bar', installed: '2:2.0-1', available: '2:2.1-1', isSecurity: false },
    ]);
  });

  it('is read from zypper’s lists, whose patches name several packages', () => {
    const update = (attributes: string, inside = '') =>
      `<update ${attributes}>${inside}<source alias="lab"/></update>`;
    const stream = (inside: string) =>
      `<?xml version='1.0'?>\n<stream><update-status version="0.6"><update-list>${inside}</update-list></update-status></stream>`;
    const state = zypperState({
      osRelease: 'ID="opensuse-leap"\nVERSION_ID="15.6"\n',
      updates: stream(
        update('kind="package" name="foo" edition="1.1-1" arch="noarch" edition-old="1.0-1"') +
          update('kind="package" name="bar" edition="2.1-1" arch="noarch" edition-old="2.0-1"') +
          update('kind="package" name="baz" edition="3.5-1" arch="noarch" edition-old="3.0-1"'),
      ),
      patches: stream(
        update(
          'kind="patch" name="openSUSE-2026-1" category="security" severity="critical" restart="true"',
          '<summary>Security update</summary><issue-date text="2026-01-03T00:00:00Z"/><issue-list><issue type="cve" id="CVE-2099-0001"><title>t</title></issue><issue type="bugzilla" id="7"/></issue-list>',
        ),
      ),
      patchInfo:
        'Name        : openSUSE-2026-1\nDescription : \n    other < 9-9\nConflicts   : [2]\n    foo.noarch < 1.1-1\n    bar < 2.1-1\n',
      lists: '',
      needsRebooting: '',
    });
    expect(state.system.supportEnds).toBe('2026-04-30');
    expect(state.updates.map((one) => [one.package, one.isSecurity, one.advisories[0]?.cves])).toEqual([
      ['bar', true, ['CVE-2099-0001']],
      ['foo', true, ['CVE-2099-0001']],
      ['baz', false, undefined],
    ]);
    expect(state.updates[0]?.advisories[0]).toEqual({
      id: 'openSUSE-2026-1',
      title: 'Security update',
      kind: 'security',
      severity: 'critical',
      cves: ['CVE-2099-0001'],
      issued: '2026-01-03',
      needsReboot: true,
    });
  });

  it('is read from PSWindowsUpdate’s JSON, one object or many', () => {
    const update = {
      Title: '2026-01 Cumulative Update for Windows Server 2022 for x64-based Systems (KB5034129)',
      KB: 'KB5034129',
      MsrcSeverity: 'Critical',
      CveIDs: ['CVE-2026-0001'],
      RebootRequired: true,
      LastDeploymentChangeTime: '/Date(1767312000000)/',
    };
    const state = read(`\uFEFF${JSON.stringify([update, { Title: 'A driver', KBArticleIDs: ['890830'] }])}`);
    expect(state.reboot.required).toBe(true);
    expect(state.updates).toMatchObject([
      {
        package: 'KB5034129',
        architecture: 'x64',
        isSecurity: true,
        advisories: [
          { severity: 'critical', cves: ['CVE-2026-0001'], issued: '2026-01-02', needsReboot: true },
        ],
      },
      { package: 'KB890830', isSecurity: false },
    ]);
    expect(read(JSON.stringify(update)).updates).toHaveLength(1);
  });
});

describe('a run’s raw output', () => {
  const parts = new Map([
    ['osRelease', 'ID=debian\nVERSION_ID="12"\n'],
    ['simulation', text('apt-get-s-upgrade.txt')],
    ['inventory', 'holds 5\nnothing\n'],
  ]);

  it('is read as what was asked, whatever its parts say', () => {
    const state = read(documentBytes({ manager: 'apt', parts: withGaps(parts, ['apt list: no\nanswer']) }));
    expect(state.updates).toHaveLength(114);
    expect(state.system.supportEnds).toBe('2028-06-30');
    expect(state.gaps).toEqual(['apt list: no answer']);
  });

  it('cut at every byte is refused', () => {
    const bytes = documentBytes({
      manager: 'apt',
      parts: new Map([
        ['osRelease', 'ID=debian\n'],
        ['kernel', '6.1\n'],
      ]),
    });
    expect(documentOf(bytes)?.parts.get('kernel')).toBe('6.1\n');
    const head = bytes.indexOf('\n') + 1;
    const between = head + 'osRelease 10\n'.length + 'ID=debian\n'.length + 1;
    for (let length = 0; length < bytes.length; length += 1) {
      if (length === head || length === between) continue;
      expect([length, readPatches(bytes.subarray(0, length)).kind]).toEqual([length, 'refused']);
    }
  });
});

it.each([
  ['nothing', ''],
  ['another text', 'hello\n'],
  ['a page', '<html></html>'],
  ['JSON of something else', '[{"a":1}]'],
  ['broken JSON', '[{"Title":"x"'],
  ['zypper’s output cut short', '<?xml version="1.0"?>\n<stream><update-status><update-list>'],
  ['zypper’s output with a type declaration', '<?xml version="1.0"?>\n<stream><!DOCTYPE x></stream>'],
])('refuses %s', (_, document) => {
  expect(readPatches(Buffer.from(document)).kind).toBe('refused');
});

describe('recommendations', () => {
  it('come in the order of severity, each with its command', () => {
    const state = read(fixture('apt-get-s-upgrade.txt'));
    const [security, other, ...none] = recommendationsOf(state);
    expect(none).toEqual([]);
    expect([security?.severity, security?.packages.length]).toEqual(['security', 75]);
    expect([other?.severity, other?.packages.length]).toEqual(['other', 39]);
    expect(security?.command).toMatch(/^apt-get install --only-upgrade \S+=\S+/);
    expect(security?.command).toContain(' openssl:amd64=3.0.');
    expect(security?.command).toContain(' apt-transport-https=2.6.2');
  });

  it('hold no word that a shell would read as more than a name', () => {
    const names = ['a;reboot', '$(id)', '-o', '`x`', "a'b", 'a b', 'a\nb', '../x', 'fine'];
    const updates = names.map((name) => ({
      package: name,
      architecture: 'amd64',
      installed: '1',
      available: '2',
      origins: [],
      isSecurity: true,
      sourcePackage: null,
      isHeld: false,
      advisories: [],
    }));
    for (const manager of ['apt', 'dnf', 'zypper'] as const)
      expect(recommendationsOf({ manager, updates }).map((one) => one.packages)).toEqual([['fine']]);
    expect(recommendationsOf({ manager: 'windows', updates })).toEqual([]);
  });
});

it('knows when a system’s support ends, from itself or from its vendor', () => {
  const ends = (release: string) => operatingSystem(release).supportEnds;
  expect(ends('ID=debian\nVERSION_ID="11"')).toBe('2026-08-31');
  expect(ends('ID="rocky"\nVERSION_ID="9.4"')).toBe('2032-05-31');
  expect(ends('ID=ubuntu\nVERSION_ID="24.04"')).toBe('2029-04-30');
  expect(ends('ID=constructor\nVERSION_ID=name')).toBeNull();
  expect(ends('ID=debian')).toBeNull();
});
