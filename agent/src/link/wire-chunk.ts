import { Chunk, DispositionKind, Look, TargetPart } from '@scanfleet/proto';
import type { Disposition } from '@scanfleet/proto';
import type * as engine from '../engines/engine';
import type { SliceRef } from './message';

/** The last part of a target tells how it ended. */
export interface PartEnd {
  kind: engine.DispositionKind;
  reason: string;
  /** Number of the target's observations in this run. */
  rowCount: number;
  /** Hex; empty when the tool wrote nothing about the target. */
  artifactSha256: string;
  /** Hex; empty: there is no report. */
  reportSha256: string;
  /** Wall clock, milliseconds since 1970, when the tool had told all about the target. */
  lookedAtMs: number;
}

/** A target's observations, or some of them, as they travel in a chunk. */
export interface Part {
  target: string;
  /** Which start of a tool under this epoch, from 1. */
  run: number;
  /** Position of the first observation among all of this target's in this run, from 0. */
  firstOrdinal: number;
  /** From `encodeObservation`. */
  observations: readonly Uint8Array[];
  end: PartEnd | null;
  /** Gzip of the target's raw output where it travels inside the chunk. */
  artifact: Uint8Array | null;
}

const kinds: Record<engine.DispositionKind, DispositionKind> = {
  scanned: DispositionKind.DISPOSITION_KIND_SCANNED,
  down: DispositionKind.DISPOSITION_KIND_DOWN,
  unreachable: DispositionKind.DISPOSITION_KIND_UNREACHABLE,
  'timed out': DispositionKind.DISPOSITION_KIND_TIMED_OUT,
  failed: DispositionKind.DISPOSITION_KIND_FAILED,
  'authentication failed': DispositionKind.DISPOSITION_KIND_AUTHENTICATION_FAILED,
  'not applicable': DispositionKind.DISPOSITION_KIND_NOT_APPLICABLE,
};

/*
 * Two encoded messages written one after the other are the encoding of both merged
 * (https://protobuf.dev/programming-guides/encoding/#last-one-wins). So observations are encoded once, when
 * they are weighed, and a spooled chunk needs its number only when it is sent.
 */
const OBSERVATIONS_OF_PART = lengthDelimited(4);
const PARTS_OF_CHUNK = lengthDelimited(4);
const LOOKS_OF_CHUNK = lengthDelimited(5);
const CHUNK_OF_MESSAGE = lengthDelimited(5);

/** A part as one element of a chunk's `parts`. */
export function encodePart(part: Part): Uint8Array {
  const frame = TargetPart.encode({
    target: part.target,
    run: part.run,
    firstOrdinal: part.firstOrdinal,
    observations: [],
    disposition: part.end ? disposition(part.end) : undefined,
    artifact: part.artifact ? { gzip: Buffer.from(part.artifact) } : undefined,
  }).finish();
  const pieces: Uint8Array[] = [frame];
  for (const observation of part.observations)
    pieces.push(OBSERVATIONS_OF_PART(observation.length), observation);
  const bytes = Buffer.concat(pieces);
  return Buffer.concat([PARTS_OF_CHUNK(bytes.length), bytes]);
}

function disposition({ kind, lookedAtMs, ...end }: PartEnd): Disposition {
  return { ...end, kind: kinds[kind], lookedAtMs: BigInt(lookedAtMs) };
}

/** What a run looked at as one element of a chunk's `looks`; it may stand anywhere among the parts. */
export function encodeLook(run: number, look: engine.RunLook): Uint8Array {
  const { tool, toolVersion } = look;
  const ports = look.ports.map(({ protocol, ranges }) => ({ protocol, ranges: [...ranges] }));
  const bytes = Look.encode({ run, tool, toolVersion, ports }).finish();
  return Buffer.concat([LOOKS_OF_CHUNK(bytes.length), bytes]);
}

/** An `AgentMessage` with the chunk whose parts and looks, encoded as above, are `parts` one after the other. */
export function encodeChunk(slice: SliceRef, seq: number, parts: Uint8Array): Buffer {
  const { sliceId, epoch } = slice;
  const frame = Chunk.encode({ sliceId, epoch, seq: BigInt(seq), parts: [], looks: [] }).finish();
  return Buffer.concat([CHUNK_OF_MESSAGE(frame.length + parts.length), frame, parts]);
}

/** Writes the tag of a length-delimited field (wire type 2) and the length that follows it. */
function lengthDelimited(field: number): (length: number) => Uint8Array {
  return (length) => {
    const bytes = [(field << 3) | 2];
    let rest = length;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
    bytes.push(rest);
    return Uint8Array.from(bytes);
  };
}
