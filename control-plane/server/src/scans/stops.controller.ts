import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { Given, IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Stops, type StopRecord } from './stops';

const time = { type: String, format: 'date-time' } as const;
const optionalId = { type: String, format: 'uuid', nullable: true } as const;

class StopBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this network; without it of every one.' })
  @Given()
  @IsUUID('all')
  networkId?: string;

  @ApiProperty({ minLength: 1, maxLength: 500, example: 'The line is overloaded.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}

class FleetStopBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this tenant; without it of every one.' })
  @Given()
  @IsUUID('all')
  tenantId?: string;

  @ApiProperty({ minLength: 1, maxLength: 500, example: 'The line is overloaded.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}

class StopView implements StopRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ ...optionalId, description: 'Null: the whole fleet.' })
  tenantId: string | null;

  @ApiProperty({ ...optionalId, description: 'Null: every network.' })
  networkId: string | null;

  @ApiProperty()
  reason: string;

  @ApiProperty({ example: 'user 0190a5a0-0000-7000-8000-000000000000' })
  createdBy: string;

  @ApiProperty(time)
  at: Date;

  @ApiProperty({ ...time, nullable: true, description: 'When every scan had been told to end.' })
  doneAt: Date | null;

  @ApiProperty({ description: 'Scans that it is about and that have not ended yet.' })
  underWay: number;
}

const key = { list: 'stops', shape: ['string'] as const, of: (row: StopRecord) => [row.id] };

/** Everything at once: stop. */
@ApiTags('scans')
@Controller('api/v1')
export class StopsController {
  constructor(@Inject(Stops) private readonly stops: Stops) {}

  @Post('stops')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'stopAll',
    summary: 'End every scan of the tenant, or of a network',
    description:
      'From the answer on nothing of them is begun, and each is canceled. Scans that are started later are not touched.',
  })
  @ApiAcceptedResponse({ type: StopView })
  async order(
    @CurrentPrincipal() principal: Principal,
    @Body() { networkId, reason }: StopBody,
  ): Promise<StopRecord> {
    const scope = { tenantId: principal.tenantId, networkId: networkId ?? null, reason };
    return answer(await this.stops.order(actorOf(principal), scope));
  }

  @Get('stops')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listStops', summary: 'Who stopped everything, newest first' })
  @ApiOkResponse(pageSchema(StopView))
  list(@CurrentPrincipal() { tenantId }: Principal, @Query() query: PageQuery): Promise<Page<StopRecord>> {
    return this.page(tenantId, query);
  }

  @Get('stops/:id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getStop', summary: 'One stop, and how many scans still end' })
  @ApiOkResponse({ type: StopView })
  async find(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<StopRecord> {
    return answer(await this.stops.find(tenantId, id));
  }

  @Post('fleet/stops')
  @Permit('fleet', 'full')
  @HttpCode(202)
  @ApiOperation({ operationId: 'stopFleet', summary: 'End every scan of the fleet, or of a tenant' })
  @ApiAcceptedResponse({ type: StopView })
  async orderFleet(
    @CurrentPrincipal() principal: Principal,
    @Body() { tenantId, reason }: FleetStopBody,
  ): Promise<StopRecord> {
    const scope = { tenantId: tenantId ?? null, networkId: null, reason };
    return answer(await this.stops.order(actorOf(principal), scope));
  }

  @Get('fleet/stops')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listFleetStops', summary: 'Stops of the fleet and of every tenant' })
  @ApiOkResponse(pageSchema(StopView))
  ofFleet(@Query() query: PageQuery): Promise<Page<StopRecord>> {
    return this.page(null, query);
  }

  private async page(tenantId: string | null, query: PageQuery): Promise<Page<StopRecord>> {
    const find = (before: unknown[] | undefined, fetch: number) =>
      this.stops.list({ tenantId }, before?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }
}
