import { Coverage, Finding, FindingHistory, Sighting } from './finding.entity';

/** What this room keeps in the ledger. */
export const findingsEntities = [Coverage, Finding, FindingHistory, Sighting];

export { scanProcessed } from './events';
export { FindingLists, type FindingFilter, type FindingRecord, type FindingSummary } from './finding-lists';
export { FindingsModule } from './findings.module';
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
