import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, Database, Gathered, type Config, type Tx } from '../platform';
import { ChunkRows, type AcceptedChunk, type Brought } from './chunk-rows';
import type { DispositionKind, ToolDisposition } from './disposition';
import type { Look } from './looks';
import { holds, lockSlices, STOP_WITHIN_MS, stopOrderOf, type Fence, type StopOrder } from './slice-record';

/** A numbered part of a slice's results, checked for shape (ingest/admit) but not yet for right. */
export interface ChunkOfResults {
  readonly seq: number;
  readonly parts: readonly TargetPart[];
  /** What the runs looked at that this chunk’s dispositions are of; agents of before say nothing. */
  readonly looks?: readonly { readonly run: number; readonly look: Look }[];
}

export interface TargetPart {
  readonly address: string;
  readonly run: number;
  readonly firstOrdinal: number;
  /** `body` is valid JSON, at most 26 levels deep; `kind` and `address` hold no quotes (ingest/admit, ingest/wire). */
  readonly observations: readonly { kind: string; body: string }[];
  readonly disposition: TargetDisposition | null;
  /** Gzip, small enough to travel in the chunk. */
  readonly artifact: Uint8Array | null;
}

export interface TargetDisposition {
  /** The tool's word, or `excluded` by the control plane. */
  readonly kind: ToolDisposition | Extract<DispositionKind, 'excluded'>;
  readonly reason: string;
  readonly rowCount: number;
  readonly artifact: string;
  /** As `artifact`, of the tool's report for people; empty or none: there is none. */
  readonly report?: string;
  /** When the tool had told all about the target, by the agent's clock; null: not known. */
  readonly lookedAt?: Date | null;
}

export type ChunkAnswer =
  /** Committed now or before; `nextSeq` is the first number not committed. */
  | { kind: 'ack'; nextSeq: number; stop: StopOrder | null }
  | { kind: 'need from'; seq: number }
  | { kind: 'abandon' };

/** Small chunks that are committed in one transaction, at most. */
const COMMITTED_AT_ONCE = 500;
/** Bytes of results in a chunk that shares its transaction; a larger one is worth its own. */
const SMALL_BYTES = 4_096;

/** A chunk, and who delivers it. */
interface Delivered {
  readonly fence: Fence;
  readonly chunk: ChunkOfResults;
}

/**
 * Commits results. The fence and the rows are one transaction, so a chunk counts exactly once: a repeat is
 * acknowledged again, a gap asks for what is missing, a stale owner changes nothing. Does not lock the scan. Small
 * chunks that come while others are being committed are so together.
 */
@Injectable()
export class Chunks {
  private readonly small = new Gathered<Delivered, ChunkAnswer | undefined>(COMMITTED_AT_ONCE, (some) =>
    this.commitTogether(some, 'SKIP LOCKED'),
  );

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ChunkRows) private readonly rows: ChunkRows,
  ) {}

  async commit(fence: Fence, chunk: ChunkOfResults): Promise<ChunkAnswer> {
    const delivered = { fence, chunk };
    const answer = isSmall(chunk) ? await this.small.ask(fence.sliceId, delivered) : undefined;
    return answer ?? (await this.commitTogether([delivered], ''))[0] ?? ABANDON;
  }

  /** Of different slices. Undefined: somebody has that slice in hand at this moment, for which the others do not wait. */
  private commitTogether(
    delivered: readonly Delivered[],
    waiting: '' | 'SKIP LOCKED',
  ): Promise<(ChunkAnswer | undefined)[]> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const sliceIds = delivered.map(({ fence }) => fence.sliceId);
      const slices = await lockSlices(tx, sliceIds, waiting);
      const accepted: AcceptedChunk[] = [];
      const answers = delivered.map(({ fence, chunk }): ChunkAnswer | undefined => {
        const slice = slices.get(fence.sliceId);
        if (!slice && waiting !== '') return undefined;
        if (!slice || !holds(fence, slice)) return ABANDON;
        if (chunk.seq > slice.nextSeq) return { kind: 'need from', seq: slice.nextSeq };
        const isNext = chunk.seq === slice.nextSeq;
        if (isNext) accepted.push({ slice, agentId: fence.agentId, chunk });
        const nextSeq = slice.nextSeq + (isNext ? 1 : 0);
        return { kind: 'ack', nextSeq, stop: stopOrderOf(slice, now) };
      });
      if (accepted.length > 0)
        await this.advance(tx, accepted, await this.rows.write(tx, accepted, now), now);
      return answers;
    });
  }

  /** The slices have one chunk more, and what it brought; their owners live. */
  private async advance(
    tx: Tx,
    accepted: readonly AcceptedChunk[],
    brought: readonly Brought[],
    now: Date,
  ): Promise<void> {
    const values = accepted
      .map(() => 'SELECT CAST(? AS UUID) id, ? seq, ? done, ? findings')
      .join(' UNION ALL ');
    const { affectedRows } = await tx.change(
      `UPDATE slices s JOIN (${values}) v ON s.id = v.id
          SET s.signs_of_life = s.signs_of_life + IF(s.state = 'Running' OR s.stop_kind = 'pause' OR s.stop_until >= ?, 1, 0),
              s.next_seq = s.next_seq + 1, s.lease_until = ?, s.targets_done = s.targets_done + v.done,
              s.findings_so_far = s.findings_so_far + v.findings, s.returns = IF(v.done > 0, 0, s.returns)
        WHERE s.next_seq = v.seq`,
      [
        ...accepted.flatMap(({ slice, chunk }, at) => [
          ...[slice.id, chunk.seq, brought[at]?.done ?? 0, brought[at]?.findings ?? 0],
        ]),
        // Delivering after a cancel has an end; what is finished before a pause is delivered however long it takes.
        new Date(now.getTime() - this.config.timings.killGrace - STOP_WITHIN_MS),
        new Date(now.getTime() + this.config.timings.lease),
      ],
    );
    if (affectedRows !== accepted.length)
      throw new Error(`${affectedRows} of ${accepted.length} slices advanced`);
  }
}

const ABANDON: ChunkAnswer = { kind: 'abandon' };

/** Whether it costs little more than the transaction that it is in. */
function isSmall({ parts }: ChunkOfResults): boolean {
  let bytes = 0;
  for (const { observations, artifact } of parts) {
    bytes += artifact?.length ?? 0;
    for (const { body } of observations) bytes += body.length;
    if (bytes > SMALL_BYTES) return false;
  }
  return true;
}
