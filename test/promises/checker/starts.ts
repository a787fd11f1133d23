import type { Order } from '../clients';
import type { Tables } from '../tables';
import type { Breach } from './breach';

/** Each accepted start or re-run is one scan of its own, and there is no scan that nobody was told of. */
export function wrongStarts({ scans, scanHistory }: Tables, orders: readonly Order[]): Breach[] {
  const made = orders.filter((order) => order.code === '' && /^(start|rerun)$/.test(order.command));
  const accepted = made.map((order) => order.scanId);
  // The history of a deleted scan stays.
  const known = new Set(scanHistory.map((row) => row.scanId));
  const told = new Set(accepted);
  return [
    ...accepted
      .filter((id) => !known.has(id))
      .map((id): Breach => ({ kind: 'start', what: `the accepted scan ${id} is not there` })),
    ...accepted
      .filter((id, index) => accepted.indexOf(id) !== index)
      .map((id): Breach => ({ kind: 'start', what: `the scan ${id} was the answer to two starts` })),
    ...scans
      .filter((scan) => !told.has(scan.id))
      .map((scan): Breach => ({
        kind: 'start',
        what: `the scan ${scan.id} was started twice: nobody was told of it`,
      })),
  ];
}
