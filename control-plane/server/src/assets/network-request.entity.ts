import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

/** A tenant's wish for a network, or for another scope of one it has; the fleet's administrator decides it once. */
@Entity('network_requests')
@Index('network_request_list', ['tenantId', 'id'])
@Index('network_request_state', ['state', 'id'])
export class NetworkRequestRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** Null: a new network. */
  @Column({ type: 'uuid', nullable: true })
  networkId: string | null;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  @Column({ type: 'json' })
  cidrs: string[];

  @Column({ type: 'json' })
  allowedSpecialCidrs: string[];

  /** What the tenant says for it. */
  @Column({ type: 'varchar', length: 500 })
  reason: string;

  /** `pending`, `approved` or `rejected`. */
  @Column({ type: 'varchar', length: 16, default: 'pending' })
  state: string;

  @Column({ type: 'varchar', length: 64, ...ASCII })
  requestedBy: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'varchar', length: 64, nullable: true, ...ASCII })
  decidedBy: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  decidedAt: Date | null;

  /** What the administrator says to it. */
  @Column({ type: 'varchar', length: 500, default: '' })
  decision: string;
}
