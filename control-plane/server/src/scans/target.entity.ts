import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DispositionKind } from './disposition';

/** One address to be looked at under one profile, and the slice it belongs to now. */
@Entity('targets')
@Index('target_slice', ['sliceId', 'address'])
export class Target {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  profile: number;

  /** Canonical text (RFC 5952 for IPv6). */
  @PrimaryColumn({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  sliceId: string;
}

/**
 * What became of one target. Names the one (slice, epoch, run) whose observations count and how many there
 * are; every other row for the target is waste to be swept. A second disposition for a key is ignored.
 */
@Entity('dispositions')
@Index('disposition_slice', ['sliceId'])
@Index('disposition_artifact', ['tenantId', 'artifact'])
@Index('disposition_report', ['tenantId', 'report'])
export class Disposition {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  profile: number;

  @PrimaryColumn({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  sliceId: string;

  @Column({ type: 'int', unsigned: true })
  epoch: number;

  @Column({ type: 'smallint', unsigned: true })
  run: number;

  @Column({ type: 'varchar', length: 24 })
  kind: DispositionKind;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'int', unsigned: true })
  rowCount: number;

  /** Content address of the target's raw output; empty when the tool wrote none. */
  @Column({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin', default: '' })
  artifact: string;

  /** As `artifact`: the tool's report for people; empty: there is none. */
  @Column({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin', default: '' })
  report: string;

  @Column({ type: 'uuid', nullable: true })
  agentId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  /** When findings were drawn from it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  loadedAt: Date | null;

  /** When the tool had told all about it: the agent's word, held between the claim and `at`. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  lookedAt: Date | null;

  /** What was looked at (looks.hash); empty: nothing, or nobody knows. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', default: '' })
  look: string;
}

/** What a tool asks of each target of a run, kept once under the SHA-256 of its text. */
@Entity('looks')
export class LookRow {
  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  hash: string;

  @Column({ type: 'varchar', length: 32 })
  tool: string;

  @Column({ type: 'varchar', length: 64 })
  toolVersion: string;

  /** JSON: [{protocol, ranges: [{first, last}]}]. */
  @Column({ type: 'mediumtext' })
  ports: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

/** What a target costs in a pool under one way of looking at it, as measured. */
@Entity('paces')
export class Pace {
  @PrimaryColumn({ type: 'uuid' })
  poolId: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  engine: string;

  /** SHA-256 of the profile's options. */
  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  work: string;

  @Column({ type: 'float' })
  targetMs: number;

  @Column({ type: 'int', unsigned: true })
  samples: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}

/** What a tool saw. Counts only if its (slice, epoch, run) is the one its target's disposition names. */
@Entity('observations')
export class Observation {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'uuid' })
  sliceId: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  epoch: number;

  @PrimaryColumn({ type: 'smallint', unsigned: true })
  run: number;

  @PrimaryColumn({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  /** Position within the target and run, from 0. */
  @PrimaryColumn({ type: 'int', unsigned: true })
  ordinal: number;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** host, port or script. */
  @Column({ type: 'varchar', length: 16, charset: 'ascii', collation: 'ascii_bin' })
  kind: string;

  /** JSON of the observation (ingest/wire), always valid. */
  @Column({ type: 'mediumtext' })
  body: string;
}
