import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  PartialType,
} from '@nestjs/swagger';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import {
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
import { Given } from './rule-request';
import { Tests } from './tests';
import { Webhooks, type IssuedWebhook, type WebhookRecord, type WebhookRequest } from './webhooks';

class WebhookBody {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'ticket system' })
  @Name(100)
  name: string;

  @ApiProperty({
    format: 'uri',
    maxLength: 1500,
    description:
      'https, to a public address; what else the operator allows is in SCANFLEET_WEBHOOK_ALLOW. Redirects are not followed.',
    example: 'https://hooks.example.com/scanfleet',
  })
  @IsString()
  @MaxLength(1500)
  url: string;

  @ApiPropertyOptional({ default: true })
  @Given()
  @IsBoolean()
  enabled?: boolean;
}

class WebhookEdit extends PartialType(WebhookBody, { skipNullProperties: false }) {}

class WebhookView implements WebhookRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  url: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ description: 'Why it was switched off by itself; empty otherwise.' })
  disabledReason: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then messages are signed with the secret before as well; null when there is none.',
  })
  previousSecretUntil: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;

  @ApiProperty()
  version: number;
}

class IssuedWebhookView extends WebhookView {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Verifies the signatures (https://www.standardwebhooks.com). Shown this once; null when the answer is repeated for an Idempotency-Key.',
  })
  secret: string | null;
}

class TestedWebhookView {
  @ApiProperty({ type: [String], format: 'uuid', description: 'What goes out; see deliveries.' })
  deliveryIds: readonly string[];
}

/** Where other systems hear of what happened. */
@ApiTags('notifications')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(Tests) private readonly tests: Tests,
  ) {}

  @Post()
  @Permit('access', 'full')
  @ApiOperation({ operationId: 'createWebhook', summary: 'Name an endpoint; its secret is shown once' })
  @ApiCreatedResponse({ type: IssuedWebhookView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { name, url, enabled = true }: WebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IssuedWebhook> {
    const webhook = answer(await this.webhooks.create(tenantId, { name, url, enabled }));
    void reply.header('location', `/api/v1/webhooks/${webhook.id}`);
    return withEtag(reply, webhook);
  }

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listWebhooks', summary: 'The tenant’s webhooks' })
  @ApiOkResponse(pageSchema(WebhookView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<WebhookRecord>> {
    return answer(
      await pageOf(
        { list: 'webhooks', shape: ['string'], of: (row: WebhookRecord) => [row.id] },
        query,
        (after, fetch) => this.webhooks.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getWebhook', summary: 'One webhook' })
  @ApiOkResponse({ type: WebhookView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookRecord> {
    return withEtag(reply, answer(await this.webhooks.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('access', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editWebhook', summary: 'Rename a webhook, move it, switch it off or on' })
  @ApiOkResponse({ type: WebhookView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: WebhookEdit,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookRecord> {
    const given = Object.entries(body).filter(([, value]) => value !== undefined);
    const change = Object.fromEntries(given) as Partial<WebhookRequest>;
    return withEtag(reply, answer(await this.webhooks.edit(tenantId, id, change, expected)));
  }

  @Delete(':id')
  @Permit('access', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Delete a webhook that no rule uses' })
  @ApiNoContentResponse({ description: 'Deleted; what was queued for it is not sent.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.webhooks.remove(tenantId, id));
  }

  @Post(':id/rotate-secret')
  @Permit('access', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'rotateWebhookSecret',
    summary: 'A new secret, shown once; for 24 hours messages are signed with the one before as well',
  })
  @ApiOkResponse({ type: IssuedWebhookView })
  async rotate(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IssuedWebhook> {
    return withEtag(reply, answer(await this.webhooks.rotate(tenantId, id)));
  }

  @Post(':id/test')
  @Permit('access', 'full')
  @HttpCode(202)
  @ApiOperation({ operationId: 'testWebhook', summary: 'Send a test to the webhook' })
  @ApiAcceptedResponse({ type: TestedWebhookView })
  async test(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
  ): Promise<{ deliveryIds: string[] }> {
    return { deliveryIds: answer(await this.tests.ofWebhook(principal, id)) };
  }
}
