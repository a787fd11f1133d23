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
