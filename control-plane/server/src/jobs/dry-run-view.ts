import { ApiProperty } from '@nestjs/swagger';
import type { AddressRange, LeftOut, LeftTarget, PinnedName } from '../assets';
import { ProfileView, type EngineProfile, type NmapCommand } from '../profiles';

const LEFT_OUT: readonly LeftOut[] = ['excluded', 'out of scope', 'unresolved', 'powered off'];

class RangeView implements AddressRange {
  @ApiProperty({ example: '192.0.2.1' })
  first: string;

  @ApiProperty({ example: '192.0.2.30' })
  last: string;
}

class LeftTargetView implements LeftTarget {
  @ApiProperty({ description: 'An address, a range, a host name, or the name of an asset without address.' })
  target: string;

  @ApiProperty({ enum: LEFT_OUT })
  disposition: LeftOut;

  @ApiProperty()
  reason: string;
}

class PinnedNameView implements PinnedName {
  @ApiProperty({ example: 'www.tenant.example' })
  name: string;

  @ApiProperty({ type: [String], example: ['192.0.2.10'] })
  addresses: readonly string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  assetId: string | null;
}

class CommandView implements NmapCommand {
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'The tool’s arguments, without the targets. Null: such an agent refuses the profile.',
    example: ['-oX', '-', '-n', '-sS', '--top-ports', '100', '-T4'],
  })
  arguments: readonly string[] | null;

  @ApiProperty({ type: [String], description: 'What is left out or done differently.' })
  notes: readonly string[];
}

class DryProfileView {
  @ApiProperty({ type: ProfileView })
  profile: EngineProfile;

  @ApiProperty()
  slices: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What a target took here so far; null: not known.',
  })
  targetMs: number | null;

  @ApiProperty({
    type: CommandView,
    nullable: true,
    description: 'On an agent with raw sockets. Null of an engine that is no single command.',
  })
  withRawSockets: NmapCommand | null;

  @ApiProperty({ type: CommandView, nullable: true, description: 'On one without.' })
  withoutRawSockets: NmapCommand | null;
}

class DryAgentView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Online, and neither draining nor banned.' })
  ready: boolean;

  @ApiProperty({ description: 'Slices that it works on at once.' })
  toolSlots: number;

  @ApiProperty({ type: [String], example: ['nmap'] })
  engines: readonly string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSeenAt: Date | null;
}

class DryQuotaView {
  @ApiProperty()
  targetsPerScan: number;

  @ApiProperty()
  concurrentScans: number;

  @ApiProperty({ description: 'Of the tenant, not ended.' })
  scansUnderWay: number;

  @ApiProperty()
  addressesADay: number;

  @ApiProperty({ description: 'Used up so far.' })
  addressesToday: number;
}

export class DryWarning {
  @ApiProperty({
    description:
      'job-disabled, not-subscribed, quota-…: a start would be refused with this code. nothing-to-scan: also. no-agent-online, engine-missing: the scan would wait. no-credential: other machines than the agents’ own are not looked into. not-measured: its duration is not known.',
    example: 'no-agent-online',
  })
  code: string;

  @ApiProperty()
  reason: string;
}

class DurationView {
  @ApiProperty()
  from: number;

  @ApiProperty()
  to: number;
}

export class DryRunView {
  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty({ format: 'uuid' })
  poolId: string;

  @ApiProperty({ type: [RangeView], description: 'What would be scanned, without overlap.' })
  ranges: readonly AddressRange[];

  @ApiProperty()
  addresses: number;

  @ApiProperty({ description: 'Addresses times profiles.' })
  targets: number;

  @ApiProperty({ type: [LeftTargetView], description: 'What would not be, and why: the first thousand.' })
  left: readonly LeftTarget[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many are left out, all of them.',
    example: { excluded: 1 },
  })
  leftByDisposition: Readonly<Record<string, number>>;

  @ApiProperty({ type: [PinnedNameView], description: 'Host names as they resolve now.' })
  names: readonly PinnedName[];

  @ApiProperty({ description: 'Parts that agents would be given.' })
  slices: number;

  @ApiProperty({
    type: DurationView,
    nullable: true,
    description: 'From the first slice to the last; null: not known.',
  })
  durationSeconds: { readonly from: number; readonly to: number } | null;

  @ApiProperty({ type: [DryProfileView] })
  profiles: DryProfileView[];

  @ApiProperty({ type: [DryAgentView], description: 'Of the network’s pool.' })
  agents: DryAgentView[];

  @ApiProperty({ type: DryQuotaView })
  quota: DryQuotaView;

  @ApiProperty({ type: [DryWarning] })
  warnings: DryWarning[];
}
