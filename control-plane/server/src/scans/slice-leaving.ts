import type { Actor } from './history';
import type { LockedScan } from './scan-moves';
import { wanted } from './scan.machine';
import type { Fence, SliceRecord } from './slice-record';
import { stopKinds, type SliceCause, type SliceState, type StopKind } from './slice.machine';

/** What an owner is told that is done with its slice. */
export type Settled =
  | { kind: 'settled'; state: SliceState }
  /** The slice is not this owner's any more, or never was. */
  | { kind: 'not yours' }
  | { kind: 'refused'; reason: string };

export const NOT_YOURS: Settled = { kind: 'not yours' };

/** A slice that leaves its owner's hands: as it was found, and where it goes. */
export interface Leaving {
  readonly slice: SliceRecord;
  readonly to: SliceState;
  readonly cause: SliceCause;
  readonly actor: Actor;
  readonly reason: string;
  readonly attempts: number;
}

/** Those for which one statement does. */
export function sameWay(leaving: readonly Leaving[]): Leaving[][] {
  const ways = new Map<string, Leaving[]>();
  for (const one of leaving) {
    const { slice, to, cause, reason, attempts } = one;
    const way = JSON.stringify([slice.state, to, cause, reason, attempts, slice.returns]);
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  return [...ways.values()];
}

/** Where a slice goes whose targets are all disposed. */
export function finished(scan: LockedScan, slice: SliceRecord, actor: Actor): Leaving {
  const canceled = slice.state === 'Stopping' && stopKindOf(scan, slice) === 'cancel';
  const to = canceled ? 'Canceled' : 'Done';
  return { slice, to, cause: 'finished', actor, reason: '', attempts: slice.attempts };
}

/** Not every target has a disposition. */
export const unfinished = ({ targetCount, targetsDone }: SliceRecord): Settled => ({
  kind: 'refused',
  reason: `${targetCount - targetsDone} targets have no disposition`,
});

/** What who does not hold the slice is told; its last owner, whose answer was lost, the same as before. */
export function notHeld({ agentId }: Fence, slice: SliceRecord | undefined): Settled {
  const isRepeated = slice && slice.lastOwnerAgentId === agentId && slice.ownerAgentId === null;
  return isRepeated ? { kind: 'settled', state: slice.state } : NOT_YOURS;
}

/** As the scan has it now, which may be sharper than when the slice was told to stop. */
export function stopKindOf(scan: LockedScan, slice: SliceRecord): StopKind {
  return stopKinds[wanted(scan.state, scan.cut)] ?? (slice.stopKind || 'pause');
}
