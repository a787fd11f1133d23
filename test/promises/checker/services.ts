import type { Services } from '../services';
import type { ScanHistoryRow, Tables } from '../tables';
import { type Breach, groups, keyOf } from './breach';
import { openPorts, tripleOf } from './results';

/** The real nmap, whenever it was believed, has found exactly the services that are there. */
export function missedServices({ dispositions, observations }: Tables, services: Services): Breach[] {
  const rows = groups(observations, tripleOf);
  return dispositions.flatMap((row): Breach[] => {
    const there = services.openAt(row.address);
    if (!there || row.kind === 'failed' || row.kind === 'not reached') return [];
    const found = services.ours(openPorts(rows.get(tripleOf(row)) ?? []));
    if (row.kind === 'scanned' && found.join() === there.join()) return [];
    return [
      { kind: 'untrue', what: `${keyOf(row)}: ${row.kind} ${found.join()}, served is ${there.join()}` },
    ];
  });
}

/** Milliseconds that a connection may wait in the service's queue before it is noted. */
const NOTED_MS = 1_000;
const QUIET = new Set(['Canceled', 'Error', 'Finished', 'Loading', 'Paused']);

/**
 * Nothing is sent to a service while no scan that has its address is going on. A scan that is deleted by now may have
 * had any of them.
 */
export function uninvited({ scans, targets, scanHistory }: Tables, services: Services): Breach[] {
  const moves = groups(scanHistory, (row) => row.scanId);
  const known = targets.filter(({ address }) => services.openAt(address) !== undefined);
  const scansOf = new Map(
    [...groups(known, ({ address }) => address)].map(([address, rows]) => [
      address,
      [...new Set(rows.map(({ scanId }) => scanId))].flatMap((id) => times(moves.get(id) ?? [])),
    ]),
  );
  const kept = new Set(scans.map(({ id }) => id));
  const deleted = [...moves].filter(([id]) => !kept.has(id)).flatMap(([, history]) => times(history));
  return services.visits.flatMap(({ address, at }): Breach[] => {
    const going = [...(scansOf.get(address) ?? []), ...deleted];
    if (going.some(([from, until]) => at >= from && at <= until + NOTED_MS)) return [];
    return [{ kind: 'after cancel', what: `${address} was connected to while no scan of it was going on` }];
  });
}

type Span = readonly [from: number, until: number];

/** When the scan was going on. */
function times(history: readonly ScanHistoryRow[]): Span[] {
  const spans: Span[] = [];
  let since: number | null = null;
  for (const { to, at } of history) {
    if (since === null && !QUIET.has(to)) since = at;
    if (since !== null && QUIET.has(to)) {
      spans.push([since, at]);
      since = null;
    }
  }
  return since === null ? spans : [...spans, [since, Infinity]];
}
