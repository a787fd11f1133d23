import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
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
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, Name, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Networks, type NetworkRecord } from './networks';

class NetworkBody {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: 256,
    description: 'The whole scope, without host bits.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  cidrs: string[];

  @ApiPropertyOptional({
    type: [String],
    maxItems: 256,
    default: [],
    description: 'Which loopback, link-local, multicast and metadata addresses may be scanned here.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  allowedSpecialCidrs?: string[];

  @ApiProperty({ format: 'uuid', description: 'The agents that reach this network.' })
  @IsUUID()
  poolId: string;
}

class NetworkView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: [String] })
  cidrs: readonly string[];

  @ApiProperty({ type: [String] })
  allowedSpecialCidrs: readonly string[];

  @ApiProperty({ format: 'uuid' })
  poolId: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

const key = { list: 'networks', shape: ['string'] as const, of: (row: NetworkRecord) => [row.id] };

/** What may be scanned, and by whom. */
@ApiTags('assets')
@Controller('api/v1/networks')
export class NetworksController {
  constructor(@Inject(Networks) private readonly networks: Networks) {}

  @Post()
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'createNetwork', summary: 'Name the address ranges that the tenant may scan' })
  @ApiCreatedResponse({ type: NetworkView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: NetworkBody,
  ): Promise<NetworkRecord> {
    const { name, cidrs, poolId, description = '', allowedSpecialCidrs = [] } = body;
    return answer(
      await this.networks.create(tenantId, { name, description, cidrs, allowedSpecialCidrs, poolId }),
    );
  }

  @Get()
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listNetworks', summary: 'The tenant’s networks' })
  @ApiOkResponse(pageSchema(NetworkView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<NetworkRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.networks.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'getNetwork', summary: 'One network' })
  @ApiOkResponse({ type: NetworkView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<NetworkRecord> {
    return answer(await this.networks.find(tenantId, id));
  }
}
