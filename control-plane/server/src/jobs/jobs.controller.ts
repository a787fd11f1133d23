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
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import {
  IdParameter,
  IfMatch,
  pageOf,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { filterOf, JobQuery } from './job-query';
import type { JobRecord } from './job-record';
import { changeOf, JobBody, JobPatch, requestOf } from './job-request';
import { JobView, SavedJobView } from './job-view';
import { Jobs } from './jobs';
import { Readiness } from './readiness';

const key = {
  list: 'jobs',
  shape: ['number', 'string'] as const,
  of: (row: JobRecord) => [row.createdAt.getTime(), row.id],
};

/** What to scan, how and where. */
@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  @Post()
  @Permit('scanning', 'full')
  @ApiOperation({ operationId: 'createJob', summary: 'Define what to scan' })
  @ApiCreatedResponse({ type: SavedJobView })
  async create(
    @CurrentPrincipal() { tenantId, id: ownerId }: Principal,
    @Body() body: JobBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedJobView> {
    const job = answer(await this.jobs.create(tenantId, ownerId, requestOf(body)));
    void reply.header('location', `/api/v1/jobs/${job.id}`);
    return { ...withEtag(reply, job), warnings: await this.readiness.of(job) };
  }

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listJobs', summary: 'The tenant’s jobs, newest first' })
  @ApiOkResponse(pageSchema(JobView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: JobQuery,
  ): Promise<Page<JobRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) =>
          this.jobs.list(tenantId, filterOf(query), after as [number, string] | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getJob', summary: 'One job' })
  @ApiOkResponse({ type: JobView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRecord> {
    return withEtag(reply, answer(await this.jobs.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('scanning', 'full')
  @Versioned()
  @ApiOperation({
    operationId: 'editJob',
    summary: 'Change a job',
    description: 'What is not named stays as it is. A scan that is under way keeps what it started with.',
  })
  @ApiOkResponse({ type: SavedJobView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @IfMatch() expected: ExpectedVersion,
    @Body() body: JobPatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedJobView> {
    const job = answer(await this.jobs.edit(tenantId, id, changeOf(body), expected));
    return { ...withEtag(reply, job), warnings: await this.readiness.of(job) };
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteJob',
    summary: 'Delete a job',
    description: 'Its schedule goes with it; its scans and findings stay, and its name is free.',
  })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.jobs.remove(principal.tenantId, id, actorOf(principal)));
  }
}
