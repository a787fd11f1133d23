import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RuleLine } from './evaluation';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

/** What one evaluation of a profile came to, of one target of one scan. Written once, gone with its scan. */
@Entity('evaluations')
@Index('evaluation_target', ['scanId', 'profile', 'address'], { unique: true })
@Index('evaluation_list', ['tenantId', 'lookedAt', 'id'])
@Index('evaluation_scan', ['tenantId', 'scanId', 'lookedAt', 'id'])
@Index('evaluation_job', ['tenantId', 'jobId', 'lookedAt', 'id'])
@Index('evaluation_host', ['tenantId', 'address', 'lookedAt', 'id'])
export class Evaluation {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  scanId: string;

  /** Index into the scan's profiles. */
  @Column({ type: 'smallint', unsigned: true })
  profile: number;

  @Column({ type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ type: 'uuid' })
  networkId: string;

  @Column({ type: 'varchar', length: 45, ...ASCII })
  address: string;

  @Column({ type: 'datetime', precision: 3 })
  lookedAt: Date;

  @Column({ type: 'varchar', length: 255 })
  benchmarkId: string;

  @Column({ type: 'varchar', length: 300 })
  benchmarkTitle: string;

  @Column({ type: 'varchar', length: 100 })
  benchmarkVersion: string;

  @Column({ type: 'varchar', length: 255 })
  profileId: string;

  @Column({ type: 'varchar', length: 300 })
  profileTitle: string;

  /** SHA-256 of what was evaluated. */
  @Column({ type: 'char', length: 64, ...ASCII })
  content: string;

  /** Percent of the default scoring; null: there is none that can be believed. */
  @Column({ type: 'double', nullable: true })
  score: number | null;

  /** The tool had trouble: nothing of it counts as passed. */
  @Column({ type: 'boolean', default: false })
  degraded: boolean;

  /** Runs of the tool that it is put together from: a pause in the middle makes two. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  segments: number;

  /** Platforms that counted as given although the content says otherwise. */
  @Column({ type: 'json' })
  overridden: string[];

  /** Rules by their results. */
  @Column({ type: 'json' })
  counts: Record<string, number>;

  /** All of them, in the order of their ids. */
  @Column({ type: 'mediumtext' })
  rules: RuleLine[];
}
