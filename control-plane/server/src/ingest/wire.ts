import {
  DispositionKind,
  NmapScan,
  ScriptSet,
  StopKind,
  type Chunk,
  type ControlMessage,
  type Grant,
  type HeldVerdict as WireVerdict,
  type NmapOptions as WireNmapOptions,
  type Observation,
  type PortSelection as WirePorts,
  type TargetPart as WirePart,
} from '@scanfleet/proto';
import type { NmapOptions, PortSelection } from '../profiles';
import type { ChunkOfResults, HeldVerdict, SliceGrant, TargetPart } from '../scans';

/** Between the contract's messages and the control plane's own words. Nothing of proto goes further in. */

const DISPOSITIONS: Partial<Record<DispositionKind, string>> = {
  [DispositionKind.DISPOSITION_KIND_SCANNED]: 'scanned',
  [DispositionKind.DISPOSITION_KIND_DOWN]: 'down',
  [DispositionKind.DISPOSITION_KIND_UNREACHABLE]: 'unreachable',
  [DispositionKind.DISPOSITION_KIND_TIMED_OUT]: 'timed out',
  [DispositionKind.DISPOSITION_KIND_FAILED]: 'failed',
};

/** The chunk in our words, or what is wrong with it. */
export function readChunk(chunk: Chunk): ChunkOfResults | { malformed: string } {
  const parts: TargetPart[] = [];
  for (const part of chunk.parts) {
    const read = readPart(part);
    if ('malformed' in read) return read;
    parts.push(read);
  }
  return { seq: Number(chunk.seq), parts };
}

function readPart(part: WirePart): TargetPart | { malformed: string } {
  const kind = part.disposition ? DISPOSITIONS[part.disposition.kind] : undefined;
  if (part.disposition && !kind)
    return { malformed: `disposition ${part.disposition.kind} of ${part.target}` };
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
    disposition: part.disposition
      ? {
          kind: kind as string,
          reason: part.disposition.reason,
          rowCount: part.disposition.rowCount,
          artifact: part.disposition.artifactSha256,
        }
      : null,
    artifact: part.artifact ? part.artifact.gzip : null,
  };
}

/**
 * The body is the message's fields as JSON. A script's tables travel as JSON text and are put in as they are,
 * once known to be JSON: written again, tables nested without end would exhaust the stack.
 */
function readObservation(observation: Observation): { kind: string; body: string } | undefined {
  switch (observation.kind?.$case) {
    case 'host':
      return { kind: 'host', body: JSON.stringify(observation.kind.value) };
    case 'port':
      return { kind: 'port', body: JSON.stringify(observation.kind.value) };
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

/** The engines whose work a Grant can carry: what else an agent may have is of no use here. */
export const GRANTABLE_ENGINES: ReadonlySet<string> = new Set(['nmap']);

export function writeGrant(nonce: string, grant: SliceGrant): Grant {
  return {
    nonce,
    sliceId: grant.sliceId,
    epoch: grant.epoch,
    scanId: grant.scanId,
    targets: [...grant.targets],
    work: { $case: 'nmap', value: writeNmapOptions(grant.profile.options) },
    traceId: grant.traceId,
  };
}

/** What a Welcome says of one slice that the agent holds. */
export function writeVerdict(verdict: HeldVerdict): WireVerdict {
  const { sliceId, epoch } = verdict;
  switch (verdict.kind) {
    case 'go on':
      return { sliceId, epoch, verdict: { $case: 'goOnFromSeq', value: BigInt(verdict.fromSeq) } };
    case 'stop': {
      const { fromSeq, reason } = verdict;
      const value = { fromSeq: BigInt(fromSeq), reason, kind: StopKind.STOP_KIND_PAUSE, graceMs: 0 };
      return { sliceId, epoch, verdict: { $case: 'stop', value } };
    }
    case 'abandon':
      return { sliceId, epoch, verdict: { $case: 'abandon', value: true } };
  }
}

const SCANS: Record<NmapOptions['scan'], NmapScan> = {
  ping: NmapScan.NMAP_SCAN_PING,
  syn: NmapScan.NMAP_SCAN_SYN,
  connect: NmapScan.NMAP_SCAN_CONNECT,
  udp: NmapScan.NMAP_SCAN_UDP,
};

const SETS: Record<NmapOptions['scriptSets'][number], ScriptSet> = {
  default: ScriptSet.SCRIPT_SET_DEFAULT,
  vulnerability: ScriptSet.SCRIPT_SET_VULNERABILITY,
};

function writeNmapOptions(options: NmapOptions): WireNmapOptions {
  return {
    scan: SCANS[options.scan],
    ports: writePorts(options.ports),
    hostDiscovery: options.hostDiscovery,
    serviceDetection: options.serviceDetection,
    versionIntensity: options.versionIntensity ?? undefined,
    osDetection: options.osDetection,
    traceroute: options.traceroute,
    resolveNames: options.resolveNames,
    scriptSets: options.scriptSets.map((set) => SETS[set]),
    scripts: [...options.scripts],
    timing: options.timing,
    minRate: options.minRate ?? undefined,
    maxRate: options.maxRate ?? undefined,
    maxRetries: options.maxRetries ?? undefined,
    hostTimeoutSeconds: options.hostTimeoutSeconds ?? undefined,
    scriptTimeoutSeconds: options.scriptTimeoutSeconds ?? undefined,
  };
}

function writePorts(ports: PortSelection): WirePorts {
  if (ports.kind === 'top') return { selection: { $case: 'top', value: ports.count } };
  if (ports.kind === 'all') return { selection: { $case: 'all', value: true } };
  return { selection: { $case: 'ranges', value: { ranges: ports.ranges.map((range) => ({ ...range })) } } };
}

type ControlCase = NonNullable<ControlMessage['message']>;
type CaseOf<Name extends ControlCase['$case']> = Extract<ControlCase, { $case: Name }>['value'];

/** A message to the agent. */
export function control<Name extends ControlCase['$case']>($case: Name, value: CaseOf<Name>): ControlMessage {
  return { message: { $case, value } as ControlCase };
}
