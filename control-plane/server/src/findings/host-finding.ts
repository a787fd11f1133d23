import { MOST, type DraftFinding } from './draft';
import { fingerprint } from './fingerprint';
import type { Place } from './open-port';
import type { Grade } from './severity';
import { line } from './text';

type Words = 'title' | 'summary' | 'solution' | 'evidence';

/** What every finding about a host as a whole has, its words aside: no protocol, port 0, no CVE or reference yet. */
export const hostFinding = (checkId: string, place: Place, grade: Grade): Omit<DraftFinding, Words> => ({
  fingerprint: fingerprint({ ...place, protocol: '', port: 0, checkId }),
  checkId,
  address: place.address,
  hostname: place.hostname,
  protocol: '',
  port: 0,
  service: '',
  severity: grade.severity,
  severitySource: line(grade.source, MOST.severitySource),
  type: grade.type,
  cvss: grade.cvss,
  cves: [],
  references: [],
});
