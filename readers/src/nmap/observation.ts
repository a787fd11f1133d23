/** What nmap saw of a host, in the words that travel. */

export type NmapObservation = HostObservation | PortObservation | ScriptObservation;

export type TransportProtocol = 'tcp' | 'udp' | 'sctp' | 'ip';

/** nmap's six port states. Only `open` is open: filtered means that nothing was learnt. */
export type PortState = 'open' | 'closed' | 'filtered' | 'unfiltered' | 'open|filtered' | 'closed|filtered';

export interface HostObservation {
  kind: 'host';
  status: 'up' | 'down' | 'unknown';
  /** nmap's reason word, such as `echo-reply`, `arp-response`, `user-set`. */
  statusReason: string;
  hostnames: HostName[];
  /** Upper-case, colon-separated; null when the host is not on the scanner's link. */
  mac: string | null;
  macVendor: string | null;
  /** Best first. */
  os: OsMatch[];
  /** Network hops to the host, where nmap could tell. */
  distance: number | null;
  /** Routers passed, in order; empty unless traceroute was asked for. */
  trace: Hop[];
  /** Ports not listed one by one. */
  extraPorts: ExtraPorts[];
}

export interface ExtraPorts {
  state: string;
  count: number;
  /** Which ports they are, where the tool says; empty otherwise. */
  ranges: PortRanges[];
}

/** Ports of one protocol: sorted, without overlap. */
export interface PortRanges {
  protocol: string;
  ranges: PortRange[];
}

/** Inclusive, 0 to 65535. */
export interface PortRange {
  first: number;
  last: number;
}

export interface HostName {
  name: string;
  /** `user`: as given; `PTR`: from reverse resolution. */
  type: string;
}

export interface OsMatch {
  name: string;
  /** Percent. */
  accuracy: number;
  family: string | null;
  generation: string | null;
  vendor: string | null;
  cpe: string[];
}

export interface Hop {
  ttl: number;
  /** Null when the hop did not answer. */
  address: string | null;
  name: string | null;
  /** Milliseconds; null when not measured. */
  rttMs: number | null;
}

export interface PortObservation {
  kind: 'port';
  protocol: TransportProtocol;
  port: number;
  state: PortState;
  reason: string;
  /** Null when nmap named no service. */
  service: Service | null;
}

export interface Service {
  name: string;
  product: string | null;
  version: string | null;
  extraInfo: string | null;
  osType: string | null;
  deviceType: string | null;
  hostname: string | null;
  /** `ssl` when the service was reached through TLS. */
  tunnel: string | null;
  /** `table`: guessed from the port number; `probed`: the service answered. */
  method: string;
  /** 0 to 10. */
  confidence: number;
  cpe: string[];
}

/** Output of one NSE script. `port` null: a host script. */
export interface ScriptObservation {
  kind: 'script';
  protocol: TransportProtocol | null;
  port: number | null;
  id: string;
  output: string;
  /** Structured output as nmap's tables and elements give it, bounded in size; null when there is none. */
  structured: ScriptValue | null;
  /** What the `vulns` library reported, one per table. */
  vulnerabilities: ScriptVulnerability[];
}

export type ScriptValue = string | ScriptValue[] | { [key: string]: ScriptValue };

/** One table of nmap's `vulns` library (nselib/vulns.lua). */
export interface ScriptVulnerability {
  /** The table's key. `NMAP-n` is a counter of one run: never an identity. */
  key: string;
  title: string;
  /** As nmap writes it: VULNERABLE, LIKELY VULNERABLE, NOT VULNERABLE, VULNERABLE (DoS), VULNERABLE (Exploitable), UNKNOWN (unable to test). */
  state: string;
  /** Such as `CVE:CVE-2017-5638`, `BID:49303`. */
  ids: string[];
  /** Such as `{ CVSS: '7.8', CVSSv2: '…' }`; rare. */
  scores: { [name: string]: string };
  /** HIGH, MEDIUM, LOW where the script's text output tells (it is not in nmap's tables). */
  riskFactor: string | null;
  description: string;
  /** YYYY-MM-DD or null. */
  disclosed: string | null;
  checkResults: string[];
  exploitResults: string[];
  extraInfo: string[];
  references: string[];
}
