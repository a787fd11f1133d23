import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { actorOf, CurrentPrincipal, Permit, Zone, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Quotas, type QuotaLimits } from './quotas';
import {
  Subscriptions,
  type SubscriptionMove,
  type SubscriptionRecord,
  type SubscriptionState,
} from './subscriptions';

const MOST = 4_294_967_295;

class SubscribeBody {
  @ApiPropertyOptional({
    description: 'IANA time zone in which a day of the quotas begins; as before, or UTC, unless given.',
    example: 'Asia/Taipei',
  })
  @ValidateIf((body: SubscribeBody) => body.zone !== undefined)
  @Zone()
  zone?: string;
}

class QuotasView implements QuotaLimits {
  @ApiProperty({ example: 20 })
  concurrentScans: number;

  @ApiProperty({ description: 'Addresses times profiles.', example: 1_048_576 })
  targetsPerScan: number;

  @ApiProperty({ description: 'Addresses that scans are started for, in a day of the subscription’s zone.' })
  addressesADay: number;

  @ApiProperty()
  requestsAMinute: number;
}

/** One quota in a request; null goes back to the default. */
const Quota =
  (description: string): PropertyDecorator =>
  (target, name) => {
    ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, maximum: MOST, description })(
      target,
      name,
    );
    IsOptional()(target, name);
    IsInt()(target, name);
    Min(0)(target, name as string);
    Max(MOST)(target, name as string);
  };

class QuotasBody {
  @Quota('Null: the default.')
  concurrentScans?: number | null;

  @Quota('Null: the default.')
  targetsPerScan?: number | null;

  @Quota('Null: the default.')
  addressesADay?: number | null;

  @Quota('Null: the default.')
  requestsAMinute?: number | null;
}

class SubscriptionView implements SubscriptionRecord {
  @ApiProperty({ enum: ['never', 'active', 'canceled'], enumName: 'SubscriptionState' })
  state: SubscriptionState;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: Date | null;

  @ApiProperty({ example: 'Asia/Taipei' })
  zone: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  defaultNetworkId: string | null;

  @ApiProperty({ type: QuotasView })
  quotas: QuotasView;

  @ApiProperty({ description: 'Of addressesADay, used up.' })
  addressesToday: number;
}

class SubscriptionMoveView implements SubscriptionMove {
  @ApiProperty()
  id: number;

  @ApiProperty({ enum: ['active', 'canceled'] })
  state: 'active' | 'canceled';

  @ApiProperty({ description: '`user <id>` or `token <id>`.' })
  actor: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

/** Whether the tenant uses the service. */
@ApiTags('subscription')
@Controller('api/v1')
export class SubscriptionsController {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Quotas) private readonly quotas: Quotas,
  ) {}

  @Get('subscription')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'getSubscription',
    summary: 'Whether the tenant is subscribed, and its quotas',
  })
  @ApiOkResponse({ type: SubscriptionView })
  async find(@CurrentPrincipal() { tenantId }: Principal): Promise<SubscriptionRecord> {
    return answer(await this.subscriptions.find(tenantId));
  }

  @Post('subscription')
  @Permit('access', 'full')
  @ApiOperation({ operationId: 'subscribe', summary: 'Subscribe, for the first time or again' })
  @ApiCreatedResponse({ type: SubscriptionView })
  async subscribe(
    @CurrentPrincipal() principal: Principal,
    @Body() { zone }: SubscribeBody,
  ): Promise<SubscriptionRecord> {
    return answer(await this.subscriptions.subscribe(principal.tenantId, actorOf(principal), zone ?? null));
  }

  @Delete('subscription')
  @Permit('access', 'full')
  @ApiOperation({
    operationId: 'cancelSubscription',
    summary: 'Cancel: schedules go, nothing new starts, what runs ends by itself, results stay',
  })
  @ApiOkResponse({ type: SubscriptionView })
  async cancel(@CurrentPrincipal() principal: Principal): Promise<SubscriptionRecord> {
    return answer(await this.subscriptions.cancel(principal.tenantId, actorOf(principal)));
  }

  @Get('subscription/history')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listSubscriptionHistory', summary: 'Who subscribed and canceled, and when' })
  @ApiOkResponse(pageSchema(SubscriptionMoveView))
  async history(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<SubscriptionMove>> {
    return answer(
      await pageOf(
        { list: 'subscription history', shape: ['number'], of: (row: SubscriptionMove) => [row.id] },
        query,
        (after, fetch) => this.subscriptions.history(tenantId, Number(after?.[0] ?? 0), fetch),
        (row) => row,
      ),
    );
  }

  @Get('tenants/:id/quotas')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getQuotas', summary: 'What a tenant may use' })
  @ApiOkResponse({ type: QuotasView })
  async limits(@Param() { id }: IdParameter): Promise<QuotaLimits> {
    return answer(await this.quotas.limits(id));
  }

  @Patch('tenants/:id/quotas')
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'setQuotas', summary: 'Set what a tenant may use; what is not given stays' })
  @ApiOkResponse({ type: QuotasView })
  async setLimits(@Param() { id }: IdParameter, @Body() body: QuotasBody): Promise<QuotaLimits> {
    return answer(await this.quotas.set(id, body));
  }
}
