import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SyncOutcome } from '../assets';

/** From which inventory a network's assets come, and how that goes. */
@Entity('network_inventories')
@Index('network_inventory_due', ['nextAt'])
export class NetworkInventory {
  @PrimaryColumn({ type: 'uuid' })
  networkId: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** A name of the operator's file. */
  @Column({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  inventory: string;

  @Column({ type: 'int', unsigned: true })
  everyMs: number;

  @Column({ type: 'datetime', precision: 3 })
  nextAt: Date;

  /** The last that went well. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  syncedAt: Date | null;

  @Column({ type: 'json', nullable: true })
  outcome: SyncOutcome | null;

  /** Why the last did not; empty: it did. */
  @Column({ type: 'varchar', length: 500, default: '' })
  fault: string;
}
