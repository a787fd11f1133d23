import type { Tables } from '../tables';
import { type Breach, groups, keyOf } from './breach';
import type { Look } from './looks';

/**
 * What holds as long as no agent and no network is harmed, whatever else is: nobody's lease is lost, and what a
 * tool has finished is never done again.
 */
export function needless({ sliceHistory }: Pick<Tables, 'sliceHistory'>, looks: readonly Look[]): Breach[] {
  return [
    ...sliceHistory
      .filter((row) => row.cause === 'lease lost')
      .map((row): Breach => ({
        kind: 'repeated',
        what: `slice ${row.sliceId} was taken from an agent that lives`,
      })),
    ...[...groups(looks, keyOf)].flatMap(([key, ofTarget]) =>
      ofTarget.slice(0, -1).flatMap((look, index): Breach[] => {
        if (look.endedAt === null) return [];
        const again = ofTarget[index + 1] as Look;
        return [
          { kind: 'repeated', what: `${key} was finished in ${look.run} and done again in ${again.run}` },
        ];
      }),
    ),
  ];
}
