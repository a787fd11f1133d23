import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Deliveries, type DeliveryRecord } from './deliveries';
import { CHANNELS, type Channel } from './delivery.entity';
import { DELIVERY_STATES, type DeliveryState } from './delivery.machine';
import { TOLD_KINDS, type ToldKind } from './facts';
import { Given } from './rule-request';
import { Unsubscribes, type UnsubscribeRecord } from './unsubscribes';

const id = { type: String, format: 'uuid', nullable: true } as const;
const time = { type: String, format: 'date-time', nullable: true } as const;
const state = { enum: DELIVERY_STATES, enumName: 'DeliveryState' } as const;
const channel = { enum: CHANNELS, enumName: 'NotificationChannel' } as const;
const kind = { enum: TOLD_KINDS, enumName: 'DeliveryKind' } as const;

class DeliveryView implements DeliveryRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description:
      'As the receiver sees it (webhook-id, Message-ID); the same for every attempt and redelivery.',
  })
  messageId: string;

  @ApiProperty(kind)
  kind: ToldKind;

  @ApiProperty(channel)
  channel: Channel;

  @ApiProperty({ description: 'The mail’s address; empty for a webhook.' })
  recipient: string;

  @ApiProperty(id)
  ruleId: string | null;

  @ApiProperty(id)
  webhookId: string | null;

  @ApiProperty(id)
  scanId: string | null;

  @ApiProperty({ ...id, description: 'The delivery that it repeats.' })
  redeliveryOf: string | null;

  @ApiProperty(state)
  state: DeliveryState;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ ...time, description: 'Null once nothing more is tried.' })
  nextAttemptAt: Date | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of HTTP or SMTP, to the last attempt; null: nothing answered.',
  })
  responseStatus: number | null;

  @ApiProperty({ description: 'What became of the last attempt, for people; empty when it was accepted.' })
  lastError: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty(time)
  lastAttemptAt: Date | null;

  @ApiProperty(time)
  endedAt: Date | null;
}

class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional(state)
  @Given()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @ApiPropertyOptional(channel)
  @Given()
  @IsIn(CHANNELS)
  channel?: Channel;

  @ApiPropertyOptional(kind)
  @Given()
  @IsIn(TOLD_KINDS)
  kind?: ToldKind;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  ruleId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  webhookId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  scanId?: string;
}

class UnsubscribeView implements UnsubscribeRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

/** What was told to whom, and what became of it. */
@ApiTags('notifications')
@Controller('api/v1')
export class DeliveriesController {
  constructor(
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Unsubscribes) private readonly unsubscribes: Unsubscribes,
  ) {}

  @Get('deliveries')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listDeliveries',
    summary: 'Mails and calls of webhooks, newest first; forgotten after 90 days',
  })
  @ApiOkResponse(pageSchema(DeliveryView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: DeliveryQuery,
  ): Promise<Page<DeliveryRecord>> {
    return answer(
      await pageOf(
        { list: 'deliveries', shape: ['string'], of: (row: DeliveryRecord) => [row.id] },
        query,
        (after, fetch) => this.deliveries.list(tenantId, query, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get('deliveries/:id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getDelivery', summary: 'One delivery' })
  @ApiOkResponse({ type: DeliveryView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<DeliveryRecord> {
    return answer(await this.deliveries.find(tenantId, id));
  }

  @Post('deliveries/:id/redeliver')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'redeliver',
    summary: 'Send the same once more, as a delivery of its own with the same message id',
  })
  @ApiAcceptedResponse({ type: DeliveryView, headers: { Location: { schema: { type: 'string' } } } })
  async redeliver(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryRecord> {
    const delivery = answer(await this.deliveries.redeliver(tenantId, id));
    void reply.header('location', `/api/v1/deliveries/${delivery.id}`);
    return delivery;
  }

  @Get('unsubscribes')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listUnsubscribes', summary: 'Addresses that want no mail any more' })
  @ApiOkResponse(pageSchema(UnsubscribeView))
  async unsubscribed(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<UnsubscribeRecord>> {
    return answer(
      await pageOf(
        { list: 'unsubscribes', shape: ['string'], of: (row: UnsubscribeRecord) => [row.id] },
        query,
        (after, fetch) => this.unsubscribes.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Delete('unsubscribes/:id')
  @Permit('access', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteUnsubscribe',
    summary: 'Write to the address again, because its owner asks for it',
  })
  @ApiNoContentResponse({ description: 'It gets mail again.' })
  async resubscribe(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<void> {
    answer(await this.unsubscribes.remove(tenantId, id));
  }
}
