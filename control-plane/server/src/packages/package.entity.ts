import type { ContentSummary } from '@scanfleet/readers';
import type { PlatformOverride } from './override';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Security content under a name, in one version or more. */
@Entity('security_packages')
@Index('security_package_name', ['tenantId', 'name'], { unique: true })
@Index('security_package_list', ['tenantId', 'id'])
export class SecurityPackage {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  /** As jobs have them. */
  @Column({ type: 'json' })
  labels: Record<string, string>;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;

  /** Where it is fetched from; null: it was uploaded. */
  @Column({ type: 'varchar', length: 2000, nullable: true })
  sourceUrl: string | null;

  /** Which document of the archive there; null: it is none, or has only one. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  sourceEntry: string | null;

  /** What the server called it when it was fetched last (RFC 9110, 8.8); empty: nothing. */
  @Column({ type: 'varchar', length: 300, default: '' })
  sourceEtag: string;

  @Column({ type: 'varchar', length: 100, default: '' })
  sourceModified: string;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  fetchedAt: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}

/** What a package held at one time; the newest counts. Never changed. */
@Entity('package_versions')
@Index('package_version_content', ['packageId', 'sha256'], { unique: true })
@Index('package_version_list', ['packageId', 'id'])
export class PackageVersion {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  packageId: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  sha256: string;

  @Column({ type: 'int', unsigned: true })
  bytes: number;

  /** What the inspector found. */
  @Column({ type: 'json' })
  summary: ContentSummary;

  /** What it was made from, where platforms count as given in it; null: it is as it came. */
  @Column({ type: 'char', length: 64, nullable: true, charset: 'ascii', collation: 'ascii_bin' })
  baseSha256: string | null;

  @Column({ type: 'json', nullable: true })
  platformOverride: PlatformOverride | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

/** The bytes of content, by its hash, apart by tenant. */
@Entity('content_parts')
export class ContentPart {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  sha256: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  offset: number;

  @Column({ type: 'mediumblob' })
  data: Buffer;
}
