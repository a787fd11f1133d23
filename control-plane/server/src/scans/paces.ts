import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EngineProfile } from '../profiles';
import { Clock, Database, Sweeper, type Tx } from '../platform';
import type { SliceRecord } from './slice-record';

/** Share of a new measurement in what is kept. */
const FRESH = 0.2;

const mixed = (before: number, measured: number): number => before * (1 - FRESH) + measured * FRESH;

/** What slices of one profile of a scan took, in the order in which they left their owners' hands. */
interface Measured {
  readonly poolId: string;
  readonly engine: string;
  readonly scanId: string;
  readonly profile: number;
  readonly targetMs: number[];
}

const ROUND_MS = 1_000;

/**
 * What a target costs in a pool under one profile, as measured from slices that were worked on. All of a pool's slices share the
 * row, and none has to wait for it: measurements are gathered, and written every second. Those of a replica that is killed are lost.
 */
@Injectable()
export class Paces {
  private measured = new Map<string, Measured>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  start(): void {
    this.sweeper.every('scans.paces', ROUND_MS, () => this.round());
  }

  /**
   * Notes, once the transaction commits, what slices of one scan took that leave their owners' hands at `now`; `slices` as they
   * were before. Of a slice that brought nothing there is nothing to learn.
   */
  note(tx: Tx, slices: readonly SliceRecord[], now: Date): void {
    tx.afterCommit(() => {
      for (const slice of slices) this.remember(slice, now);
    });
  }

  private remember(slice: SliceRecord, now: Date): void {
    const done = slice.targetsDone - slice.doneAtClaim;
    if (done <= 0 || !slice.claimedAt || slice.ownerAgentId === null) return;
    const { poolId, engine, scanId, profile } = slice;
    const targetMs = Math.max(1, (now.getTime() - slice.claimedAt.getTime()) / done);
    const key = `${scanId} ${profile}`;
    const before = this.measured.get(key);
    if (before) before.targetMs.push(targetMs);
    else this.measured.set(key, { poolId, engine, scanId, profile, targetMs: [targetMs] });
  }

  /** What cannot be written now is with the next. */
  async round(): Promise<void> {
    if (this.measured.size === 0) return;
    const { measured } = this;
    this.measured = new Map();
    try {
      await this.database.transaction((tx) => this.write(tx, [...measured.values()]));
    } catch (error) {
      for (const [key, one] of this.measured)
        measured.set(key, { ...one, targetMs: [...(measured.get(key)?.targetMs ?? []), ...one.targetMs] });
      this.measured = measured;
      throw error;
    }
  }

  private async write(tx: Tx, measured: readonly Measured[]): Promise<void> {
    const scans = await tx.rows<{ id: string; profiles: string }>(
      'SELECT id, profiles FROM scans WHERE id IN (?)',
      [[...new Set(measured.map(({ scanId }) => scanId))]],
    );
    const profiles = new Map(scans.map((scan) => [scan.id, JSON.parse(scan.profiles) as EngineProfile[]]));
    const rows = new Map<string, { poolId: string; engine: string; work: string; targetMs: number[] }>();
    for (const { poolId, engine, scanId, profile, targetMs } of measured) {
      const present = profiles.get(scanId)?.[profile];
      if (!present) continue;
      const work = workOf(present);
      const key = `${poolId} ${engine} ${work}`;
      rows.set(key, { poolId, engine, work, targetMs: [...(rows.get(key)?.targetMs ?? []), ...targetMs] });
    }
    const now = this.clock.now();
    for (const key of [...rows.keys()].sort()) {
      const { poolId, engine, work, targetMs } = rows.get(key)!;
      // As if they had come one after the other.
      const [first = 0, ...others] = targetMs;
      const kept = (1 - FRESH) ** targetMs.length;
      await tx.change(
        `INSERT INTO paces (pool_id, engine, work, target_ms, samples, updated_at) VALUES (?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE target_ms = target_ms * ? + ?, samples = samples + VALUES(samples), updated_at = VALUES(updated_at)`,
        [
          ...[poolId, engine, work, others.reduce(mixed, first), targetMs.length, now],
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
