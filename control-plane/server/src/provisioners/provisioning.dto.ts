import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, Matches, Max, Min } from 'class-validator';
import { Given, Labels } from '../platform/http';

/** As many hosts as a pool may have. */
const MOST_HOSTS = 1_000;
const DAY_SECONDS = 86_400;

export class ProvisionerView {
  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Such as process, netns, libvirt, openstack or static.' })
  driver: string;

  @ApiProperty({ description: 'False: machines are brought by people.' })
  creates: boolean;

  @ApiProperty({ description: 'What a machine says while it boots can be read.' })
  console: boolean;

  @ApiProperty({ description: 'Each machine has an address of its own.' })
  ownAddress: boolean;
}

export class ProvisionersView {
  @ApiProperty({ type: [ProvisionerView] })
  items: ProvisionerView[];
}

export class PoolProvisioningBody {
  @ApiProperty({ pattern: '^[a-z][a-z0-9-]{0,63}$', example: 'lab' })
  @Matches(/^[a-z][a-z0-9-]{0,63}$/)
  provisioner: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    default: {},
    description: 'For the provisioner, such as image and flavor.',
  })
  @Given()
  @IsObject()
  settings: Record<string, unknown> = {};

  @ApiPropertyOptional({
    ...{ type: 'object', additionalProperties: { type: 'string' }, default: {} },
    description: 'That the agents of hosts made from now on have, for jobs that choose their scanner.',
  })
  @Given()
  @Labels()
  labels: Record<string, string> = {};

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: MOST_HOSTS,
    description: 'Hosts that are always there.',
  })
  @IsInt()
  @Min(0)
  @Max(MOST_HOSTS)
  min: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_HOSTS })
  @IsInt()
  @Min(0)
  @Max(MOST_HOSTS)
  max: number;

  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 0, maximum: MOST_HOSTS, default: 0 },
    description: 'Hosts kept ready beyond what work needs.',
  })
  @Given()
  @IsInt()
  @Min(0)
  @Max(MOST_HOSTS)
  warmSpare: number = 0;

  @ApiPropertyOptional({
    default: false,
    description:
      'Hosts come with work and go when they are idle. False: a fixed size, `min`; a host that was drained or stopped is not replaced.',
  })
  @Given()
  @IsBoolean()
  onDemand: boolean = false;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 64,
    default: 4,
    description: 'Tools at once.',
  })
  @Given()
  @IsInt()
  @Min(1)
  @Max(64)
  slotsPerHost: number = 4;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 30 * DAY_SECONDS, default: 300 })
  @Given()
  @IsInt()
  @Min(1)
  @Max(30 * DAY_SECONDS)
  idleSeconds: number = 300;

  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 5, maximum: 3_600, default: 600 },
    description: 'From a host’s creation to its enrolment.',
  })
  @Given()
  @IsInt()
  @Min(5)
  @Max(3_600)
  bootSeconds: number = 600;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_HOSTS, default: 10 })
  @Given()
  @IsInt()
  @Min(1)
  @Max(MOST_HOSTS)
  createsAMinute: number = 10;
}

export class PoolProvisioningView extends PoolProvisioningBody {
  @ApiProperty({ type: String, format: 'date-time' })
  savedAt: Date;

  @ApiProperty({
    ...{ type: [String], nullable: true },
    description: 'Engines that its last host had: work of others makes none. Null: none was ready yet.',
  })
  engines: string[] | null;

  @ApiProperty({ type: 'integer', description: 'In a row, before they were ready.' })
  failedBoots: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'No host is made before.' })
  quarantinedUntil: Date | null;

  @ApiProperty({ description: 'Empty: no quarantine.' })
  quarantineReason: string;

  @ApiProperty({ type: 'integer', description: 'Hosts that it should have now.' })
  desired: number;

  @ApiProperty({ description: 'How that came about.' })
  desiredWhy: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Its hosts by state; gone and failed ones aside.',
  })
  hosts: Record<string, number>;
}
