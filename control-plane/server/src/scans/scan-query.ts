import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsDate, IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery, Several, SortBy } from '../platform/http';
import { SCAN_KINDS, type ScanKind } from './kinds';
import { scanGrammar, RESULTS, type ScanFilter } from './scan-grammar';
import { SCAN_STATES, type ScanResult, type ScanState } from './scan.machine';

/** Values of one filter: each is a walk of an index. */
const MOST_VALUES = 20;

/** `true` and `false`; anything else stays what it is and is refused. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Query of the list of scans. Of several values, repeated, any. */
export class ScanQuery extends PageQuery implements ScanFilter {
  @ApiPropertyOptional({
    enum: SCAN_STATES,
    enumName: 'ScanState',
    isArray: true,
  })
  @Several(SCAN_STATES.length)
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

  @ApiPropertyOptional({ enum: RESULTS, isArray: true })
  @Several(RESULTS.length)
  @IsIn(RESULTS, { each: true })
  result?: ScanResult[];

  @ApiPropertyOptional({ type: String, format: 'uuid', isArray: true })
  @Several(MOST_VALUES)
  @IsUUID('all', { each: true })
  networkId?: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid', isArray: true })
  @Several(MOST_VALUES)
  @IsUUID('all', { each: true })
  jobId?: string[];

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    isArray: true,
    description: 'Id of the user, token or schedule that started it.',
  })
  @Several(MOST_VALUES)
  @IsUUID('all', { each: true })
  startedBy?: string[];

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

  @SortBy(scanGrammar)
  sort?: string;
}
