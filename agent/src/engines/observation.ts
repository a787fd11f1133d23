import type {
  DefinitionEvent,
  Ident,
  Reference,
  RuleResult,
  RuleSeverity,
  TestResultEvent,
} from '@scanfleet/readers';
import type { Recommendation } from './os-patch/recommendations';
import type { PackageUpdate, PatchState } from './os-patch/state';

/**
 * What a tool saw, in the agent's own words. One target yields one `host` observation (or `system`,
 * where it was asked from inside) and any number of the others; their count goes into the target's disposition, and the control plane counts them again.
 *
 * Strings come from strangers (banners, host names, script output). They are data everywhere: never an
 * option, a path or markup.
 */
export type Observation =
  | HostObservation
  | PortObservation
  | ScriptObservation
  | SystemObservation
  | UpdateObservation
  | ComplianceObservation
  | RuleObservation
  | DefinitionObservation
  | HostKeyObservation
  | BegunObservation;

/**
 * How far the tool was with a target when it was stopped; no result. It comes back with the next grant of the target, to
 * whichever agent, so that nothing of it is done again.
 */
export interface BegunObservation {
  kind: 'begun';
  /** In the order in which the tool told them. */
  rules: { rule: string; result: string }[];
  /** How many runs of the tool they are of. */
  runs: number;
}

/** A key by which a system that was entered proved itself, told when none was known before. */
export interface HostKeyObservation {
  kind: 'host-key';
  /** As known_hosts has it, without the name: `ssh-ed25519 AAAA…`. */
  key: string;
}

/** The account of an evaluation of a profile: one of a target. */
export interface ComplianceObservation {
  kind: 'compliance';
  benchmark: { id: string; title: string; version: string };
  profile: { id: string; title: string };
  scores: TestResultEvent['scores'];
  /** Of the rules that follow, by their results; none that was not selected. */
  counts: { [result: string]: number };
  /** ISO 8601, as the tool wrote them. */
  startTime: string;
  endTime: string;
  /** The tool as a CPE. */
  tool: string;
  /** Who ran it, in the tool's words. */
  identity: string;
  /** What the tool said of its own trouble: a degraded run, in which nothing counts as passed. */
  trouble: string[];
  /** SHA-256 of the content, hex. */
  content: string;
  /** Runs of the tool that this is put together from; 1: it is what the tool wrote. */
  segments: number;
}

/** One result of one rule. */
export interface RuleObservation {
  kind: 'rule';
  rule: string;
  /** Tells the results of a rule with several checks apart; empty where it has one of no name. */
  check: string;
  result: RuleResult;
  severity: RuleSeverity;
  weight: number;
  title: string;
  description: string;
  rationale: string;
  fixText: string;
  /** For a root shell, as the benchmark has it; nobody but a person runs it. */
  fix: string;
  idents: Ident[];
  references: Reference[];
  messages: string[];
  evidence: string;
}

/** One OVAL definition that was evaluated by itself. */
export interface DefinitionObservation extends Omit<DefinitionEvent, 'kind' | 'report' | 'evidence'> {
  kind: 'definition';
  evidence: string;
}

/** What a system says of itself, asked from inside: one of a target. */
export interface SystemObservation extends Pick<
  PatchState,
  'manager' | 'system' | 'reboot' | 'metadataAt' | 'gaps'
> {
  kind: 'system';
  recommendations: Recommendation[];
}

/** A package that is to be updated. */
export interface UpdateObservation extends PackageUpdate {
  kind: 'update';
  /** Installs just this one; empty where it is held, or has words that no command may hold. */
  command: string;
}

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
