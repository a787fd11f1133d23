import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The answer to a POST, kept under the caller's key in the transaction that did the work. */
@Entity('idempotency_keys')
@Index('idempotency_age', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'varchar', length: 255, collation: 'utf8mb4_bin' })
  idempotencyKey: string;

  /** Method and path. */
  @Column({ type: 'varchar', length: 255 })
  route: string;

  /** SHA-256 of route and body: the same key with another request is refused. */
  @Column({ type: 'char', length: 64 })
  requestHash: string;

  @Column({ type: 'smallint', unsigned: true, nullable: true })
  status: number | null;

  @Column({ type: 'longtext', nullable: true })
  body: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
