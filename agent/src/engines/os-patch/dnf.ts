import { operatingSystem } from './system';
import {
  CVE,
  inOrder,
  kindOf,
  severityOf,
  type Advisory,
  type PackageUpdate,
  type PatchState,
} from './state';
import { oldest } from './times';

/** What dnf 4 and rpm printed, by what was asked. */
export interface DnfAnswers {
  osRelease: string;
  /** `dnf repoquery --upgrades`: name, epoch, version, release, architecture, repository, source package; by tabs. */
  upgrades: string;
  /** `rpm -qa`: name, epoch, version, release, architecture; by tabs. */
  inventory: string;
  /** `dnf updateinfo list`: advisory, kind or severity, package. */
  advisoryList: string;
  /** `dnf updateinfo info`: blocks of `Name: value`. */
  advisories: string;
  /** Of each repomd.xml: seconds since 1970 and its name. */
  lists: string;
  /** `dnf needs-restarting -r`, of which `Reboot is required` and the packages count. */
  needsRestarting: string;
  kernel: string;
}

/** What dnf says is to be updated, each by the advisories that it belongs to. */
export function dnfState(answers: DnfAnswers, gaps: string[] = []): PatchState {
  const installed = new Map<string, string>();
  for (const line of answers.inventory.split('\n')) {
    const [name, epoch, version, release, architecture] = line.split('\t');
    if (release === undefined) continue;
    // Of what is installed in several versions, such as the kernel, the last that rpm lists is the newest.
    installed.set(`${name} ${architecture}`, edition(epoch, version, release));
  }
  const advisories = advisoriesOf(answers.advisories);
  const byPackage = packagesOf(answers.advisoryList);
  const updates: PackageUpdate[] = [];
  for (const line of answers.upgrades.split('\n')) {
    const [name, epoch, version, release, architecture, repository, source] = line.split('\t');
    if (name === undefined || architecture === undefined) continue;
    const available = edition(epoch, version, release);
    const own = (byPackage.get(`${name}-${available}.${architecture}`) ?? []).map(
      (id) => advisories.get(id) ?? unknownAdvisory(id),
    );
    updates.push({
      package: name,
      architecture,
      installed: installed.get(`${name} ${architecture}`) ?? '',
      available,
      origins: repository === undefined || repository === '' ? [] : [repository],
      isSecurity: own.some(({ kind }) => kind === 'security'),
      sourcePackage: /^(.+)-[^-]+-[^-]+\.(no)?src\.rpm$/.exec(source ?? '')?.[1] ?? null,
      isHeld: false,
      advisories: own,
    });
  }
  return {
    manager: 'dnf',
    system: operatingSystem(answers.osRelease),
    updates: inOrder(updates),
    reboot: rebootOf(answers.needsRestarting),
    metadataAt: oldest(answers.lists),
    gaps,
  };
}

/** As dnf writes it: an epoch of 0 is not told. */
function edition(epoch = '', version = '', release = ''): string {
  return `${epoch === '' || epoch === '0' || epoch === '(none)' ? '' : `${epoch}:`}${version}-${release}`;
}

/** Advisories by `name-edition.architecture`. A list that was asked with CVEs has a line for each of them. */
function packagesOf(list: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of list.split('\n')) {
    const [, id, name] = /^\s*(?:[i*] )?(\S+)\s+\S+\s+(\S+)\s*$/.exec(line) ?? [];
    if (id === undefined || name === undefined) continue;
    found.set(name, [...new Set([...(found.get(name) ?? []), id])]);
  }
  return found;
}

const unknownAdvisory = (id: string): Advisory => ({
  id,
  title: '',
  kind: 'other',
  severity: '',
  cves: [],
  issued: '',
  needsReboot: false,
});

/** Each block: a title between two lines of `=`, then `Name: value`, going on behind `: ` alone. */
function advisoriesOf(text: string): Map<string, Advisory> {
  const found = new Map<string, Advisory>();
  const parts = text.split(/^={20,}$/m).map((part) => part.trim());
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const values = new Map<string, string[]>();
    let last = '';
    for (const line of (parts[at + 1] ?? '').split('\n')) {
      const [, name, value] = /^\s*([A-Z][A-Za-z ]*)?: ?(.*)$/.exec(line) ?? [];
      if (value === undefined) continue;
      last = name ?? last;
      values.set(last, [...(values.get(last) ?? []), value.trim()]);
    }
    const one = (name: string): string => values.get(name)?.[0] ?? '';
    const id = one('Update ID');
    if (id === '') continue;
    found.set(id, {
      id,
      title: (parts[at] ?? '').trim(),
      kind: kindOf(one('Type')),
      severity: severityOf(one('Severity')),
      cves: (values.get('CVEs') ?? []).filter((cve) => CVE.test(cve)),
      issued: /^\d{4}-\d\d-\d\d/.exec(one('Updated'))?.[0] ?? '',
      needsReboot: false,
    });
  }
  return found;
}

function rebootOf(text: string): PatchState['reboot'] {
  if (!/reboot is required/i.test(text)) return { required: false, reasons: [] };
  const packages = text.split('\n').flatMap((line) => /^\s+\* (\S+)/.exec(line)?.[1] ?? []);
  return {
    required: true,
    reasons: packages.length > 0 ? [`updated: ${packages.join(', ')}`] : ['dnf asks for it'],
  };
}
