import { Finding, Sighting } from './finding.entity';

/** What this room keeps in the ledger. */
export const findingsEntities = [Finding, Sighting];
