import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { PageQuery, Several, SortBy } from '../platform/http';
import { findingGrammar, MOST_TITLES } from './finding-grammar';
import type { FindingTotals } from './finding-counts';
import type { FindingFilter, FindingHistoryRow, FindingRecord, FindingSummary } from './finding-lists';
import { FINDING_STATES, type FindingState } from './lifecycle.machine';
import { SEVERITIES, SEVERITY_LABELS, type FindingType, type Severity } from './severity';

const TYPES: readonly FindingType[] = ['confirmed', 'potential', 'information'];
/** Values of one filter: each is a walk of an index. */
const MOST_VALUES = 20;
const GRADES = '5 critical, 4 high, 3 medium, 2 low, 1 information.';

/** Query of the list of findings. Of several values, repeated, any. */
export class FindingQuery extends PageQuery implements FindingFilter {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only what this scan saw, with the severity it saw.' })
  @IsOptional()
  @IsUUID()
  scanId?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    isArray: true,
    description: 'What a scan of this job saw.',
  })
  @Several(MOST_VALUES)
  @IsUUID('all', { each: true })
  jobId?: string[];

  @ApiPropertyOptional({ type: 'integer', isArray: true, minimum: 1, maximum: 5, description: GRADES })
  @Several(SEVERITIES.length)
  @Type(() => Number)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(5, { each: true })
  severity?: number[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    description: 'This or graver; short for naming each severity, so not beside `severity`.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  minSeverity?: number;

  @ApiPropertyOptional({
    type: String,
    isArray: true,
    maxLength: 45,
    description: 'Canonical IPv4 or IPv6 address (RFC 5952).',
  })
  @Several(MOST_VALUES)
  @IsString({ each: true })
  @MaxLength(45, { each: true })
  @Matches(/^[0-9a-fA-F:.]+$/, { each: true, message: 'each value in $property must be an IP address' })
  address?: string[];

  @ApiPropertyOptional({ type: String, isArray: true, example: ['CVE-2017-5638'] })
  @Several(MOST_VALUES)
  @Matches(/^CVE-\d{4}-\d{4,19}$/, {
    each: true,
    message: 'each value in $property must be a CVE identifier',
  })
  cve?: string[];

  @ApiPropertyOptional({ type: String, isArray: true, example: ['nmap'] })
  @Several(MOST_VALUES)
  @Matches(/^[a-z0-9-]{1,32}$/, {
    each: true,
    message: 'each value in $property must be the name of an engine',
  })
  engine?: string[];

  @ApiPropertyOptional({ enum: TYPES, isArray: true })
  @Several(TYPES.length)
  @IsIn(TYPES, { each: true })
  type?: FindingType[];

  @ApiPropertyOptional({ type: String, isArray: true, maxLength: 255, example: ['nmap:open-port'] })
  @Several(MOST_VALUES)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  checkId?: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid', isArray: true })
  @Several(MOST_VALUES)
  @IsUUID('all', { each: true })
  networkId?: string[];

  @ApiPropertyOptional({
    enum: FINDING_STATES,
    enumName: 'FindingState',
    isArray: true,
    description: 'Open are New, Active and Reopened.',
  })
  @Several(FINDING_STATES.length)
  @IsIn(FINDING_STATES, { each: true })
  state?: FindingState[];

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Last seen at this time or later.' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  from?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Last seen before this time.' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  to?: Date;

  @ApiPropertyOptional({
    minLength: 3,
    maxLength: 100,
    description: `How the title begins. Only the first ${MOST_TITLES} such titles are looked at.`,
  })
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(100)
  q?: string;

  @SortBy(findingGrammar)
  sort?: string;
}

/** A finding in a list. */
export class FindingItem implements FindingSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5, description: GRADES })
  severity: Severity;

  @ApiProperty({ enum: Object.values(SEVERITY_LABELS) })
  severityLabel: string;

  @ApiProperty({ enum: TYPES })
  type: FindingType;

  @ApiProperty({ type: Number, nullable: true, minimum: 0, maximum: 10, description: 'CVSS base score.' })
  cvss: number | null;

  @ApiProperty({ type: [String], example: ['CVE-2017-5638'] })
  cves: string[];

  @ApiProperty()
  address: string;

  @ApiProperty({ description: 'As the newest scan saw it; empty when unknown.' })
  hostname: string;

  @ApiProperty({ description: 'tcp, udp, sctp or ip; empty: about the host.' })
  protocol: string;

  @ApiProperty({ type: 'integer', description: '0: about the host.' })
  port: number;

  @ApiProperty({ description: 'The service’s name as the scanner has it; empty when unknown.' })
  service: string;

  @ApiProperty({ example: 'nmap:open-port' })
  checkId: string;

  @ApiProperty({
    enum: FINDING_STATES,
    enumName: 'FindingState',
    description: 'Fixed: its very spot was looked at later, and it was not there.',
  })
  state: FindingState;

  @ApiProperty({ type: String, format: 'date-time' })
  stateSince: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  firstSeenAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  lastSeenAt: Date;

  @ApiProperty({ type: 'integer', description: 'Scans that saw it.' })
  timesSeen: number;
}

/** One finding with everything that is known of it. Texts come from scanners and scanned hosts. */
export class FindingView extends FindingItem implements FindingRecord {
  @ApiProperty({ description: 'Where the severity came from.', example: 'CVSSv2 10.0 (nse)' })
  severitySource: string;

  @ApiProperty()
  summary: string;

  @ApiProperty({ description: 'Empty when the scanner gave none.' })
  solution: string;

  @ApiProperty({ type: [String], description: 'http and https only.' })
  references: string[];

  @ApiProperty({ description: 'What the scanner saw, as text of several lines.' })
  evidence: string;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty({ format: 'uuid' })
  firstScanId: string;

  @ApiProperty({ format: 'uuid' })
  lastScanId: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its spot was last looked at and it was not there.',
  })
  fixedAt: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  fixedScanId: string | null;
}

/** One move of a finding. */
export class FindingHistoryView implements FindingHistoryRow {
  @ApiProperty({ description: 'Orders the moves.' })
  id: string;

  @ApiProperty({ type: String, enum: FINDING_STATES, nullable: true })
  from: FindingState | null;

  @ApiProperty({ enum: FINDING_STATES, enumName: 'FindingState' })
  to: FindingState;

  @ApiProperty()
  cause: string;

  @ApiProperty({ format: 'uuid', description: 'The scan that saw it or did not; it may be deleted since.' })
  scanId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the target was looked at.' })
  lookedAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

class SeverityCountsView {
  @ApiProperty({ type: 'integer' })
  critical: number;

  @ApiProperty({ type: 'integer' })
  high: number;

  @ApiProperty({ type: 'integer' })
  medium: number;

  @ApiProperty({ type: 'integer' })
  low: number;

  @ApiProperty({ type: 'integer' })
  information: number;
}

class StateCountsView {
  @ApiProperty()
  New: SeverityCountsView;

  @ApiProperty()
  Active: SeverityCountsView;

  @ApiProperty()
  Fixed: SeverityCountsView;

  @ApiProperty()
  Reopened: SeverityCountsView;
}

/** How many findings a tenant has. */
export class FindingCountsView implements FindingTotals {
  @ApiProperty({ description: 'New, Active and Reopened together.' })
  open: SeverityCountsView;

  @ApiProperty()
  byState: StateCountsView;
}
