import { worstOf, type AdvisorySeverity, type PackageUpdate, type PatchState } from './state';

/** What to do first, and with what command exactly. */
export interface Recommendation {
  severity: AdvisorySeverity | 'security' | 'other';
  packages: string[];
  /** One line for a root shell, or for PowerShell. */
  command: string;
}

const GROUPS = ['critical', 'important', 'moderate', 'low', 'security', 'other'] as const;
/** What may stand in a command that people will paste: the host chose these words, not we. */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9.+_:~^-]*$/;

/**
 * The updates in the order of their severity, each group with its command. What is held stays; a word that is no package's
 * name or version is in no command.
 */
export function recommendationsOf({
  manager,
  updates,
}: Pick<PatchState, 'manager' | 'updates'>): Recommendation[] {
  const groups = new Map<string, PackageUpdate[]>();
  for (const update of updates) {
    if (update.isHeld || !isSafe(manager, update)) continue;
    const worst = update.isSecurity ? worstOf(update) || 'security' : 'other';
    groups.set(worst, [...(groups.get(worst) ?? []), update]);
  }
  return GROUPS.flatMap((severity) => {
    const group = groups.get(severity);
    if (!group) return [];
    return [
      { severity, packages: group.map((update) => update.package), command: commandOf(manager, group) },
    ];
  });
}

function isSafe(
  manager: PatchState['manager'],
  { package: name, architecture, available }: PackageUpdate,
): boolean {
  if (manager === 'windows') return /^KB\d+$/.test(name);
  return [name, architecture, available].every((word) => SAFE.test(word));
}

function commandOf(manager: PatchState['manager'], updates: readonly PackageUpdate[]): string {
  const each = (write: (update: PackageUpdate) => string): string => updates.map(write).join(' ');
  switch (manager) {
    case 'apt':
      return `apt-get install --only-upgrade ${each((one) => `${one.package}:${one.architecture}=${one.available}`).replace(/:all=/g, '=')}`;
    case 'dnf':
      return `dnf upgrade ${each((one) => `${one.package}-${one.available}.${one.architecture}`)}`;
    case 'zypper':
      return `zypper install ${each((one) => `${one.package}.${one.architecture}=${one.available}`)}`;
    case 'windows':
      return `Install-WindowsUpdate -KBArticleID ${updates.map((one) => one.package).join(',')}`;
  }
}
