import type { Tx } from '../platform';
import type { SliceRecord } from './slice-record';

/** A part of a chunk, as far as counting goes. */
interface CountedPart {
  readonly address: string;
  readonly run: number;
  readonly firstOrdinal: number;
  readonly observations: readonly { readonly kind: string; readonly body: string }[];
  readonly disposition: object | null;
}

const VULNERABLE = /"state":"(?:LIKELY )?VULNERABLE(?: \((?:Exploitable|DoS)\))?"/g;
/** From here on a script’s body says the same once more, as its tables have it. Inside of a text the quotes are escaped. */
const TABLES = ',"structured":';

/** Open ports, vulnerabilities that a script reports, source packages to be updated, rules that failed: what a person watching the scan counts. */
export function countFindings(observations: readonly { kind: string; body: string }[]): number {
  let count = 0;
  const sources = new Set<string>();
  for (const { kind, body } of observations) {
    if (kind === 'port') count += body.includes('"state":"open"') ? 1 : 0;
    else if (kind === 'script') count += (body.split(TABLES, 1)[0] ?? '').match(VULNERABLE)?.length ?? 0;
    else if (kind === 'update') sources.add(sourceOf(body));
    else if (kind === 'rule') count += body.includes('"result":"fail"') ? 1 : 0;
  }
  return count + sources.size;
}

/** The body begins with the package; it may have been cut behind that. */
const sourceOf = (body: string): string =>
  /"sourcePackage":"([^"]+)"/.exec(body)?.[1] ?? /"package":"([^"]*)"/.exec(body)?.[1] ?? body;

/**
 * How many findings the targets that ended with this chunk brought. A target torn over several chunks is counted
 * from the ledger, where its earlier rows are.
 */
export async function findingsOfEnded(
  tx: Tx,
  slice: Pick<SliceRecord, 'id' | 'scanId' | 'epoch'>,
  parts: readonly CountedPart[],
): Promise<number> {
  let count = 0;
  for (const part of parts) {
    if (!part.disposition) continue;
    if (part.firstOrdinal === 0) count += countFindings(part.observations);
    else count += countFindings(await rowsOf(tx, slice, part));
  }
  return count;
}

function rowsOf(
  tx: Tx,
  slice: Pick<SliceRecord, 'id' | 'scanId' | 'epoch'>,
  { run, address }: CountedPart,
): Promise<{ kind: string; body: string }[]> {
  return tx.rows(
    `SELECT kind, LEFT(body, 16384) body FROM observations
      WHERE scan_id = ? AND slice_id = ? AND epoch = ? AND run = ? AND address = ? AND kind IN ('port', 'script', 'update', 'rule')`,
    [slice.scanId, slice.id, slice.epoch, run, address],
  );
}
