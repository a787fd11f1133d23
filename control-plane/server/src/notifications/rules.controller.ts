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
} from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, LOCALES, Permit, type Locale, type Principal } from '../auth';
import { answer } from '../platform';
import {
  IdParameter,
  IfMatch,
  pageOf,
  PageQuery,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { CHANNELS, type Channel } from './delivery.entity';
import type { DigestPeriod } from './facts';
import { TRIGGERS, type Trigger } from './occasion';
import { changeOf, Given, RuleBody, RuleEdit, termsOf } from './rule-request';
import { Rules, type RuleRecord } from './rules';
import { Tests } from './tests';

class DigestView {
  @ApiProperty({ enum: ['day', 'week'] })
  every: DigestPeriod;

  @ApiProperty()
  hour: number;

  @ApiProperty({ description: '1 Monday to 7 Sunday.' })
  weekday: number;

  @ApiProperty({ description: 'IANA time zone.' })
  zone: string;
}

class RuleView implements RuleRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  jobId: string | null;

  @ApiProperty({ enum: TRIGGERS, enumName: 'NotificationTrigger' })
  trigger: Trigger;

  @ApiProperty({ type: Number, nullable: true })
  minSeverity: number | null;

  @ApiProperty({ type: DigestView, nullable: true })
  digest: DigestView | null;

  @ApiProperty({ type: Number, nullable: true })
  announceMinutes: number | null;

  @ApiProperty({ enum: CHANNELS, enumName: 'NotificationChannel' })
  channel: Channel;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  webhookId: string | null;

  @ApiProperty({ type: [String] })
  recipients: readonly string[];

  @ApiProperty()
  toStarter: boolean;

  @ApiProperty({ type: String, enum: LOCALES, nullable: true })
  language: Locale | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the next digest goes out; null for other rules, and while it is switched off.',
  })
  nextDigestAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;

  @ApiProperty()
  version: number;
}

class RuleQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those of this job.' })
  @Given()
  @IsUUID()
  jobId?: string;
}

class TestedView {
  @ApiProperty({ type: [String], format: 'uuid', description: 'What goes out; see deliveries.' })
  deliveryIds: readonly string[];
}

/** Who is told what, how, and when. */
@ApiTags('notifications')
@Controller('api/v1/notification-rules')
export class RulesController {
  constructor(
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Tests) private readonly tests: Tests,
  ) {}

  @Post()
  @Permit('scanning', 'full')
  @ApiOperation({ operationId: 'createNotificationRule', summary: 'Have people or a webhook told of scans' })
  @ApiCreatedResponse({ type: RuleView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: RuleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleRecord> {
    const rule = answer(await this.rules.create(tenantId, termsOf(body)));
    void reply.header('location', `/api/v1/notification-rules/${rule.id}`);
    return withEtag(reply, rule);
  }

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listNotificationRules', summary: 'The tenant’s notification rules' })
  @ApiOkResponse(pageSchema(RuleView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: RuleQuery,
  ): Promise<Page<RuleRecord>> {
    return answer(
      await pageOf(
        { list: 'notification rules', shape: ['string'], of: (row: RuleRecord) => [row.id] },
        query,
        (after, fetch) => this.rules.list(tenantId, query, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getNotificationRule', summary: 'One notification rule' })
  @ApiOkResponse({ type: RuleView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleRecord> {
    return withEtag(reply, answer(await this.rules.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('scanning', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editNotificationRule', summary: 'Change a notification rule' })
  @ApiOkResponse({ type: RuleView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: RuleEdit,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleRecord> {
    return withEtag(reply, answer(await this.rules.edit(tenantId, id, changeOf(body), expected)));
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteNotificationRule',
    summary: 'Delete a notification rule; what was queued goes out',
  })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.rules.remove(tenantId, id));
  }

  @Post(':id/test')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'testNotificationRule',
    summary: 'Send a test to everyone that the rule names; whoever asks stands in for whoever starts a scan',
  })
  @ApiAcceptedResponse({ type: TestedView })
  async test(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
  ): Promise<{ deliveryIds: string[] }> {
    return { deliveryIds: answer(await this.tests.ofRule(principal, id)) };
  }
}
