import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An API token. Only its hash is stored; it acts for one tenant with one role. */
@Entity('api_tokens')
@Index('api_token_hash', ['secretHash'], { unique: true })
@Index('api_token_tenant', ['tenantId', 'id'])
export class ApiToken {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** First characters of the token, for people to tell tokens apart. */
  @Column({ type: 'varchar', length: 16 })
  prefix: string;

  /** SHA-256 of the whole token, hex. The token holds 256 random bits, so no slow hash is needed. */
  @Column({ type: 'char', length: 64 })
  secretHash: string;

  @Column({ type: 'varchar', length: 32 })
  role: string;

  /** The user whose token it is: without them it opens nothing. Null: made at bootstrap, or by another token. */
  @Column({ type: 'uuid', nullable: true })
  ownerId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  expiresAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastUsedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  revokedAt: Date | null;
}
