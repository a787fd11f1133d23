import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is remembered across scans: one per thing, place and check. */
@Entity('findings')
@Index('finding_fingerprint', ['tenantId', 'fingerprint'], { unique: true })
@Index('finding_list', ['tenantId', 'severity', 'id'])
@Index('finding_address', ['tenantId', 'address', 'severity', 'id'])
@Index('finding_check', ['tenantId', 'checkId', 'severity', 'id'])
export class Finding {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  networkId: string;

  /** SHA-256 of host in its network, protocol, port and check: never a host name, never a tool's counter. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  fingerprint: string;

  /** Such as `nmap:open-port`, `nmap:http-vuln-cve2017-5638:CVE-2017-5638`. */
  @Column({ type: 'varchar', length: 255 })
  checkId: string;

  @Column({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  @Column({ type: 'varchar', length: 253, default: '' })
  hostname: string;

  @Column({ type: 'varchar', length: 8, default: '' })
  protocol: string;

  /** 0: about the host. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  port: number;

  @Column({ type: 'varchar', length: 100, default: '' })
  service: string;

  @Column({ type: 'varchar', length: 255 })
  title: string;

  /** 5 critical, 4 high, 3 medium, 2 low, 1 information. */
  @Column({ type: 'tinyint', unsigned: true })
  severity: number;

  /** Where the severity came from, such as `CVSS 9.8 (nse)`. */
  @Column({ type: 'varchar', length: 100 })
  severitySource: string;

  /** confirmed, potential or information. */
  @Column({ type: 'varchar', length: 16 })
  type: string;

  /** CVSS base score; null when unknown. */
  @Column({ type: 'float', nullable: true })
  cvss: number | null;

  @Column({ type: 'json' })
  cves: string[];

  @Column({ type: 'text' })
  summary: string;

  @Column({ type: 'text' })
  solution: string;

  @Column({ type: 'json' })
  references: string[];

  @Column({ type: 'mediumtext' })
  evidence: string;

  @Column({ type: 'uuid' })
  firstScanId: string;

  @Column({ type: 'uuid' })
  lastScanId: string;

  @Column({ type: 'datetime', precision: 3 })
  firstSeenAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  lastSeenAt: Date;

  @Column({ type: 'int', unsigned: true })
  timesSeen: number;
}

/** A finding as one scan saw it. */
@Entity('sightings')
@Index('sighting_list', ['scanId', 'severity', 'findingId'])
@Index('sighting_finding', ['findingId', 'scanId'])
export class Sighting {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'uuid' })
  findingId: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'tinyint', unsigned: true })
  severity: number;

  @Column({ type: 'datetime', precision: 3 })
  seenAt: Date;
}
