import type { Database, Tx } from '../platform';
import { looksInside, type EngineProfile } from '../profiles';
import type { SliceRecord } from './slice-record';

/** What of a limit is in use. Packets a second. */
export interface RateUse {
  readonly limit: number;
  /** Allotted to slices that agents hold. */
  readonly used: number;
  /** Slices that are held, and that wait. */
  readonly held: number;
  readonly waiting: number;
}

/**
 * What a slice may have of a limit: an equal part of it for as many slices as are likely to run side by side, but never
 * more than is left, so that the sum stays within the limit whatever comes and goes. 0: nothing is left. Pure.
 */
export function partOf({ limit, used, held, waiting }: RateUse, slots: number): number {
  const beside = Math.max(1, Math.min(slots, held + waiting));
  return Math.max(0, Math.min(Math.max(1, Math.floor(limit / beside)), limit - used));
}

const OWNED = "c.state IN ('Running', 'Stopping')";
const COUNTS = `COALESCE(SUM(IF(${OWNED}, c.rate, 0)), 0) used, COALESCE(SUM(${OWNED}), 0) held,
  COALESCE(SUM(c.state = 'Queued'), 0) waiting`;
const UNDER_WAY = "('Queued', 'Creating', 'Initializing', 'Running', 'Pausing', 'Resuming', 'Canceling')";

/** What a scan's packets are counted against. */
export interface RateLimits {
  readonly networkId: string;
  readonly scanLimit: number | null;
  readonly networkLimit: number | null;
}

/** Undefined: there are none. */
export async function limitsOf(tx: Tx, scanId: string): Promise<RateLimits | undefined> {
  const [scan] = await tx.rows<RateLimits>(
    `SELECT s.network_id networkId, s.max_rate scanLimit, n.max_rate networkLimit
       FROM scans s LEFT JOIN networks n ON n.id = s.network_id WHERE s.id = ?`,
    [scanId],
  );
  return scan && (scan.scanLimit !== null || scan.networkLimit !== null) ? scan : undefined;
}

/** Who looks at a system from inside sends no packets that are counted. */
export const isCounted = ({ engine }: SliceRecord): boolean => !looksInside(engine);

/**
 * The rate that a slice gets when it is lent (R10); 0: nothing is left of it now. The scan is locked, which orders the claims of
 * its slices; those of a network with a limit are ordered by the network's row.
 */
export async function allot(tx: Tx, slice: SliceRecord, limits: RateLimits): Promise<number> {
  const [pool] = await tx.rows<{ slots: string }>(
    "SELECT COALESCE(SUM(tool_slots), 0) slots FROM agents WHERE pool_id = ? AND state = 'Active'",
    [slice.poolId],
  );
  const parts: number[] = [];
  const take = async (limit: number | null, from: string, values: string[]): Promise<void> => {
    if (limit === null) return;
    // READ COMMITTED: what the claim before this one, which held the same lock, has lent is seen. Locking these rows
    // instead would let two claims of a network wait for each other's slices.
    const [use] = await tx.rows<{ used: string; held: string; waiting: string }>(
      `SELECT ${COUNTS} FROM ${from}`,
      values,
    );
    const counted = { used: Number(use?.used), held: Number(use?.held), waiting: Number(use?.waiting) };
    parts.push(partOf({ limit, ...counted }, Number(pool?.slots)));
  };
  await take(limits.scanLimit, 'slices c WHERE c.scan_id = ?', [slice.scanId]);
  if (limits.networkLimit !== null) {
    await tx.rows('SELECT id FROM networks WHERE id = ? FOR UPDATE', [limits.networkId]);
    const ofNetwork = `scans s JOIN slices c ON c.scan_id = s.id
      WHERE s.network_id = ? AND s.state IN ${UNDER_WAY} AND c.state IN ('Queued', 'Running', 'Stopping')`;
    await take(limits.networkLimit, ofNetwork, [limits.networkId]);
  }
  return Math.min(...parts);
}

/**
 * Scans with slices waiting in the pool of whose rate limit nothing is left, each with whose limit that is. Their slices
 * are neither rung for nor chosen: they would only keep others from their places until a part is given back.
 */
export async function exhausted(
  database: Database,
  poolId: string,
): Promise<Map<string, 'scan' | 'network'>> {
  const used = (limited: string, condition: string): string =>
    `(SELECT SUM(c.rate) FROM scans u JOIN slices c ON c.scan_id = u.id AND ${OWNED}
       WHERE ${condition} AND u.state IN ${UNDER_WAY}) >= ${limited}`;
  const rows = await database.rows<{ id: string; whose: 'scan' | 'network' }>(
    `SELECT s.id, IF(s.max_rate IS NOT NULL AND ${used('s.max_rate', 'u.id = s.id')}, 'scan', 'network') whose
       FROM scans s LEFT JOIN networks n ON n.id = s.network_id
      WHERE s.pool_id = ? AND s.state IN ${UNDER_WAY} AND (s.max_rate IS NOT NULL OR n.max_rate IS NOT NULL)
        AND (${used('s.max_rate', 'u.id = s.id')} OR ${used('n.max_rate', 'u.network_id = s.network_id')})`,
    [poolId],
  );
  return new Map(rows.map(({ id, whose }) => [id, whose]));
}

/** The profile with the slice's part of the rate: never faster than either says. */
export function slowed(profile: EngineProfile, rate: number): EngineProfile {
  if (rate === 0 || profile.engine !== 'nmap') return profile;
  const { minRate, maxRate } = profile.options;
  const most = Math.min(maxRate ?? rate, rate);
  const least = minRate === null ? null : Math.min(minRate, most);
  return { ...profile, options: { ...profile.options, minRate: least, maxRate: most } };
}
