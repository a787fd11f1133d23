import type {
  ComplianceObservation as WireCompliance,
  HostObservation as WireHost,
  Observation,
  PortObservation as WirePort,
  ScriptObservation as WireScript,
} from '@scanfleet/proto';
import type { HostObservation, PortObservation, ScriptObservation } from './nmap/observation';
import type { ComplianceObservation, DefinitionObservation, RuleObservation } from './openscap/observation';

/** What a reader of a tool's output tells. */
export type ToolObservation =
  | HostObservation
  | PortObservation
  | ScriptObservation
  | ComplianceObservation
  | RuleObservation
  | DefinitionObservation;

/** No single observation may outgrow a message: the control plane receives at most 1 MiB at once. */
const MAX_TEXT = 128 * 1024;

/** As the contract carries it (Observation in observation.proto). */
export function messageOf(observation: ToolObservation): NonNullable<Observation['kind']> {
  switch (observation.kind) {
    case 'host':
      return { $case: 'host', value: host(observation) };
    case 'port':
      return { $case: 'port', value: port(observation) };
    case 'script':
      return { $case: 'script', value: script(observation) };
    case 'compliance':
      return { $case: 'compliance', value: compliance(observation) };
    case 'rule':
      return { $case: 'rule', value: observation };
    case 'definition':
      return { $case: 'definition', value: observation };
  }
}

function host(value: HostObservation): WireHost {
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

function port({ protocol, port, state, reason, service }: PortObservation): WirePort {
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

function script(value: ScriptObservation): WireScript {
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

function compliance({ benchmark, profile, ...value }: ComplianceObservation): WireCompliance {
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
