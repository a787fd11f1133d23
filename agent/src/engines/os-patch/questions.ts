import type { PatchDocument } from './document';

/** One thing that is asked of a system: a program with a fixed list of arguments. */
export interface Question {
  /** What its answer is called; empty: only that it is done. */
  part: string;
  file: string;
  args: readonly string[];
  /** Exit codes that are answers; 0 if not said. */
  codes?: readonly number[];
  /** Without it nothing can be said of the system; else it leaves a gap. */
  isNeeded?: boolean;
}

/** Where the system is and what may be done there. */
export interface Asking {
  /** Absolute path of a mounted system; null: the running one. */
  root: string | null;
  /** An empty folder of ours, for lists that are fetched anew; null: what the system has is read. */
  lists: string | null;
}

type Manager = PatchDocument['manager'];

const UPGRADE_LINE = '%{name}\\t%{epoch}\\t%{version}\\t%{release}\\t%{arch}\\t%{repoid}\\t%{sourcerpm}';
const RPM_LINE = '%{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n';
const DPKG_LINE =
  '${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}\\t${db:Status-Abbrev}\\n';

const MANAGERS: Record<string, Manager> = {
  debian: 'apt',
  ubuntu: 'apt',
  fedora: 'dnf',
  rhel: 'dnf',
  centos: 'dnf',
  rocky: 'dnf',
  almalinux: 'dnf',
  ol: 'dnf',
  amzn: 'dnf',
  suse: 'zypper',
  opensuse: 'zypper',
  'opensuse-leap': 'zypper',
  'opensuse-tumbleweed': 'zypper',
  sles: 'zypper',
};

/** The manager of a system by what its os-release says it is, or is like. */
export function managerOf(osRelease: string): Manager | undefined {
  const value = (name: string): string =>
    new RegExp(`^${name}=["']?([^"'\n]*)`, 'm').exec(osRelease)?.[1]?.trim() ?? '';
  const words = [value('ID'), ...value('ID_LIKE').split(/\s+/)];
  const known = words.find((word) => Object.hasOwn(MANAGERS, word));
  return known === undefined ? undefined : MANAGERS[known];
}

export const osReleaseQuestion = ({ root }: Asking): Question => ({
  part: 'osRelease',
  file: 'cat',
  args: [`${root ?? ''}/etc/os-release`],
  isNeeded: true,
});

/** What is asked of a manager, in this order. The first may fetch lists: to a folder of ours, never to the system's. */
export function questionsOf(manager: Manager, asking: Asking): Question[] {
  switch (manager) {
    case 'apt':
      return aptQuestions(asking);
    case 'dnf':
      return dnfQuestions(asking);
    case 'zypper':
      return zypperQuestions(asking);
  }
}

function aptQuestions({ root, lists }: Asking): Question[] {
  const at = root ?? '';
  const where = [
    ...(root === null ? [] : ['-o', `Dir=${root}`, '-o', `Dir::State::status=${root}/var/lib/dpkg/status`]),
    // Without a sandbox user it needs no folder that others may enter; without caches it writes nothing.
    ...(lists === null
      ? []
      : [
          '-o',
          `Dir::State::lists=${lists}`,
          '-o',
          'APT::Sandbox::User=root',
          '-o',
          `Dir::Cache::archives=${lists}`,
        ]),
    ...['-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache='],
  ];
  const simulate = ['-s', '-q', '-o', 'Debug::NoLocking=1', '-o', 'APT::Get::Show-User-Simulation-Note=0'];
  const folder = lists ?? `${at}/var/lib/apt/lists`;
  const stamps = [`${at}/var/lib/apt/lists`, `${at}/var/lib/apt/periodic/update-success-stamp`];
  return [
    ...(lists === null ? [] : [{ part: '', file: 'apt-get', args: ['-q', ...where, 'update'] }]),
    { part: 'simulation', file: 'apt-get', args: [...simulate, ...where, 'dist-upgrade'], isNeeded: true },
    { part: 'upgradable', file: 'apt', args: ['-q', ...where, 'list', '--upgradable'] },
    {
      part: 'inventory',
      file: 'dpkg-query',
      args: [`--admindir=${at}/var/lib/dpkg`, '-W', '-f', DPKG_LINE],
      isNeeded: true,
    },
    { part: 'holds', file: 'apt-mark', args: [...where, 'showhold'] },
    {
      part: 'lists',
      file: 'find',
      args: [
        ...(lists === null ? stamps : []),
        folder,
        '-maxdepth',
        '1',
        ...only('*Release', 'lists', 'update-success-stamp'),
      ],
      // A stamp that is not there.
      codes: [0, 1],
    },
    {
      part: 'rebootFiles',
      file: 'find',
      args: [`${at}/run`, `${at}/var/run/`, '-maxdepth', '1', ...only('reboot-required*')],
      codes: [0, 1],
    },
    ...kernelQuestion(root),
  ];
}

function dnfQuestions({ root, lists }: Asking): Question[] {
  const where = [
    '-q',
    '-y',
    ...(root === null ? [] : [`--installroot=${root}`]),
    ...(lists === null ? ['--cacheonly'] : [`--setopt=cachedir=${lists}`]),
  ];
  return [
    {
      part: 'upgrades',
      file: 'dnf',
      args: [...where, 'repoquery', '--upgrades', '--latest-limit=1', '--qf', UPGRADE_LINE],
      isNeeded: true,
    },
    {
      part: 'inventory',
      file: 'rpm',
      args: [...(root === null ? [] : ['--root', root]), '-qa', '--qf', RPM_LINE],
      isNeeded: true,
    },
    { part: 'advisoryList', file: 'dnf', args: [...where, 'updateinfo', 'list'] },
    { part: 'advisories', file: 'dnf', args: [...where, 'updateinfo', 'info'] },
    {
      part: 'lists',
      file: 'find',
      args: [lists ?? `${root ?? ''}/var/cache/dnf`, '-maxdepth', '3', ...only('repomd.xml')],
      codes: [0, 1],
    },
    { part: 'needsRestarting', file: 'dnf', args: [...where, 'needs-restarting', '-r'], codes: [0, 1] },
    ...kernelQuestion(root),
  ];
}

function zypperQuestions({ root, lists }: Asking): Question[] {
  const where = [
    '--non-interactive',
    ...(root === null ? [] : ['--root', root]),
    ...(lists === null ? ['--no-refresh'] : ['--cache-dir', lists]),
  ];
  return [
    ...(lists === null ? [] : [{ part: '', file: 'zypper', args: [...where, 'refresh'] }]),
    { part: 'updates', file: 'zypper', args: [...where, '--xmlout', 'list-updates'], isNeeded: true },
    { part: 'patches', file: 'zypper', args: [...where, '--xmlout', 'list-patches'] },
    {
      part: 'lists',
      file: 'find',
      args: [lists ?? `${root ?? ''}/var/cache/zypp`, '-maxdepth', '4', ...only('repomd.xml')],
      codes: [0, 1],
    },
    ...(root === null
      ? [{ part: 'needsRebooting', file: 'zypper', args: [...where, 'needs-rebooting'], codes: [0, 102] }]
      : []),
  ];
}

/** Which packages the patches of a list replace. Names come from a repository: none may be an option. */
export function patchInfoQuestion({ root, lists }: Asking, names: readonly string[]): Question | undefined {
  const safe = names.filter((name) => /^[A-Za-z0-9][\w.+:-]*$/.test(name)).slice(0, MOST_PATCHES);
  if (safe.length === 0) return undefined;
  const where = [
    ...(root === null ? [] : ['--root', root]),
    ...(lists === null ? [] : ['--cache-dir', lists]),
  ];
  const args = ['--non-interactive', '--no-refresh', ...where, 'info', '-t', 'patch', ...safe];
  return { part: 'patchInfo', file: 'zypper', args };
}

/** Names on one command line. */
const MOST_PATCHES = 2_000;

/** When files of these names were last written, changed or moved here, by lines. */
function only(...names: string[]): string[] {
  const wanted = names.flatMap((name, at) => (at === 0 ? ['-name', name] : ['-o', '-name', name]));
  return ['(', ...wanted, ')', '-printf', '%C@ %f\\n'];
}

const kernelQuestion = (root: string | null): Question[] =>
  root === null ? [{ part: 'kernel', file: 'uname', args: ['-r'] }] : [];
