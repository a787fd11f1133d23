import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { Clock, Timer } from '../clock';
import type { RunLook, TargetResult } from '../engines/engine';
import type { BegunObservation } from '../engines/observation';
import { type Part, type PartEnd, encodeLook, encodeObservation, encodePart } from '../link';
import type { SliceSpool } from './slice-spool';

/** Limits of a chunk by the contract (Chunk in session.proto), and of an artifact that travels inside one. */
export interface ChunkLimits {
  observations: number;
  bytes: number;
  inlineArtifactBytes: number;
  /** Milliseconds that a finished target waits for company at most. */
  flushAfterMs: number;
}

export const chunkLimits: ChunkLimits = {
  observations: 500,
  bytes: 256 * 1024,
  inlineArtifactBytes: 64 * 1024,
  flushAfterMs: 300,
};

/** Room for what a part says beside its observations and its artifact. */
const PART_FRAME_BYTES = 512;
const MAX_REASON_CHARS = 250;
/** A look beyond this is left out, and then nothing counts as looked at: chunks stay below what a message may have. */
const MAX_LOOK_BYTES = 64 * 1024;
/** Below this, handing the bytes to another thread costs more than compressing them. */
const COMPRESS_HERE_BYTES = 32 * 1024;
const LEVEL = { level: 4 };

const compressThere = promisify(gzip);

interface Pending {
  /** Runs whose look this chunk has to carry. */
  runs: Set<number>;
  parts: Uint8Array[];
  observations: number;
  bytes: number;
  artifacts: string[];
}

const none = (): Pending => ({ runs: new Set(), parts: [], observations: 0, bytes: 0, artifacts: [] });

/** Packs targets' results into chunks and spools them. A chunk takes several small hosts, whole where they fit. */
export class ChunkBuilder {
  private pending = none();
  private timer: Timer | null = null;
  private turn: Promise<void> = Promise.resolve();
  private readonly looks = new Map<number, Uint8Array>();

  /**
   * @param spooled called after a chunk is on disk
   * @param failed called when a flush that nobody waits for failed
   */
  constructor(
    private readonly spool: SliceSpool,
    private readonly clock: Clock,
    private readonly spooled: () => void,
    private readonly failed: (error: unknown) => void,
    private readonly limits: ChunkLimits = chunkLimits,
  ) {}

  /**
   * Settles when the target is packed and there is room for more. Rejects when the disk refuses.
   * @param run which start of a tool under this epoch, from 1
   */
  add(run: number, result: TargetResult): Promise<void> {
    return this.inTurn(() => this.pack(run, result));
  }

  /** As `add`, of a target that has no result yet. */
  addBegun(run: number, address: string, seen: BegunObservation): Promise<void> {
    return this.inTurn(async () => {
      const observations = [encodeObservation(seen)];
      if (!this.hasRoom(1, sizeOf(observations))) await this.spoolPending();
      this.push({ target: address, run, firstOrdinal: 0, observations, end: null, artifact: null });
    });
  }

  /** What the run looks at: goes with every chunk that has a disposition of it. Before the run's first target. */
  look(run: number, look: RunLook): void {
    const bytes = encodeLook(run, look);
    if (bytes.length <= MAX_LOOK_BYTES) this.looks.set(run, bytes);
  }

  /** Spools what is packed, if anything. */
  flush(): Promise<void> {
    return this.inTurn(() => this.spoolPending());
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.turn.then(step);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async pack(run: number, result: TargetResult): Promise<void> {
    const observations = result.observations.map(encodeObservation);
    const artifact = result.raw && result.raw.length > 0 ? await this.compress(result.raw) : null;
    const inline = artifact && artifact.length <= this.limits.inlineArtifactBytes ? artifact : null;
    const report = result.report && result.report.length > 0 ? await this.compress(result.report) : null;
    const end: PartEnd = {
      kind: result.disposition,
      reason: result.reason.slice(0, MAX_REASON_CHARS),
      rowCount: observations.length,
      lookedAtMs: this.clock.wallMs(),
      artifactSha256: hashOf(artifact),
      reportSha256: hashOf(report),
    };
    const large = [
      ...(artifact && !inline ? [{ sha256: end.artifactSha256, bytes: artifact }] : []),
      ...(report ? [{ sha256: end.reportSha256, bytes: report }] : []),
    ];
    // Room is waited for with nothing in memory that would have to be written first to make some.
    if (large.length > 0 && this.pending.artifacts.length > 0) await this.spoolPending();
    for (const { sha256, bytes } of large) await this.spool.keepArtifact(sha256, bytes);
    const tail = inline?.length ?? 0;
    // A host that fits into one chunk is not torn to fill up the one before.
    if (!this.hasRoom(observations.length, sizeOf(observations) + tail)) await this.spoolPending();
    for (const { from, to, last } of cut(observations, tail, this.limits)) {
      const piece = observations.slice(from, to);
      if (!this.hasRoom(piece.length, sizeOf(piece) + (last ? tail : 0))) await this.spoolPending();
      this.push({
        target: result.address,
        run,
        firstOrdinal: from,
        observations: piece,
        end: last ? end : null,
        artifact: last ? inline : null,
      });
    }
    this.pending.artifacts.push(...large.map(({ sha256 }) => sha256));
    this.timer ??= this.clock.after(this.limits.flushAfterMs, () => {
      this.timer = null;
      this.flush().catch(this.failed);
    });
  }

  private push(part: Part): void {
    const bytes = encodePart(part);
    if (part.end) this.pending.runs.add(part.run);
    this.pending.parts.push(bytes);
    this.pending.bytes += bytes.length;
    this.pending.observations += part.observations.length;
  }

  private hasRoom(observations: number, bytes: number): boolean {
    return (
      this.pending.observations + observations <= this.limits.observations &&
      this.pending.bytes + bytes + PART_FRAME_BYTES <= this.limits.bytes
    );
  }

  private async compress(raw: Uint8Array): Promise<Buffer> {
    return raw.length <= COMPRESS_HERE_BYTES ? gzipSync(raw, LEVEL) : compressThere(raw, LEVEL);
  }

  private async spoolPending(): Promise<void> {
    this.timer?.clear();
    this.timer = null;
    const { parts, artifacts, runs } = this.pending;
    if (parts.length === 0) return;
    const looks = [...runs].flatMap((run) => this.looks.get(run) ?? []);
    this.pending = none();
    await this.spool.append({ parts: Buffer.concat([...parts, ...looks]), artifacts });
    this.spooled();
  }
}

/** Hex; empty: there are none. */
const hashOf = (bytes: Uint8Array | null): string =>
  bytes ? createHash('sha256').update(bytes).digest('hex') : '';

/** With room for the tag and length of each. */
function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length + 4, 0);
}

interface Cut {
  from: number;
  to: number;
  last: boolean;
}

/**
 * Where a target's observations are cut into parts that each fit a chunk; the last part, with the
 * target's end and `tailBytes` of artifact, may be empty. One part when all fits.
 */
export function cut(observations: readonly Uint8Array[], tailBytes: number, limits: ChunkLimits): Cut[] {
  const room = limits.bytes - PART_FRAME_BYTES;
  const cuts: Cut[] = [];
  let from = 0;
  let bytes = 0;
  observations.forEach((observation, at) => {
    const size = sizeOf([observation]);
    if (at > from && (at - from === limits.observations || bytes + size > room)) {
      cuts.push({ from, to: at, last: false });
      from = at;
      bytes = 0;
    }
    bytes += size;
  });
  const length = observations.length;
  if (from < length && bytes + tailBytes > room) {
    cuts.push({ from, to: length, last: false });
    from = length;
  }
  return [...cuts, { from, to: length, last: true }];
}
