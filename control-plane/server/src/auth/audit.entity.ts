import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One change, as it will never be altered: rows are only ever added. Each tenant's rows are a chain, and what belongs
 * to no tenant (the fleet) is one more: every row's hash covers the one before it.
 */
@Entity('audit_log')
@Index('audit_chain', ['chain', 'seq'], { unique: true })
export class AuditRow {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  /** The tenant's id, or `fleet`. */
  @Column({ type: 'varchar', length: 36, charset: 'ascii', collation: 'ascii_bin' })
  chain: string;

  /** Counted from 1 in its chain, without a gap. */
  @Column({ type: 'bigint', unsigned: true })
  seq: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  /** `user <id>`, `token <id>`, `schedule <id>` or the name of a round. */
  @Column({ type: 'varchar', length: 64 })
  actor: string;

  /** Where the request came from; empty when the control plane acted by itself. */
  @Column({ type: 'varchar', length: 45, default: '' })
  address: string;

  /** Such as `createJob`: for requests, the operation's id in the API's description. */
  @Column({ type: 'varchar', length: 64 })
  action: string;

  /** What was changed: its kind and id; empty where there is no one thing. */
  @Column({ type: 'varchar', length: 64, default: '' })
  subject: string;

  /** JSON text, never a secret. Text and not a JSON column: the hash covers its bytes. */
  @Column({ type: 'mediumtext' })
  details: string;

  @Column({ type: 'varchar', length: 32, default: '' })
  traceId: string;

  /** SHA-256, hex: audit-chain.ts. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  hash: string;
}

/** The end of each chain: its row is the lock under which the chain grows. */
@Entity('audit_chains')
export class AuditChain {
  @PrimaryColumn({ type: 'varchar', length: 36, charset: 'ascii', collation: 'ascii_bin' })
  chain: string;

  @Column({ type: 'bigint', unsigned: true })
  seq: string;

  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  hash: string;
}
