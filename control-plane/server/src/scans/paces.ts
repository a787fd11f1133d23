import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EngineProfile } from '../profiles';
import type { Tx } from '../platform';
import type { SliceRecord } from './slice-record';

/** Share of a new measurement in what is kept. */
const FRESH = 0.2;

/** What a target costs in a pool under one profile, as measured from slices that were worked on. */
@Injectable()
export class Paces {
  /**
   * Notes what a slice took that leaves its owner's hands at `now`; `slice` as it was before. Of a slice that brought
   * nothing there is nothing to learn.
   */
  note(tx: Tx, slice: SliceRecord, now: Date): void {
    const done = slice.targetsDone - slice.doneAtClaim;
    if (done <= 0 || !slice.claimedAt || slice.ownerAgentId === null) return;
    const { claimedAt } = slice;
    // All of a pool's slices share the row that is written: its lock is taken last.
    tx.beforeCommit(() => this.write(tx, slice, (now.getTime() - claimedAt.getTime()) / done, now));
  }

  private async write(tx: Tx, slice: SliceRecord, measuredMs: number, now: Date): Promise<void> {
    const [row] = await tx.rows<{ profile: string | null }>(
      'SELECT JSON_EXTRACT(profiles, CONCAT("$[", ?, "]")) profile FROM scans WHERE id = ?',
      [slice.profile, slice.scanId],
    );
    const profile = JSON.parse(row?.profile ?? 'null') as EngineProfile | null;
    if (!profile) return;
    const targetMs = Math.max(1, measuredMs);
    await tx.change(
      `INSERT INTO paces (pool_id, engine, work, target_ms, samples, updated_at) VALUES (?, ?, ?, ?, 1, ?)
       ON DUPLICATE KEY UPDATE target_ms = target_ms * ? + VALUES(target_ms) * ?, samples = samples + 1,
                               updated_at = VALUES(updated_at)`,
      [slice.poolId, slice.engine, workOf(profile), targetMs, now, 1 - FRESH, FRESH],
    );
  }

  /** Milliseconds a target for each profile; null where nothing was measured in this pool yet. */
  async targetMs(tx: Tx, poolId: string, profiles: readonly EngineProfile[]): Promise<(number | null)[]> {
    const works = profiles.map(workOf);
    const rows = await tx.rows<{ work: string; targetMs: number }>(
      'SELECT work, target_ms targetMs FROM paces WHERE pool_id = ? AND work IN (?)',
      [poolId, works],
    );
    const known = new Map(rows.map(({ work, targetMs }) => [work, targetMs]));
    return works.map((work) => known.get(work) ?? null);
  }
}

/** Profiles with the same options are the same work, whatever preset they came from. */
const workOf = ({ engine, options }: EngineProfile): string =>
  createHash('sha256')
    .update(JSON.stringify([engine, options]))
    .digest('hex');

const PORT_MS = 3;
const HOST_MS = 200;
/** A package manager that reads, and perhaps fetches, its lists. */
const SYSTEM_MS = 10_000;
/** Most rules take less, those that walk over all files much more. */
const RULE_MS = 100;

/** A guess for what was never measured: only the shares between a scan's profiles depend on it. */
export function guessedTargetMs({ engine, options }: EngineProfile): number {
  if (engine === 'os-patch') return SYSTEM_MS;
  if (engine === 'openscap') return SYSTEM_MS + options.rules * RULE_MS;
  if (options.scan === 'ping') return HOST_MS;
  const { ports } = options;
  const count =
    ports.kind === 'all'
      ? 65_535
      : ports.kind === 'top'
        ? ports.count
        : ports.ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const effort = (options.serviceDetection ? 2 : 1) * (options.scan === 'udp' ? 20 : 1);
  return HOST_MS + count * PORT_MS * effort;
}
