import type { Tables } from '../tables';
import type { Breach } from './breach';

/** States in which a scan may lie for ever. */
const RESTING = new Set(['Finished', 'Canceled', 'Error', 'Paused', 'Deleted']);
const PROCESSED = new Set(['Finished', 'Canceled', 'Paused']);

/** Nothing is unfinished after the quiet time. */
export function stuckScans({ scans }: Pick<Tables, 'scans'>): Breach[] {
  return scans
    .filter((scan) => !RESTING.has(scan.state) || (PROCESSED.has(scan.state) && !scan.processed))
    .map((scan): Breach => {
      const what = RESTING.has(scan.state) ? `${scan.state} but not processed` : scan.state;
      return { kind: 'stuck', what: `scan ${scan.id} is ${what}${scan.reason && `: ${scan.reason}`}` };
    });
}

/** The minute's sweeper found nothing to mend: what it mends was done wrong before. */
export function repairs({ scanHistory, sliceHistory }: Tables): Breach[] {
  return [...scanHistory, ...sliceHistory]
    .filter((row) => row.actor === 'sweeper' && row.cause !== 'past its deadline')
    .map((row): Breach => ({
      kind: 'repaired',
      what: `scan ${row.scanId}: ${row.from ?? '–'} → ${row.to} (${row.cause}) by ${row.actor}`,
    }));
}
