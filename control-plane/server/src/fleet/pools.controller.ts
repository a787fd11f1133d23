import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, CONFIG, notFound, type Config } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Authority } from './authority';
import { cloudInit, enrolmentCommand } from './enrolment-words';
import { Pools, type PoolRecord } from './pools';
import { JoinTokenView, PoolBody, PoolView } from './pools.dto';

const POOLS = { list: 'pools', shape: ['string'] as const, of: (pool: PoolRecord) => [pool.id] };

/**
 * Pools belong to the fleet and not to a tenant: they are seen and changed by who runs the fleet. A tenant
 * meets a pool only as that of its network.
 */
@ApiTags('fleet')
@Controller('api/v1/pools')
export class PoolsController {
  constructor(
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Authority) private readonly authority: Authority,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'createPool', summary: 'Make a pool: agents that reach the same networks' })
  @ApiCreatedResponse({ type: PoolView })
  async create(@Body() body: PoolBody): Promise<PoolRecord> {
    return answer(await this.pools.create(body.name));
  }

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listPools', summary: 'The fleet’s pools, oldest first' })
  @ApiOkResponse(pageSchema(PoolView))
  async list(@Query() query: PageQuery): Promise<Page<PoolRecord>> {
    const read = (after: readonly unknown[] | undefined, limit: number) =>
      this.pools.list({ after: after?.[0] as string | undefined, limit });
    return answer(await pageOf(POOLS, query, read, (pool) => pool));
  }

  @Get(':id')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getPool', summary: 'One pool' })
  @ApiOkResponse({ type: PoolView })
  async find(@Param() { id }: IdParameter): Promise<PoolRecord> {
    return answer((await this.pools.find(id)) ?? notFound('pool'));
  }

  @Post(':id/join-tokens')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'createJoinToken',
    summary: 'Make a token that lets one machine join this pool, once, within 15 minutes',
  })
  @ApiCreatedResponse({ type: JoinTokenView })
  async createJoinToken(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
  ): Promise<JoinTokenView> {
    const issued = answer(await this.pools.issueJoinToken(id, principal.id));
    const order = {
      controlPlane: this.config.fleetUrl,
      authority: await this.authority.certificatePem(),
      joinToken: issued.token,
    };
    return { ...issued, command: enrolmentCommand(order), cloudInit: cloudInit(order) };
  }
}
