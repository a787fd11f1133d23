import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a pool gets its scanner hosts. A pool without a row has only agents that people bring. */
@Entity('pool_provisioning')
export class PoolProvisioning {
  @PrimaryColumn({ type: 'uuid' })
  poolId: string;

  /** By its name in the provisioners' file. */
  @Column({ type: 'varchar', length: 64 })
  provisioner: string;

  /** The pool's own, for its provisioner. */
  @Column({ type: 'json' })
  settings: unknown;

  /** That its hosts' agents have from their enrolment on. */
  @Column({ type: 'json', default: '{}' })
  labels: unknown;

  @Column({ type: 'smallint', unsigned: true })
  minHosts: number;

  @Column({ type: 'smallint', unsigned: true })
  maxHosts: number;

  @Column({ type: 'smallint', unsigned: true })
  warmSpare: number;

  @Column({ type: 'boolean' })
  onDemand: boolean;

  @Column({ type: 'smallint', unsigned: true })
  slotsPerHost: number;

  @Column({ type: 'int', unsigned: true })
  idleMs: number;

  @Column({ type: 'int', unsigned: true })
  bootMs: number;

  @Column({ type: 'smallint', unsigned: true })
  createsAMinute: number;

  /** When the settings were saved last. */
  @Column({ type: 'datetime', precision: 3 })
  savedAt: Date;

  /** Engines that its last host had; null: none was ready yet. */
  @Column({ type: 'json', nullable: true })
  engines: string[] | null;

  /** Hosts in a row that failed before they were ready. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  failedBoots: number;

  /** No host is made before this. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  quarantinedUntil: Date | null;

  @Column({ type: 'varchar', length: 500, default: '' })
  quarantineReason: string;

  /** As last computed. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  desired: number;

  @Column({ type: 'varchar', length: 200, default: '' })
  desiredWhy: string;
}

/** This installation's mark on its machines. One row. */
@Entity('fleet_mark')
export class FleetMark {
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  id: number;

  @Column({ type: 'uuid' })
  fleetId: string;
}

/** Who makes a round that only one replica may make at a time, and until when. */
@Entity('provisioning_rounds')
export class ProvisioningRound {
  @PrimaryColumn({ type: 'varchar', length: 80 })
  name: string;

  @Column({ type: 'uuid' })
  holder: string;

  @Column({ type: 'datetime', precision: 3 })
  heldUntil: Date;
}
