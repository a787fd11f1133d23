/**
 * What a system's package manager says is to be updated. Read from the tools' own output, without changing the system.
 */
export interface PatchState {
  manager: PackageManager;
  system: OperatingSystem;
  /** Sorted: security first, the worst first, then by name. */
  updates: PackageUpdate[];
  reboot: { required: boolean; reasons: string[] };
  /** Since when the manager has not asked its sources: ISO 8601; of several that tell, the oldest; null: unknown. */
  metadataAt: string | null;
  /** What could not be told, and why: the rest holds. */
  gaps: string[];
}

export type PackageManager = 'apt' | 'dnf' | 'zypper' | 'windows';

export interface OperatingSystem {
  /** As /etc/os-release has it: `debian`, `ubuntu`, `fedora`, `rhel`, `opensuse-leap`; `windows`. */
  id: string;
  version: string;
  name: string;
  /** The day its vendor's updates end, YYYY-MM-DD; null: unknown. */
  supportEnds: string | null;
}

export interface PackageUpdate {
  package: string;
  architecture: string;
  /** Version as the manager writes it; empty where it does not tell. */
  installed: string;
  available: string;
  /** Where it comes from, such as `Debian-Security:12/oldstable-security` or a repository's name. */
  origins: string[];
  isSecurity: boolean;
  /** Such as `openssh` for `openssh-client`; null: not told. */
  sourcePackage: string | null;
  /** Kept at its version by the administrator, or by the manager itself. */
  isHeld: boolean;
  advisories: Advisory[];
}

/** The vendors' four words, which Red Hat, Fedora and SUSE share; empty where none is given. */
export const ADVISORY_SEVERITIES = ['critical', 'important', 'moderate', 'low', ''] as const;
export type AdvisorySeverity = (typeof ADVISORY_SEVERITIES)[number];

export interface Advisory {
  id: string;
  title: string;
  kind: 'security' | 'bugfix' | 'enhancement' | 'other';
  severity: AdvisorySeverity;
  cves: string[];
  /** YYYY-MM-DD; empty: not told. */
  issued: string;
  needsReboot: boolean;
}

export const CVE = /^CVE-\d{4}-\d{4,}$/;

/** The vendor's word, in whatever letters and with whatever it is followed by (`Important/Sec.`). */
export function severityOf(word: string): AdvisorySeverity {
  const found = /^(critical|important|moderate|medium|low)\b/.exec(word.trim().toLowerCase())?.[1];
  return found === 'medium' ? 'moderate' : ((found ?? '') as AdvisorySeverity);
}

export function kindOf(word: string): Advisory['kind'] {
  const kind = word.trim().toLowerCase();
  if (kind === 'security' || kind === 'bugfix' || kind === 'enhancement') return kind;
  return kind === 'recommended' ? 'bugfix' : 'other';
}

/** The worst word of the update's advisories. */
export function worstOf({ advisories }: PackageUpdate): AdvisorySeverity {
  return ADVISORY_SEVERITIES.find((word) => advisories.some(({ severity }) => severity === word)) ?? '';
}

/** In the order in which they should be installed. */
export function inOrder(updates: readonly PackageUpdate[]): PackageUpdate[] {
  const rank = (update: PackageUpdate): number =>
    (update.isSecurity ? 0 : 10) + ADVISORY_SEVERITIES.indexOf(worstOf(update));
  const text = (update: PackageUpdate): string => `${update.package} ${update.architecture}`;
  return [...updates].sort((a, b) => rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1));
}
