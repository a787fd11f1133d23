import type { ProfileChanges } from '../packages';

/**
 * What is run against every target of a scan: an engine with typed options, never a command string. The
 * options are complete (a preset was filled in when the job was made) and checked.
 */
export type EngineProfile = { [Name in EngineName]: ProfileOf<Name> }[EngineName];

/** The engines, each with its options. */
export interface EngineOptions {
  nmap: NmapOptions;
  'os-patch': OsPatchOptions;
  openscap: OpenscapOptions;
}

export type EngineName = keyof EngineOptions;
export const ENGINES = ['nmap', 'os-patch', 'openscap'] as const satisfies readonly EngineName[];

export interface ProfileOf<Name extends EngineName> {
  engine: Name;
  /** The preset that the options began from; null when every option was given. */
  preset: string | null;
  options: EngineOptions[Name];
  /** The profile that it was taken from, under its name then; none where a job gives the options itself. */
  profileId?: string;
  name?: string;
}

/** Engines that look into a system from inside: an agent that is the target does it itself. */
export const looksInside = (engine: string): boolean => engine === 'os-patch' || engine === 'openscap';

/** Same meaning and bounds as the contract's NmapOptions (proto/scanfleet/fleet/v1/nmap.proto). */
export interface NmapOptions {
  /** `ping`: host discovery only; `syn`: SYN scan, or a connect scan where the agent has no raw sockets. */
  scan: 'ping' | 'syn' | 'connect' | 'udp';
  ports: PortSelection;
  /** False: every target counts as up (-Pn). */
  hostDiscovery: boolean;
  serviceDetection: boolean;
  /** 0 to 9; null: nmap's default, 7. */
  versionIntensity: number | null;
  osDetection: boolean;
  traceroute: boolean;
  resolveNames: boolean;
  scriptSets: ('default' | 'vulnerability')[];
  /** Script names; the agent holds the list of allowed ones. */
  scripts: string[];
  /** nmap's timing template, 0 to 5. */
  timing: number;
  /** Packets a second. */
  minRate: number | null;
  maxRate: number | null;
  maxRetries: number | null;
  /** Seconds. */
  hostTimeoutSeconds: number | null;
  scriptTimeoutSeconds: number | null;
}

export type PortSelection =
  { kind: 'top'; count: number } | { kind: 'ranges'; ranges: PortRange[] } | { kind: 'all' };

/** Inclusive, 1 to 65535. */
export interface PortRange {
  first: number;
  last: number;
}

/** Same meaning and bounds as the contract's OsPatchOptions (proto/scanfleet/fleet/v1/os_patch.proto). */
export interface OsPatchOptions {
  /**
   * True: lists of packages are fetched anew, to a folder of the agent's. False: what the system fetched last is read,
   * however old it is.
   */
  freshLists: boolean;
  /** Seconds after which a target is given up as timed out. */
  timeoutSeconds: number;
}

/** What of a security package is evaluated. Same meaning as the contract's (proto/scanfleet/fleet/v1/openscap.proto). */
export interface OpenscapOptions {
  packageId: string;
  /** The version that it was saved with. */
  versionId: string;
  kind: 'xccdf' | 'oval';
  content: { sha256: string; bytes: number };
  /** Null: the content has only one, or none. */
  benchmark: string | null;
  /** Null for definitions. */
  profile: string | null;
  /** What is different from that profile; null or absent: nothing. */
  changes?: ProfileChanges | null;
  /** The same as the document that the tool takes. */
  tailoring?: { sha256: string; bytes: number } | null;
  /** Platforms that count as given although the content says otherwise; absent: none. */
  overridden?: readonly string[];
  /** Rules that it selects, or definitions. */
  rules: number;
  /** Seconds after which a target is given up as timed out. */
  timeoutSeconds: number;
  /** A report in HTML is kept of each target; absent (saved before there were such reports): none. */
  htmlReport?: boolean;
}
