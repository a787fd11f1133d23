import { scanMoves } from '../../../control-plane/server/src/scans/scan.machine';
import { sliceMoves } from '../../../control-plane/server/src/scans/slice.machine';
import type { ScanHistoryRow, SliceHistoryRow, Tables } from '../tables';
import { type Breach, groups } from './breach';

interface Table {
  readonly what: 'scan' | 'slice';
  readonly moves: ReadonlySet<string>;
}

const SCANS: Table = { what: 'scan', moves: new Set(scanMoves.map(words)) };
const SLICES: Table = { what: 'slice', moves: new Set(sliceMoves.map(words)) };
const RAISES = new Set(sliceMoves.filter((move) => move.raisesEpoch).map(words));

/** History is a walk through the tables of moves from the beginning to the state that the row is in now. */
export function illegalMoves({ scans, slices, scanHistory, sliceHistory }: Tables): Breach[] {
  const ofScans = groups(scanHistory, (row) => row.scanId);
  const ofSlices = groups(sliceHistory, (row) => row.sliceId);
  return [
    ...scans.flatMap((scan) => walk(SCANS, scan.id, scan.state, ofScans.get(scan.id) ?? [])),
    ...slices.flatMap((slice) => {
      const history = ofSlices.get(slice.id) ?? [];
      return [...walk(SLICES, slice.id, slice.state, history), ...epochs(slice, history)];
    }),
  ];
}

function walk(table: Table, id: string, state: string, history: readonly ScanHistoryRow[]): Breach[] {
  const illegal: Breach[] = [];
  let at: string | null = null;
  for (const row of history) {
    if (row.from !== at) illegal.push(breach(table, id, `${words(row)}, but it was ${at ?? 'not there'}`));
    if (!table.moves.has(words(row)))
      illegal.push(breach(table, id, `${words(row)} is no move of the table`));
    at = row.to;
  }
  if (at !== state) illegal.push(breach(table, id, `is ${state}, its history ends in ${at ?? 'nothing'}`));
  return illegal;
}

/** The fence grows by one with each move that raises it and never else. */
function epochs(slice: { id: string; epoch: number }, history: readonly SliceHistoryRow[]): Breach[] {
  const raised = 1 + history.filter((row) => RAISES.has(words(row))).length;
  if (raised === slice.epoch) return [];
  return [breach(SLICES, slice.id, `has epoch ${slice.epoch}, its history makes it ${raised}`)];
}

function breach({ what }: Table, id: string, problem: string): Breach {
  return { kind: 'illegal', what: `${what} ${id}: ${problem}` };
}

function words(move: { from: string | null; to: string; cause: string }): string {
  return `${move.from ?? '–'} → ${move.to} (${move.cause})`;
}
