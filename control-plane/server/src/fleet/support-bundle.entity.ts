import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agent that was away for longer than this is not troubled with it when it comes back. */
export const ASKED_FOR_MS = 10 * 60_000;

/** The last support bundle that an agent was asked for. */
@Entity('agent_support_bundles')
export class AgentSupportBundle {
  @PrimaryColumn({ type: 'uuid' })
  agentId: string;

  @Column({ type: 'uuid' })
  id: string;

  @Column({ type: 'datetime', precision: 3 })
  askedAt: Date;

  /** Such as `user ID`. */
  @Column({ type: 'varchar', length: 64 })
  askedBy: string;

  /** Null: not yet. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  madeAt: Date | null;

  /** A gzipped JSON object, as the agent sent it. */
  @Column({ type: 'mediumblob', nullable: true })
  data: Buffer | null;
}
