import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where another system hears of what happened. */
@Entity('webhooks')
@Index('webhook_list', ['tenantId', 'id'])
export class WebhookEndpoint {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 2000 })
  url: string;

  /** Sealed (sealing.ts). */
  @Column({ type: 'varbinary', length: 255 })
  secret: Buffer;

  /** The one before, with which deliveries are signed as well until `previousUntil`. */
  @Column({ type: 'varbinary', length: 255, nullable: true })
  previousSecret: Buffer | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  previousUntil: Date | null;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;

  /** Why it was switched off by itself; empty otherwise. */
  @Column({ type: 'varchar', length: 200, default: '' })
  disabledReason: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}
