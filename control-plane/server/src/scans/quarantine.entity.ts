import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an agent told of an address that it had no business with: kept to be looked at, never made a finding. */
@Entity('quarantine')
export class QuarantineRow {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'uuid' })
  sliceId: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  epoch: number;

  /** Of the chunk. */
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  seq: string;

  @PrimaryColumn({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  agentId: string;

  /** `not-of-the-slice`, `excluded` or `out-of-scope`. */
  @Column({ type: 'varchar', length: 24 })
  code: string;

  @Column({ type: 'varchar', length: 500 })
  reason: string;

  /** How many were told. */
  @Column({ type: 'int', unsigned: true })
  observations: number;

  /** The first of them, as JSON. */
  @Column({ type: 'mediumtext' })
  body: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
