import type {
  HostObservation,
  NmapObservation,
  PortObservation,
  PortRanges,
  PortState,
  ScriptObservation,
  Service,
  TransportProtocol,
} from './observation';
import { CLOSE, type Markup } from '../xml/markup';
import { MarkupError } from '../xml/markup-error';
import { portRanges } from './port-list';
import { readScript } from './script';
import { bounded, wholeNumber } from './value';

const PROTOCOLS = new Set<string>(['tcp', 'udp', 'sctp', 'ip'] satisfies TransportProtocol[]);

const STATES = new Set<string>([
  'open',
  'closed',
  'filtered',
  'unfiltered',
  'open|filtered',
  'closed|filtered',
] satisfies PortState[]);

/** Reads `<ports>`: the ports listed one by one into `observations`, the counted rest into `host.extraPorts`. */
export function readPorts(markup: Markup, host: HostObservation, observations: NmapObservation[]): void {
  while (markup.next() !== CLOSE) {
    if (markup.name === 'port') {
      readPort(markup, observations);
    } else {
      if (markup.name === 'extraports') {
        readExtraPorts(markup, host);
      } else markup.skip();
    }
  }
}

/** Which ports they are is told by `<extrareasons ports>`, from nmap 7.90 on. */
function readExtraPorts(markup: Markup, host: HostObservation): void {
  const count = wholeNumber(markup.attribute('count'), 0, 1_000_000);
  const state = bounded(markup.attribute('state') ?? '');
  const ranges: PortRanges[] = [];
  while (markup.next() !== CLOSE) {
    if (markup.name === 'extrareasons') {
      ranges.push(...portRanges(markup.attribute('proto'), markup.attribute('ports')));
    }
    markup.skip();
  }
  if (count !== null) host.extraPorts.push({ state, count, ranges });
}

function readPort(markup: Markup, observations: NmapObservation[]): void {
  const port: PortObservation = {
    kind: 'port',
    protocol: protocolOf(markup.attribute('protocol')),
    port: portNumber(markup.attribute('portid')),
    state: 'filtered',
    reason: '',
    service: null,
  };
  const scripts: ScriptObservation[] = [];
  let stated = false;
  while (markup.next() !== CLOSE) {
    switch (markup.name) {
      case 'state':
        port.state = stateOf(markup.attribute('state'));
        port.reason = bounded(markup.attribute('reason') ?? '');
        stated = true;
        markup.skip();
        break;
      case 'service':
        port.service = readService(markup);
        break;
      case 'script':
        scripts.push(readScript(markup, port.protocol, port.port));
        break;
      default:
        markup.skip();
    }
  }
  if (!stated) throw new MarkupError(`port ${port.port} without a state`);
  observations.push(port);
  for (const script of scripts) observations.push(script);
}

function protocolOf(text: string | undefined): TransportProtocol {
  if (text === undefined || !PROTOCOLS.has(text)) throw new MarkupError('port of an unknown protocol');
  return text as TransportProtocol;
}

/** 0 is a protocol number of a protocol scan (-sO), and a port that nmap can be told to look at. */
function portNumber(text: string | undefined): number {
  const port = wholeNumber(text, 0, 65535);
  if (port === null) throw new MarkupError('port number outside 0 to 65535');
  return port;
}

function stateOf(text: string | undefined): PortState {
  if (text === undefined || !STATES.has(text)) throw new MarkupError('port in an unknown state');
  return text as PortState;
}

function readService(markup: Markup): Service {
  const service: Service = {
    name: bounded(markup.attribute('name') ?? 'unknown'),
    product: word(markup, 'product'),
    version: word(markup, 'version'),
    extraInfo: word(markup, 'extrainfo'),
    osType: word(markup, 'ostype'),
    deviceType: word(markup, 'devicetype'),
    hostname: word(markup, 'hostname'),
    tunnel: word(markup, 'tunnel'),
    method: bounded(markup.attribute('method') ?? 'table'),
    confidence: wholeNumber(markup.attribute('conf'), 0, 10) ?? 0,
    cpe: [],
  };
  while (markup.next() !== CLOSE) {
    const isCpe = markup.name === 'cpe';
    markup.skip();
    if (isCpe) service.cpe.push(bounded(markup.text()));
  }
  return service;
}

function word(markup: Markup, name: string): string | null {
  const text = markup.attribute(name);
  return text ? bounded(text) : null;
}
