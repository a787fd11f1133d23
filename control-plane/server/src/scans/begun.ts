import { Injectable } from '@nestjs/common';
import { looksInside } from '../profiles';
import type { Tx } from '../platform';
import { BEGUN } from './observation-kinds';
import type { SliceRecord } from './slice-record';

/** What was seen of a target by runs that were stopped. */
export interface BegunTarget {
  readonly address: string;
  readonly runs: number;
  readonly rules: readonly { readonly rule: string; readonly result: string }[];
}

/** What runs of a slice that were stopped had seen, for its next owner. It lies among the observations, of which only those count that a disposition names. */
@Injectable()
export class BegunTargets {
  /** The last word of each of the targets of which there is one. */
  async of(
    tx: Tx,
    { scanId, id, engine, epoch }: SliceRecord,
    targets: readonly string[],
  ): Promise<BegunTarget[]> {
    if (epoch === 1 || targets.length === 0 || !looksInside(engine)) return [];
    const rows = await tx.rows<{ address: string; body: string }>(
      `SELECT address, body FROM observations
        WHERE scan_id = ? AND slice_id = ? AND epoch < ? AND kind = ? AND address IN (?)
        ORDER BY epoch, run, ordinal`,
      [scanId, id, epoch, BEGUN, targets],
    );
    const last = new Map(rows.map(({ address, body }) => [address, body]));
    return [...last].map(([address, body]) => ({
      address,
      ...(JSON.parse(body) as Omit<BegunTarget, 'address'>),
    }));
  }
}
