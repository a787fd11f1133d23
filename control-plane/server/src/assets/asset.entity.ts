import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AssetPower } from './asset-power';

const EXACT = { charset: 'utf8mb4', collation: 'utf8mb4_bin' } as const;
const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

/** A machine of a tenant in one of its networks. Its id and its external id are who it is; the rest may change. */
@Entity('assets')
@Index('asset_external_id', ['networkId', 'externalId'], { unique: true })
@Index('asset_list', ['tenantId', 'id'])
@Index('asset_network', ['tenantId', 'networkId', 'id'])
@Index('asset_name', ['tenantId', 'name'])
export class Asset {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  networkId: string;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  @Column({ type: 'varchar', length: 253, default: '', ...ASCII })
  hostName: string;

  @Column({ type: 'varchar', length: 200, default: '' })
  os: string;

  /** What the tenant's own inventory calls it. */
  @Column({ type: 'varchar', length: 200, nullable: true, ...EXACT })
  externalId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;

  /** As an inventory told; null: none does. Written by asset-power.ts alone. */
  @Column({ type: 'varchar', length: 8, nullable: true, ...ASCII })
  power: AssetPower | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  powerAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  powerUntil: Date | null;
}

/** An address belongs to one asset of its network at a time. */
@Entity('asset_addresses')
@Index('asset_address_asset', ['assetId', 'place'])
@Index('asset_address_tenant', ['tenantId', 'address'])
export class AssetAddress {
  @PrimaryColumn({ type: 'uuid' })
  networkId: string;

  @PrimaryColumn({ type: 'varchar', length: 45, ...ASCII })
  address: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  assetId: string;

  /** The primary address is at place 0. */
  @Column({ type: 'smallint', unsigned: true })
  place: number;
}

@Entity('asset_tags')
@Index('asset_tag', ['tenantId', 'tag', 'assetId'])
export class AssetTag {
  @PrimaryColumn({ type: 'uuid' })
  assetId: string;

  @PrimaryColumn({ type: 'varchar', length: 100, ...EXACT })
  tag: string;

  @Column({ type: 'uuid' })
  tenantId: string;
}
