import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Given } from '../platform/http';
import { Nullable } from './option-fields';

const MOST_CHANGES = 2_000;
const MOST_CONTENT_ID = 255;

const Ids = (description: string): PropertyDecorator => {
  const decorators = [
    ApiPropertyOptional({ type: [String], maxItems: MOST_CHANGES, default: [], description }),
    Given(),
    IsArray(),
    ArrayMaxSize(MOST_CHANGES),
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(MOST_CONTENT_ID, { each: true }),
  ];
  return (target, property) => decorators.forEach((decorate) => void decorate(target, property as string));
};

class RefinedValueRequest {
  @ApiProperty({ maxLength: MOST_CONTENT_ID })
  @IsString()
  @MaxLength(MOST_CONTENT_ID)
  id: string;

  @ApiProperty({ maxLength: 1_000 })
  @IsString()
  @MaxLength(1_000)
  @Matches(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]*$/)
  value: string;
}

/** What is different from a profile. */
class ProfileChangesRequest {
  @Ids('Rules and groups that are evaluated besides.')
  select?: string[];

  @Ids('Rules and groups that are not evaluated.')
  unselect?: string[];

  @ApiPropertyOptional({
    ...{ type: [RefinedValueRequest], maxItems: MOST_CHANGES, default: [] },
    description: 'Values that checks compare with.',
  })
  @Given()
  @IsArray()
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => RefinedValueRequest)
  values?: RefinedValueRequest[];
}

/** Which profile of which security package. */
export class OpenscapOptionsRequest {
  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'Required when a profile is made. Its newest version is taken, and kept until the profile is saved again.',
  })
  @Given()
  @IsUUID()
  packageId?: string;

  @ApiPropertyOptional({
    ...{ type: String, nullable: true, maxLength: 255 },
    description: 'Where several benchmarks have the profile.',
  })
  @Nullable()
  @IsString()
  @MaxLength(255)
  benchmark?: string | null;

  @ApiPropertyOptional({
    ...{ type: String, nullable: true, maxLength: 255 },
    description: 'A profile’s whole id, as the package offers it. Null for OVAL definitions.',
  })
  @Nullable()
  @IsString()
  @MaxLength(255)
  profile?: string | null;

  @ApiPropertyOptional({
    ...{ type: ProfileChangesRequest, nullable: true },
    description: 'What is different from that profile: a tailoring. Rules and values by their whole ids.',
  })
  @Nullable()
  @IsObject()
  @ValidateNested()
  @Type(() => ProfileChangesRequest)
  changes?: ProfileChangesRequest | null;

  @ApiPropertyOptional({
    description: 'A report in HTML is kept of each target, beside the results. As made: true.',
  })
  @Given()
  @IsBoolean()
  htmlReport?: boolean;
}
