import type { OperatingSystem } from './state';

/**
 * The last day of the vendor's own updates, extended programmes left out. From the vendors' pages as of November 2026
 * (wiki.debian.org/DebianReleases with LTS, ubuntu.com/about/release-cycle, access.redhat.com/support/policy/updates/errata,
 * en.opensuse.org/Lifetime, suse.com/lifecycle). A system that says so itself (`SUPPORT_END`, as Fedora does) is believed.
 */
const SUPPORT_ENDS: Record<string, Record<string, string>> = {
  debian: {
    '8': '2020-06-30',
    '9': '2022-06-30',
    '10': '2024-06-30',
    '11': '2026-08-31',
    '12': '2028-06-30',
    '13': '2030-06-30',
  },
  ubuntu: {
    '14.04': '2019-04-25',
    '16.04': '2021-04-30',
    '18.04': '2023-05-31',
    '20.04': '2025-05-31',
    '22.04': '2027-04-30',
    '24.04': '2029-04-30',
  },
  rhel: { '6': '2020-11-30', '7': '2024-06-30', '8': '2029-05-31', '9': '2032-05-31', '10': '2035-05-31' },
  centos: { '6': '2020-11-30', '7': '2024-06-30', '8': '2021-12-31' },
  'opensuse-leap': { '15.3': '2022-12-31', '15.4': '2023-12-07', '15.5': '2024-12-31', '15.6': '2026-04-30' },
};
/** What follows another system's versions. */
const SAME_AS: Record<string, string> = { rocky: 'rhel', almalinux: 'rhel', ol: 'rhel' };

/** Reads /etc/os-release (os-release(5)): lines of NAME=value, quoted as a shell would have it. */
export function operatingSystem(text: string): OperatingSystem {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, unquoted(value));
  }
  const id = values.get('ID') ?? '';
  const version = values.get('VERSION_ID') ?? '';
  const name = values.get('PRETTY_NAME') ?? values.get('NAME') ?? '';
  const said = values.get('SUPPORT_END') ?? '';
  const supportEnds = /^\d{4}-\d\d-\d\d$/.test(said) ? said : knownEnd(SAME_AS[id] ?? id, version);
  return { id, version, name, supportEnds };
}

function knownEnd(id: string, version: string): string | null {
  const ends = Object.hasOwn(SUPPORT_ENDS, id) ? SUPPORT_ENDS[id] : undefined;
  return ends?.[version] ?? ends?.[version.split('.')[0] ?? ''] ?? null;
}

function unquoted(value: string): string {
  const [, , inside] = /^(["'])(.*)\1$/.exec(value) ?? [];
  return (inside ?? value).replace(/\\([$"'\\`])/g, '$1');
}
