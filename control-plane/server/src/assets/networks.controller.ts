import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
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
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import {
  Given,
  IdParameter,
  IfMatch,
  Name,
  pageOf,
  PageQuery,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { Networks, type NetworkRecord } from './networks';

/** Packets a second: more is no limit. */
const FASTEST = 10_000_000;

const Resolvers = () =>
  applyDecorators(
    ApiPropertyOptional({
      ...{ type: [String], maxItems: 5 },
      description: 'Name servers that its host names are asked of; none: the control plane’s own.',
    }),
    Given(),
    IsArray(),
    ArrayMaxSize(5),
    IsString({ each: true }),
    MaxLength(45, { each: true }),
  );

const Rate = () =>
  applyDecorators(
    ApiPropertyOptional({
      ...{ type: Number, minimum: 1, maximum: FASTEST, nullable: true },
      description: 'Packets a second of all scans in it together. Null: no limit.',
    }),
    IsOptional(),
    IsInt(),
    Min(1),
    Max(FASTEST),
  );

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

  @Resolvers()
  resolvers?: string[];

  @Rate()
  maxRate?: number | null;
}

class NetworkEdit {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: 256 })
  @Given()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  cidrs?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 256 })
  @Given()
  @IsArray()
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  allowedSpecialCidrs?: string[];

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  poolId?: string;

  @Resolvers()
  resolvers?: string[];

  @Rate()
  maxRate?: number | null;
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

  @ApiProperty({ type: [String] })
  resolvers: readonly string[];

  @ApiProperty({ type: Number, nullable: true, description: 'Packets a second. Null: no limit.' })
  maxRate: number | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty()
  version: number;
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
    const { name, cidrs, poolId, description = '', allowedSpecialCidrs = [], resolvers = [] } = body;
    const { maxRate = null } = body;
    return answer(
      await this.networks.create(tenantId, {
        name,
        description,
        cidrs,
        allowedSpecialCidrs,
        poolId,
        resolvers,
        maxRate,
      }),
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
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NetworkRecord> {
    return withEtag(reply, answer(await this.networks.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('fleet', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editNetwork', summary: 'Widen, narrow or move a network' })
  @ApiOkResponse({ type: NetworkView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: NetworkEdit,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NetworkRecord> {
    const given = Object.entries(body).filter(([, value]) => value !== undefined);
    const edit = Object.fromEntries(given) as NetworkEdit;
    return withEtag(reply, answer(await this.networks.edit(tenantId, id, edit, expected)));
  }
}
