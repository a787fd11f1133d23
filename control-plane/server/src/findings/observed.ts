import { list, members, records, words, type Members } from './members';
import {
  readCompliance,
  readDefinition,
  readRule,
  readSystem,
  readUpdate,
  type ObservedCompliance,
  type ObservedDefinition,
  type ObservedRule,
  type ObservedSystem,
  type ObservedUpdate,
} from './observed-inside';

export type {
  ObservedAdvisory,
  ObservedCompliance,
  ObservedDefinition,
  ObservedRule,
  ObservedSystem,
  ObservedUpdate,
} from './observed-inside';

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

function readScores(value: unknown): { [name: string]: string } {
  const scores = Object.entries(members(value) ?? {});
  return Object.fromEntries(
    scores.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const portNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : null;
