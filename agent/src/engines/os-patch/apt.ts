import { operatingSystem } from './system';
import { inOrder, type PackageUpdate, type PatchState } from './state';
import { newest } from './times';

/** What apt and dpkg printed, by what was asked. Empty: it was not, or it failed. */
export interface AptAnswers {
  osRelease: string;
  /** `apt-get -s dist-upgrade`: what would be installed, with every origin. */
  simulation: string;
  /** `apt list --upgradable`: also what is held back. */
  upgradable: string;
  /** `dpkg-query -W`: PACKAGE, version, architecture, source package, source version, status; by tabs. */
  inventory: string;
  /** `apt-mark showhold`. */
  holds: string;
  /**
   * Of the lists, and of what is written when they are fetched: seconds since 1970 and a name. The newest counts: a file that
   * the archive has not changed for months is not written again.
   */
  lists: string;
  /** The same of /run/reboot-required and its list of packages. */
  rebootFiles: string;
  /** `uname -r`. */
  kernel: string;
}

/**
 * `Inst PACKAGE [installed] (available ORIGIN:VERSION/SUITE, … [architecture])`. A package that is not installed yet has no
 * second word: it is no update.
 */
const WOULD_INSTALL = /^Inst (\S+) \[([^\]]+)\] \((\S+) (.*?) ?\[([^\]]+)\]\)/;
/** `PACKAGE/suite,suite version architecture [upgradable from: version]`. */
const UPGRADABLE = /^([^/\s]+)\/(\S*) (\S+) (\S+) \[upgradable from: ([^\]]+)\]/;
/** Debian's own label, and the suites of Debian and Ubuntu. Never `stable`: a release becomes oldstable. */
const SECURITY = /^(Debian-Security:|Ubuntu:[^/]*\/\S+-security$)|-security$/;
const KERNEL_IMAGE = /^linux-image-(\d\S*)$/;

/** What apt says is to be updated. */
export function aptState(answers: AptAnswers, gaps: string[] = []): PatchState {
  const installed = inventoryOf(answers.inventory);
  const held = new Set(answers.holds.split('\n').map((line) => line.trim()));
  const updates = new Map<string, PackageUpdate>();
  for (const line of answers.simulation.split('\n')) {
    const [, name, from, to, origins, architecture] = WOULD_INSTALL.exec(line) ?? [];
    if (name === undefined || architecture === undefined) continue;
    add(name, architecture, from ?? '', to ?? '', (origins ?? '').split(', ').filter(Boolean), false);
  }
  for (const line of answers.upgradable.split('\n')) {
    const [, name, suites, to, architecture, from] = UPGRADABLE.exec(line) ?? [];
    if (name === undefined || architecture === undefined) continue;
    // The simulation leaves out what is held: by the administrator, by phasing, or for what it depends on.
    if (!updates.has(`${bare(name)} ${architecture}`))
      add(name, architecture, from ?? '', to ?? '', (suites ?? '').split(','), true);
  }
  return {
    manager: 'apt',
    system: operatingSystem(answers.osRelease),
    updates: inOrder([...updates.values()]),
    reboot: rebootOf(answers, installed),
    metadataAt: newest(answers.lists),
    gaps,
  };

  function add(
    named: string,
    architecture: string,
    from: string,
    to: string,
    origins: string[],
    isHeld: boolean,
  ): void {
    const name = bare(named);
    const source = installed.get(`${name} ${architecture}`) ?? installed.get(name);
    updates.set(`${name} ${architecture}`, {
      package: name,
      architecture,
      installed: from,
      available: to,
      origins,
      isSecurity: origins.some((origin) => SECURITY.test(origin)),
      sourcePackage: source?.sourcePackage ?? null,
      isHeld: isHeld || held.has(name) || held.has(`${name}:${architecture}`),
      advisories: [],
    });
  }
}

/** Without the architecture that apt writes behind the name of a foreign package. */
const bare = (name: string): string => name.split(':')[0] ?? name;

interface Installed {
  version: string;
  sourcePackage: string;
}

/** By `package architecture`, and by package alone. Only what is installed. */
function inventoryOf(text: string): Map<string, Installed> {
  const found = new Map<string, Installed>();
  for (const line of text.split('\n')) {
    const [name, version, architecture, sourcePackage, , status] = line.split('\t');
    if (name === undefined || sourcePackage === undefined || !/^.i/.test(status ?? '')) continue;
    const one = { version: version ?? '', sourcePackage };
    found.set(`${name} ${architecture ?? ''}`, one);
    found.set(name, one);
  }
  return found;
}

/** By the mark that packages leave, and by a kernel that is newer than the one that runs. */
function rebootOf(answers: AptAnswers, installed: ReadonlyMap<string, Installed>): PatchState['reboot'] {
  const reasons: string[] = [];
  if (answers.rebootFiles.includes('reboot-required')) reasons.push('a package asks for it');
  const running = answers.kernel.trim();
  const images = [...installed.keys()].flatMap((name) => KERNEL_IMAGE.exec(name)?.[1] ?? []);
  const alike = images.filter((image) => flavourOf(image) === flavourOf(running));
  const latest = alike.sort(byNumbers).at(-1);
  // A kernel that is no package's, in a container or a machine of somebody else's making, says nothing.
  if (latest !== undefined && images.includes(running) && latest !== running)
    reasons.push(`the kernel ${latest} is installed, ${running} runs`);
  return { required: reasons.length > 0, reasons };
}

/** Such as `cloud-amd64` of `6.1.0-41-cloud-amd64`. */
const flavourOf = (kernel: string): string => kernel.replace(/^\d[\d.]*(-\d[\w.]*)?-/, '');

/** Kernels are ordered by the numbers in their names. */
function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const order = (left[i] ?? -1) - (right[i] ?? -1);
    if (order !== 0) return order;
  }
  return 0;
}
