import { Observation } from '@scanfleet/proto';
import type {
  ComplianceObservation,
  HostObservation,
  PortObservation,
  ScriptObservation,
  SystemObservation,
  UpdateObservation,
} from '@scanfleet/proto';
import type * as own from '../engines/observation';

/** No single observation may outgrow a message: the control plane receives at most 1 MiB at once. */
const MAX_TEXT = 128 * 1024;

/** With room for the chunk around it: an observation beyond this is said without what the raw output has as well. */
const MAX_BYTES = 512 * 1024;

/** Of one package, and of one advisory. */
const MOST_ADVISORIES = 50;
const MOST_CVES = 200;

/** One observation as the bytes of the contract's `Observation`. */
export function encodeObservation(observation: own.Observation): Uint8Array {
  const bytes = encoded(observation);
  if (bytes.length <= MAX_BYTES || observation.kind !== 'script') return bytes;
  const spare = encoded({ ...observation, vulnerabilities: [] });
  return spare.length <= MAX_BYTES
    ? spare
    : encoded({ ...observation, vulnerabilities: [], structured: null });
}

const encoded = (observation: own.Observation): Uint8Array =>
  Observation.encode({ kind: kind(observation) }).finish();

function kind(observation: own.Observation): Observation['kind'] {
  switch (observation.kind) {
    case 'host':
      return { $case: 'host', value: host(observation) };
    case 'port':
      return { $case: 'port', value: port(observation) };
    case 'script':
      return { $case: 'script', value: script(observation) };
    case 'system':
      return { $case: 'system', value: system(observation) };
    case 'update':
      return { $case: 'update', value: update(observation) };
    case 'compliance':
      return { $case: 'compliance', value: compliance(observation) };
    case 'rule':
      return { $case: 'rule', value: observation };
    case 'definition':
      return { $case: 'definition', value: observation };
    case 'host-key':
      return { $case: 'hostKey', value: observation };
    case 'begun':
      return { $case: 'begun', value: observation };
  }
}

function host(value: own.HostObservation): HostObservation {
  return {
    status: value.status,
    statusReason: value.statusReason,
    hostnames: value.hostnames,
    mac: value.mac ?? '',
    macVendor: value.macVendor ?? '',
    os: value.os.map((match) => ({
      ...match,
      family: match.family ?? '',
      generation: match.generation ?? '',
      vendor: match.vendor ?? '',
    })),
    distance: value.distance ?? undefined,
    trace: value.trace.map((hop) => ({
      ttl: hop.ttl,
      address: hop.address ?? '',
      name: hop.name ?? '',
      rttMs: hop.rttMs ?? undefined,
    })),
    extraPorts: value.extraPorts,
  };
}

function port({ protocol, port, state, reason, service }: own.PortObservation): PortObservation {
  if (!service) return { protocol, port, state, reason, service: undefined };
  return {
    protocol,
    port,
    state,
    reason,
    service: {
      name: service.name,
      product: service.product ?? '',
      version: service.version ?? '',
      extraInfo: service.extraInfo ?? '',
      osType: service.osType ?? '',
      deviceType: service.deviceType ?? '',
      hostname: service.hostname ?? '',
      tunnel: service.tunnel ?? '',
      method: service.method,
      confidence: service.confidence,
      cpe: service.cpe,
    },
  };
}

function script(value: own.ScriptObservation): ScriptObservation {
  const structured = value.structured === null ? '' : JSON.stringify(value.structured);
  return {
    protocol: value.protocol ?? '',
    port: value.port ?? 0,
    id: value.id,
    output: value.output.length > MAX_TEXT ? value.output.slice(0, MAX_TEXT) : value.output,
    // Half of a JSON text is none: one that is too long is left out, the raw output still has it.
    structuredJson: structured.length > MAX_TEXT ? '' : structured,
    vulnerabilities: value.vulnerabilities.map((vulnerability) => ({
      ...vulnerability,
      riskFactor: vulnerability.riskFactor ?? '',
      disclosed: vulnerability.disclosed ?? '',
    })),
  };
}

function system(value: own.SystemObservation): SystemObservation {
  return {
    manager: value.manager,
    osId: value.system.id,
    osVersion: value.system.version,
    osName: value.system.name,
    supportEnds: value.system.supportEnds ?? '',
    rebootRequired: value.reboot.required,
    rebootReasons: value.reboot.reasons,
    metadataAt: value.metadataAt ?? '',
    gaps: value.gaps,
    recommendations: value.recommendations,
  };
}

function update(value: own.UpdateObservation): UpdateObservation {
  return {
    package: value.package,
    architecture: value.architecture,
    installed: value.installed,
    available: value.available,
    origins: value.origins,
    security: value.isSecurity,
    sourcePackage: value.sourcePackage ?? '',
    held: value.isHeld,
    advisories: value.advisories.slice(0, MOST_ADVISORIES).map((advisory) => ({
      ...advisory,
      cves: advisory.cves.slice(0, MOST_CVES),
    })),
    command: value.command,
  };
}

function compliance({ benchmark, profile, ...value }: own.ComplianceObservation): ComplianceObservation {
  return {
    benchmarkId: benchmark.id,
    benchmarkTitle: benchmark.title,
    benchmarkVersion: benchmark.version,
    profileId: profile.id,
    profileTitle: profile.title,
    scores: value.scores.map(({ maximum, ...score }) => ({ ...score, maximum: maximum ?? undefined })),
    counts: value.counts,
    startTime: value.startTime,
    endTime: value.endTime,
    tool: value.tool,
    identity: value.identity,
    trouble: value.trouble,
    content: value.content,
    segments: value.segments,
  };
}
