import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';

/** Systems of the spec's own making, with repositories of its own: real package managers look at them. */

function run(file: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${status} ${stderr}`);
  return stdout;
}

function write(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  }
}

const stanza = (fields: Record<string, string>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n`;

/** A Debian with five packages: two get a security update, one another update, one is held, one is new enough. */
export function debianRoot(folder: string): string {
  const root = join(folder, 'debian');
  const installed = { libfoo: '1.0-1', 'foo-tools': '1.0-1', bar: '2:2.0-1', held: '1.0', fresh: '5.0' };
  const newer = {
    libfoo: '1.0-1+deb12u1',
    'foo-tools': '1.0-1+deb12u1',
    bar: '2:2.1-1',
    held: '1.1',
    fresh: '5.0',
  };
  const about = (name: string, version: string) => ({
    Package: name,
    ...(name === 'libfoo' || name === 'foo-tools' ? { Source: 'foo' } : {}),
    Version: version,
    Architecture: 'all',
    Maintainer: 'Lab <lab@example.org>',
    Description: 'made for a spec',
  });
  const repository = (label: string, suite: string, names: (keyof typeof newer)[]) => ({
    Packages: names
      .map((name) =>
        stanza({ ...about(name, newer[name]), Filename: `./${name}.deb`, Size: '1', SHA256: '0'.repeat(64) }),
      )
      .join(''),
    Release: `Origin: Debian\nLabel: ${label}\nSuite: ${suite}\nVersion: 12\nCodename: bookworm\nDate: Thu, 01 Jan 2026 00:00:00 UTC\n`,
  });
  const repositories = {
    security: repository('Debian-Security', 'oldstable-security', ['libfoo', 'foo-tools']),
    main: repository('Debian', 'oldstable', ['bar', 'held', 'fresh']),
  };
  for (const [name, files] of Object.entries(repositories)) write(join(folder, 'apt', name), files);
  write(root, {
    'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'etc/apt/sources.list': Object.keys(repositories)
      .map((name) => `deb [trusted=yes] file:${join(folder, 'apt', name)} ./\n`)
      .join(''),
    'var/lib/apt/lists/partial/.keep': '',
    'var/cache/apt/archives/partial/.keep': '',
    'var/lib/dpkg/status': Object.entries(installed)
      .map(([name, version]) =>
        stanza({ ...about(name, version), Status: `${name === 'held' ? 'hold' : 'install'} ok installed` }),
      )
      .join(''),
    'run/reboot-required': '',
  });
  run('apt-get', '-q', '-o', `Dir=${root}`, '-o', 'APT::Sandbox::User=root', 'update');
  return root;
}

const SPEC = `Name: %{n}
Epoch: %{e}
Version: %{v}
Release: 1
Summary: made for a spec
License: MIT
BuildArch: noarch
%description
made for a spec
%files
`;

const ADVISORIES = `<?xml version="1.0" encoding="UTF-8"?>
<updates>
  <update from="lab@example.org" status="final" type="security" version="1">
    <id>LAB-2026-1</id><title>foo security update</title><severity>Important</severity><release>Lab 1</release>
    <issued date="2026-01-02 00:00:00"/><updated date="2026-01-03 00:00:00"/>
    <references><reference href="https://example.org/1" id="CVE-2099-0001" type="cve" title="CVE-2099-0001"/>
    <reference href="https://example.org/2" id="CVE-2099-0002" type="cve" title="CVE-2099-0002"/></references>
    <description>foo before 1.1 has a flaw.</description>
    <pkglist><collection short="lab"><name>lab</name><package name="foo" version="1.1" release="1" epoch="0" arch="noarch" src="foo-1.1-1.src.rpm"><filename>foo-1.1-1.noarch.rpm</filename></package></collection></pkglist>
  </update>
  <update from="lab@example.org" status="final" type="bugfix" version="1">
    <id>LAB-2026-2</id><title>bar bug fix</title><severity>None</severity><release>Lab 1</release>
    <issued date="2026-01-02 00:00:00"/><references/><description>bar is better.</description>
    <pkglist><collection short="lab"><name>lab</name><package name="bar" version="2.1" release="1" epoch="2" arch="noarch" src="bar-2.1-1.src.rpm"><filename>bar-2.1-1.noarch.rpm</filename></package></collection></pkglist>
  </update>
</updates>
`;

/** A repository with foo 1.1 (security), bar 2:2.1 and baz 3.5, and the folder of the versions before. */
export function rpmRepository(folder: string): { repository: string; before: string[] } {
  write(folder, { 'any.spec': SPEC, 'updateinfo.xml': ADVISORIES });
  const build = (name: string, epoch: number, version: string): void => {
    const defined = { _topdir: join(folder, 'build'), n: name, e: epoch, v: version };
    const args = Object.entries(defined).flatMap(([key, value]) => ['--define', `${key} ${value}`]);
    run('rpmbuild', '-bb', ...args, join(folder, 'any.spec'));
  };
  for (const [name, epoch, old, next] of [
    ['foo', 0, '1.0', '1.1'],
    ['bar', 2, '2.0', '2.1'],
    ['baz', 0, '3.0', '3.5'],
  ] as const) {
    build(name, epoch, old);
    build(name, epoch, next);
  }
  const built = join(folder, 'build', 'RPMS', 'noarch');
  const repository = join(folder, 'repository');
  mkdirSync(repository);
  const isNew = (file: string) => /-(1\.1|2\.1|3\.5)-/.test(file);
  const files = readdirSync(built);
  for (const file of files.filter(isNew)) copyFileSync(join(built, file), join(repository, file));
  run('createrepo_c', '-q', repository);
  run('modifyrepo_c', join(folder, 'updateinfo.xml'), join(repository, 'repodata'));
  return { repository, before: files.filter((file) => !isNew(file)).map((file) => join(built, file)) };
}

function rpmRoot(root: string, packages: readonly string[], osRelease: string): void {
  write(root, { 'etc/os-release': osRelease });
  run('rpm', '--root', root, '--initdb');
  run('rpm', '--root', root, '-i', '--nodeps', '--ignoreos', '--ignorearch', ...packages);
}

export function fedoraRoot(folder: string, { repository, before }: ReturnType<typeof rpmRepository>): string {
  const root = join(folder, 'fedora');
  rpmRoot(root, before, 'ID=fedora\nVERSION_ID=40\nSUPPORT_END=2025-05-13\n');
  write(root, {
    'etc/yum.repos.d/lab.repo': `[lab]\nname=lab\nbaseurl=file://${repository}\nenabled=1\ngpgcheck=0\n`,
    'etc/dnf/dnf.conf': '[main]\nreposdir=/etc/yum.repos.d\nmodule_platform_id=platform:f40\n',
  });
  return root;
}

export function suseRoot(folder: string, { repository, before }: ReturnType<typeof rpmRepository>): string {
  const root = join(folder, 'suse');
  rpmRoot(root, before, 'ID="opensuse-leap"\nVERSION_ID="15.6"\nID_LIKE="suse opensuse"\n');
  write(root, {
    'etc/zypp/repos.d/lab.repo': `[lab]\nname=lab\nbaseurl=file://${repository}\nenabled=1\nautorefresh=0\ngpgcheck=0\n`,
  });
  return root;
}
