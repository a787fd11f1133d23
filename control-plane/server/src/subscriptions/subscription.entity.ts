import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Whether a tenant uses the service, and how much of it it may use. No row: it never did. */
@Entity('subscriptions')
export class Subscription {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 16 })
  state: 'active' | 'canceled';

  @Column({ type: 'datetime', precision: 3 })
  since: Date;

  /** IANA time zone: in which a day begins and ends. */
  @Column({ type: 'varchar', length: 64, default: 'UTC' })
  zone: string;

  @Column({ type: 'uuid', nullable: true })
  defaultNetworkId: string | null;

  /** The quotas; null: the option's. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  concurrentScans: number | null;

  @Column({ type: 'int', unsigned: true, nullable: true })
  targetsPerScan: number | null;

  @Column({ type: 'int', unsigned: true, nullable: true })
  addressesADay: number | null;

  @Column({ type: 'int', unsigned: true, nullable: true })
  requestsAMinute: number | null;
}

/** Every subscription and every cancellation. */
@Entity('subscription_history')
@Index('subscription_history_list', ['tenantId', 'id'])
export class SubscriptionStep {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 16 })
  state: 'active' | 'canceled';

  @Column({ type: 'varchar', length: 64 })
  actor: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}

/** Addresses that scans were started for, by day of the subscription's zone. */
@Entity('address_use')
export class AddressUse {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  /** ISO 8601, such as 2026-01-31. */
  @PrimaryColumn({ type: 'char', length: 10, charset: 'ascii', collation: 'ascii_bin' })
  day: string;

  @Column({ type: 'int', unsigned: true })
  addresses: number;
}

/** Requests that replicas have taken leave for, by minute. */
@Entity('request_use')
@Index('request_use_age', ['minute'])
export class RequestUse {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  /** Minutes since 1970. */
  @PrimaryColumn({ type: 'int', unsigned: true })
  minute: number;

  @Column({ type: 'int', unsigned: true })
  taken: number;
}
