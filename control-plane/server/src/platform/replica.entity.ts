import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A process of the control plane that writes here as long as it lives: proof that the ledger takes writes. */
@Entity('replicas')
@Index('replica_beat', ['beatAt'])
export class Replica {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'datetime', precision: 3 })
  startedAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  beatAt: Date;

  @Column({ type: 'bigint', unsigned: true })
  beats: string;
}
