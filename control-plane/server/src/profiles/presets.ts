import type { EngineName, EngineOptions, OpenscapOptions, OsPatchOptions } from './engine-profile';
import { NMAP_PRESETS, nmapPresets } from './nmap-presets';

export const OS_PATCH_PRESETS = ['updates', 'updates-as-listed'] as const;
export type OsPatchPreset = (typeof OS_PATCH_PRESETS)[number];

/** What a profile of content begins from: it has to say which. */
export const CONTENT_PRESET = 'content';

/** Every preset of every engine. */
export const PRESETS = [...NMAP_PRESETS, ...OS_PATCH_PRESETS, CONTENT_PRESET] as const;
export type PresetName = (typeof PRESETS)[number];

interface Preset<Options> {
  /** The same in every installation; empty: it is no profile by itself. */
  readonly id: string;
  readonly summary: string;
  readonly options: Options;
}

const osPatchPresets: Readonly<Record<OsPatchPreset, Preset<OsPatchOptions>>> = {
  updates: {
    id: '6f732d70-0000-5000-8000-000000000001',
    summary: 'Which packages are to be updated, by lists that are fetched anew.',
    options: { freshLists: true, timeoutSeconds: 600 },
  },
  'updates-as-listed': {
    id: '6f732d70-0000-5000-8000-000000000002',
    summary: 'Which packages are to be updated, by the lists that the system has.',
    options: { freshLists: false, timeoutSeconds: 300 },
  },
};

const nothing: OpenscapOptions = {
  ...{ packageId: '', versionId: '', kind: 'xccdf', content: { sha256: '', bytes: 0 } },
  ...{ benchmark: null, profile: null, changes: null, rules: 0, timeoutSeconds: 3_600, htmlReport: true },
};

/** An engine's presets by name, the one that counts when none is named first. */
const presets: { readonly [Name in EngineName]: ReadonlyMap<string, Preset<EngineOptions[Name]>> } = {
  nmap: new Map(
    (['standard', ...NMAP_PRESETS.filter((name) => name !== 'standard')] as const).map((name) => [
      name,
      nmapPresets[name],
    ]),
  ),
  openscap: new Map([
    [CONTENT_PRESET, { id: '', summary: 'A profile of a security package.', options: nothing }],
  ]),
  'os-patch': new Map(OS_PATCH_PRESETS.map((name) => [name, osPatchPresets[name]])),
};

export function presetsOf<Name extends EngineName>(
  engine: Name,
): ReadonlyMap<string, Preset<EngineOptions[Name]>> {
  return presets[engine];
}
