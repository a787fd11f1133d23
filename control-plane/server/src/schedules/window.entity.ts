import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { WeeklyHours } from './gate';

/** Hours in which scans of a network or of a job may run, or may not. */
@Entity('scan_windows')
@Index('window_list', ['tenantId', 'id'])
@Index('window_network', ['networkId'])
@Index('window_job', ['jobId'])
export class ScanWindow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** One of network and job. */
  @Column({ type: 'uuid', nullable: true })
  networkId: string | null;

  @Column({ type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ type: 'varchar', length: 8 })
  kind: 'window' | 'blackout';

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 64 })
  zone: string;

  @Column({ type: 'json', nullable: true })
  weekly: WeeklyHours[] | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  startsAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  endsAt: Date | null;

  /** What running tools are allowed when it closes. */
  @Column({ type: 'int', unsigned: true })
  graceSeconds: number;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
