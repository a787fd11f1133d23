import type { RelievableSlice } from '../scans';

/** What is over sooner than this is not worth another slice. */
export const WORTHWHILE_MS = 5_000;

/**
 * Which running slices are asked to give back targets that they have not begun, because others have nothing to do.
 * Pure. At most as many slices as there are free places, the ones with most left first. Each gives the share that lets it and
 * one more agent end together: half of what waits. A slice that has finished nothing yet counts as slow.
 */
export function relief(
  slices: readonly RelievableSlice[],
  free: ReadonlyMap<string, number>,
): { id: string; count: number }[] {
  const left = new Map(free);
  const asked: { id: string; count: number }[] = [];
  for (const slice of [...slices].sort((a, b) => b.waiting - a.waiting || (a.id < b.id ? -1 : 1))) {
    const places = left.get(slice.engine) ?? 0;
    if (places <= 0 || slice.waiting === 0 || waitMs(slice) < WORTHWHILE_MS) continue;
    left.set(slice.engine, places - 1);
    asked.push({ id: slice.id, count: Math.ceil(slice.waiting / 2) });
  }
  return asked;
}

/** How long what waits would take its owner, as it has worked so far. */
const waitMs = ({ waiting, runningMs, done }: RelievableSlice): number =>
  waiting * (runningMs / Math.max(1, done));
