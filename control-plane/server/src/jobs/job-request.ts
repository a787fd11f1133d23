import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { Given, Labels, Name } from '../platform/http';
import { InlineProfileRequest } from '../profiles';
import { DefinitionRequest, definitionOf, givenOf, scannerOf, tagsOf } from './definition-request';
import type { JobChange, JobRequest } from './jobs';

const MOST_AT_ONCE = 100;

/** What a person says of a job. */
export class JobBody extends DefinitionRequest {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @Name(200)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, default: {} })
  @Given()
  @Labels()
  labels?: Record<string, string>;
}

/** A job as it would be saved; it need not have a name yet. */
export class DryRunBody extends IntersectionType(
  DefinitionRequest,
  PartialType(PickType(JobBody, ['name', 'description', 'labels']), { skipNullProperties: false }),
) {}

/** A scan without a job. */
export class OneOffBody extends DefinitionRequest {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @Name(200)
  name: string;

  @ApiPropertyOptional({
    default: true,
    description:
      'False: only its targets’ results are there, until an hour after its end. No findings are drawn, nobody is notified, and then the scan is deleted.',
  })
  @Given()
  @IsBoolean()
  keep?: boolean;
}

class TestTarget {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  networkId: string;

  @ApiProperty({ description: 'One address of the network.', example: '192.0.2.10' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  address: string;
}

/** Where a saved profile is tried. */
export class ProfileTestBody extends TestTarget {}

/** What is tried, and where. */
export class UnsavedTestBody extends TestTarget {
  @ApiProperty({ type: InlineProfileRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => InlineProfileRequest)
  profile: InlineProfileRequest;
}

/** Only what changes. */
export class JobPatch extends PartialType(JobBody, { skipNullProperties: false }) {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A user of the tenant, who hears of its scheduled scans.',
  })
  @Given()
  @IsUUID()
  ownerId?: string;
}

export class CloneBody {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 200,
    description: 'Without it: the first free one of NAME (copy), NAME (copy 2), …',
  })
  @Given()
  @Name(200)
  name?: string;
}

export const JOB_ACTIONS = ['start', 'enable', 'disable', 'delete'] as const;
export type JobAction = (typeof JOB_ACTIONS)[number];

export class BulkJobsBody {
  @ApiProperty({ enum: JOB_ACTIONS, enumName: 'JobAction' })
  @IsIn(JOB_ACTIONS)
  action: JobAction;

  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MOST_AT_ONCE })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

export function requestOf(body: JobBody): JobRequest {
  const { name, description = '', labels = {} } = body;
  return { ...definitionOf(body), name, description, labels: { ...labels } };
}

export function changeOf({ assetTags, scanner, ...body }: JobPatch): JobChange {
  return {
    ...givenOf(body),
    ...(assetTags === undefined ? {} : { assetTags: tagsOf(assetTags) }),
    ...(scanner === undefined ? {} : { scanner: scannerOf(scanner) }),
  };
}
