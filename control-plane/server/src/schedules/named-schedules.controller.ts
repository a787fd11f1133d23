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
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
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
import { NamedSchedules, type NamedScheduleRecord } from './named-schedules';
import type { Definition } from './policy';
import { definitionOf, NamedScheduleEdit, NamedScheduleRequest, ScheduleRequest } from './schedule-request';

const time = { type: String, format: 'date-time' } as const;

class NamedScheduleView implements NamedScheduleRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Nightly' })
  name: string;

  @ApiProperty({ type: ScheduleRequest })
  definition: Definition;

  @ApiProperty({ description: 'How many jobs follow it.' })
  jobs: number;

  @ApiProperty()
  version: number;

  @ApiProperty(time)
  createdAt: Date;

  @ApiProperty(time)
  updatedAt: Date;
}

const key = {
  list: 'named-schedules',
  shape: ['string'] as const,
  of: (row: NamedScheduleRecord) => [row.id],
};

/** Schedules that several jobs follow. */
@ApiTags('schedules')
@Controller('api/v1/named-schedules')
export class NamedSchedulesController {
  constructor(@Inject(NamedSchedules) private readonly named: NamedSchedules) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listNamedSchedules', summary: 'Schedules that jobs can follow' })
  @ApiOkResponse(pageSchema(NamedScheduleView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<NamedScheduleRecord>> {
    const find = (after: unknown[] | undefined, fetch: number) =>
      this.named.list(tenantId, after?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }

  @Post()
  @Permit('scanning', 'full')
  @ApiOperation({
    operationId: 'createNamedSchedule',
    summary: 'Name a schedule, for jobs to follow',
    description: 'A job follows it by PUT /jobs/{id}/schedule with namedScheduleId.',
  })
  @ApiCreatedResponse({ type: NamedScheduleView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { name, ...request }: NamedScheduleRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedScheduleRecord> {
    const made = answer(
      await this.named.create(tenantId, { name, definition: answer(definitionOf(request)) }),
    );
    void reply.header('location', `/api/v1/named-schedules/${made.id}`);
    return withEtag(reply, made);
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getNamedSchedule', summary: 'One named schedule' })
  @ApiOkResponse({ type: NamedScheduleView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedScheduleRecord> {
    return withEtag(reply, answer(await this.named.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('scanning', 'full')
  @Versioned()
  @ApiOperation({
    operationId: 'editNamedSchedule',
    summary: 'Move every job that follows it',
    description: 'Giving a recurrence says all of the schedule anew; without it only the name changes.',
  })
  @ApiOkResponse({ type: NamedScheduleView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() { name, ...terms }: NamedScheduleEdit,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedScheduleRecord> {
    const change = {
      ...(name !== undefined && { name }),
      ...(Object.values(terms).some((value) => value !== undefined) && {
        definition: answer(definitionOf(terms)),
      }),
    };
    return withEtag(reply, answer(await this.named.edit(tenantId, id, change, expected)));
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteNamedSchedule', summary: 'Refused while a job follows it' })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.named.remove(tenantId, id));
  }
}
