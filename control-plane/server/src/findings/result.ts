import type { Tx } from '../platform';
import { NOT_TRIED } from '../scans';

/**
 * What a scan brought, once every target is loaded: `findings` with at least one sighting; `all hosts down`
 * when every target that was tried is down; else `none`.
 */
export async function resultOf(tx: Tx, scanId: string): Promise<'findings' | 'none' | 'all hosts down'> {
  const seen = await tx.rows<object>('SELECT 1 FROM sightings WHERE scan_id = ? LIMIT 1', [scanId]);
  if (seen.length > 0) return 'findings';
  const kinds = await tx.rows<{ kind: string }>(
    'SELECT DISTINCT kind FROM dispositions WHERE scan_id = ? AND kind NOT IN (?)',
    [scanId, [...NOT_TRIED]],
  );
  return kinds.length > 0 && kinds.every(({ kind }) => kind === 'down') ? 'all hosts down' : 'none';
}
