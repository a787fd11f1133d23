import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Agents that can stand in for each other: they reach the same networks. */
@Entity('pools')
@Index('pool_name', ['name'], { unique: true })
export class Pool {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** That its agents are to be; empty: whatever they are. */
  @Column({ type: 'varchar', length: 50, default: '' })
  agentVersion: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
