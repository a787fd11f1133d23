import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Locale } from '../auth';
import type { Channel } from './delivery.entity';
import type { DigestPeriod, ScanFacts } from './facts';
import type { Trigger } from './occasion';

/** Who is told what, how, and when. */
@Entity('notification_rules')
@Index('notification_rule_list', ['tenantId', 'id'])
@Index('notification_rule_digest', ['digestAt', 'id'])
@Index('notification_rule_announce', ['announcedUntil', 'id'])
@Index('notification_rule_webhook', ['webhookId'])
export class NotificationRule {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  /** Null: every scan of the tenant. */
  @Column({ type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;

  /** What the API calls `trigger`, which SQL keeps for itself. */
  @Column({ type: 'varchar', length: 16 })
  occasion: Trigger;

  /** Only for new findings. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  minSeverity: number | null;

  @Column({ type: 'varchar', length: 8, nullable: true })
  digestEvery: DigestPeriod | null;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  digestHour: number | null;

  /** 1 Monday to 7 Sunday. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  digestWeekday: number | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  digestZone: string | null;

  /** From when on the next digest tells, and when it goes out; null for other rules and while switched off. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  digestFrom: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  digestAt: Date | null;

  /** So long before a scheduled scan it is told too; null: it is not. */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  announceMinutes: number | null;

  /** What fires until then was told; null where nothing is to be told before. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  announcedUntil: Date | null;

  @Column({ type: 'varchar', length: 8 })
  channel: Channel;

  @Column({ type: 'uuid', nullable: true })
  webhookId: string | null;

  /** Mail addresses. */
  @Column({ type: 'json' })
  recipients: string[];

  /** Also whoever started the scan, or owns the job of a scheduled one. */
  @Column({ type: 'boolean', default: false })
  toStarter: boolean;

  /** Null: each reader's own; English for addresses that are nobody's. */
  @Column({ type: 'varchar', length: 8, nullable: true })
  language: Locale | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}

/** A scan that a digest tells of. Stays when it was told, so that a repeated event does not tell it again. */
@Entity('digest_entries')
@Index('digest_entry_told', ['ruleId', 'toldAt', 'at'])
@Index('digest_entry_age', ['at'])
export class DigestEntry {
  @PrimaryColumn({ type: 'uuid' })
  ruleId: string;

  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'json' })
  facts: ScanFacts;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  toldAt: Date | null;
}
