import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { TagSelection } from '../assets';
import type { ScannerChoice } from '../fleet';
import { ProfileView, type EngineProfile } from '../profiles';
import type { JobRecord } from './job-record';
import type { Warning } from './readiness';

class TagSelectionView implements TagSelection {
  @ApiProperty({ type: [String] })
  all: readonly string[];

  @ApiProperty({ type: [String] })
  any: readonly string[];

  @ApiProperty({ type: [String] })
  none: readonly string[];
}

class ScannerChoiceView {
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  agentIds?: readonly string[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  labels?: Readonly<Record<string, string>>;
}

export class JobView implements JobRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The user or the token that made it, or the user it was handed to. Null: nobody’s.',
  })
  ownerId: string | null;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  labels: Readonly<Record<string, string>>;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty({ type: [String] })
  targets: readonly string[];

  @ApiProperty({ type: [String], format: 'uuid' })
  assetIds: readonly string[];

  @ApiProperty({ type: TagSelectionView, nullable: true })
  assetTags: TagSelection | null;

  @ApiProperty()
  wholeNetwork: boolean;

  @ApiProperty({ type: [String] })
  exclusions: readonly string[];

  @ApiProperty({ type: [ProfileView], description: 'Those with a `profileId` as that profile is now.' })
  profiles: readonly EngineProfile[];

  @ApiProperty()
  priority: number;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ type: Number, nullable: true, description: 'Null: 7 days.' })
  maxDurationSeconds: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Packets a second. Null: no limit.' })
  maxRate: number | null;

  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'By which systems that no agent runs on are entered. Null: they are not.',
  })
  credentialId: string | null;

  @ApiProperty({ type: ScannerChoiceView, nullable: true, description: 'Null: each agent of the pool.' })
  scanner: ScannerChoice | null;

  @ApiProperty({ type: Number, description: 'Its ETag.' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;
}

class JobWarningView implements Warning {
  @ApiProperty({
    description:
      'no-agent-online, engine-missing: a scan would wait. no-credential: other machines than the agents’ own are not looked into.',
    example: 'engine-missing',
  })
  code: string;

  @ApiProperty()
  reason: string;
}

/** A job as it was just saved. */
export class SavedJobView extends JobView {
  @ApiProperty({ type: [JobWarningView], description: 'What would keep a scan from starting now.' })
  warnings: readonly Warning[];
}

/** What became of an action for one job of many. */
export class BulkJobView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'The action is carried out, or had been before.' })
  accepted: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The scan that was started.' })
  scanId: string | null;

  @ApiProperty({ description: 'As in a problem document; empty when accepted.' })
  code: string;

  @ApiProperty({ description: 'For people; empty when accepted.' })
  reason: string;
}

export class BulkJobsView {
  @ApiProperty({ type: [BulkJobView], description: 'One for each id, in the order given.' })
  results: BulkJobView[];
}
