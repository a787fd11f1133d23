import type { FindingRow, Tables } from '../tables';
import { PORTS } from '../truth';
import { type Breach, groups } from './breach';
import { openPorts, tripleOf } from './results';

/** A target that was scanned to its end: every port of the profile was looked at. */
interface Whole {
  readonly at: number;
  readonly open: ReadonlySet<number>;
}

/**
 * A finding is fixed if and only if the newest look at its spot, by a scan that was processed, did not see it; and what
 * was seen once and never fixed is New. What scans said that are deleted since is not held against it.
 */
export function wrongLives(
  tables: Pick<Tables, 'scans' | 'dispositions' | 'observations' | 'findings'>,
): Breach[] {
  const processed = new Set(tables.scans.filter((scan) => scan.processed).map((scan) => scan.id));
  const counted = groups(tables.observations, tripleOf);
  const looks = new Map<string, Whole[]>();
  for (const row of tables.dispositions) {
    if (row.kind !== 'scanned' || !processed.has(row.scanId)) continue;
    const list = looks.get(row.address) ?? [];
    list.push({ at: row.lookedAt ?? row.at, open: new Set(openPorts(counted.get(tripleOf(row)) ?? [])) });
    looks.set(row.address, list);
  }
  return tables.findings
    .filter(({ port }) => port >= PORTS.first && port <= PORTS.last)
    .flatMap((finding) => judged(finding, looks.get(finding.address) ?? [], processed));
}

function judged(finding: FindingRow, looks: readonly Whole[], processed: ReadonlySet<string>): Breach[] {
  const { state, port, address, lastSeenAt, fixedScanId } = finding;
  const missed = looks.some(({ at, open }) => at > lastSeenAt && !open.has(port));
  const what = `${address}:${port}`;
  if (missed && state !== 'Fixed')
    return [{ kind: 'lifecycle', what: `${what} is ${state}, but a later look missed it` }];
  if (!missed && state === 'Fixed' && processed.has(fixedScanId ?? '')) {
    return [{ kind: 'lifecycle', what: `${what} is Fixed, but nobody looked and missed it` }];
  }
  if (state === 'New' && finding.timesSeen > 1) {
    return [{ kind: 'lifecycle', what: `${what} is New, and was seen ${finding.timesSeen} times` }];
  }
  return [];
}
