import type { Tables } from '../tables';
import { type Breach, groups, keyOf } from './breach';
import type { Look } from './looks';

/** No target is looked at twice at one time for one profile of one scan. */
export function overlaps(looks: readonly Look[]): Breach[] {
  return [...groups(looks, keyOf).entries()].flatMap(([key, ofTarget]) => {
    const inOrder = [...ofTarget].sort((one, other) => one.startedAt - other.startedAt);
    return inOrder.slice(1).flatMap((look, index): Breach[] => {
      const before = inOrder[index] as Look;
      const until = before.goneAt ?? Infinity;
      if (look.startedAt >= until) return [];
      const what = `${key}: ${before.run} by ${before.agent} was there for another ${Math.round(until - look.startedAt)} ms when ${look.run} by ${look.agent} began`;
      return [{ kind: 'overlap', what }];
    });
  });
}

/** Milliseconds that the mark server may hear of a tool's end too late. */
const HEARD_MS = 250;

/** No tool is left of whoever had a slice before when it is lent again, whatever it looks at. */
export function outstayed({ sliceHistory }: Pick<Tables, 'sliceHistory'>, looks: readonly Look[]): Breach[] {
  const claims = groups(
    sliceHistory.filter((row) => row.cause === 'claimed'),
    (row) => row.sliceId,
  );
  return looks.flatMap((look): Breach[] => {
    const next = claims.get(look.sliceId)?.find((row) => row.epoch > look.epoch);
    const late = next ? (look.goneAt ?? Infinity) - next.at : 0;
    if (late <= HEARD_MS) return [];
    const what = `${keyOf(look)}: the tool of ${look.run} by ${look.agent} was there for another ${Math.round(late)} ms when the slice was lent again`;
    return [{ kind: 'overlap', what }];
  });
}
