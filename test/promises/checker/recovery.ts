import type { Tables } from '../tables';
import { groups } from './breach';

/** Milliseconds from each time a slice was lost or given back to the queue to its next claim. */
export function recoveryTimes({ sliceHistory }: Pick<Tables, 'sliceHistory'>): number[] {
  return [...groups(sliceHistory, (row) => row.sliceId).values()].flatMap((rows) =>
    rows.flatMap((row, index) => {
      const next = rows[index + 1];
      const lost = row.from === 'Running' && row.to === 'Queued';
      return lost && next?.cause === 'claimed' ? [next.at - row.at] : [];
    }),
  );
}
