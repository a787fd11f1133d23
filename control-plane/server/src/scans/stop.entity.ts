import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An order to end every scan of the fleet, a tenant or a network that was started before it. */
@Entity('stops')
@Index('stop_open', ['doneAt', 'id'])
@Index('stop_list', ['tenantId', 'id'])
export class Stop {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null: the whole fleet. */
  @Column({ type: 'uuid', nullable: true })
  tenantId: string | null;

  /** Null: every network. */
  @Column({ type: 'uuid', nullable: true })
  networkId: string | null;

  @Column({ type: 'varchar', length: 500 })
  reason: string;

  @Column({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  createdBy: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  /** When every scan had been told to end. Until then no slice of theirs is lent. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  doneAt: Date | null;
}
