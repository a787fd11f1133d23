import type { Tables } from '../tables';
import { type Breach, groups } from './breach';
import { openPorts, tripleOf } from './results';

const OPEN_PORT = 'nmap:open-port';

/**
 * Of every processed scan exactly the open ports that were counted are sighted, each once, and a finding was
 * seen as often as there are scans that sighted it.
 */
export function wrongSightings({ scans, dispositions, observations, findings, sightings }: Tables): Breach[] {
  const processed = new Set(scans.filter((scan) => scan.processed).map((scan) => scan.id));
  const counted = groups(observations, tripleOf);
  const expected = new Set(
    dispositions
      .filter((row) => processed.has(row.scanId))
      .flatMap((row) =>
        openPorts(counted.get(tripleOf(row)) ?? []).map((port) => `${row.scanId} ${row.address} ${port}`),
      ),
  );
  const known = new Map(findings.filter((one) => one.checkId === OPEN_PORT).map((one) => [one.id, one]));
  const found = sightings.flatMap(({ scanId, findingId }) => {
    const finding = known.get(findingId);
    return finding && processed.has(scanId) ? [`${scanId} ${finding.address} ${finding.port}`] : [];
  });
  const seen = groups(found, (spot) => spot);
  return [
    ...[...expected].filter((spot) => !seen.has(spot)).map(lost),
    ...[...seen]
      .filter(([spot, times]) => !expected.has(spot) || times.length > 1)
      .map(([spot]) => doubled(spot)),
    ...miscounted({ findings, sightings }),
  ];
}

const lost = (spot: string): Breach => ({ kind: 'lost', what: `the finding ${spot} was not drawn` });
const doubled = (spot: string): Breach => ({ kind: 'doubled', what: `the finding ${spot} was not there` });

function miscounted({ findings, sightings }: Pick<Tables, 'findings' | 'sightings'>): Breach[] {
  const times = groups(sightings, (row) => row.findingId);
  return findings.flatMap((finding): Breach[] => {
    const seen = times.get(finding.id)?.length ?? 0;
    if (seen === finding.timesSeen) return [];
    const what = `${finding.address}:${finding.port} ${finding.checkId} was seen ${finding.timesSeen} times, by ${seen} scans`;
    return [{ kind: finding.timesSeen > seen ? 'doubled' : 'lost', what }];
  });
}
