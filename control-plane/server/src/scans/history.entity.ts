import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Every move of a scan, written in the move's transaction. Ids order the moves of one scan and serve as event ids. */
@Entity('scan_history')
@Index('scan_history_scan', ['scanId', 'id'])
export class ScanHistory {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  scanId: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  fromState: string | null;

  @Column({ type: 'varchar', length: 16 })
  toState: string;

  @Column({ type: 'varchar', length: 64 })
  cause: string;

  /** `token <id>`, `agent <id>`, or the round that did it. */
  @Column({ type: 'varchar', length: 64 })
  actor: string;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'varchar', length: 32, default: '' })
  traceId: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}

/** Every move of a slice. */
@Entity('slice_history')
@Index('slice_history_slice', ['sliceId', 'id'])
@Index('slice_history_scan', ['scanId', 'id'])
export class SliceHistory {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  scanId: string;

  @Column({ type: 'uuid' })
  sliceId: string;

  @Column({ type: 'int', unsigned: true })
  epoch: number;

  @Column({ type: 'varchar', length: 16, nullable: true })
  fromState: string | null;

  @Column({ type: 'varchar', length: 16 })
  toState: string;

  @Column({ type: 'varchar', length: 64 })
  cause: string;

  @Column({ type: 'varchar', length: 64 })
  actor: string;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
