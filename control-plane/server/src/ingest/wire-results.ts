import { DispositionKind, type Chunk, type TargetPart as WirePart } from '@scanfleet/proto';
import type { ChunkOfResults, TargetDisposition, TargetPart, ToolDisposition } from '../scans';
import { readLook, readObservation } from './observation';

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
