import {
  prefixPattern,
  type ListGrammar,
  type ListPath,
  type ListPlan,
  type ListSource,
  type Piece,
} from '../platform/http';
import { FINDING_STATES } from './lifecycle.machine';
import { SEVERITIES } from './severity';

/** Text search looks at so many titles at most. */
export const MOST_TITLES = 1_000;

type Table = 'findings' | 'terms' | 'sightings' | 'seen at address' | 'titles';

export interface FindingPath extends ListPath {
  readonly table: Table;
}

const SEVERITY = { column: 'severity', type: 'number' } as const;
const ID = { column: 'id', type: 'string' } as const;

/** What one address leaves is little enough to be looked through. */
const FEW = ['state', 'severity', 'type', 'checkId', 'networkId', 'engine'] as const;
const SORTS = ['severity', 'lastSeen', 'firstSeen', 'address'];
const WALKED = ['severity', 'firstSeen'];

/**
 * What lists of findings can be asked. Ids sort by the time a finding was first drawn, so an index that ends with them
 * serves `firstSeen` and, within a severity, the newest first. Only two indexes have the last sighting in them: each
 * entry with it is written anew at every scan.
 */
export const findingGrammar: ListGrammar<FindingPath> = {
  list: 'findings',
  fields: {
    state: { column: 'state', domain: FINDING_STATES },
    severity: { column: 'severity', domain: SEVERITIES },
    address: { column: 'address' },
    networkId: { column: 'network_id' },
    engine: { column: 'engine' },
    checkId: { column: 'check_id' },
    type: { column: 'type' },
    scanId: { column: 'scan_id' },
    jobId: { column: 'job_id' },
    cve: { column: 'cve' },
  },
  ranges: { from: { column: 'last_seen_at', end: 'from' }, to: { column: 'last_seen_at', end: 'to' } },
  sorts: {
    severity: [SEVERITY, ID],
    lastSeen: [{ column: 'last_seen_at', property: 'lastSeenAt', type: 'date' }, ID],
    firstSeen: [ID],
    address: [{ column: 'address', type: 'string' }, SEVERITY, ID],
  },
  defaultSort: '-severity',
  paths: [
    { table: 'findings', index: 'finding_list', by: ['severity'], sorts: WALKED },
    { table: 'findings', index: 'finding_state', by: ['state', 'severity'], sorts: WALKED },
    { table: 'findings', index: 'finding_state_seen', by: ['state'], sorts: ['lastSeen'] },
    { table: 'findings', index: 'finding_seen', by: ['state', 'severity'], sorts: ['lastSeen'] },
    {
      table: 'findings',
      index: 'finding_address',
      by: ['address'],
      needs: ['address'],
      narrow: FEW,
      sorts: SORTS,
    },
    { table: 'findings', index: 'finding_address', by: [], sorts: ['address'] },
    { table: 'findings', index: 'finding_network', by: ['networkId', 'state', 'severity'], sorts: WALKED },
    { table: 'findings', index: 'finding_engine', by: ['engine', 'state', 'severity'], sorts: WALKED },
    { table: 'findings', index: 'finding_check', by: ['checkId', 'severity'], sorts: WALKED },
    { table: 'terms', index: 'finding_term', by: ['cve', 'state', 'severity'], sorts: WALKED },
    { table: 'terms', index: 'finding_term', by: ['jobId', 'state', 'severity'], sorts: WALKED },
    { table: 'sightings', index: 'sighting_list', by: ['scanId', 'severity'], sorts: WALKED },
    {
      table: 'seen at address',
      index: 'finding_address',
      by: ['address', 'scanId'],
      needs: ['address', 'scanId'],
      narrow: FEW,
      sorts: SORTS,
    },
    {
      table: 'titles',
      index: 'finding_title',
      by: [],
      needs: ['q'],
      narrow: ['state', 'severity'],
      sorts: WALKED,
    },
  ],
};

/** The term under which finding_terms has the findings that scans of a job saw. */
export const jobTerm = (jobId: string): string => `job:${jobId.toLowerCase()}`;

/** Where the rows of a plan are read, with the index forced: left alone, the optimiser reads deep pages by another. */
export function findingSource(tenantId: string, { path, q }: ListPlan<FindingPath>): ListSource {
  const where: Piece = { sql: 't.tenant_id = ?', values: [tenantId] };
  const findings = {
    from: { sql: `findings t FORCE INDEX (${path.index})`, values: [] },
    where,
  };
  switch (path.table) {
    case 'findings':
      return findings;
    case 'terms':
      return {
        from: { sql: `finding_terms t FORCE INDEX (${path.index})`, values: [] },
        where,
        names: { id: 'finding_id', cve: 'term', job_id: 'term' },
      };
    case 'sightings':
      return {
        from: { sql: `sightings t FORCE INDEX (${path.index})`, values: [] },
        where,
        names: { id: 'finding_id' },
        carried: ['severity'],
      };
    case 'seen at address':
      return {
        from: {
          sql: `findings t FORCE INDEX (${path.index})
            STRAIGHT_JOIN sightings s FORCE INDEX (PRIMARY) ON s.finding_id = t.id AND s.tenant_id = t.tenant_id`,
          values: [],
        },
        where,
        names: { id: 't.id', severity: 's.severity', scan_id: 's.scan_id' },
        carried: ['severity'],
      };
    case 'titles':
      return {
        from: {
          // From the index alone: these rows lie all over the table.
          sql: `(SELECT id, tenant_id, state, severity FROM findings FORCE INDEX (${path.index})
                  WHERE tenant_id = ? AND title LIKE ? ESCAPE '!' LIMIT ${MOST_TITLES}) t`,
          values: [tenantId, prefixPattern(q ?? '')],
        },
        where,
      };
  }
}
