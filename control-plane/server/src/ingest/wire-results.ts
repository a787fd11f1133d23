import {
  DispositionKind,
  type Chunk,
  type Look as WireLook,
  type Observation,
  type TargetPart as WirePart,
} from '@scanfleet/proto';
import {
  BEGUN,
  type ChunkOfResults,
  type Look,
  type LookedPorts,
  type TargetDisposition,
  type TargetPart,
  type ToolDisposition,
} from '../scans';

/** Results, from the contract's messages into the control plane's own words. Nothing of proto goes further in. */

const DISPOSITIONS: Partial<Record<DispositionKind, ToolDisposition>> = {
  [DispositionKind.DISPOSITION_KIND_SCANNED]: 'scanned',
  [DispositionKind.DISPOSITION_KIND_DOWN]: 'down',
  [DispositionKind.DISPOSITION_KIND_UNREACHABLE]: 'unreachable',
  [DispositionKind.DISPOSITION_KIND_TIMED_OUT]: 'timed out',
  [DispositionKind.DISPOSITION_KIND_FAILED]: 'failed',
  [DispositionKind.DISPOSITION_KIND_AUTHENTICATION_FAILED]: 'authentication failed',
  [DispositionKind.DISPOSITION_KIND_NOT_APPLICABLE]: 'not applicable',
};

/** The chunk in our words, or what is wrong with it. */
export function readChunk(chunk: Chunk): ChunkOfResults | { malformed: string } {
  const parts: TargetPart[] = [];
  for (const part of chunk.parts) {
    const read = readPart(part);
    if ('malformed' in read) return read;
    parts.push(read);
  }
  return {
    seq: Number(chunk.seq),
    parts,
    looks: chunk.looks.map((look) => ({ run: look.run, look: readLook(look) })),
  };
}

function readPart(part: WirePart): TargetPart | { malformed: string } {
  const disposition = part.disposition ? readDisposition(part.disposition) : null;
  if (disposition === undefined) {
    return { malformed: `disposition ${part.disposition?.kind} of ${part.target}` };
  }
  const observations: { kind: string; body: string }[] = [];
  for (const observation of part.observations) {
    const read = readObservation(observation);
    if (!read) return { malformed: `an observation of ${part.target} has no kind` };
    observations.push(read);
  }
  return {
    address: part.target,
    run: part.run,
    firstOrdinal: part.firstOrdinal,
    observations,
    disposition,
    artifact: part.artifact ? part.artifact.gzip : null,
  };
}

/** Undefined: a kind that this version does not know. */
function readDisposition(said: NonNullable<WirePart['disposition']>): TargetDisposition | undefined {
  const kind = DISPOSITIONS[said.kind];
  if (kind === undefined) return undefined;
  return {
    kind,
    reason: said.reason,
    rowCount: said.rowCount,
    artifact: said.artifactSha256,
    report: said.reportSha256,
    lookedAt: readTime(said.lookedAtMs),
  };
}

/** The last millisecond that a Date can hold (ECMA-262, Time Values). */
const LAST_TIME = 8_640_000_000_000_000n;

const readTime = (ms: bigint): Date | null => (ms === 0n || ms > LAST_TIME ? null : new Date(Number(ms)));

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
