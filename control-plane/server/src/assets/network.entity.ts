import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A tenant's named address ranges: the scope it may scan, served by one pool of agents. */
@Entity('networks')
@Index('network_pool', ['poolId'])
@Index('network_name', ['tenantId', 'name'], { unique: true })
export class Network {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  /** Canonical CIDRs; the network's whole scope. */
  @Column({ type: 'json' })
  cidrs: string[];

  /** CIDRs among loopback, link-local, multicast and metadata addresses that the fleet administrator allowed here. */
  @Column({ type: 'json' })
  allowedSpecialCidrs: string[];

  @Column({ type: 'uuid' })
  poolId: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** Name servers that the network's host names are asked of, separated by commas; empty: the control plane's own. */
  @Column({ type: 'varchar', length: 255, default: '', charset: 'ascii', collation: 'ascii_bin' })
  resolvers: string;

  /** Packets a second of all scans in it together; null: no limit. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  maxRate: number | null;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}
