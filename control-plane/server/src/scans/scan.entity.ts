import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ScannerChoice } from '../fleet';
import type { EngineProfile } from '../profiles';
import type { DispositionKind } from './disposition';
import type { HoldCode } from './hold';
import type { ScanCut, ScanOutcome, ScanResult, ScanState } from './scan.machine';

/** One execution of a job. `state` is written only by scan-moves.ts. */
@Entity('scans')
@Index('scan_list', ['tenantId', 'createdAt', 'id'])
@Index('scan_job', ['tenantId', 'jobId', 'createdAt', 'id'])
@Index('scan_tenant_state', ['tenantId', 'state', 'createdAt', 'id'])
@Index('scan_network', ['tenantId', 'networkId', 'createdAt', 'id'])
@Index('scan_kinds', ['tenantId', 'kinds', 'createdAt', 'id'])
@Index('scan_result', ['tenantId', 'result', 'processed', 'createdAt', 'id'])
@Index('scan_starter', ['tenantId', 'startedBy', 'createdAt', 'id'])
@Index('scan_state', ['state', 'stateSince', 'id'])
@Index('scan_network_state', ['networkId', 'state'])
@Index('scan_held', ['holdCode', 'holdUntil'])
@Index('scan_passing', ['kept', 'stateSince'])
@Index('scan_unprocessed', ['processed', 'state', 'stateSince'])
export class Scan {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ type: 'uuid' })
  networkId: string;

  @Column({ type: 'uuid' })
  poolId: string;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  @Column({ type: 'tinyint', unsigned: true })
  priority: number;

  @Column({ type: 'varchar', length: 16 })
  state: ScanState;

  @Column({ type: 'datetime', precision: 3 })
  stateSince: Date;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  outcome: ScanOutcome | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  result: ScanResult | null;

  @Column({ type: 'boolean', default: false })
  processed: boolean;

  /** False: no findings are drawn, and the scan is deleted an hour after its end. */
  @Column({ type: 'boolean', default: true })
  kept: boolean;

  /** Holds off other replicas while one draws findings. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  processingUntil: Date | null;

  /** Counted from 1; each resume adds one. */
  @Column({ type: 'smallint', unsigned: true, default: 1 })
  segment: number;

  @Column({ type: 'uuid', nullable: true })
  rerunOf: string | null;

  /** What is run against every target, resolved at start. The index is the `profile` of targets and slices. */
  @Column({ type: 'json' })
  profiles: EngineProfile[];

  /** The resolved targets as ranges, in order; planning walks them. */
  @Column({ type: 'json' })
  targetRanges: { first: string; last: string }[];

  /** JSON: LeftTarget[] of assets; null: none. */
  @Column({ type: 'mediumtext', nullable: true })
  leftOut: string | null;

  /** JSON: PinnedName[] of assets; null: none. */
  @Column({ type: 'mediumtext', nullable: true })
  names: string | null;

  /** ImportOrigin: where its results were made; null: by agents of the fleet. */
  @Column({ type: 'json', nullable: true })
  imported: object | null;

  @Column({ type: 'int', unsigned: true, default: 0 })
  targetsTotal: number;

  @Column({ type: 'int', unsigned: true, default: 0 })
  targetsPlanned: number;

  @Column({ type: 'int', unsigned: true, default: 0 })
  targetsDone: number;

  /** Thousandths; never falls. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  progress: number;

  /** Remarks for people, such as that a connect scan was made for want of raw sockets. */
  @Column({ type: 'json' })
  notes: string[];

  @Column({ type: 'uuid' })
  startedBy: string;

  /** What `startedBy` is the id of. */
  @Column({ type: 'varchar', length: 8, default: 'token' })
  startedByKind: 'user' | 'token' | 'schedule';

  @Column({ type: 'varchar', length: 32, default: '' })
  traceId: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  startedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt: Date | null;

  /** What it is to its tenant: vulnerability, map, compliance, scap, patch; several are joined by commas. */
  @Column({ type: 'varchar', length: 80, default: '' })
  kinds: string;

  /** Why the scan is brought to an end before its time; empty: it is not. */
  @Column({ type: 'varchar', length: 16, default: '' })
  cut: ScanCut;

  /** What became of the targets that were never put into a slice; null: they still will be. */
  @Column({ type: 'varchar', length: 24, nullable: true })
  restDisposition: DispositionKind | null;

  /** The time it may run, pauses not counted; null: without limit. */
  @Column({ type: 'bigint', unsigned: true, nullable: true })
  maxDurationMs: string | null;

  /** The time that its earlier segments ran. */
  @Column({ type: 'bigint', unsigned: true, default: 0 })
  ranMs: string;

  /** When the present segment began to run; null while it does not. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  segmentStartedAt: Date | null;

  /** `targetsDone` at that time. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  doneAtSegment: number;

  /** What the pause that is under way allows running tools. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  stopGraceMs: number;

  /** The recent rate is measured from here. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  sampleAt: Date | null;

  @Column({ type: 'int', unsigned: true, default: 0 })
  sampleDone: number;

  /** Targets a second. */
  @Column({ type: 'float', nullable: true })
  recentRate: number | null;

  @Column({ type: 'int', unsigned: true, default: 0 })
  findingsSoFar: number;

  /** What a target of each profile is expected to cost, in milliseconds; the shares of progress. */
  @Column({ type: 'json' })
  weights: number[];

  /** Packets a second of all its slices together; null: no limit. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  maxRate: number | null;

  /** By which systems that no agent runs on are entered; null: they are not. */
  @Column({ type: 'uuid', nullable: true })
  credentialId: string | null;

  /** Which agents of the pool may do it; null: each. */
  @Column({ type: 'json', nullable: true })
  scanner: ScannerChoice | null;

  /** Why it waits although nobody paused it; empty: it does not. */
  @Column({ type: 'varchar', length: 16, default: '' })
  holdCode: HoldCode | '';

  @Column({ type: 'varchar', length: 200, default: '' })
  holdReason: string;

  /** Null: not known. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  holdUntil: Date | null;

  /** Running without a pause for so long, it is paused; null: never. */
  @Column({ type: 'bigint', unsigned: true, nullable: true })
  pauseAfterMs: string | null;

  /** And resumed after so long; null: by a person. */
  @Column({ type: 'bigint', unsigned: true, nullable: true })
  resumeInMs: string | null;

  /** Canceled so long after it was made; null: never. */
  @Column({ type: 'bigint', unsigned: true, nullable: true })
  cancelAfterMs: string | null;

  /** What processing counted; null before. */
  @Column({ type: 'json', nullable: true })
  summary: object | null;
}
