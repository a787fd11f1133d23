import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsDate, IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../platform/http';
import { SCAN_KINDS, type ScanKind } from './kinds';
import { SCAN_STATES, type ScanResult, type ScanState } from './scan.machine';
import type { ScanFilter } from './scan-rows';

const RESULTS: readonly ScanResult[] = ['findings', 'none', 'all hosts down'];

const asList = ({ value }: { value: unknown }): unknown => (Array.isArray(value) ? value : [value]);
/** `true` and `false`; anything else stays what it is and is refused. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Query of the list of scans. */
export class ScanQuery extends PageQuery implements ScanFilter {
  @ApiPropertyOptional({
    enum: SCAN_STATES,
    enumName: 'ScanState',
    isArray: true,
    description: 'One or several, repeated.',
  })
  @IsOptional()
  @Transform(asList)
  @ArrayMaxSize(SCAN_STATES.length)
  @IsIn(SCAN_STATES, { each: true })
  state?: ScanState[];

  @ApiPropertyOptional({ enum: SCAN_KINDS, enumName: 'ScanKind' })
  @IsOptional()
  @IsIn(SCAN_KINDS)
  kind?: ScanKind;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether findings are drawn.' })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  processed?: boolean;

  @ApiPropertyOptional({ enum: RESULTS })
  @IsOptional()
  @IsIn(RESULTS)
  result?: ScanResult;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  jobId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of the user, token or schedule that started it.' })
  @IsOptional()
  @IsUUID()
  startedBy?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Made at this time or later.' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  from?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Made before this time.' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  to?: Date;
}
