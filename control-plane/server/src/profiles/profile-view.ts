import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { ProfileChanges } from '../packages';
import {
  ENGINES,
  type EngineName,
  type EngineOptions,
  type NmapOptions,
  type OpenscapOptions,
  type OsPatchOptions,
  type PortRange,
  type PortSelection,
} from './engine-profile';
import { PRESETS } from './presets';

class PortRangeView implements PortRange {
  @ApiProperty()
  first: number;

  @ApiProperty()
  last: number;
}

class PortSelectionView {
  @ApiProperty({ enum: ['top', 'ranges', 'all'] })
  kind: 'top' | 'ranges' | 'all';

  @ApiProperty({ required: false })
  count?: number;

  @ApiProperty({ type: [PortRangeView], required: false })
  ranges?: PortRangeView[];
}

const nullable = { type: Number, nullable: true } as const;

/** Complete options, as they are run. */
export class NmapOptionsView implements NmapOptions {
  @ApiProperty({ enum: ['ping', 'syn', 'connect', 'udp'] })
  scan: NmapOptions['scan'];

  @ApiProperty({ type: PortSelectionView })
  ports: PortSelection;

  @ApiProperty()
  hostDiscovery: boolean;

  @ApiProperty()
  serviceDetection: boolean;

  @ApiProperty(nullable)
  versionIntensity: number | null;

  @ApiProperty()
  osDetection: boolean;

  @ApiProperty()
  traceroute: boolean;

  @ApiProperty()
  resolveNames: boolean;

  @ApiProperty({ enum: ['default', 'vulnerability'], isArray: true })
  scriptSets: NmapOptions['scriptSets'];

  @ApiProperty({ type: [String] })
  scripts: string[];

  @ApiProperty()
  timing: number;

  @ApiProperty(nullable)
  minRate: number | null;

  @ApiProperty(nullable)
  maxRate: number | null;

  @ApiProperty(nullable)
  maxRetries: number | null;

  @ApiProperty(nullable)
  hostTimeoutSeconds: number | null;

  @ApiProperty(nullable)
  scriptTimeoutSeconds: number | null;
}

/** Complete options, as they are run. */
export class OsPatchOptionsView implements OsPatchOptions {
  @ApiProperty({ description: 'Package lists are fetched anew, to a folder of the agent’s.' })
  freshLists: boolean;

  @ApiProperty()
  timeoutSeconds: number;
}

class ContentFileView {
  @ApiProperty({ description: 'SHA-256, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;
}

/** What of a security package is evaluated. */
export class OpenscapOptionsView implements OpenscapOptions {
  @ApiProperty({ format: 'uuid' })
  packageId: string;

  @ApiProperty({ format: 'uuid', description: 'The version that it was saved with.' })
  versionId: string;

  @ApiProperty({ enum: ['xccdf', 'oval'] })
  kind: 'xccdf' | 'oval';

  @ApiProperty({ type: ContentFileView })
  content: ContentFileView;

  @ApiProperty({ type: String, nullable: true })
  benchmark: string | null;

  @ApiProperty({ type: String, nullable: true })
  profile: string | null;

  @ApiPropertyOptional({
    ...{ type: 'object', additionalProperties: true, nullable: true },
    description: 'What is different from that profile: select, unselect, values.',
  })
  changes?: ProfileChanges | null;

  @ApiPropertyOptional({
    ...{ type: ContentFileView, nullable: true },
    description: 'The same as the tailoring document that the tool takes.',
  })
  tailoring?: ContentFileView | null;

  @ApiPropertyOptional({
    ...{ type: [String] },
    description: 'Platforms that count as given although the content says otherwise.',
  })
  overridden?: readonly string[];

  @ApiProperty({ type: 'integer', description: 'Rules that it selects, or definitions.' })
  rules: number;

  @ApiProperty()
  timeoutSeconds: number;

  @ApiPropertyOptional({ description: 'A report in HTML is kept of each target.' })
  htmlReport?: boolean;
}

const VIEWS = [NmapOptionsView, OsPatchOptionsView, OpenscapOptionsView];

/** The engine's own. */
const Options = (): PropertyDecorator => (target, property) => {
  ApiExtraModels(...VIEWS)(target.constructor as never);
  ApiProperty({ oneOf: VIEWS.map((view) => ({ $ref: getSchemaPath(view) })) })(target, property as string);
};

/** A profile as a job runs it or a scan ran it. */
export class ProfileView {
  @ApiProperty({ enum: ENGINES, enumName: 'EngineName' })
  engine: EngineName;

  @ApiProperty({ enum: PRESETS, enumName: 'PresetName', nullable: true })
  preset: string | null;

  @Options()
  options: EngineOptions[EngineName];

  @ApiProperty({
    format: 'uuid',
    required: false,
    description: 'The profile that it was taken from; none where the job gives the options itself.',
  })
  profileId?: string;

  @ApiProperty({ required: false, description: 'Of that profile.' })
  name?: string;
}

/** A profile under its name. */
export class NamedProfileView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'The same for every tenant; cannot be edited or deleted.' })
  builtIn: boolean;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ enum: ENGINES, enumName: 'EngineName' })
  engine: EngineName;

  @ApiProperty({ enum: PRESETS, enumName: 'PresetName', nullable: true })
  preset: string | null;

  @Options()
  options: EngineOptions[EngineName];

  @ApiProperty({ type: Number, description: 'Its ETag.' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null of built-in ones.' })
  createdAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null of built-in ones.' })
  updatedAt: Date | null;
}
