import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiProduces,
  ApiTags,
  ApiProperty,
  ApiHeader,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsIP, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Clock, notFound } from '../platform';
import { EventStream, IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { ScanEvents } from './scan-events';
import { ScanReads } from './scan-reads';
import { ScanQuery } from './scan-query';
import { ScanHistoryView, ScanListView, ScanView, SliceView, TargetView } from './scan-view';

class TargetParameters extends IdParameter {
  @ApiProperty({ description: 'An IP address of the scan.' })
  @IsIP()
  address: string;
}

class RawQuery {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 255,
    default: 0,
    description: 'Index into the scan’s profiles.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(255)
  profile: number = 0;
}

const historyKey = { list: 'history', shape: ['string'] as const, of: (row: ScanHistoryView) => [row.id] };
const sliceKey = { list: 'slices', shape: ['string'] as const, of: (row: SliceView) => [row.id] };
const targetKey = {
  list: 'targets',
  shape: ['number', 'string'] as const,
  of: (row: TargetView) => [row.profile, row.address],
};

/** How scans go, and what came of them. */
@ApiTags('scans')
@Controller('api/v1/scans')
export class ScansController {
  constructor(
    @Inject(ScanReads) private readonly scans: ScanReads,
    @Inject(ScanEvents) private readonly events: ScanEvents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listScans', summary: 'The tenant’s scans, newest first' })
  @ApiOkResponse(pageSchema(ScanListView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: ScanQuery,
  ): Promise<Page<ScanListView>> {
    return answer(await this.scans.list(tenantId, query, query));
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getScan', summary: 'One scan with its progress and summary' })
  @ApiOkResponse({ type: ScanView })
  async find(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<ScanView> {
    return answer(await this.scans.find(tenantId, id));
  }

  @Get(':id/history')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listScanHistory', summary: 'Every move of the scan, oldest first' })
  @ApiOkResponse(pageSchema(ScanHistoryView))
  async history(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<ScanHistoryView>> {
    await this.existing(tenantId, id);
    return answer(
      await pageOf(
        historyKey,
        query,
        (after, fetch) => this.scans.history(tenantId, id, (after?.[0] as string | undefined) ?? '0', fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id/slices')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listScanSlices', summary: 'The parts of the scan, and which agent has them' })
  @ApiOkResponse(pageSchema(SliceView))
  async slices(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<SliceView>> {
    await this.existing(tenantId, id);
    return answer(
      await pageOf(
        sliceKey,
        query,
        (after, fetch) => this.scans.slices(tenantId, id, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id/targets')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listScanTargets', summary: 'What became of each target' })
  @ApiOkResponse(pageSchema(TargetView))
  async targets(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<TargetView>> {
    await this.existing(tenantId, id);
    return answer(
      await pageOf(
        targetKey,
        query,
        (after, fetch) => this.scans.targets(tenantId, id, after as [number, string] | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id/targets/:address/raw')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'downloadRawOutput', summary: 'The tool’s own output about one target' })
  @ApiProduces('application/xml')
  @ApiOkResponse({ content: { 'application/xml': { schema: { type: 'string', format: 'binary' } } } })
  async raw(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id, address }: TargetParameters,
    @Query() { profile }: RawQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = answer(await this.scans.raw(tenantId, id, address, profile));
    await attached(reply, 'application/xml', fileOf(id, address, 'xml')).send(stream);
  }

  @Get(':id/targets/:address/report')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'downloadReport',
    summary: 'The tool’s own report about one target, for people',
    description:
      'OpenSCAP’s HTML, as a file to be saved: it has scripts of its own. Of an evaluation that was paused in the middle there is none.',
  })
  @ApiProduces('text/html')
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string', format: 'binary' } } } })
  async report(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id, address }: TargetParameters,
    @Query() { profile }: RawQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = answer(await this.scans.report(tenantId, id, address, profile));
    await attached(reply, 'text/html; charset=utf-8', fileOf(id, address, 'html')).send(stream);
  }

  @Get(':id/events')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'watchScan',
    summary: 'The scan as it goes: server-sent events',
    description:
      '`state`: one for each move, its id the move’s. `progress`: when something advanced, id `MOVE.N`. `end`: the scan is at its end and processed; the stream ends. Last-Event-ID goes on after that event.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async watch(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.existing(tenantId, id);
    answer(this.events.admit());
    let stop = (): void => undefined;
    const stream = new EventStream(reply, this.clock, () => stop());
    stop = this.events.watch(tenantId, id, lastEventId, stream);
    if (!stream.isOpen) stop();
  }

  private async existing(tenantId: string, id: string): Promise<void> {
    if (!(await this.scans.exists(tenantId, id))) answer(notFound('scan'));
  }
}

const fileOf = (id: string, address: string, ending: string): string =>
  `scan-${id}-${address.replaceAll(/[^0-9a-f.]/gi, '_')}.${ending}`;

/** What a stranger's machine wrote is saved, never shown as ours. */
const attached = (reply: FastifyReply, type: string, file: string): FastifyReply =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${file}"`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store');
