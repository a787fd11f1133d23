import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import type { BenchmarkSummary, ContentSummary, ProfileSummary } from '@scanfleet/readers';
import { Given, Labels, Name } from '../platform/http';
import { CPE_URI, FILE_PATH, type PlatformOverride } from './override';
import type { PackageRecord, PackageSource, PackageVersionRecord } from './package-record';
import type { VersionChanges } from './version-changes';

export class EntryQuery {
  @ApiPropertyOptional({
    ...{ minLength: 1, maxLength: 500, example: 'ssg-debian12-ds.xml' },
    description: 'Of a zip archive with several documents: the one that is meant, by its whole name.',
  })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  entry?: string;
}

export class PackageWordsQuery extends EntryQuery {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;
}

const labelled = {
  type: 'object',
  additionalProperties: { type: 'string' },
  example: { team: 'linux' },
  description: 'At most 32 pairs of short strings.',
} as const;

export class PackagePatch {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ description: 'False: no profile can choose it any more.' })
  @Given()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional(labelled)
  @Given()
  @Labels()
  labels?: Record<string, string>;
}

export class FetchBody extends EntryQuery {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional(labelled)
  @Given()
  @Labels()
  labels?: Record<string, string>;

  @ApiProperty({
    ...{ maxLength: 2000, example: 'https://content.example/ssg-debian12-ds.xml' },
    description: 'https, to a public address; where the operator allows it also http and others.',
  })
  @IsString()
  @MaxLength(2000)
  url: string;
}

export class OverrideBody implements PlatformOverride {
  @ApiProperty({
    ...{
      type: [String],
      minItems: 1,
      maxItems: 50,
      example: ['cpe:/o:debian:debian_linux:11', 'cpe:/a:machine'],
    },
    description: 'CPE names as the content writes them.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(CPE_URI, {
    each: true,
    message: 'each value in $property must be a CPE name such as cpe:/o:vendor:product:1',
  })
  @MaxLength(200, { each: true })
  platforms: string[];

  @ApiProperty({
    example: '/etc/debian_version',
    description: 'Only where this file is there; its whole path.',
  })
  @Matches(FILE_PATH, { message: '$property must be the whole path of a file' })
  whenFileExists: string;
}

class OverrideView implements PlatformOverride {
  @ApiProperty({ type: [String] })
  platforms: readonly string[];

  @ApiProperty()
  whenFileExists: string;
}

export class ContentProfileView implements ProfileSummary {
  @ApiProperty()
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: 'integer', description: 'How many it selects.' })
  rules: number;
}

export class BenchmarkView implements BenchmarkSummary {
  @ApiProperty()
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'As its author numbers it.' })
  version: string;

  @ApiProperty({ type: [String], description: 'CPE names of the systems it is for; none: any.' })
  platforms: string[];

  @ApiProperty({ type: 'integer' })
  rules: number;

  @ApiProperty({ type: [ContentProfileView] })
  profiles: ContentProfileView[];
}

export class ContentView implements ContentSummary {
  @ApiProperty({ enum: ['data-stream', 'xccdf', 'oval'] })
  kind: ContentSummary['kind'];

  @ApiProperty({ type: [BenchmarkView] })
  benchmarks: BenchmarkView[];

  @ApiProperty({ type: 'integer', description: 'OVAL definitions in it.' })
  definitions: number;
}

class ChangedProfileView {
  @ApiProperty()
  profile: string;

  @ApiProperty({ type: 'integer' })
  rulesBefore: number;

  @ApiProperty({ type: 'integer' })
  rules: number;
}

class VersionChangesView implements VersionChanges {
  @ApiProperty({ type: [String], description: 'Profiles by their ids.' })
  added: readonly string[];

  @ApiProperty({ type: [String] })
  removed: readonly string[];

  @ApiProperty({ type: [ChangedProfileView] })
  changed: readonly ChangedProfileView[];

  @ApiProperty({ type: 'integer' })
  definitionsBefore: number;

  @ApiProperty({ type: 'integer' })
  definitions: number;
}

class PackageSourceView implements PackageSource {
  @ApiProperty()
  url: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of an archive: which document.' })
  entry: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  fetchedAt: Date;
}

export class PackageVersionView implements PackageVersionRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'SHA-256 of the content, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: ContentView })
  content: ContentView;

  @ApiProperty({
    ...{ type: OverrideView, nullable: true },
    description: 'Platforms that count as given although the content says otherwise. Null: it is as it came.',
  })
  platformOverride: OverrideView | null;

  @ApiProperty({
    type: VersionChangesView,
    nullable: true,
    description: 'Since the version before. Null: it is the first.',
  })
  changes: VersionChangesView | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

export class PackageView implements PackageRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  labels: Readonly<Record<string, string>>;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ format: 'uuid', description: 'Its newest version.' })
  versionId: string;

  @ApiProperty({ description: 'SHA-256 of that content, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: ContentView })
  content: ContentView;

  @ApiProperty({
    ...{ type: OverrideView, nullable: true },
    description: 'Platforms that count as given although the content says otherwise. Null: it is as it came.',
  })
  platformOverride: OverrideView | null;

  @ApiProperty({
    type: PackageSourceView,
    nullable: true,
    description: 'Where it is fetched from. Null: it was uploaded.',
  })
  source: PackageSourceView | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;

  @ApiProperty({ type: Number, description: 'Its ETag.' })
  version: number;
}
