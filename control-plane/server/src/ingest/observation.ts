import type { Look as WireLook, Observation } from '@scanfleet/proto';
import type { Look, LookedPorts } from '../scans';
import { BEGUN } from '../scans/observation-kinds';

/** Results, from the contract's messages into the control plane's own words, without the rooms that work with them. */

/** By protocol, its ports joined: the same look is the same words, however it was told. */
export function readLook({
  tool,
  toolVersion,
  ports,
}: Pick<WireLook, 'tool' | 'toolVersion' | 'ports'>): Look {
  const byProtocol = new Map<string, LookedPorts['ranges'][number][]>();
  for (const { protocol, ranges } of ports) {
    const known = byProtocol.get(protocol) ?? [];
    known.push(...ranges.map(({ first, last }) => ({ first, last })));
    byProtocol.set(protocol, known);
  }
  const protocols = [...byProtocol].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    tool,
    toolVersion,
    ports: protocols.map(([protocol, ranges]) => ({ protocol, ranges: joined(ranges) })),
  };
}

/** Sorted and without overlap, so that the same look always has the same hash. */
function joined(ranges: LookedPorts['ranges'][number][]): LookedPorts['ranges'] {
  const out: { first: number; last: number }[] = [];
  for (const range of ranges.sort((a, b) => a.first - b.first)) {
    const before = out.at(-1);
    if (before && range.first <= before.last + 1) before.last = Math.max(before.last, range.last);
    else out.push({ ...range });
  }
  return out;
}

/**
 * The body is the message's fields as JSON. A script's tables travel as JSON text and are put in as they are,
 * once known to be JSON: written again, tables nested without end would exhaust the stack.
 */
export function readObservation(observation: Observation): { kind: string; body: string } | undefined {
  switch (observation.kind?.$case) {
    case 'host':
      return { kind: 'host', body: JSON.stringify(observation.kind.value) };
    case 'port':
      return { kind: 'port', body: JSON.stringify(observation.kind.value) };
    case 'system':
      return { kind: 'system', body: JSON.stringify(observation.kind.value) };
    case 'update':
    case 'compliance':
    case 'rule':
    case 'definition':
      return { kind: observation.kind.$case, body: JSON.stringify(observation.kind.value) };
    case 'hostKey':
      return { kind: 'host-key', body: JSON.stringify(observation.kind.value) };
    case 'begun':
      return { kind: BEGUN, body: JSON.stringify(observation.kind.value) };
    case 'script': {
      const { structuredJson, ...rest } = observation.kind.value;
      const fields = JSON.stringify(rest).slice(0, -1);
      return {
        kind: 'script',
        body: `${fields},"structured":${isTables(structuredJson) ? structuredJson : 'null'}}`,
      };
    }
    default:
      return undefined;
  }
}

/** Tables nested deeper than any script's are no use to anyone, and the ledger would not read them. */
const DEEPEST_TABLES = 20;

function isTables(text: string): boolean {
  try {
    return isWithin(JSON.parse(text), DEEPEST_TABLES);
  } catch {
    return false;
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}
