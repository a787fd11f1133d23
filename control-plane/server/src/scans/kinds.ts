import type { EngineProfile } from '../profiles';

/** What a scan is to its tenant. */
export const SCAN_KINDS = ['vulnerability', 'map', 'compliance', 'scap', 'patch'] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

/** Discovery alone makes a map; every other look of nmap is about what is open and weak. */
function kindOf(profile: EngineProfile): ScanKind {
  if (profile.engine === 'os-patch') return 'patch';
  if (profile.engine === 'openscap') return profile.options.kind === 'oval' ? 'scap' : 'compliance';
  return profile.options.scan === 'ping' ? 'map' : 'vulnerability';
}

/** Of a scan with these profiles, each once, in the order of SCAN_KINDS. */
export function kindsOf(profiles: readonly EngineProfile[]): ScanKind[] {
  const found = new Set(profiles.map(kindOf));
  return SCAN_KINDS.filter((kind) => found.has(kind));
}
