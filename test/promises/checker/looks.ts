import type { Mark } from '../marks';
import type { Tables } from '../tables';

/** A mark, and whose it is according to the ledger. */
export interface Look extends Mark {
  readonly scanId: string;
  readonly profile: number;
  readonly sliceId: string;
  readonly epoch: number;
}

/** Marks of the ledger's slices, in the order of their start. A mark of no slice is none of this run's. */
export function looksOf(marks: readonly Mark[], { slices }: Pick<Tables, 'slices'>): Look[] {
  const known = new Map(slices.map((slice) => [slice.id, slice]));
  return marks
    .flatMap((mark): Look[] => {
      const dot = mark.run.lastIndexOf('.');
      const sliceId = mark.run.slice(0, dot);
      const slice = known.get(sliceId);
      if (!slice) return [];
      const { scanId, profile } = slice;
      return [{ ...mark, scanId, profile, sliceId, epoch: Number(mark.run.slice(dot + 1)) }];
    })
    .sort((one, other) => one.startedAt - other.startedAt);
}
