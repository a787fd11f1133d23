import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Locale } from '../auth';
import type { DeliveryState } from './delivery.machine';
import type { Told, ToldKind } from './facts';

export const CHANNELS = ['mail', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One message to one reader, and what became of it. `state` is written only by deliveries.ts. */
@Entity('deliveries')
@Index('delivery_once', ['once'], { unique: true })
@Index('delivery_due', ['nextAttemptAt', 'id'])
@Index('delivery_list', ['tenantId', 'id'])
@Index('delivery_state', ['tenantId', 'state', 'id'])
@Index('delivery_scan', ['tenantId', 'scanId', 'id'])
@Index('delivery_rule', ['tenantId', 'ruleId', 'id'])
@Index('delivery_webhook', ['tenantId', 'webhookId', 'id'])
@Index('delivery_age', ['createdAt'])
export class Delivery {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** What the receiver sees as the message's id: the same for every attempt and for redeliveries. */
  @Column({ type: 'uuid' })
  messageId: string;

  /** SHA-256 of event, rule and reader: an event that is told again makes no second delivery. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  once: string;

  @Column({ type: 'varchar', length: 16 })
  kind: ToldKind;

  @Column({ type: 'uuid', nullable: true })
  ruleId: string | null;

  @Column({ type: 'uuid', nullable: true })
  webhookId: string | null;

  @Column({ type: 'uuid', nullable: true })
  scanId: string | null;

  @Column({ type: 'uuid', nullable: true })
  redeliveryOf: string | null;

  @Column({ type: 'varchar', length: 8 })
  channel: Channel;

  /** A mail's address; empty for a webhook. */
  @Column({ type: 'varchar', length: 254, charset: 'ascii', collation: 'ascii_bin', default: '' })
  recipient: string;

  @Column({ type: 'varchar', length: 100, default: '' })
  recipientName: string;

  @Column({ type: 'varchar', length: 8, default: 'en' })
  locale: Locale;

  @Column({ type: 'varchar', length: 64, default: 'UTC' })
  zone: string;

  @Column({ type: 'json' })
  told: Told;

  @Column({ type: 'varchar', length: 16 })
  state: DeliveryState;

  /** Counts the claims; also the fence: only the newest claim may write what came of it. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  attempts: number;

  /** When it is tried next, or, while it is being tried, when another replica may; null once it is final. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  nextAttemptAt: Date | null;

  /** Of HTTP or SMTP; null when nothing answered. */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  responseStatus: number | null;

  @Column({ type: 'varchar', length: 500, default: '' })
  lastError: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastAttemptAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt: Date | null;
}

/** An address that wants no mail of the tenant any more. */
@Entity('unsubscribes')
@Index('unsubscribe_address', ['tenantId', 'email'], { unique: true })
@Index('unsubscribe_list', ['tenantId', 'id'])
export class Unsubscribe {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 254, charset: 'ascii', collation: 'ascii_bin' })
  email: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
