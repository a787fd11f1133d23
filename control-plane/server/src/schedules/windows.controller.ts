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
import { contentOf, edited, WeeklyHoursRequest, WindowEdit, WindowRequest } from './window-request';
import { Windows, type WindowRecord } from './windows';

const time = { type: String, format: 'date-time' } as const;
const otherId = { type: String, format: 'uuid', nullable: true } as const;

class WindowView implements WindowRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty(otherId)
  networkId: string | null;

  @ApiProperty(otherId)
  jobId: string | null;

  @ApiProperty({ enum: ['window', 'blackout'] })
  kind: 'window' | 'blackout';

  @ApiProperty()
  name: string;

  @ApiProperty({ example: 'Asia/Taipei' })
  zone: string;

  @ApiProperty({ type: [WeeklyHoursRequest], nullable: true })
  weekly: WeeklyHoursRequest[] | null;

  @ApiProperty({ ...time, nullable: true })
  startsAt: Date | null;

  @ApiProperty({ ...time, nullable: true })
  endsAt: Date | null;

  @ApiProperty()
  graceSeconds: number;

  @ApiProperty()
  version: number;

  @ApiProperty(time)
  createdAt: Date;

  @ApiProperty(time)
  updatedAt: Date;
}

const windowKey = { list: 'windows', shape: ['string'] as const, of: (row: WindowRecord) => [row.id] };

/** The hours in which scans of a network or of a job may run. */
@ApiTags('schedules')
@Controller('api/v1/windows')
export class WindowsController {
  constructor(@Inject(Windows) private readonly windows: Windows) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listWindows', summary: 'Windows and blackouts of networks and jobs' })
  @ApiOkResponse(pageSchema(WindowView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<WindowRecord>> {
    const find = (after: unknown[] | undefined, fetch: number) =>
      this.windows.list(tenantId, after?.[0] as string | undefined, fetch);
    return answer(await pageOf(windowKey, query, find, (row) => row));
  }

  @Post()
  @Permit('scanning', 'full')
  @ApiOperation({
    operationId: 'createWindow',
    summary: 'Keep scans to hours, or out of them',
    description:
      'What runs when they close is paused within its grace and resumed when they open; what is started in between waits in Queued, and says why.',
  })
  @ApiCreatedResponse({ type: WindowView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: WindowRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WindowRecord> {
    const window = answer(await this.windows.create(tenantId, answer(contentOf(body))));
    void reply.header('location', `/api/v1/windows/${window.id}`);
    return withEtag(reply, window);
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getWindow', summary: 'One window or blackout' })
  @ApiOkResponse({ type: WindowView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WindowRecord> {
    return withEtag(reply, answer(await this.windows.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('scanning', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editWindow', summary: 'Change its hours; what it is about stays' })
  @ApiOkResponse({ type: WindowView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: WindowEdit,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WindowRecord> {
    const change = (present: WindowRecord) => edited(present, body);
    return withEtag(reply, answer(await this.windows.edit(tenantId, id, change, expected)));
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteWindow', summary: 'Scans that waited for it go on' })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.windows.remove(tenantId, id));
  }
}
