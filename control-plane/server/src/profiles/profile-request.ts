import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  getSchemaPath,
  IntersectionType,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Given, Name } from '../platform/http';
import { ENGINES, type EngineName } from './engine-profile';
import { PRESETS, type PresetName } from './presets';

/** A whole number within bounds, or null where that means nmap's own choice. */
const Bounded =
  (least: number, most: number): PropertyDecorator =>
  (target, property) => {
    IsInt()(target, property);
    Min(least)(target, property);
    Max(most)(target, property);
  };
const Nullable = (): PropertyDecorator => ValidateIf((_, value) => value !== null && value !== undefined);

const nullableNumber = (minimum: number, maximum: number, description: string) => ({
  type: Number,
  minimum,
  maximum,
  nullable: true,
  description,
});

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

/** Options that differ from the preset's. */
export class OsPatchOptionsRequest {
  @ApiPropertyOptional({
    description:
      'True: package lists are fetched anew, to a folder of the agent’s. False: as the system fetched them last.',
  })
  @Given()
  @IsBoolean()
  freshLists?: boolean;

  @ApiPropertyOptional({ minimum: 10, maximum: 86_400, description: 'Then a target counts as timed out.' })
  @Given()
  @Bounded(10, 86_400)
  timeoutSeconds?: number;
}

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
