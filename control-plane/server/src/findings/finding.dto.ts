import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { PageQuery } from '../platform/http';
import type { FindingFilter, FindingHistoryRow, FindingRecord, FindingSummary } from './finding-lists';
import { FINDING_STATES, type FindingState } from './lifecycle.machine';
import { SEVERITY_LABELS, type FindingType, type Severity } from './severity';

const TYPES: readonly FindingType[] = ['confirmed', 'potential', 'information'];
const SEVERITIES = '5 critical, 4 high, 3 medium, 2 low, 1 information.';

/** Query of the list of findings. */
export class FindingQuery extends PageQuery implements FindingFilter {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only what this scan saw, with the severity it saw.' })
  @IsOptional()
  @IsUUID()
  scanId?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    description: `Exactly this. ${SEVERITIES}`,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  severity?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 5, description: 'This or graver.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  minSeverity?: number;

  @ApiPropertyOptional({ maxLength: 45, description: 'Canonical IPv4 or IPv6 address (RFC 5952).' })
  @IsOptional()
  @IsString()
  @MaxLength(45)
  @Matches(/^[0-9a-fA-F:.]+$/, { message: '$property must be an IP address' })
  address?: string;

  @ApiPropertyOptional({ enum: TYPES })
  @IsOptional()
  @IsIn(TYPES)
  type?: string;

  @ApiPropertyOptional({ maxLength: 255, example: 'nmap:open-port' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  checkId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional({
    enum: FINDING_STATES,
    enumName: 'FindingState',
    isArray: true,
    description: 'One or several, repeated. Open are New, Active and Reopened.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value : [value]))
  @ArrayMaxSize(FINDING_STATES.length)
  @IsIn(FINDING_STATES, { each: true })
  state?: FindingState[];
}

/** A finding in a list. */
export class FindingItem implements FindingSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5, description: SEVERITIES })
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
