import { Inject, Injectable } from '@nestjs/common';
import { Logins } from '../credentials';
import { Clock, CONFIG, Database, Log, type Config, type Tx } from '../platform';
import { Artifacts } from './artifacts';
import type { DispositionKind, ToolDisposition } from './disposition';
import { insertObservations } from './observation-rows';
import { Quarantine } from './quarantine';
import { findingsOfEnded } from './findings-so-far';
import { shortened } from './history';
import { Looks, type Look } from './looks';
import {
  holds,
  readSlice,
  STOP_WITHIN_MS,
  stopOrderOf,
  type Fence,
  type SliceRecord,
  type StopOrder,
} from './slice-record';

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

/** Kind of the observation that tells a host's key; no result. */
const HOST_KEY = 'host-key';

type Values = (string | number | Date | null)[];

/**
 * Commits results. The fence and the rows are one transaction, so a chunk counts exactly once: a repeat is
 * acknowledged again, a gap asks for what is missing, a stale owner changes nothing. Does not lock the scan.
 */
@Injectable()
export class Chunks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
    @Inject(Looks) private readonly looks: Looks,
    @Inject(Quarantine) private readonly quarantine: Quarantine,
    @Inject(Logins) private readonly logins: Logins,
    @Inject(Log) private readonly log: Log,
  ) {}

  async commit(fence: Fence, chunk: ChunkOfResults): Promise<ChunkAnswer> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const { affectedRows } = await tx.change(
        `UPDATE slices SET next_seq = next_seq + 1, lease_until = ?,
                signs_of_life = signs_of_life + IF(state = 'Running' OR stop_kind = 'pause' OR stop_until >= ?, 1, 0)
          WHERE id = ? AND epoch = ? AND owner_agent_id = ? AND owner_session = ?
            AND state IN ('Running', 'Stopping') AND next_seq = ?`,
        [
          new Date(now.getTime() + this.config.timings.lease),
          // Delivering after a cancel has an end; what is finished before a pause is delivered however long it takes.
          new Date(now.getTime() - this.config.timings.killGrace - STOP_WITHIN_MS),
          fence.sliceId,
          fence.epoch,
          fence.agentId,
          fence.sessionId,
          chunk.seq,
        ],
      );
      const slice = await readSlice(tx, fence.sliceId);
      if (!slice || !holds(fence, slice)) return { kind: 'abandon' };
      if (affectedRows === 0) {
        return chunk.seq < slice.nextSeq
          ? { kind: 'ack', nextSeq: slice.nextSeq, stop: stopOrderOf(slice, now) }
          : { kind: 'need from', seq: slice.nextSeq };
      }
      await this.write(tx, slice, fence.agentId, chunk, now);
      return { kind: 'ack', nextSeq: slice.nextSeq, stop: stopOrderOf(slice, now) };
    });
  }

  private async write(
    tx: Tx,
    slice: SliceRecord,
    agentId: string,
    { seq, parts, looks = [] }: ChunkOfResults,
    now: Date,
  ): Promise<void> {
    const admitted = await this.admit(tx, slice, agentId, seq, parts);
    await this.learn(tx, slice, admitted);
    await insertObservations(tx, slice, admitted);
    const ended = await this.undisposed(
      tx,
      slice,
      admitted.filter((part) => part.disposition !== null),
    );
    if (ended.length === 0) return;
    const stored = await this.artifacts.storeSmall(
      tx,
      slice.tenantId,
      ended.flatMap((part) => (part.artifact ? [part.artifact] : [])),
    );
    const kept = new Map<number, string>();
    for (const { run, look } of looks) kept.set(run, await this.looks.keep(tx, look));
    const rows: Values[] = [];
    for (const part of ended) {
      const row = await this.dispositionRow(tx, slice, agentId, part, stored, now);
      const report = await this.presentReport(tx, slice.tenantId, part);
      rows.push([...row, lookedAt(part, slice, now), kept.get(part.run) ?? '', report]);
    }
    rows.sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1));
    const { affectedRows } = await tx.change(
      'INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, agent_id, at, looked_at, look, report) VALUES ?',
      [rows as never],
    );
    await tx.change(
      'UPDATE slices SET targets_done = targets_done + ?, findings_so_far = findings_so_far + ?, returns = 0 WHERE id = ?',
      [affectedRows, await findingsOfEnded(tx, slice, ended), slice.id],
    );
  }

  /** Hosts of which no key was known have one from now on. */
  private async learn(
    tx: Tx,
    { tenantId, scanId }: SliceRecord,
    parts: readonly TargetPart[],
  ): Promise<void> {
    for (const { address, observations } of parts) {
      const told = observations.filter(({ kind }) => kind === HOST_KEY);
      if (told.length === 0) continue;
      const keys = told.map(({ body }) => String((JSON.parse(body) as { key?: unknown }).key));
      await this.logins.learn(tx, { tenantId, id: scanId }, address, keys);
    }
  }

  /** What counts: parts of the slice's own targets; of those that are excluded by now, only that they are. */
  private async admit(
    tx: Tx,
    slice: SliceRecord,
    agentId: string,
    seq: number,
    parts: readonly TargetPart[],
  ): Promise<TargetPart[]> {
    if (parts.length === 0) return [];
    const mine = await this.ownTargets(tx, slice, parts);
    const foreign = parts.flatMap((part) =>
      mine.has(part.address) ? [] : { ...part, why: 'It is no target of the slice.' },
    );
    if (foreign.length > 0)
      this.log.warn({ sliceId: slice.id, agentId, parts: foreign.length }, 'results for foreign targets');
    await this.quarantine.keep(tx, slice, agentId, seq, 'not-of-the-slice', foreign);
    const whyExcluded = await this.quarantine.excluding(tx, slice);
    const own = parts
      .filter(({ address }) => mine.has(address))
      .map((part) => ({ ...part, why: whyExcluded(part.address) }));
    const excluded = own.flatMap(({ why, ...part }) => (why === undefined ? [] : { ...part, why }));
    await this.quarantine.keep(
      ...([tx, slice, agentId, seq, 'excluded'] as const),
      excluded.filter(({ observations }) => observations.length > 0),
    );
    return own.map(({ why, ...part }) => (why === undefined ? part : withoutResults(part, why)));
  }

  /** A target's first disposition stands; the slice's row is locked, and nobody else writes these. */
  private async undisposed(
    tx: Tx,
    slice: SliceRecord,
    ended: readonly TargetPart[],
  ): Promise<readonly TargetPart[]> {
    if (ended.length === 0) return ended;
    const before = await tx.rows<{ address: string }>(
      'SELECT address FROM dispositions WHERE scan_id = ? AND profile = ? AND address IN (?)',
      [slice.scanId, slice.profile, ended.map((part) => part.address)],
    );
    const known = new Set(before.map(({ address }) => address));
    return ended.filter(({ address }) => !known.has(address) && known.add(address));
  }

  /** An agent writes results only for targets of the slice it holds. */
  private async ownTargets(tx: Tx, slice: SliceRecord, parts: readonly TargetPart[]): Promise<Set<string>> {
    const addresses = [...new Set(parts.map((part) => part.address))];
    if (addresses.length === 0) return new Set();
    const rows = await tx.rows<{ address: string }>(
      'SELECT address FROM targets WHERE scan_id = ? AND profile = ? AND address IN (?) AND slice_id = ?',
      [slice.scanId, slice.profile, addresses, slice.id],
    );
    return new Set(rows.map((row) => row.address));
  }

  /** A report that did not arrive is no reason to doubt the results. */
  private async presentReport(tx: Tx, tenantId: string, { disposition }: TargetPart): Promise<string> {
    const named = disposition?.report ?? '';
    return named !== '' && (await this.artifacts.isComplete(tx, tenantId, named)) ? named : '';
  }

  private async dispositionRow(
    tx: Tx,
    slice: SliceRecord,
    agentId: string,
    part: TargetPart,
    stored: ReadonlySet<string>,
    now: Date,
  ): Promise<Values> {
    const disposition = part.disposition as TargetDisposition;
    const named = disposition.artifact;
    const present =
      named === '' || stored.has(named) || (await this.artifacts.isComplete(tx, slice.tenantId, named));
    return [
      slice.scanId,
      slice.profile,
      part.address,
      slice.tenantId,
      slice.id,
      slice.epoch,
      part.run,
      disposition.kind,
      shortened(present ? disposition.reason : `${disposition.reason} (raw output did not arrive)`.trim()),
      disposition.rowCount,
      present ? named : '',
      agentId,
      now,
    ];
  }
}

/** Run 0 has no rows: what came in before the exclusion counts no more either. */
function withoutResults(part: TargetPart, why: string): TargetPart {
  const disposition = part.disposition && {
    ...({ kind: 'excluded', reason: why, rowCount: 0, artifact: '' } as const),
  };
  return { ...part, run: 0, observations: [], artifact: null, disposition };
}

/** The agent's word, held between the claim and now: its clock may be wrong. */
function lookedAt({ disposition }: TargetPart, { claimedAt }: SliceRecord, now: Date): Date {
  const said = disposition?.lookedAt?.getTime() ?? now.getTime();
  return new Date(Math.min(now.getTime(), Math.max(said, claimedAt?.getTime() ?? 0)));
}
