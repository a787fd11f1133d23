/**
 * What a tool saw, as the ledger keeps it in an observation's body (written by ingest/wire, the members of
 * proto/scanfleet/fleet/v1/observation.proto). Empty strings: not told. Read leniently: a body of another
 * version may lack a member or have more; only what nothing can be said without makes a body unreadable.
 */
export type Observed =
  | ObservedHost
  | ObservedPort
  | ObservedScript
  | ObservedSystem
  | ObservedUpdate
  | ObservedCompliance
  | ObservedRule
  | ObservedDefinition;

export interface ObservedHost {
  kind: 'host';
  status: string;
  statusReason: string;
  /** `type` is `user` (as given) or `PTR` (from reverse resolution). */
  hostnames: { name: string; type: string }[];
  /** Ports told of only as a group; `ranges` says which, where the tool did. */
  extraPorts: { state: string; count: number; ranges: ObservedRanges[] }[];
}

export interface ObservedRanges {
  protocol: string;
  ranges: { first: number; last: number }[];
}

export interface ObservedPort {
  kind: 'port';
  /** tcp, udp, sctp or ip. */
  protocol: string;
  port: number;
  /** nmap's six; only `open` is open. */
  state: string;
  reason: string;
  service: ObservedService | null;
}

export interface ObservedService {
  name: string;
  product: string;
  version: string;
  extraInfo: string;
  osType: string;
  deviceType: string;
  hostname: string;
  tunnel: string;
  method: string;
  /** 0 to 10. */
  confidence: number;
  cpe: string[];
}

export interface ObservedScript {
  kind: 'script';
  /** Empty and 0: a host script. */
  protocol: string;
  port: number;
  id: string;
  output: string;
  vulnerabilities: ObservedVulnerability[];
}

/** One table of nmap's `vulns` library. */
export interface ObservedVulnerability {
  /** `NMAP-n` is a counter of one run: never an identity. */
  key: string;
  title: string;
  state: string;
  ids: string[];
  scores: { [name: string]: string };
  riskFactor: string;
  description: string;
  disclosed: string;
  checkResults: string[];
  exploitResults: string[];
  extraInfo: string[];
  references: string[];
}

/** What a system says of itself, asked from inside. */
export interface ObservedSystem {
  kind: 'system';
  /** apt, dnf, zypper or windows. */
  manager: string;
  osId: string;
  osVersion: string;
  osName: string;
  /** YYYY-MM-DD; empty: not known. */
  supportEnds: string;
  rebootRequired: boolean;
  rebootReasons: string[];
  /** ISO 8601; empty: not known. */
  metadataAt: string;
  gaps: string[];
  recommendations: { severity: string; packages: string[]; command: string }[];
}

/** A package that is to be updated. */
export interface ObservedUpdate {
  kind: 'update';
  package: string;
  architecture: string;
  installed: string;
  available: string;
  origins: string[];
  security: boolean;
  /** Empty: not told. */
  sourcePackage: string;
  held: boolean;
  /** Installs just this one. */
  command: string;
  advisories: ObservedAdvisory[];
}

export interface ObservedAdvisory {
  id: string;
  title: string;
  /** security, bugfix, enhancement or other. */
  kind: string;
  /** critical, important, moderate, low or empty. */
  severity: string;
  cves: string[];
  /** YYYY-MM-DD or empty. */
  issued: string;
  needsReboot: boolean;
}

/** The account of an evaluation of a profile. */
export interface ObservedCompliance {
  kind: 'compliance';
  benchmarkId: string;
  benchmarkTitle: string;
  benchmarkVersion: string;
  profileId: string;
  profileTitle: string;
  scores: { system: string; value: number; maximum: number | null }[];
  counts: { [result: string]: number };
  startTime: string;
  endTime: string;
  tool: string;
  /** Not empty: a degraded run, in which nothing counts as passed. */
  trouble: string[];
  /** SHA-256 of the content, hex. */
  content: string;
}

/** One result of one rule. */
export interface ObservedRule {
  kind: 'rule';
  rule: string;
  check: string;
  result: string;
  severity: string;
  weight: number;
  title: string;
  description: string;
  rationale: string;
  fixText: string;
  fix: string;
  idents: { system: string; value: string }[];
  references: { href: string; text: string }[];
  messages: string[];
  evidence: string;
}

/** One OVAL definition. */
export interface ObservedDefinition {
  kind: 'definition';
  id: string;
  class: string;
  result: string;
  title: string;
  description: string;
  severity: string;
  references: { source: string; id: string; url: string }[];
  cves: string[];
  evidence: string;
}

type Members = { readonly [name: string]: unknown };

/** The observation, or null when its body cannot be read. Never throws. */
export function readObserved(kind: string, body: string): Observed | null {
  const value = parsed(body);
  if (!value) return null;
  if (kind === 'host') return readHost(value);
  if (kind === 'port') return readPort(value);
  if (kind === 'system') return readSystem(value);
  if (kind === 'update') return readUpdate(value);
  if (kind === 'compliance') return readCompliance(value);
  if (kind === 'rule') return readRule(value);
  if (kind === 'definition') return readDefinition(value);
  return kind === 'script' ? readScript(value) : null;
}

function parsed(body: string): Members | null {
  try {
    return members(JSON.parse(body));
  } catch {
    return null;
  }
}

function readHost(value: Members): ObservedHost {
  return {
    kind: 'host',
    status: words(value.status),
    statusReason: words(value.statusReason),
    hostnames: records(value.hostnames).map(({ name, type }) => ({ name: words(name), type: words(type) })),
    extraPorts: records(value.extraPorts).map(({ state, count, ranges }) => ({
      state: words(state),
      count: typeof count === 'number' ? count : 0,
      ranges: readRanges(ranges),
    })),
  };
}

/** Also of the ledger's looks, which are written the same way. */
export function readRanges(value: unknown): ObservedRanges[] {
  return records(value).map(({ protocol, ranges }) => ({
    protocol: words(protocol),
    ranges: records(ranges).flatMap(({ first, last }) => {
      const [from, to] = [portNumber(first), portNumber(last)];
      return from !== null && to !== null && from <= to ? [{ first: from, last: to }] : [];
    }),
  }));
}

function readPort(value: Members): ObservedPort | null {
  const port = portNumber(value.port);
  const protocol = words(value.protocol);
  const state = words(value.state);
  if (port === null || protocol === '' || state === '') return null;
  const service = members(value.service);
  return {
    kind: 'port',
    protocol,
    port,
    state,
    reason: words(value.reason),
    service: service && readService(service),
  };
}

function readService(value: Members): ObservedService {
  return {
    name: words(value.name),
    product: words(value.product),
    version: words(value.version),
    extraInfo: words(value.extraInfo),
    osType: words(value.osType),
    deviceType: words(value.deviceType),
    hostname: words(value.hostname),
    tunnel: words(value.tunnel),
    method: words(value.method),
    confidence: typeof value.confidence === 'number' ? value.confidence : 0,
    cpe: list(value.cpe),
  };
}

function readScript(value: Members): ObservedScript | null {
  const id = words(value.id);
  const port = portNumber(value.port ?? 0);
  if (id === '' || port === null) return null;
  return {
    kind: 'script',
    protocol: words(value.protocol),
    port,
    id,
    output: words(value.output),
    vulnerabilities: records(value.vulnerabilities).map(readVulnerability),
  };
}

function readVulnerability(value: Members): ObservedVulnerability {
  return {
    key: words(value.key),
    title: words(value.title),
    state: words(value.state),
    ids: list(value.ids),
    scores: readScores(value.scores),
    riskFactor: words(value.riskFactor),
    description: words(value.description),
    disclosed: words(value.disclosed),
    checkResults: list(value.checkResults),
    exploitResults: list(value.exploitResults),
    extraInfo: list(value.extraInfo),
    references: list(value.references),
  };
}

function readSystem(value: Members): ObservedSystem {
  return {
    kind: 'system',
    manager: words(value.manager),
    osId: words(value.osId),
    osVersion: words(value.osVersion),
    osName: words(value.osName),
    supportEnds: words(value.supportEnds),
    rebootRequired: value.rebootRequired === true,
    rebootReasons: list(value.rebootReasons),
    metadataAt: words(value.metadataAt),
    gaps: list(value.gaps),
    recommendations: records(value.recommendations).map(({ severity, packages, command }) => ({
      severity: words(severity),
      packages: list(packages),
      command: words(command),
    })),
  };
}

function readUpdate(value: Members): ObservedUpdate | null {
  const name = words(value.package);
  if (name === '') return null;
  return {
    kind: 'update',
    package: name,
    architecture: words(value.architecture),
    installed: words(value.installed),
    available: words(value.available),
    origins: list(value.origins),
    security: value.security === true,
    sourcePackage: words(value.sourcePackage),
    held: value.held === true,
    command: words(value.command),
    advisories: records(value.advisories).map((one) => ({
      id: words(one.id),
      title: words(one.title),
      kind: words(one.kind),
      severity: words(one.severity),
      cves: list(one.cves),
      issued: words(one.issued),
      needsReboot: one.needsReboot === true,
    })),
  };
}

function readCompliance(value: Members): ObservedCompliance {
  const counts = Object.entries(members(value.counts) ?? {});
  return {
    kind: 'compliance',
    benchmarkId: words(value.benchmarkId),
    benchmarkTitle: words(value.benchmarkTitle),
    benchmarkVersion: words(value.benchmarkVersion),
    profileId: words(value.profileId),
    profileTitle: words(value.profileTitle),
    scores: records(value.scores).map(({ system, value: score, maximum }) => ({
      system: words(system),
      value: numeric(score) ?? 0,
      maximum: numeric(maximum),
    })),
    counts: Object.fromEntries(counts.map(([result, count]) => [result, numeric(count) ?? 0])),
    startTime: words(value.startTime),
    endTime: words(value.endTime),
    tool: words(value.tool),
    trouble: list(value.trouble),
    content: words(value.content),
  };
}

function readRule(value: Members): ObservedRule | null {
  const [rule, result] = [words(value.rule), words(value.result)];
  if (rule === '' || result === '') return null;
  return {
    kind: 'rule',
    rule,
    check: words(value.check),
    result,
    severity: words(value.severity),
    weight: numeric(value.weight) ?? 1,
    title: words(value.title),
    description: words(value.description),
    rationale: words(value.rationale),
    fixText: words(value.fixText),
    fix: words(value.fix),
    idents: records(value.idents).map(({ system, value: ident }) => ({
      system: words(system),
      value: words(ident),
    })),
    references: records(value.references).map(({ href, text }) => ({ href: words(href), text: words(text) })),
    messages: list(value.messages),
    evidence: words(value.evidence),
  };
}

function readDefinition(value: Members): ObservedDefinition | null {
  const [id, result] = [words(value.id), words(value.result)];
  if (id === '' || result === '') return null;
  return {
    kind: 'definition',
    id,
    class: words(value.class),
    result,
    title: words(value.title),
    description: words(value.description),
    severity: words(value.severity),
    references: records(value.references).map(({ source, id: named, url }) => ({
      source: words(source),
      id: words(named),
      url: words(url),
    })),
    cves: list(value.cves),
    evidence: words(value.evidence),
  };
}

const numeric = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function readScores(value: unknown): { [name: string]: string } {
  const scores = Object.entries(members(value) ?? {});
  return Object.fromEntries(
    scores.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function members(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

function records(value: unknown): Members[] {
  if (!Array.isArray(value)) return [];
  return value.map(members).filter((one): one is Members => one !== null);
}

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

const portNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : null;
