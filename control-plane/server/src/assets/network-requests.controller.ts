import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { Given, IdParameter, Name, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import {
  NetworkRequests,
  REQUEST_STATES,
  type NetworkRequestRecord,
  type RequestState,
} from './network-requests';

class NetworkRequestBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'The network to be changed; without it a new one.' })
  @Given()
  @IsUUID('all')
  networkId?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Branch office' })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiProperty({ type: [String], minItems: 1, maxItems: 256, description: 'All that it is to have.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  cidrs: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 256 })
  @Given()
  @IsArray()
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  allowedSpecialCidrs?: string[];

  @ApiProperty({ minLength: 1, maxLength: 500, example: 'The branch office is ours since May.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}

class ApprovalBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'For a new network: the agents that reach it.' })
  @Given()
  @IsUUID()
  poolId?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @Given()
  @IsString()
  @MaxLength(500)
  decision?: string;
}

class RejectionBody {
  @ApiProperty({ minLength: 1, maxLength: 500, example: 'These addresses are another tenant’s.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  decision: string;
}

class NetworkRequestView implements NetworkRequestRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: a new one is asked for.' })
  networkId: string | null;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: [String] })
  cidrs: readonly string[];

  @ApiProperty({ type: [String] })
  allowedSpecialCidrs: readonly string[];

  @ApiProperty()
  reason: string;

  @ApiProperty({ enum: REQUEST_STATES, enumName: 'NetworkRequestState' })
  state: RequestState;

  @ApiProperty({ example: 'user 0190a5a0-0000-7000-8000-000000000000' })
  requestedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, nullable: true })
  decidedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: Date | null;

  @ApiProperty({ description: 'What was said of it.' })
  decision: string;
}

class RequestQuery extends PageQuery {
  @ApiPropertyOptional({ enum: REQUEST_STATES, enumName: 'NetworkRequestState' })
  @Given()
  @IsIn(REQUEST_STATES)
  state?: RequestState;
}

const key = {
  list: 'network-requests',
  shape: ['string'] as const,
  of: (row: NetworkRequestRecord) => [row.id],
};

/** How a tenant comes to more addresses. */
@ApiTags('assets')
@Controller('api/v1')
export class NetworkRequestsController {
  constructor(@Inject(NetworkRequests) private readonly requests: NetworkRequests) {}

  @Post('network-requests')
  @Permit('assets', 'full')
  @ApiOperation({ operationId: 'requestNetwork', summary: 'Ask for a network, or for a wider one' })
  @ApiCreatedResponse({ type: NetworkRequestView })
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Body() body: NetworkRequestBody,
  ): Promise<NetworkRequestRecord> {
    const { networkId = null, allowedSpecialCidrs = [], ...rest } = body;
    const wish = { ...rest, networkId, allowedSpecialCidrs };
    return answer(await this.requests.ask(principal.tenantId, actorOf(principal), wish));
  }

  @Get('network-requests')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listNetworkRequests', summary: 'What the tenant asked for' })
  @ApiOkResponse(pageSchema(NetworkRequestView))
  list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: RequestQuery,
  ): Promise<Page<NetworkRequestRecord>> {
    return this.page(tenantId, query);
  }

  @Get('network-requests/:id')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'getNetworkRequest', summary: 'One request, and what became of it' })
  @ApiOkResponse({ type: NetworkRequestView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<NetworkRequestRecord> {
    return answer(await this.requests.find(tenantId, id));
  }

  @Delete('network-requests/:id')
  @Permit('assets', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawNetworkRequest', summary: 'Withdraw a request; it stays on record' })
  @ApiNoContentResponse({ description: 'Withdrawn.' })
  async withdraw(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.requests.withdraw(principal.tenantId, id, actorOf(principal)));
  }

  @Get('fleet/network-requests')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listFleetNetworkRequests', summary: 'What tenants asked for' })
  @ApiOkResponse(pageSchema(NetworkRequestView))
  ofFleet(@Query() query: RequestQuery): Promise<Page<NetworkRequestRecord>> {
    return this.page(null, query);
  }

  @Post('fleet/network-requests/:id/approve')
  @Permit('fleet', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'approveNetworkRequest',
    summary: 'Make or widen the network as it was asked for',
  })
  @ApiOkResponse({ type: NetworkRequestView })
  async approve(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Body() { poolId, decision = '' }: ApprovalBody,
  ): Promise<NetworkRequestRecord> {
    const approval = { decision, ...(poolId !== undefined && { poolId }) };
    return answer(await this.requests.approve(id, actorOf(principal), approval));
  }

  @Post('fleet/network-requests/:id/reject')
  @Permit('fleet', 'full')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rejectNetworkRequest', summary: 'Say no, and why' })
  @ApiOkResponse({ type: NetworkRequestView })
  async reject(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Body() { decision }: RejectionBody,
  ): Promise<NetworkRequestRecord> {
    return answer(await this.requests.reject(id, actorOf(principal), decision));
  }

  private async page(tenantId: string | null, query: RequestQuery): Promise<Page<NetworkRequestRecord>> {
    const { state } = query;
    const find = (after: unknown[] | undefined, fetch: number) =>
      this.requests.list({ tenantId, state }, after?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }
}
