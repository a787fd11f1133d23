import type { NmapHost } from './host';
import type { HostObservation, PortObservation, ScriptObservation } from './observation';

/** What `scanfleet-agent parse nmap` prints for one host: plain names, `os` and `service` in one word. */
export interface HostLine {
  address: string;
  hostnames: string[];
  status: HostObservation['status'];
  statusReason: string;
  timedOut: boolean;
  ports: PortLine[];
  /** Name of the best match. */
  os: string | null;
  osMatches: HostObservation['os'];
  mac: string | null;
  macVendor: string | null;
  distance: number | null;
  trace: HostObservation['trace'];
  extraPorts: HostObservation['extraPorts'];
  hostScripts: ScriptLine[];
}

export interface PortLine {
  protocol: PortObservation['protocol'];
  port: number;
  state: PortObservation['state'];
  reason: string;
  /** nmap's name of the service. */
  service: string | null;
  product: string | null;
  version: string | null;
  extraInfo: string | null;
  tunnel: string | null;
  method: string | null;
  confidence: number | null;
  cpe: string[];
  scripts: ScriptLine[];
}

export type ScriptLine = Pick<ScriptObservation, 'id' | 'output' | 'structured' | 'vulnerabilities'>;

export function hostLine(host: NmapHost): HostLine {
  const [about, ...rest] = host.observations;
  const line: HostLine = {
    address: host.address,
    hostnames: about.hostnames.map((one) => one.name),
    status: about.status,
    statusReason: about.statusReason,
    timedOut: host.timedOut,
    ports: [],
    os: about.os[0]?.name ?? null,
    osMatches: about.os,
    mac: about.mac,
    macVendor: about.macVendor,
    distance: about.distance,
    trace: about.trace,
    extraPorts: about.extraPorts,
    hostScripts: [],
  };
  for (const one of rest) {
    if (one.kind === 'port') line.ports.push(portLine(one));
    else if (one.kind === 'script') scriptsOf(line, one).push(scriptLine(one));
  }
  return line;
}

/** Scripts follow their port at once. */
function scriptsOf(line: HostLine, script: ScriptObservation): ScriptLine[] {
  const port = script.port === null ? undefined : line.ports.at(-1);
  return port === undefined ? line.hostScripts : port.scripts;
}

function portLine(port: PortObservation): PortLine {
  const service = port.service;
  return {
    protocol: port.protocol,
    port: port.port,
    state: port.state,
    reason: port.reason,
    service: service?.name ?? null,
    product: service?.product ?? null,
    version: service?.version ?? null,
    extraInfo: service?.extraInfo ?? null,
    tunnel: service?.tunnel ?? null,
    method: service?.method ?? null,
    confidence: service?.confidence ?? null,
    cpe: service?.cpe ?? [],
    scripts: [],
  };
}

function scriptLine(script: ScriptObservation): ScriptLine {
  const { id, output, structured, vulnerabilities } = script;
  return { id, output, structured, vulnerabilities };
}
