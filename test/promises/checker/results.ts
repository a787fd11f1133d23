import type { DispositionRow, ObservationRow, Tables } from '../tables';
import type { Told } from '../truth';
import { type Breach, groups, keyOf } from './breach';
import type { Look } from './looks';

/** Dispositions that only a tool can have caused. */
const BY_TOOL = new Set(['scanned', 'down', 'timed out']);
const ENDED = new Set(['Finished', 'Canceled', 'Error']);

/** Every target of an ended scan has its one disposition, and none has one without being a target. */
export function lostTargets({ scans, targets, dispositions }: Tables): Breach[] {
  const ended = new Set(scans.filter((scan) => ENDED.has(scan.state)).map((scan) => scan.id));
  const disposed = new Set(dispositions.map(keyOf));
  const planned = new Set(targets.map(keyOf));
  return [
    ...targets
      .filter((target) => ended.has(target.scanId) && !disposed.has(keyOf(target)))
      .map((target): Breach => ({ kind: 'lost', what: `${keyOf(target)} has no disposition` })),
    ...dispositions
      .filter((row) => !planned.has(keyOf(row)))
      .map((row): Breach => ({ kind: 'doubled', what: `${keyOf(row)} was never planned` })),
  ];
}

/**
 * The rows that count are as many as the disposition says and, where the tool is scripted, say what the target said in
 * that very run.
 */
export function untrueResults(
  { dispositions, observations }: Tables,
  looks: readonly Look[],
  scripted: (row: DispositionRow) => boolean,
): Breach[] {
  const rows = groups(observations, tripleOf);
  const told = groups(looks, lookTriple);
  return dispositions.flatMap((row) => {
    const counted = rows.get(tripleOf(row)) ?? [];
    const said = told.get(lookTriple(row)) ?? [];
    return [...rowCount(row, counted), ...(scripted(row) ? untrue(row, counted, said) : [])];
  });
}

function rowCount(row: DispositionRow, counted: readonly ObservationRow[]): Breach[] {
  if (counted.length === row.rowCount) return [];
  const kind = counted.length > row.rowCount ? 'doubled' : 'lost';
  return [{ kind, what: `${keyOf(row)} has ${counted.length} rows, its disposition says ${row.rowCount}` }];
}

function untrue(row: DispositionRow, counted: readonly ObservationRow[], looks: readonly Look[]): Breach[] {
  if (!BY_TOOL.has(row.kind)) return [];
  const said = looks.map((look) => look.told).filter((told) => told !== null);
  if (said.some((told) => agrees(row, counted, told))) return [];
  const was = said.length === 0 ? 'nothing' : said.map((told) => JSON.stringify(told)).join(' or ');
  const have = `${row.kind} ${JSON.stringify(openPorts(counted))}`;
  return [
    { kind: 'untrue', what: `${keyOf(row)} in ${lookTriple(row)}: ${have}, but the target said ${was}` },
  ];
}

function agrees(row: DispositionRow, counted: readonly ObservationRow[], told: Told): boolean {
  if (told.kind !== row.kind) return false;
  return told.kind !== 'scanned' || openPorts(counted).join() === told.open.join();
}

/** The open ports of a target's rows, in order; a port told twice is there twice. */
export function openPorts(rows: readonly ObservationRow[]): number[] {
  return rows
    .filter((row) => row.kind === 'port')
    .map((row) => JSON.parse(row.body) as { port: number; state: string })
    .filter((port) => port.state === 'open')
    .map((port) => port.port)
    .sort((one, other) => one - other);
}

interface Triple {
  sliceId: string;
  epoch: number;
  address: string;
}

export const tripleOf = (row: Triple & { run: number }): string =>
  `${row.sliceId} ${row.epoch} ${row.run} ${row.address}`;
/** A target is in one run of the tool per epoch. */
const lookTriple = (row: Triple): string => `${row.sliceId}.${row.epoch} ${row.address}`;
