import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EngineProfile } from '../profiles';
import type { Tx } from '../platform';
import type { SliceRecord } from './slice-record';

/** Share of a new measurement in what is kept. */
const FRESH = 0.2;

const mixed = (before: number, measured: number): number => before * (1 - FRESH) + measured * FRESH;

/** What a target costs in a pool under one profile, as measured from slices that were worked on. */
@Injectable()
export class Paces {
  /**
   * Notes what slices of one scan took that leave their owners' hands at `now`; `slices` as they were before. Of a slice that
   * brought nothing there is nothing to learn.
   */
  note(tx: Tx, slices: readonly SliceRecord[], now: Date): void {
    const measured = new Map<number, { readonly slice: SliceRecord; readonly targetMs: number[] }>();
    for (const slice of slices) {
      const done = slice.targetsDone - slice.doneAtClaim;
      if (done <= 0 || !slice.claimedAt || slice.ownerAgentId === null) continue;
      const targetMs = Math.max(1, (now.getTime() - slice.claimedAt.getTime()) / done);
      const before = measured.get(slice.profile);
      if (before) before.targetMs.push(targetMs);
      else measured.set(slice.profile, { slice, targetMs: [targetMs] });
    }
    // All of a pool's slices share the row that is written: its lock is taken last.
    if (measured.size > 0) tx.beforeCommit(() => this.write(tx, [...measured.values()], now));
  }

  private async write(
    tx: Tx,
    measured: readonly { readonly slice: SliceRecord; readonly targetMs: readonly number[] }[],
    now: Date,
  ): Promise<void> {
    for (const { slice, targetMs } of measured) {
      const [row] = await tx.rows<{ profile: string | null }>(
        'SELECT JSON_EXTRACT(profiles, CONCAT("$[", ?, "]")) profile FROM scans WHERE id = ?',
        [slice.profile, slice.scanId],
      );
      const profile = JSON.parse(row?.profile ?? 'null') as EngineProfile | null;
      if (!profile) continue;
      // As if they had come one after the other.
      const [first = 0, ...others] = targetMs;
      const alone = others.reduce(mixed, first);
      const kept = (1 - FRESH) ** targetMs.length;
      await tx.change(
        `INSERT INTO paces (pool_id, engine, work, target_ms, samples, updated_at) VALUES (?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE target_ms = target_ms * ? + ?, samples = samples + VALUES(samples), updated_at = VALUES(updated_at)`,
        [
          ...[slice.poolId, slice.engine, workOf(profile), alone, targetMs.length, now],
          ...[kept, targetMs.reduce(mixed, 0)],
        ],
      );
    }
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
