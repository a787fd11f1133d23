/**
 * What is run against every target of a scan: an engine with typed options, never a command string. The
 * options are complete (a preset was filled in when the job was made) and checked.
 */
export type EngineProfile = NmapProfile;

export interface NmapProfile {
  engine: 'nmap';
  /** The preset that the options began from; null when every option was given. */
  preset: string | null;
  options: NmapOptions;
  /** The profile that it was taken from, under its name then; none where a job gives the options itself. */
  profileId?: string;
  name?: string;
}

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
