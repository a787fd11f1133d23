import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Every move of an agent, and what else was done to it, written in the same transaction. */
@Entity('agent_history')
@Index('agent_history_agent', ['agentId', 'id'])
export class AgentHistory {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  agentId: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  fromState: string | null;

  @Column({ type: 'varchar', length: 16 })
  toState: string;

  @Column({ type: 'varchar', length: 64 })
  cause: string;

  /** `token <id>`, `user <id>`, or the part of the control plane that did it. */
  @Column({ type: 'varchar', length: 64 })
  actor: string;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
