import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsIP, IsOptional, Max, Min } from 'class-validator';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter } from '../platform/http';
import type {
  ObservedCompliance,
  ObservedDefinition,
  ObservedHost,
  ObservedPort,
  ObservedRule,
  ObservedScript,
  ObservedSystem,
  ObservedUpdate,
} from './observed';
import { TargetResults, type TargetResult } from './target-results';

class TargetParameters extends IdParameter {
  @ApiProperty({ description: 'An IP address of the scan.' })
  @IsIP()
  address: string;
}

class ProfileQuery {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 255,
    default: 0,
    description: 'Index into the scan’s profiles.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(255)
  profile: number = 0;
}

const objects = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

class TargetResultView implements TargetResult {
  @ApiProperty()
  address: string;

  @ApiProperty()
  profile: number;

  @ApiProperty({ example: 'scanned' })
  disposition: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;

  @ApiProperty({
    description: 'All of it in one line.',
    example: 'up; 1 open port: 22/tcp ssh OpenSSH 9.2p1',
  })
  line: string;

  @ApiProperty({ ...objects, description: 'The host: status, names, groups of ports.' })
  hosts: readonly ObservedHost[];

  @ApiProperty({ ...objects, description: 'Ports with state, reason and service.' })
  ports: readonly ObservedPort[];

  @ApiProperty({ ...objects, description: 'Scripts with output and the vulnerabilities that they report.' })
  scripts: readonly ObservedScript[];

  @ApiProperty({
    ...objects,
    description:
      'What the system says of itself: release, end of its support, restart, recommendations in order.',
  })
  systems: readonly ObservedSystem[];

  @ApiProperty({
    ...objects,
    description: 'Packages that are to be updated, with versions, origin and advisories.',
  })
  updates: readonly ObservedUpdate[];

  @ApiProperty({
    ...objects,
    description: 'The evaluation of a profile: benchmark, scores, counts, trouble.',
  })
  compliance: readonly ObservedCompliance[];

  @ApiProperty({ ...objects, description: 'Rules with result, severity, words, fix and evidence.' })
  rules: readonly ObservedRule[];

  @ApiProperty({ ...objects, description: 'OVAL definitions with result and evidence.' })
  definitions: readonly ObservedDefinition[];

  @ApiProperty({ description: 'There is more than is shown: the raw output has all.' })
  truncated: boolean;
}

/** What a tool saw, before it is a finding. */
@ApiTags('scans')
@Controller('api/v1/scans')
export class TargetResultsController {
  constructor(@Inject(TargetResults) private readonly results: TargetResults) {}

  @Get(':id/targets/:address/result')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'getTargetResult',
    summary: 'What was seen of one target, structured and in one line',
    description: 'Of every scan, also of one that is not kept. The raw output is beside it, under `raw`.',
  })
  @ApiOkResponse({ type: TargetResultView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id, address }: TargetParameters,
    @Query() { profile }: ProfileQuery,
  ): Promise<TargetResult> {
    return answer(await this.results.find(tenantId, id, address, profile));
  }
}
