import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SliceState, StopKind } from './slice.machine';

/** The part of a scan lent to one agent. `state` is written only by slice-moves.ts; `epoch` is the fence. */
@Entity('slices')
@Index('slice_queue', ['state', 'poolId', 'engine', 'tenantId', 'priority', 'createdAt', 'id'])
@Index('slice_rung', ['state', 'poolId', 'rungAt'])
@Index('slice_scan', ['scanId', 'id'])
@Index('slice_scan_state', ['scanId', 'state'])
@Index('slice_nonce', ['ownerAgentId', 'nonce'], { unique: true })
export class Slice {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  scanId: string;

  @Column({ type: 'uuid' })
  poolId: string;

  /** Index into the scan's profiles. */
  @Column({ type: 'tinyint', unsigned: true })
  profile: number;

  @Column({ type: 'varchar', length: 32 })
  engine: string;

  @Column({ type: 'uuid', nullable: true })
  pinnedAgentId: string | null;

  /** Its scan says which agents may have it: nobody's until the dispatcher has written whose (`pinnedAgentId`). */
  @Column({ type: 'tinyint', default: 0 })
  chosen: number;

  @Column({ type: 'tinyint', unsigned: true })
  priority: number;

  @Column({ type: 'varchar', length: 16 })
  state: SliceState;

  @Column({ type: 'datetime', precision: 3 })
  stateSince: Date;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'int', unsigned: true })
  epoch: number;

  /** Tool failures, and lost leases without a new disposition since Claim. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 })
  attempts: number;

  @Column({ type: 'uuid', nullable: true })
  ownerAgentId: string | null;

  /** The owner's newest session: what comes through an older one moves nothing. */
  @Column({ type: 'uuid', nullable: true })
  ownerSession: string | null;

  @Column({ type: 'uuid', nullable: true })
  lastOwnerAgentId: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  nonce: string | null;

  @Column({ type: 'bigint', unsigned: true, default: 0 })
  nextSeq: string;

  /** Grows with each Chunk and Renew: what the reaper watches. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  signsOfLife: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  leaseUntil: Date | null;

  @Column({ type: 'int', unsigned: true })
  targetCount: number;

  /** Dispositions under any epoch. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  targetsDone: number;

  /** `targetsDone` at the last Claim: whether a lost lease had brought anything new. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  doneAtClaim: number;

  @Column({ type: 'varchar', length: 64, default: '' })
  phase: string;

  /** Of the unfinished targets, 0 to 1. */
  @Column({ type: 'float', default: 0 })
  fraction: number;

  @Column({ type: 'int', unsigned: true, default: 0 })
  ring: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  rungAt: Date | null;

  /** Stream sequence of the newest bell for this epoch; null until the publish was confirmed. */
  @Column({ type: 'bigint', unsigned: true, nullable: true })
  bellSeq: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  claimedAt: Date | null;

  /** While Stopping: why; empty otherwise. */
  @Column({ type: 'varchar', length: 16, default: '' })
  stopKind: StopKind | '';

  /** While Stopping: until when a tool that runs may go on. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  stopUntil: Date | null;

  /** Targets for which the owner has started no tool yet, by its own account. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  waiting: number;

  /** Targets that the owner has been asked to give back; 0: none. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  releaseAsked: number;

  /** How often in a row it was given back without a new disposition. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  returns: number;

  @Column({ type: 'int', unsigned: true, default: 0 })
  findingsSoFar: number;

  /** Addresses whose results were put into quarantine, under any epoch. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  quarantined: number;

  /** Packets a second that it was lent with; 0: no limit. Counts while an agent holds it. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  rate: number;
}
