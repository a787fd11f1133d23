import { Finding, Sighting } from './finding.entity';

/** What this room keeps in the ledger. */
export const findingsEntities = [Finding, Sighting];

export { scanProcessed } from './events';
export { fingerprint, type Spot } from './fingerprint';
export { FindingProcessing, type Processed } from './processing';
export {
  ruleGrade,
  SEVERITY_LABELS,
  severityOfScore,
  type FindingType,
  type Grade,
  type Severity,
} from './severity';
