export {
  Bell,
  BellModule,
  BellUsers,
  type BellListener,
  type BellPass,
  type Ring,
  type RungBell,
} from './bell';
export { Clock, ManualClock, SystemClock } from './clock';
export {
  CONFIG,
  ConfigError,
  keyFiles,
  readConfig,
  type Config,
  type Listen,
  type MailServer,
} from './config';
export {
  Database,
  errorNumber,
  isAway,
  isContention,
  isDuplicate,
  type Bound,
  type Changed,
  type Tx,
} from './database';
export { answer, isRefusal, notFound, Refusal, RefusalError, type RefusedField, type Result } from './errors';
export { eventKind, type EventKind } from './events';
export { Gathered, GatheredByLane } from './gathered';
export { Health, type HealthReport } from './health';
export { IdempotencyKey } from './idempotency.entity';
export { isId, newId } from './ids';
export { isMigrated, ledgerDrift, ledgerSource, migrate, type LedgerParts } from './ledger';
export { makeKeyRing, MissingKeyRing, readKeyRing, turnKeyRing, type SealingKey } from './key-ring';
export { Log, makeLogger } from './logger';
export { Metrics } from './metrics';
export { readOperatorFile } from './operator-file';
export { Outbox } from './outbox';
export { OutboxRow } from './outbox.entity';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { Replica } from './replica.entity';
export { privateFolder, replace, textOf, writeOnce } from './secret-file';
export { stepKind, Steps, type StepKind } from './steps';
export { Sweeper } from './sweeper';
export { newTraceId, parseTraceParent, traceId, withTrace } from './trace';
export { Turns } from './turns';
