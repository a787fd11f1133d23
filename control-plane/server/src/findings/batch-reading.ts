import { BEGUN } from '../scans';
import { readObserved, type Observed } from './observed';
import type { ObservationRow } from './settled-targets';

/** Characters of observations kept at once; an honest batch stays far below. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The readable observations of a batch by address, and how many had to be left out. */
export class BatchReading {
  private readonly byAddress = new Map<string, Observed[]>();
  private characters = 0;
  unread = 0;

  constructor(private readonly leftOut: (row: ObservationRow) => void) {}

  see(row: ObservationRow): void {
    // Learnt when it came in, or how far a run was that has an end; no results.
    if (row.kind === 'host-key' || row.kind === BEGUN) return;
    const seen = readObserved(row.kind, row.body);
    const needed = seen?.kind !== 'script' || seen.vulnerabilities.length > 0;
    if (needed) this.characters += row.body.length;
    if (!seen || (needed && this.characters > MOST_CHARACTERS)) {
      if (this.unread++ === 0) this.leftOut(row);
      return;
    }
    if (!needed) return;
    const list = this.byAddress.get(row.address);
    if (list) list.push(seen);
    else this.byAddress.set(row.address, [seen]);
  }

  /** The observations of an address, which are forgotten here. */
  take(address: string): Observed[] {
    const list = this.byAddress.get(address) ?? [];
    this.byAddress.delete(address);
    return list;
  }
}
