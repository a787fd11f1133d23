import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, withEtag } from '../platform/http';
import { ScanReads, ScanView } from '../scans';
import { JobBulk } from './job-bulk';
import type { JobRecord } from './job-record';
import { BulkJobsBody, CloneBody } from './job-request';
import { JobStarts } from './job-starts';
import { BulkJobsView, JobView } from './job-view';
import { Jobs } from './jobs';

/** What a person does with jobs that exist, one or many at once. */
@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobCommandsController {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(JobStarts) private readonly starts: JobStarts,
    @Inject(JobBulk) private readonly bulk: JobBulk,
    @Inject(ScanReads) private readonly scans: ScanReads,
  ) {}

  @Post(':id/start')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startJob',
    summary: 'Start a scan of the job',
    description: '409 `job-disabled` while the job is disabled.',
  })
  @ApiAcceptedResponse({ type: ScanView, headers: { Location: { schema: { type: 'string' } } } })
  async start(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScanView> {
    const scan = answer(await this.starts.start(principal.tenantId, id, actorOf(principal)));
    void reply.header('location', `/api/v1/scans/${scan.id}`);
    return answer(await this.scans.find(principal.tenantId, scan.id));
  }

  @Post(':id/enable')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'enableJob',
    summary: 'Let a job start again',
    description: 'Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: JobView })
  async enable(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRecord> {
    return withEtag(reply, answer(await this.jobs.enable(tenantId, id, true)));
  }

  @Post(':id/disable')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'disableJob',
    summary: 'Keep a job from starting, by hand or by its schedule',
    description: 'Scans that are under way go on. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: JobView })
  async disable(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRecord> {
    return withEtag(reply, answer(await this.jobs.enable(tenantId, id, false)));
  }

  @Post(':id/clone')
  @Permit('scanning', 'full')
  @ApiOperation({
    operationId: 'cloneJob',
    summary: 'Make a job like this one',
    description: 'Everything but the name and the schedule.',
  })
  @ApiCreatedResponse({ type: JobView })
  async clone(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Body() { name }: CloneBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRecord> {
    const job = answer(await this.jobs.clone(principal, id, name));
    void reply.header('location', `/api/v1/jobs/${job.id}`);
    return withEtag(reply, job);
  }

  @Post('bulk')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'bulkJobs',
    summary: 'Start, enable, disable or delete several jobs',
    description: 'Each job has its own answer.',
  })
  @ApiOkResponse({ type: BulkJobsView })
  async many(
    @CurrentPrincipal() by: Principal,
    @Body() { action, ids }: BulkJobsBody,
  ): Promise<BulkJobsView> {
    return { results: await this.bulk.run(by, action, ids) };
  }
}
