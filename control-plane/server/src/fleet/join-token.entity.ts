import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Lets one machine join one pool once, soon. Only the hash is stored. */
@Entity('join_tokens')
@Index('join_token_hash', ['secretHash'], { unique: true })
@Index('join_token_host', ['hostId'])
export class JoinToken {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  poolId: string;

  @Column({ type: 'char', length: 64 })
  secretHash: string;

  /** Null: made for a scanner host, by nobody. */
  @Column({ type: 'uuid', nullable: true })
  createdByToken: string | null;

  /** The scanner host that it is for. Of all of a host's tokens one works, once. */
  @Column({ type: 'uuid', nullable: true })
  hostId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  usedAt: Date | null;

  @Column({ type: 'uuid', nullable: true })
  usedByAgent: string | null;
}
