import { Evaluation } from './evaluation.entity';

/** What this room keeps in the ledger. */
export const complianceEntities = [Evaluation];

export { ComplianceModule } from './compliance.module';
export { Evaluations } from './evaluations';
