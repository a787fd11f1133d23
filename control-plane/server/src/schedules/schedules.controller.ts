import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Clock, Refusal, type Result } from '../platform';
import {
  IdParameter,
  pageOf,
  PageQuery,
  pageSchema,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { previewOf, type PreviewedOccurrence } from './preview';
import { NamedSchedules } from './named-schedules';
import { chosen, JobScheduleRequest, PreviewRequest, ScheduleRequest } from './schedule-request';
import { Schedules, type OccurrenceRecord, type ScheduleRecord } from './schedules';
import type { Definition } from './policy';

class ScheduleView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  jobId: string;

  @ApiProperty({ type: ScheduleRequest })
  definition: Definition;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The one that it follows, with other jobs.',
  })
  namedScheduleId: string | null;

  @ApiProperty()
  version: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: no more.' })
  dueAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;
}

class OccurrenceView {
  @ApiProperty()
  id: string;

  @ApiProperty({ type: String, format: 'date-time' })
  dueAt: Date;

  @ApiProperty({ enum: ['fired', 'missed', 'skipped'] })
  state: string;

  @ApiProperty({ description: 'Why there is no scan; empty when there is.' })
  code: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  scanId: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

class PreviewedView implements PreviewedOccurrence {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ description: 'In the schedule’s zone.', example: '2026-12-01T03:00:00' })
  local: string;

  @ApiProperty({ description: 'In the caller’s zone.' })
  yours: string;

  @ApiProperty({ type: [String], description: 'Local days before it that never were.' })
  skippedDays: readonly string[];
}

class PreviewView {
  @ApiProperty({ type: [PreviewedView], maxItems: 5 })
  occurrences: PreviewedView[];
}

const scheduleKey = {
  list: 'schedules',
  shape: ['number', 'string'] as const,
  of: (row: ScheduleRecord) => [row.createdAt.getTime(), row.id],
};

const occurrenceKey = {
  list: 'occurrences',
  shape: ['number', 'string'] as const,
  of: (row: OccurrenceRecord) => [row.dueAt.getTime(), row.id],
};

/** When jobs start by themselves. */
@ApiTags('schedules')
@Controller('api/v1')
export class SchedulesController {
  constructor(
    @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(NamedSchedules) private readonly named: NamedSchedules,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('schedules')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listSchedules',
    summary: 'Jobs that start by themselves, newest schedule first',
  })
  @ApiOkResponse(pageSchema(ScheduleView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<ScheduleRecord>> {
    const find = (after: unknown, fetch: number) =>
      this.schedules.list(tenantId, after as [number, string] | undefined, fetch);
    return answer(await pageOf(scheduleKey, query, find, (row) => row));
  }

  @Post('schedules/preview')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewSchedule', summary: 'The next five occurrences, before saving' })
  @ApiOkResponse({ type: PreviewView })
  preview(@Body() { recurrence, count, zone }: PreviewRequest): PreviewView {
    const now = this.clock.now().getTime();
    return { occurrences: answer(previewOf(recurrence, count ?? null, zone ?? recurrence.zone, now)) };
  }

  @Get('jobs/:id/schedule')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getJobSchedule', summary: 'When the job starts by itself' })
  @ApiOkResponse({ type: ScheduleView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleRecord> {
    return withEtag(reply, answer(await this.schedules.ofJob(tenantId, id)));
  }

  @Put('jobs/:id/schedule')
  @Permit('scanning', 'full')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'Needed where the job has a schedule: its ETag.',
  })
  @ApiOperation({ operationId: 'putJobSchedule', summary: 'Have the job start by itself' })
  @ApiOkResponse({ type: ScheduleView })
  async put(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: JobScheduleRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleRecord> {
    const expected = answer(expectedOf(ifMatch));
    const choice = answer(chosen(body));
    const put =
      'namedScheduleId' in choice
        ? this.named.follow(tenantId, id, choice.namedScheduleId, expected)
        : this.schedules.put(tenantId, id, { definition: choice }, expected);
    return withEtag(reply, answer(await put));
  }

  @Delete('jobs/:id/schedule')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteJobSchedule', summary: 'Make the job manual' })
  @ApiNoContentResponse({ description: 'The job is manual.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.schedules.remove(tenantId, id));
  }

  @Get('jobs/:id/occurrences')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listJobOccurrences',
    summary: 'What became of each occurrence, latest first',
  })
  @ApiOkResponse(pageSchema(OccurrenceView))
  async occurrences(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<OccurrenceRecord>> {
    const find = async (after: unknown, fetch: number) =>
      answer(await this.schedules.occurrences(tenantId, id, after as [number, string] | undefined, fetch));
    return answer(await pageOf(occurrenceKey, query, find, (row) => row));
  }
}

/** If-Match of a PUT that may also create. */
function expectedOf(given: string | undefined): Result<ExpectedVersion> | undefined {
  if (given === undefined) return undefined;
  if (given.trim() === '*') return 'any';
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(given.trim())?.[1];
  if (version !== undefined) return Number(version);
  return new Refusal(
    'malformed-if-match',
    400,
    'If-Match takes one entity tag as this API gives them, or *.',
  );
}
