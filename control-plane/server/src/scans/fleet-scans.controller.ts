import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { Permit } from '../auth';
import { answer } from '../platform';
import { Given, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { FleetScans, type FleetScanRecord } from './fleet-scans';
import { SCAN_STATES, type ScanState } from './scan.machine';

const time = { type: String, format: 'date-time' } as const;
const stateName = { enum: SCAN_STATES, enumName: 'ScanState' };

class FleetScanView implements FleetScanRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  @ApiProperty()
  tenantName: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'uuid' })
  poolId: string;

  @ApiProperty(stateName)
  state: ScanState;

  @ApiProperty(time)
  stateSince: Date;

  @ApiProperty()
  reason: string;

  @ApiProperty()
  targetsTotal: number;

  @ApiProperty()
  targetsDone: number;

  @ApiProperty(time)
  createdAt: Date;
}

class FleetScanQuery extends PageQuery {
  @ApiPropertyOptional(stateName)
  @Given()
  @IsIn(SCAN_STATES)
  state?: ScanState;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID('all')
  tenantId?: string;
}

const key = { list: 'fleet-scans', shape: ['string'] as const, of: (row: FleetScanRecord) => [row.id] };

/** Scans as the fleet's administrator sees them: how they go, not what they found. */
@ApiTags('fleet')
@Controller('api/v1/fleet/scans')
export class FleetScansController {
  constructor(@Inject(FleetScans) private readonly scans: FleetScans) {}

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listFleetScans', summary: 'Scans of every tenant, newest first' })
  @ApiOkResponse(pageSchema(FleetScanView))
  async list(@Query() query: FleetScanQuery): Promise<Page<FleetScanRecord>> {
    const { state, tenantId } = query;
    const find = (before: unknown[] | undefined, fetch: number) =>
      this.scans.list({ state, tenantId }, before?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }
}
