import type { Tables } from '../tables';
import { type Breach, groups, keyOf } from './breach';
import type { Look } from './looks';

/**
 * Nothing is looked at again once its disposition is there; nothing twice under one epoch; and nothing that
 * was finished when its slice was stopped in order (a pause with its agent alive).
 */
export function repeats({ dispositions, sliceHistory }: Tables, looks: readonly Look[]): Breach[] {
  const disposed = new Map(dispositions.map((row) => [keyOf(row), row]));
  const stopped = new Set(
    sliceHistory
      // An agent that was restarted, or whose disk was full, gives the slice back and says why.
      .filter((row) => row.from === 'Stopping' && row.cause === 'stopped' && row.to === 'Parked')
      .filter((row) => row.reason === '')
      // The move raises the epoch: its row tells the new one.
      .map((row) => `${row.sliceId}.${row.epoch - 1}`),
  );
  return [
    ...looks.flatMap((look) => afterDisposition(look, disposed.get(keyOf(look)))),
    ...[...groups(looks, (look) => `${keyOf(look)} in ${look.run}`)].flatMap(([what, same]): Breach[] =>
      same.length > 1 ? [{ kind: 'repeated', what: `${what} was looked at ${same.length} times` }] : [],
    ),
    ...[...groups(looks, keyOf).values()].flatMap((ofTarget) => afterPause(ofTarget, stopped)),
  ];
}

function afterDisposition(look: Look, row: { at: number } | undefined): Breach[] {
  if (!row || look.startedAt <= row.at) return [];
  const late = Math.round(look.startedAt - row.at);
  return [{ kind: 'repeated', what: `${keyOf(look)} in ${look.run} began ${late} ms after its disposition` }];
}

function afterPause(looks: readonly Look[], stopped: ReadonlySet<string>): Breach[] {
  return looks.flatMap((look, index): Breach[] => {
    const again = looks[index + 1];
    if (!again || look.endedAt === null || !stopped.has(look.run)) return [];
    return [
      {
        kind: 'repeated',
        what: `${keyOf(look)} was finished in ${look.run}, paused, and done again in ${again.run}`,
      },
    ];
  });
}
