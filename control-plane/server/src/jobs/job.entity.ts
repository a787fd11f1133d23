import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ScannerChoice } from '../fleet';
import type { StoredProfile } from '../profiles';
import type { JobSelection } from './job-record';

/** A definition of what to scan, how and where. */
@Entity('jobs')
@Index('job_list', ['tenantId', 'createdAt', 'id'])
@Index('job_name', ['tenantId', 'name'], { unique: true })
@Index('job_credential', ['credentialId'])
export class Job {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** The user or the token whose it is; null: nobody's. */
  @Column({ type: 'uuid', nullable: true })
  ownerId: string | null;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  @Column({ type: 'json' })
  labels: Record<string, string>;

  @Column({ type: 'uuid' })
  networkId: string;

  /** As the person wrote them: addresses, ranges, CIDRs. */
  @Column({ type: 'json' })
  targets: string[];

  /** What is scanned besides, and what is not; null: the targets alone. */
  @Column({ type: 'json', nullable: true })
  selection: JobSelection | null;

  /** Those that were named by id follow their profile. */
  @Column({ type: 'json' })
  profiles: StoredProfile[];

  /** 0 to 9, 9 first. */
  @Column({ type: 'tinyint', unsigned: true, default: 5 })
  priority: number;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;

  /** How long a scan of it may run, pauses not counted; null: without limit. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  maxDurationSeconds: number | null;

  /** Packets a second of a scan of it; null: no limit. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  maxRate: number | null;

  /** By which systems that no agent runs on are entered; null: they are not. */
  @Column({ type: 'uuid', nullable: true })
  credentialId: string | null;

  /** Which agents of the pool may do it; null: each. */
  @Column({ type: 'json', nullable: true })
  scanner: ScannerChoice | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  /** Its ETag. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}
