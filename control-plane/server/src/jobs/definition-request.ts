import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { TagSelection } from '../assets';
import type { ScannerChoice } from '../fleet';
import { Given, Labels } from '../platform/http';
import { ProfileRequest } from '../profiles';
import { TARGETS_ALONE, type JobSelection } from './job-record';
import type { JobRequest } from './jobs';

const MOST_PROFILES = 8;
const MOST_TAGS = 50;
const MOST_ASSETS = 1_000;
export const THIRTY_DAYS = 30 * 24 * 3_600;
/** Packets a second: more is no limit. */
const FASTEST = 10_000_000;

const Tags = (description: string): PropertyDecorator => {
  const decorators = [
    ApiPropertyOptional({ type: [String], maxItems: MOST_TAGS, default: [], description }),
    Given(),
    IsArray(),
    ArrayMaxSize(MOST_TAGS),
    ArrayUnique(),
    IsString({ each: true }),
    MinLength(1, { each: true }),
    MaxLength(100, { each: true }),
  ];
  return (target, property) => decorators.forEach((decorate) => void decorate(target, property as string));
};

export class TagSelectionRequest {
  @Tags('The asset has every one of them.')
  all?: string[];

  @Tags('The asset has at least one of them.')
  any?: string[];

  @Tags('The asset has none of them.')
  none?: string[];
}

/** One of the two. Systems that agents run on are looked into by their own agent all the same. */
export class ScannerChoiceRequest {
  @ApiPropertyOptional({ type: [String], format: 'uuid', minItems: 1, maxItems: 100, description: 'These.' })
  @ValidateIf(({ agentIds, labels }: ScannerChoiceRequest) => agentIds !== undefined || labels === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  agentIds?: string[];

  @ApiPropertyOptional({
    ...{ type: 'object', additionalProperties: { type: 'string' }, example: { site: 'berlin' } },
    description: 'Those with every one of these labels.',
  })
  @Given()
  @ValidateBy({
    name: 'alone',
    validator: {
      validate: (_, given) => (given?.object as ScannerChoiceRequest).agentIds === undefined,
      defaultMessage: () => 'labels must not be given beside agentIds',
    },
  })
  @Labels()
  @IsNotEmptyObject()
  labels?: Record<string, string>;
}

/** What a scan is made of. Scanned is all that is selected together, without the exclusions. */
export class DefinitionRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  networkId: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 4096,
    default: [],
    description:
      'Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network, and host names. Something has to be selected, here or by one of the other fields.',
    example: ['192.0.2.1', '192.0.2.16/28'],
  })
  @Given()
  @IsArray()
  @ArrayMaxSize(4096)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(253, { each: true })
  targets?: string[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_ASSETS, default: [] })
  @Given()
  @IsArray()
  @ArrayMaxSize(MOST_ASSETS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  assetIds?: string[];

  @ApiPropertyOptional({
    type: TagSelectionRequest,
    nullable: true,
    description: 'Assets by their tags, as they are when a scan starts.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TagSelectionRequest)
  assetTags?: TagSelectionRequest | null;

  @ApiPropertyOptional({ default: false, description: 'Every address of the network.' })
  @Given()
  @IsBoolean()
  wholeNetwork?: boolean;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 1_000,
    default: [],
    description: 'Addresses, ranges and CIDRs that are never touched.',
    example: ['192.0.2.17'],
  })
  @Given()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(100, { each: true })
  exclusions?: string[];

  @ApiProperty({
    type: [ProfileRequest],
    minItems: 1,
    maxItems: MOST_PROFILES,
    description: 'Each is run against every target.',
    example: [{ engine: 'nmap', preset: 'standard' }],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PROFILES)
  @ValidateNested({ each: true })
  @Type(() => ProfileRequest)
  profiles: ProfileRequest[];

  @ApiPropertyOptional({ minimum: 0, maximum: 9, default: 5, description: '9 first.' })
  @Given()
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

  @ApiPropertyOptional({
    ...{ type: Number, minimum: 1, maximum: FASTEST, nullable: true, default: null },
    description: 'Packets a second of a scan of it, divided among its running slices. Null: no limit.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(FASTEST)
  maxRate?: number | null;

  @ApiPropertyOptional({
    ...{ type: String, format: 'uuid', nullable: true, default: null },
    description:
      'By which systems that no agent runs on are entered over SSH, for profiles that look inside. Null: they are not entered.',
  })
  @IsOptional()
  @IsUUID()
  credentialId?: string | null;

  @ApiPropertyOptional({
    type: ScannerChoiceRequest,
    nullable: true,
    description: 'Which agents of the network’s pool may do it. Null: each.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ScannerChoiceRequest)
  scanner?: ScannerChoiceRequest | null;
}

export type DefinitionWords = Pick<
  JobRequest,
  | 'networkId'
  | 'targets'
  | 'profiles'
  | 'priority'
  | 'maxDurationSeconds'
  | 'maxRate'
  | 'credentialId'
  | 'scanner'
  | keyof JobSelection
>;

/** With what holds where the request says nothing. */
export function definitionOf(body: DefinitionRequest): DefinitionWords {
  const { networkId, profiles, targets = [], priority = 5 } = body;
  const { maxDurationSeconds = null, maxRate = null, credentialId = null } = body;
  const { assetIds, wholeNetwork, exclusions } = { ...TARGETS_ALONE, ...givenOf(body) };
  const assetTags = tagsOf(body.assetTags);
  const selection = { assetIds, assetTags, wholeNetwork, exclusions };
  const scanner = scannerOf(body.scanner);
  const rest = { maxDurationSeconds, maxRate, credentialId, scanner };
  return { networkId, targets, ...selection, profiles, priority, ...rest };
}

export const tagsOf = (tags: TagSelectionRequest | null | undefined): TagSelection | null =>
  tags ? { all: tags.all ?? [], any: tags.any ?? [], none: tags.none ?? [] } : null;

export const scannerOf = (scanner: ScannerChoiceRequest | null | undefined): ScannerChoice | null => {
  if (!scanner) return null;
  return scanner.agentIds
    ? { agentIds: scanner.agentIds.map((id) => id.toLowerCase()) }
    : { labels: { ...scanner.labels } };
};

/** Without the fields that are not there: an undefined must not blot out what is. */
export const givenOf = <T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
