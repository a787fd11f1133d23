import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Definition } from './policy';

/** When a job starts by itself; a job without one is manual. */
@Entity('schedules')
@Index('schedule_job', ['jobId'], { unique: true })
@Index('schedule_due', ['fireAt', 'id'])
@Index('schedule_tenant_due', ['tenantId', 'fireAt', 'id'])
@Index('schedule_named', ['namedScheduleId', 'id'])
@Index('schedule_list', ['tenantId', 'createdAt', 'id'])
export class Schedule {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  jobId: string;

  @Column({ type: 'json' })
  definition: Definition;

  /** The one that it follows; null: it is the job's own. */
  @Column({ type: 'uuid', nullable: true })
  namedScheduleId: string | null;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;

  /** Occurrences passed since it was saved. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  passed: number;

  /** The next occurrence; null: there is none any more. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  dueAt: Date | null;

  /** When it fires: later than due by jitter, or by waiting for the scan before it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  fireAt: Date | null;

  /** The occurrence waits for the scan before it. */
  @Column({ type: 'boolean', default: false })
  waiting: boolean;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}

/** What became of one occurrence: written once. */
@Entity('schedule_occurrences')
@Index('occurrence_once', ['scheduleId', 'dueAt'], { unique: true })
@Index('occurrence_list', ['tenantId', 'jobId', 'dueAt', 'id'])
export class ScheduleOccurrence {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  scheduleId: string;

  @Column({ type: 'uuid' })
  jobId: string;

  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;

  /** fired, missed or skipped. */
  @Column({ type: 'varchar', length: 8 })
  state: string;

  @Column({ type: 'varchar', length: 64, default: '' })
  code: string;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'uuid', nullable: true })
  scanId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
