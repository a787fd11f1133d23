import { ApiProperty } from '@nestjs/swagger';
import type { EngineProfile, NmapOptions, PortRange, PortSelection } from './engine-profile';
import { NMAP_PRESETS } from './nmap-presets';

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

export class ProfileView implements EngineProfile {
  @ApiProperty({ enum: ['nmap'] })
  engine: 'nmap';

  @ApiProperty({ enum: NMAP_PRESETS, enumName: 'NmapPreset', nullable: true })
  preset: string | null;

  @ApiProperty({ type: NmapOptionsView })
  options: NmapOptions;
}
