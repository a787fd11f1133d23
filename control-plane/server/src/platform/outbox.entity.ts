import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Something that was committed and must be told. Written in the transaction of the change itself. */
@Entity('outbox')
@Index('outbox_due', ['publishedAt', 'dueAt', 'id'])
export class OutboxRow {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'varchar', length: 64 })
  topic: string;

  @Column({ type: 'longtext' })
  payload: string;

  @Column({ type: 'varchar', length: 32, default: '' })
  traceId: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  publishedAt: Date | null;

  @Column({ type: 'int', unsigned: true, default: 0 })
  attempts: number;

  @Column({ type: 'varchar', length: 500, nullable: true })
  lastError: string | null;
}
