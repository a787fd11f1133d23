import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContentSummary } from '@scanfleet/readers';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

/** A file of security content that an agent's system came with, by its hash: the same on all of them. */
@Entity('system_contents')
export class SystemContentRow {
  @PrimaryColumn({ type: 'char', length: 64, ...ASCII })
  sha256: string;

  @Column({ type: 'int', unsigned: true })
  totalBytes: number;

  /** Equal to totalBytes: it is here. */
  @Column({ type: 'int', unsigned: true })
  storedBytes: number;

  /** Who was asked for it last; null: nobody yet. */
  @Column({ type: 'uuid', nullable: true })
  agentId: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  askedAt: Date | null;

  /** What is in it, once it was looked into. */
  @Column({ type: 'json', nullable: true })
  summary: ContentSummary | null;

  /** Why it is not offered. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  refusal: string | null;
}

@Entity('system_content_parts')
export class SystemContentPart {
  @PrimaryColumn({ type: 'char', length: 64, ...ASCII })
  sha256: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  offset: number;

  @Column({ type: 'mediumblob' })
  data: Buffer;
}
