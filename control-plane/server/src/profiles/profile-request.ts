import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  getSchemaPath,
  IntersectionType,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsString, IsUUID, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { Given, Name } from '../platform/http';
import { NmapOptionsRequest } from './nmap-options-request';
import { OpenscapOptionsRequest } from './openscap-options-request';
import { OsPatchOptionsRequest } from './os-patch-options-request';
import { ENGINES, type EngineName } from './engine-profile';
import { PRESETS, type PresetName } from './presets';

/** Those of every engine; which of them an engine has is checked when its preset is known. */
export class OptionsRequest extends IntersectionType(
  NmapOptionsRequest,
  OsPatchOptionsRequest,
  OpenscapOptionsRequest,
) {}

const OPTIONS = [NmapOptionsRequest, OsPatchOptionsRequest, OpenscapOptionsRequest];

/** Of the profile's engine: a mixture of several engines' is refused. */
const Options = (): PropertyDecorator => (target, property) => {
  ApiExtraModels(...OPTIONS)(target.constructor as never);
  ApiPropertyOptional({
    type: 'object',
    anyOf: OPTIONS.map((options) => ({ $ref: getSchemaPath(options) })),
  } as never)(target, property as string);
  Given()(target, property);
  IsObject()(target, property as string);
  ValidateNested()(target, property as string);
  Type(() => OptionsRequest)(target, property as string);
};

/** An engine with a preset, options that differ from it, or both. */
export class InlineProfileRequest {
  @ApiProperty({ enum: ENGINES, enumName: 'EngineName' })
  @IsIn(ENGINES)
  engine: EngineName;

  @ApiPropertyOptional({
    enum: PRESETS,
    enumName: 'PresetName',
    description: 'One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`.',
  })
  @Given()
  @IsIn(PRESETS)
  preset?: PresetName;

  @Options()
  options?: OptionsRequest;
}

/** What a job runs: a profile by its id, or one that is the job's own. */
export class ProfileRequest {
  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'A built-in profile or one of the tenant’s: each scan runs its options as they are at its start. Then nothing else is given here.',
  })
  @Given()
  @IsUUID()
  profileId?: string;

  @ApiPropertyOptional({
    enum: ENGINES,
    enumName: 'EngineName',
    description: 'Required without `profileId`.',
  })
  @ValidateIf(({ profileId, engine }: ProfileRequest) => profileId === undefined || engine !== undefined)
  @IsIn(ENGINES)
  engine?: EngineName;

  @ApiPropertyOptional({
    enum: PRESETS,
    enumName: 'PresetName',
    description: 'One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`.',
  })
  @Given()
  @IsIn(PRESETS)
  preset?: PresetName;

  @Options()
  options?: OptionsRequest;
}

/** A profile of the tenant's own. */
export class ProfileBody extends InlineProfileRequest {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;
}

/** Only what changes. Options left out stay as they are; with a preset they begin from it anew. */
export class ProfilePatch {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ enum: PRESETS, enumName: 'PresetName' })
  @Given()
  @IsIn(PRESETS)
  preset?: PresetName;

  @Options()
  options?: OptionsRequest;
}
