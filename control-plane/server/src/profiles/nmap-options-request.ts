import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import { Given } from '../platform/http';
import { Bounded, Nullable, nullableNumber } from './option-fields';

export class PortRangeRequest {
  @ApiProperty({ minimum: 1, maximum: 65535 })
  @Bounded(1, 65535)
  first: number;

  @ApiProperty({ minimum: 1, maximum: 65535 })
  @Bounded(1, 65535)
  last: number;
}

export class PortSelectionRequest {
  @ApiProperty({ enum: ['top', 'ranges', 'all'], description: 'top needs count, ranges needs ranges.' })
  @IsIn(['top', 'ranges', 'all'])
  kind: 'top' | 'ranges' | 'all';

  @ApiPropertyOptional({ minimum: 1, maximum: 65535, description: 'nmap’s most frequent ports.' })
  @Given()
  @Bounded(1, 65535)
  count?: number;

  @ApiPropertyOptional({ type: [PortRangeRequest], minItems: 1, maxItems: 200 })
  @Given()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => PortRangeRequest)
  ranges?: PortRangeRequest[];
}

/** Options that differ from the preset's. */
export class NmapOptionsRequest {
  @ApiPropertyOptional({ enum: ['ping', 'syn', 'connect', 'udp'] })
  @Given()
  @IsIn(['ping', 'syn', 'connect', 'udp'])
  scan?: 'ping' | 'syn' | 'connect' | 'udp';

  @ApiPropertyOptional({ type: PortSelectionRequest })
  @Given()
  @IsObject()
  @ValidateNested()
  @Type(() => PortSelectionRequest)
  ports?: PortSelectionRequest;

  @ApiPropertyOptional({ description: 'False: every target counts as up.' })
  @Given()
  @IsBoolean()
  hostDiscovery?: boolean;

  @ApiPropertyOptional()
  @Given()
  @IsBoolean()
  serviceDetection?: boolean;

  @ApiPropertyOptional(nullableNumber(0, 9, 'Null: nmap’s own.'))
  @Nullable()
  @Bounded(0, 9)
  versionIntensity?: number | null;

  @ApiPropertyOptional()
  @Given()
  @IsBoolean()
  osDetection?: boolean;

  @ApiPropertyOptional()
  @Given()
  @IsBoolean()
  traceroute?: boolean;

  @ApiPropertyOptional({ description: 'Reverse resolution of addresses.' })
  @Given()
  @IsBoolean()
  resolveNames?: boolean;

  @ApiPropertyOptional({ enum: ['default', 'vulnerability'], isArray: true })
  @Given()
  @IsArray()
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(['default', 'vulnerability'], { each: true })
  scriptSets?: ('default' | 'vulnerability')[];

  @ApiPropertyOptional({
    type: [String],
    maxItems: 50,
    description: 'Names from the list of allowed scripts.',
  })
  @Given()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(/^[a-z0-9][a-z0-9.-]{0,63}$/, {
    each: true,
    message: 'each of $property must be a script’s name: lower-case letters, digits, dots and dashes',
  })
  scripts?: string[];

  @ApiPropertyOptional({ minimum: 0, maximum: 5, description: 'nmap’s timing template.' })
  @Given()
  @Bounded(0, 5)
  timing?: number;

  @ApiPropertyOptional(nullableNumber(1, 100_000, 'Packets a second.'))
  @Nullable()
  @Bounded(1, 100_000)
  minRate?: number | null;

  @ApiPropertyOptional(nullableNumber(1, 100_000, 'Packets a second.'))
  @Nullable()
  @Bounded(1, 100_000)
  maxRate?: number | null;

  @ApiPropertyOptional(nullableNumber(0, 20, 'Probes repeated for one port.'))
  @Nullable()
  @Bounded(0, 20)
  maxRetries?: number | null;

  @ApiPropertyOptional(nullableNumber(1, 86_400, 'Seconds after which a target counts as timed out.'))
  @Nullable()
  @Bounded(1, 86_400)
  hostTimeoutSeconds?: number | null;

  @ApiPropertyOptional(nullableNumber(1, 86_400, 'Seconds that one script may take.'))
  @Nullable()
  @Bounded(1, 86_400)
  scriptTimeoutSeconds?: number | null;
}
