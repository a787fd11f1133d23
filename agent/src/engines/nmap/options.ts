/**
 * nmap's options as the contract carries them: every field typed and bounded, none ever a piece of command
 * line. The control plane fills them from a preset; the agent checks them again (`argv.ts`) before use.
 */
export interface NmapOptions {
  /** `ping`: host discovery only; `syn`: SYN scan, or a connect scan where raw sockets are missing; `connect`; `udp`. */
  scan: 'ping' | 'syn' | 'connect' | 'udp';
  /** Ports to look at; ignored for `ping`. `top`: nmap's n most frequent. */
  ports: PortSelection;
  /** False: treat every target as up (-Pn). */
  hostDiscovery: boolean;
  serviceDetection: boolean;
  /** 0 (light) to 9 (try every probe); null: nmap's default. */
  versionIntensity: number | null;
  /** Needs raw sockets; left out with a note where they are missing. */
  osDetection: boolean;
  traceroute: boolean;
  /** Reverse resolution of names. */
  resolveNames: boolean;
  /** `default` is nmap's default category without its external and intrusive scripts; `vulnerability` is vuln and not (external or dos or …). */
  scriptSets: readonly ('default' | 'vulnerability')[];
  /** Script names from the allowed list. */
  scripts: readonly string[];
  /** nmap's timing template, 0 to 5. */
  timing: number;
  /** Packets a second; null: nmap decides. */
  minRate: number | null;
  maxRate: number | null;
  maxRetries: number | null;
  /** Seconds after which a target is given up as timed out; null: never. */
  hostTimeoutSeconds: number | null;
  /** Seconds one script may take; null: no limit. */
  scriptTimeoutSeconds: number | null;
}

export type PortSelection =
  { kind: 'top'; count: number } | { kind: 'ranges'; ranges: readonly PortRange[] } | { kind: 'all' };

/** Inclusive, 1 to 65535. */
export interface PortRange {
  first: number;
  last: number;
}
