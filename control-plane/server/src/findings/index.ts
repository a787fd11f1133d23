import { Coverage, Finding, FindingCount, FindingHistory, FindingTerm, Sighting } from './finding.entity';

/** What this room keeps in the ledger. */
export const findingsEntities = [Coverage, Finding, FindingCount, FindingHistory, FindingTerm, Sighting];

export { scanProcessed } from './events';
export { FindingCounts, type FindingTotals } from './finding-counts';
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
