import type { Bound, Tx } from '../platform';
import { ruledOutBy, type PortRanges, type RuledOut } from './coverage';
import { readRanges, type Observed } from './observed';
import type { Occasion } from './remembering';
import type { SettledTarget } from './settled-targets';

/** Of one statement; the server takes 16 MiB at once by default. */
const MOST_CHARACTERS = 1_000_000;

/** Ports that were looked at, by the looks' hashes. */
export type Looks = ReadonlyMap<string, readonly PortRanges[]>;

/** A target of a batch with what was ruled out there; null: it was not looked at, or nobody knows at what. */
export interface CoveredTarget {
  readonly target: SettledTarget;
  readonly ruledOut: RuledOut | null;
}

/**
 * Only a target that was scanned to its end was looked at: not one that was timed out, down, unreachable or failed,
 * whatever is known of it.
 */
export function ruledOut(
  target: SettledTarget,
  looks: Looks,
  observations: readonly Observed[],
): RuledOut | null {
  const looked = looks.get(target.look);
  return target.kind === 'scanned' && looked ? ruledOutBy(observations, looked) : null;
}

/** What the runs of these targets looked at, by the looks' hashes. */
export async function looksOf(tx: Tx, targets: readonly SettledTarget[]): Promise<Looks> {
  const hashes = [...new Set(targets.map(({ look }) => look).filter((hash) => hash !== ''))];
  if (hashes.length === 0) return new Map();
  const rows = await tx.rows<{ hash: string; ports: string }>(
    'SELECT hash, ports FROM looks WHERE hash IN (?)',
    [hashes],
  );
  return new Map(rows.map(({ hash, ports }) => [hash, readRanges(JSON.parse(ports))]));
}

/** Writes the coverage ledger's rows. */
export async function cover(
  tx: Tx,
  { scanId, tenantId, networkId }: Occasion,
  profile: number,
  covered: readonly CoveredTarget[],
): Promise<void> {
  let rows: Bound[][] = [];
  let characters = 0;
  const write = async (): Promise<void> => {
    if (rows.length === 0) return;
    await tx.change(
      `INSERT IGNORE INTO coverage (scan_id, profile, address, tenant_id, network_id, looked_at, look, ruled_out)
       VALUES ${rows.map(() => '(?)').join(',')}`,
      rows,
    );
    rows = [];
    characters = 0;
  };
  for (const { target, ruledOut: ruled } of covered) {
    if (!ruled) continue;
    const text = JSON.stringify(ruled);
    if (characters + text.length > MOST_CHARACTERS) await write();
    rows.push([scanId, profile, target.address, tenantId, networkId, target.at, target.look, text]);
    characters += text.length;
  }
  await write();
}
