import type { Database, Tx } from '../platform';
import type { SliceState, StopKind } from './slice.machine';

/** The columns of a slice that moves and fences look at. */
export interface SliceRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly scanId: string;
  readonly poolId: string;
  readonly profile: number;
  readonly engine: string;
  readonly pinnedAgentId: string | null;
  /** 1: whose it is is the dispatcher's to say, among those that its scan allows. */
  readonly chosen: number;
  readonly state: SliceState;
  readonly reason: string;
  readonly epoch: number;
  readonly attempts: number;
  readonly ownerAgentId: string | null;
  readonly ownerSession: string | null;
  readonly lastOwnerAgentId: string | null;
  readonly nonce: string | null;
  readonly nextSeq: number;
  readonly signsOfLife: number;
  readonly targetCount: number;
  readonly targetsDone: number;
  readonly doneAtClaim: number;
  readonly ring: number;
  readonly bellSeq: number | null;
  /** While Stopping: why, and until when a tool that runs may go on. */
  readonly stopKind: StopKind | '';
  readonly stopUntil: Date | null;
  readonly releaseAsked: number;
  readonly returns: number;
  readonly claimedAt: Date | null;
}

/** What the owner of a Stopping slice is to be told. */
export interface StopOrder {
  readonly kind: StopKind;
  /** For people. */
  readonly reason: string;
  /** What is left now of the time in which a running tool may end by itself. */
  readonly graceMs: number;
}

/** Null: the slice may go on. */
export function stopOrderOf(
  slice: Pick<SliceRecord, 'state' | 'stopKind' | 'stopUntil' | 'reason'>,
  now: Date,
): StopOrder | null {
  if (slice.state !== 'Stopping') return null;
  const left = (slice.stopUntil?.getTime() ?? 0) - now.getTime();
  return { kind: slice.stopKind || 'pause', reason: slice.reason || 'stop', graceMs: Math.max(0, left) };
}

/**
 * After the grace a tool is ended (TERM, grace, KILL), what is finished is delivered, and the owner acknowledges. An
 * owner that has not by then goes on without a longer lease: the reaper gets its turn.
 */
export const STOP_WITHIN_MS = 30_000;

export const SLICE_COLUMNS = `id, tenant_id tenantId, scan_id scanId, pool_id poolId, profile, engine,
  pinned_agent_id pinnedAgentId, chosen, state, reason, epoch, attempts, owner_agent_id ownerAgentId,
  owner_session ownerSession, last_owner_agent_id lastOwnerAgentId, nonce, next_seq nextSeq,
  signs_of_life signsOfLife, target_count targetCount, targets_done targetsDone,
  done_at_claim doneAtClaim, ring, bell_seq bellSeq, stop_kind stopKind, stop_until stopUntil,
  release_asked releaseAsked, returns, claimed_at claimedAt`;

/** Numbers of bigint columns come as text; sequences stay far below 2^53. */
type Raw = Omit<SliceRecord, 'nextSeq' | 'bellSeq'> & { nextSeq: string; bellSeq: string | null };

const refined = (row: Raw): SliceRecord => ({
  ...row,
  nextSeq: Number(row.nextSeq),
  bellSeq: row.bellSeq === null ? null : Number(row.bellSeq),
});

export async function readSlice(from: Tx | Database, sliceId: string): Promise<SliceRecord | undefined> {
  const [row] = await from.rows<Raw>(`SELECT ${SLICE_COLUMNS} FROM slices WHERE id = ?`, [sliceId]);
  return row && refined(row);
}

/** Locks the slice's row. The scan's row must be locked already. */
export async function lockSlice(tx: Tx, sliceId: string): Promise<SliceRecord | undefined> {
  const [row] = await tx.rows<Raw>(`SELECT ${SLICE_COLUMNS} FROM slices WHERE id = ? FOR UPDATE`, [sliceId]);
  return row && refined(row);
}

/** The same for many, in one order; those that are not there are left out, and with `SKIP LOCKED` those that somebody else has locked. */
export async function lockSlices(
  tx: Tx,
  sliceIds: readonly string[],
  waiting: '' | 'SKIP LOCKED' = '',
): Promise<ReadonlyMap<string, SliceRecord>> {
  const rows = await tx.rows<Raw>(
    `SELECT ${SLICE_COLUMNS} FROM slices WHERE id IN (?) ORDER BY id FOR UPDATE ${waiting}`,
    [sliceIds],
  );
  return new Map(rows.map((row) => [row.id, refined(row)]));
}

export async function findSlices(
  from: Tx | Database,
  where: string,
  values: Parameters<Tx['rows']>[1],
): Promise<SliceRecord[]> {
  return (await from.rows<Raw>(`SELECT ${SLICE_COLUMNS} FROM slices WHERE ${where}`, values)).map(refined);
}

/** What an agent must name for anything it does to a slice; every part is compared. */
export interface Fence {
  readonly sliceId: string;
  readonly epoch: number;
  readonly agentId: string;
  /** The session it speaks through, which must be the owner's newest. */
  readonly sessionId: string;
}

export const holds = (fence: Fence, slice: SliceRecord): boolean =>
  slice.epoch === fence.epoch &&
  slice.ownerAgentId === fence.agentId &&
  slice.ownerSession === fence.sessionId &&
  (slice.state === 'Running' || slice.state === 'Stopping');
