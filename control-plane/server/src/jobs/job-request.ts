import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Name } from '../platform/http';
import { ProfileRequest } from '../profiles';

const MOST_LABELS = 32;
const MOST_PROFILES = 8;
const THIRTY_DAYS = 30 * 24 * 3_600;

/** A flat object of short strings. */
const Labels = (): PropertyDecorator =>
  ValidateBy({
    name: 'labels',
    validator: {
      validate: (value: unknown) => typeof value === 'object' && value !== null && areLabels(value),
      defaultMessage: () => `labels must be at most ${MOST_LABELS} pairs of short strings`,
    },
  });

function areLabels(value: object): boolean {
  const pairs = Object.entries(value);
  return (
    !Array.isArray(value) &&
    pairs.length <= MOST_LABELS &&
    pairs.every(
      ([name, text]) =>
        /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/.test(name) && typeof text === 'string' && text.length <= 200,
    )
  );
}

/** What a person says of a job. */
export class JobBody {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @Name(200)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, default: {} })
  @IsOptional()
  @Labels()
  labels?: Record<string, string>;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  networkId: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: 4096,
    description: 'Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network.',
    example: ['192.0.2.1', '192.0.2.16/28'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4096)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(253, { each: true })
  targets: string[];

  @ApiProperty({
    type: [ProfileRequest],
    minItems: 1,
    maxItems: MOST_PROFILES,
    description: 'Each is run against every target.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PROFILES)
  @ValidateNested({ each: true })
  @Type(() => ProfileRequest)
  profiles: ProfileRequest[];

  @ApiPropertyOptional({ minimum: 0, maximum: 9, default: 5, description: '9 first.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9)
  priority?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: THIRTY_DAYS,
    nullable: true,
    default: null,
    description:
      'How long a scan of it may run, pauses not counted; then what has no result is timed out. Null: 7 days.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(THIRTY_DAYS)
  maxDurationSeconds?: number | null;
}
