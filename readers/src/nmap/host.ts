import type { HostName, HostObservation, NmapObservation } from './observation';
import { CLOSE, END, type Markup } from '../xml/markup';
import { MarkupError } from '../xml/markup-error';
import { canonicalAddress } from './address';
import { readOperatingSystem } from './operating-system';
import { readPorts } from './port';
import { readScript } from './script';
import { readTrace } from './trace';
import { bounded, wholeNumber } from './value';

/** One `<host>` of nmap's output, whole. */
export interface NmapHost {
  /** Canonical IPv4 or IPv6 address. */
  address: string;
  /** nmap gave the host up (`--host-timeout`): what is known of it is not the whole. */
  timedOut: boolean;
  /** One host observation first, then each port followed by its scripts, then the host's scripts. */
  observations: [HostObservation, ...NmapObservation[]];
}

/**
 * Reads one `<host>` block as nmap wrote it in any version since 5 (docs/nmap.dtd of nmap: host). Elements that
 * carry nothing for us (uptime, times, sequence tests …) are passed over but have to be well-formed.
 *
 * @throws MarkupError when the block is not well-formed, or holds what no host can have: no address, a port
 * above 65535, an unknown port state.
 */
export function readHost(markup: Markup): NmapHost {
  markup.next();
  if (markup.name !== 'host') throw new MarkupError('not a host');
  const host: HostObservation = {
    kind: 'host',
    status: 'unknown',
    statusReason: '',
    hostnames: [],
    mac: null,
    macVendor: null,
    os: [],
    distance: null,
    trace: [],
    extraPorts: [],
  };
  const result: NmapHost = {
    address: '',
    timedOut: markup.attribute('timedout') === 'true',
    observations: [host],
  };
  while (markup.next() !== CLOSE) readChild(markup, host, result);
  if (markup.next() !== END) throw new MarkupError('something follows the host');
  if (result.address === '') throw new MarkupError('host without an address');
  return result;
}

function readChild(markup: Markup, host: HostObservation, result: NmapHost): void {
  switch (markup.name) {
    case 'status':
      host.status = statusOf(markup.attribute('state'));
      host.statusReason = bounded(markup.attribute('reason') ?? '');
      return markup.skip();
    case 'address':
      readAddress(markup, host, result);
      return markup.skip();
    case 'hostnames':
      return readHostnames(markup, host.hostnames);
    case 'ports':
      return readPorts(markup, host, result.observations);
    case 'os':
      host.os = readOperatingSystem(markup);
      return;
    case 'distance':
      host.distance = wholeNumber(markup.attribute('value'), 0, 255);
      return markup.skip();
    case 'trace':
      host.trace = readTrace(markup);
      return;
    case 'hostscript':
      return readHostScripts(markup, result.observations);
    default:
      return markup.skip();
  }
}

function statusOf(state: string | undefined): HostObservation['status'] {
  return state === 'up' || state === 'down' ? state : 'unknown';
}

function readAddress(markup: Markup, host: HostObservation, result: NmapHost): void {
  const text = markup.attribute('addr') ?? '';
  if (markup.attribute('addrtype') === 'mac') {
    host.mac = /^([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(text) ? text.toUpperCase() : null;
    host.macVendor = markup.attribute('vendor') ?? null;
    if (host.macVendor !== null) host.macVendor = bounded(host.macVendor);
    return;
  }
  const address = canonicalAddress(text);
  if (address === null) throw new MarkupError('host with a malformed address');
  if (result.address === '') result.address = address;
}

function readHostnames(markup: Markup, names: HostName[]): void {
  while (markup.next() !== CLOSE) {
    const name = markup.name === 'hostname' ? markup.attribute('name') : undefined;
    if (name) names.push({ name: bounded(name), type: bounded(markup.attribute('type') ?? 'user') });
    markup.skip();
  }
}

function readHostScripts(markup: Markup, observations: NmapObservation[]): void {
  while (markup.next() !== CLOSE) {
    if (markup.name === 'script') observations.push(readScript(markup, null, null));
    else markup.skip();
  }
}
