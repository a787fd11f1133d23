import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId, Outbox, Refusal, type Result, type Tx } from '../platform';
import { Quotas } from '../subscriptions';
import { Artifacts, PART_BYTES, sha256 } from './artifacts';
import type { ToolDisposition } from './disposition';
import { scanLoading, scanMoved } from './events';
import { writeScanHistory } from './history';
import { Looks, type Look } from './looks';
import { insertObservations } from './observation-rows';
import { insertScan, type ImportOrigin } from './scan-insertion';
import type { ScanOutcome } from './scan.machine';
import type { StartRequest } from './scan-starts';
import { SliceQueue } from './slice-queue';

/** What a tool told of one target, as an agent would have brought it. */
export interface ImportedTarget {
  readonly address: string;
  readonly disposition: ToolDisposition;
  readonly reason: string;
  /** As in a chunk. */
  readonly observations: readonly { readonly kind: string; readonly body: string }[];
  /** The tool's own bytes about it, gzip; null: none are kept. */
  readonly packed: Uint8Array | null;
}

export interface ImportRequest extends Omit<StartRequest, 'profiles' | 'targetsTotal' | 'maxDurationMs'> {
  readonly jobId: string;
  readonly engine: string;
  readonly profiles: readonly [StartRequest['profiles'][number]];
  readonly targets: readonly ImportedTarget[];
  /** Null: the tool does not tell. */
  readonly look: Look | null;
  readonly lookedAt: Date;
  /** Partial: the document is not the whole of what its tool had to say. */
  readonly outcome: ScanOutcome;
  readonly origin: ImportOrigin;
}

/** Targets of a slice, and of one statement. */
const BATCH = 200;

/**
 * Makes a scan of results that are there already. It is Loading from its first moment, with every target disposed and every
 * slice Done; from there on it is a scan like any: counted, Finished, processed, announced.
 */
@Injectable()
export class ScanImports {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SliceQueue) private readonly queue: SliceQueue,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
    @Inject(Looks) private readonly looks: Looks,
    @Inject(Quotas) private readonly quotas: Quotas,
  ) {}

  /** Refusals: `already-imported` (409), those of Quotas.admitImport. */
  async add(tx: Tx, request: ImportRequest): Promise<Result<{ id: string }>> {
    const { tenantId, jobId, targets, origin, engine, poolId, priority } = request;
    const refusal = await this.quotas.admitImport(tx, tenantId, targets.length);
    if (refusal) return refusal;
    const [same] = await tx.rows<{ id: string }>(
      `SELECT id FROM scans WHERE tenant_id = ? AND job_id = ? AND state <> 'Deleted'
          AND JSON_VALUE(imported, '$.sha256') = ? LIMIT 1`,
      [tenantId, jobId, origin.sha256],
    );
    if (same) return alreadyImported(same.id);
    const id = newId();
    const now = this.clock.now();
    await insertScan(
      tx,
      { ...request, targetsTotal: targets.length, maxDurationMs: null },
      { id, now, state: 'Loading', hold: null, weights: [1], imported: origin },
    );
    await tx.change(
      'UPDATE scans SET targets_done = targets_total, started_at = ?, outcome = ? WHERE id = ?',
      [...[now, request.outcome, id]],
    );
    const actor = request.startedBy;
    await writeScanHistory(tx, {
      ...{ tenantId, scanId: id, from: null, to: 'Loading', cause: 'imported', actor, at: now },
      reason: origin.source,
    });
    const look = request.look ? await this.looks.keep(tx, request.look) : '';
    const batches = inBatches(targets);
    const scan = { id, tenantId, poolId, priority };
    const planned = batches.map((batch) => ({
      ...{ profile: 0, engine },
      targets: batch.map(({ address }) => address),
    }));
    const slices = await this.queue.addImported(tx, scan, planned);
    for (const [index, batch] of batches.entries())
      await this.keep(
        tx,
        { id: slices[index] ?? '', scanId: id, tenantId, epoch: 1 },
        batch,
        look,
        request.lookedAt,
      );
    await this.outbox.say(tx, scanMoved, { scanId: id, tenantId, state: 'Loading' });
    await this.outbox.say(tx, scanLoading, { scanId: id });
    return { id };
  }

  private async keep(
    tx: Tx,
    slice: { id: string; scanId: string; tenantId: string; epoch: number },
    targets: readonly ImportedTarget[],
    look: string,
    lookedAt: Date,
  ): Promise<void> {
    const { tenantId, scanId, id, epoch } = slice;
    const parts = targets.map(({ address, observations }) => ({
      address,
      observations,
      run: 1,
      firstOrdinal: 0,
    }));
    await insertObservations(tx, slice, parts);
    const artifacts = targets.flatMap(({ packed }) => packed ?? []);
    await this.artifacts.storeSmall(
      tx,
      tenantId,
      artifacts.filter((bytes) => bytes.length <= PART_BYTES),
    );
    for (const bytes of artifacts)
      if (bytes.length > PART_BYTES) await this.artifacts.storeLarge(tenantId, bytes);
    const now = this.clock.now();
    const rows = targets.map(({ address, disposition, reason, observations, packed }) => {
      const artifact = packed ? sha256(packed) : '';
      const told = [disposition, reason.slice(0, 500), observations.length, artifact, now, lookedAt, look];
      return [scanId, 0, address, tenantId, id, epoch, 1, ...told];
    });
    await tx.change(
      `INSERT INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count,
         artifact, at, looked_at, look) VALUES ?`,
      [rows as never],
    );
  }
}

function inBatches<T>(all: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < all.length; at += BATCH) batches.push(all.slice(at, at + BATCH));
  return batches;
}

const alreadyImported = (scanId: string): Refusal =>
  new Refusal('already-imported', 409, 'The job has a scan of this very document.', [], { scanId });
