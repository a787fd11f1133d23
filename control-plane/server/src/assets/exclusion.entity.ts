import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

/** Addresses that nobody scans. Never changed and never deleted: one that is removed stays as history. */
@Entity('exclusions')
@Index('exclusion_list', ['tenantId', 'id'])
@Index('exclusion_present', ['tenantId', 'removedAt', 'expiresAt'])
@Index('exclusion_warning', ['warnAt', 'id'])
export class Exclusion {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null: the fleet's, which holds for every tenant. */
  @Column({ type: 'uuid', nullable: true })
  tenantId: string | null;

  /** Null: in every network of the tenant. */
  @Column({ type: 'uuid', nullable: true })
  networkId: string | null;

  /** An address, range or CIDR as it was written. */
  @Column({ type: 'varchar', length: 100, ...ASCII })
  target: string;

  @Column({ type: 'varchar', length: 500 })
  comment: string;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  expiresAt: Date | null;

  /** When somebody is to be told that it expires; null: never, or told already. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  warnAt: Date | null;

  @Column({ type: 'varchar', length: 64, ...ASCII })
  createdBy: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'varchar', length: 64, nullable: true, ...ASCII })
  removedBy: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  removedAt: Date | null;
}
