import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { FindingState } from './lifecycle.machine';

/** What is remembered across scans: one per thing, place and check. */
@Entity('findings')
@Index('finding_fingerprint', ['tenantId', 'fingerprint'], { unique: true })
@Index('finding_list', ['tenantId', 'severity', 'id'])
@Index('finding_address', ['tenantId', 'address', 'severity', 'id'])
@Index('finding_check', ['tenantId', 'checkId', 'severity', 'id'])
@Index('finding_state', ['tenantId', 'state', 'severity', 'id'])
@Index('finding_seen', ['tenantId', 'state', 'severity', 'lastSeenAt', 'id'])
@Index('finding_state_seen', ['tenantId', 'state', 'lastSeenAt', 'id'])
@Index('finding_network', ['tenantId', 'networkId', 'state', 'severity', 'id'])
@Index('finding_engine', ['tenantId', 'engine', 'state', 'severity', 'id'])
@Index('finding_title', ['tenantId', 'title', 'state', 'severity', 'id'])
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

  /** Written only by finding-moves.ts. */
  @Column({ type: 'varchar', length: 16, default: 'New' })
  state: FindingState;

  @Column({ type: 'datetime', precision: 3 })
  stateSince: Date;

  /** When its spot was last looked at and it was not there. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  fixedAt: Date | null;

  @Column({ type: 'uuid', nullable: true })
  fixedScanId: string | null;

  /** What comes before the colon in `checkId`. */
  @Column({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin', default: '' })
  engine: string;

  /** The severity under which finding_counts has it. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 })
  countedSeverity: number;
}

/**
 * What a finding can be found by that it may have several of: `CVE-…`, and `job:…` for jobs whose scans saw it.
 * State and severity are the finding's own.
 */
@Entity('finding_terms')
@Index('finding_term', ['tenantId', 'term', 'state', 'severity', 'findingId'])
export class FindingTerm {
  @PrimaryColumn({ type: 'uuid' })
  findingId: string;

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  term: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 16 })
  state: FindingState;

  @Column({ type: 'tinyint', unsigned: true })
  severity: number;
}

/** How many findings a tenant has: the sum over the shards, which only share the load of writing. */
@Entity('finding_counts')
export class FindingCount {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  state: FindingState;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  severity: number;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  shard: number;

  /** Of one shard it may be negative. */
  @Column({ type: 'int' })
  findings: number;
}

/** Every move of a finding, written in the move's transaction. Outlives the scan that it names. */
@Entity('finding_history')
@Index('finding_history_finding', ['findingId', 'id'])
@Index('finding_history_scan', ['scanId', 'toState'])
export class FindingHistory {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  findingId: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  fromState: FindingState | null;

  @Column({ type: 'varchar', length: 16 })
  toState: FindingState;

  @Column({ type: 'varchar', length: 64 })
  cause: string;

  @Column({ type: 'uuid' })
  scanId: string;

  /** When the target was looked at. */
  @Column({ type: 'datetime', precision: 3 })
  lookedAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}

/** The coverage ledger: one target that was really looked at under one profile of one scan, and what that rules out. */
@Entity('coverage')
@Index('coverage_address', ['tenantId', 'address', 'lookedAt'])
@Index('coverage_unjudged', ['scanId', 'judgedAt', 'address'])
@Index('coverage_list', ['tenantId', 'lookedAt', 'scanId', 'profile', 'address'])
@Index('coverage_scan', ['scanId', 'lookedAt', 'profile', 'address'])
export class Coverage {
  @PrimaryColumn({ type: 'uuid' })
  scanId: string;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  profile: number;

  @PrimaryColumn({ type: 'varchar', length: 45, charset: 'ascii', collation: 'ascii_bin' })
  address: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  networkId: string;

  @Column({ type: 'datetime', precision: 3 })
  lookedAt: Date;

  /** What was asked: tool, version and ports (looks.hash). */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  look: string;

  /** JSON of RuledOut (coverage.ts). */
  @Column({ type: 'mediumtext' })
  ruledOut: string;

  /** When the open findings of the address were compared with it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  judgedAt: Date | null;
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
