import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Definition } from './policy';

/** A schedule under a name that several jobs follow. */
@Entity('named_schedules')
@Index('named_schedule_name', ['tenantId', 'name'], { unique: true })
@Index('named_schedule_list', ['tenantId', 'id'])
export class NamedSchedule {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'json' })
  definition: Definition;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
