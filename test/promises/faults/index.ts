import { noGuard } from './agent-faults';
import type { Fault } from './fault';
import {
  ackBeforeCommit,
  claimWithoutCondition,
  noEpochCheck,
  reaperWithoutFreshWait,
  rowsByTarget,
} from './ledger-faults';
import { finishWhileCanceling, noScanLock, stoppingRefusesChunks, unilateralTakeover } from './move-faults';

export { applied, isNoticed, type Edit, type Fault } from './fault';

/** Every mistake that the runner must notice. */
export const FAULTS: readonly Fault[] = [
  noEpochCheck,
  rowsByTarget,
  ackBeforeCommit,
  claimWithoutCondition,
  stoppingRefusesChunks,
  noScanLock,
  unilateralTakeover,
  noGuard,
  finishWhileCanceling,
  reaperWithoutFreshWait,
];
