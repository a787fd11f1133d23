import { MOST, type DraftFinding } from './draft';
import { fingerprint, OPEN_PORT_CHECK } from './fingerprint';
import type { ObservedPort, ObservedService } from './observed';
import { openPortGrade } from './severity';
import { firstBytes, line } from './text';

/** What every finding of a target shares. */
export interface Place {
  readonly networkId: string;
  readonly address: string;
  readonly hostname: string;
}

/**
 * The finding of an open port, or null: `filtered` and `open|filtered` mean that nothing was learnt.
 */
export function openPortFinding(seen: ObservedPort, place: Place): DraftFinding | null {
  if (seen.state !== 'open') return null;
  const protocol = line(seen.protocol, MOST.protocol);
  const where = { ...place, protocol, port: seen.port, checkId: OPEN_PORT_CHECK };
  const name = `${seen.port}/${protocol}`;
  const told = seen.service ? serviceWords(seen.service) : '';
  return {
    fingerprint: fingerprint(where),
    checkId: OPEN_PORT_CHECK,
    address: place.address,
    hostname: place.hostname,
    protocol,
    port: seen.port,
    service: line(seen.service?.name ?? '', MOST.service),
    title: line(told === '' ? `Open port ${name}` : `Open port ${name}: ${told}`, MOST.title),
    severity: openPortGrade.severity,
    severitySource: openPortGrade.source,
    type: openPortGrade.type,
    cvss: openPortGrade.cvss,
    cves: [],
    summary: line(summary(name, seen.service), MOST.summary),
    solution: '',
    references: [],
    evidence: firstBytes(evidence(seen, name), MOST.evidenceBytes),
  };
}

const serviceWords = (service: ObservedService): string =>
  [service.name, service.product, service.version].filter((word) => word !== '').join(' ');

function summary(name: string, service: ObservedService | null): string {
  if (!service || service.name === '') return `Port ${name} is open.`;
  const product = [service.product, service.version].filter((word) => word !== '').join(' ');
  const how = service.method === 'table' ? 'its number suggests' : 'the service answers as';
  return `Port ${name} is open; ${how} ${service.name}${product === '' ? '' : ` (${product})`}.`;
}

function evidence(seen: ObservedPort, name: string): string {
  const { service } = seen;
  const lines: (readonly [label: string, value: string])[] = [
    ['Port', name],
    ['State', seen.reason === '' ? seen.state : `${seen.state} (${seen.reason})`],
  ];
  if (service) {
    lines.push(
      ['Service', service.name],
      ['Product', service.product],
      ['Version', service.version],
      ['Extra information', service.extraInfo],
      ['Tunnel', service.tunnel],
      ['Operating system', service.osType],
      ['Device type', service.deviceType],
      ['Host name', service.hostname],
      ['Detection', service.method === '' ? '' : `${service.method}, confidence ${service.confidence} of 10`],
      ...service.cpe.map((cpe) => ['CPE', cpe] as const),
    );
  }
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${line(value, 1_000)}`)
    .join('\n');
}
