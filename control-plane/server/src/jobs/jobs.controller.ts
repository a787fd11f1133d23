import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, isRefusal, type Result } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { ProfileView, resolveProfile, type EngineProfile } from '../profiles';
import { ScanReads, ScanView } from '../scans';
import { JobBody } from './job-request';
import { JobStarts } from './job-starts';
import { Jobs, type JobRecord } from './jobs';

class JobView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  labels: Readonly<Record<string, string>>;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty({ type: [String] })
  targets: readonly string[];

  @ApiProperty({ type: [ProfileView] })
  profiles: readonly EngineProfile[];

  @ApiProperty()
  priority: number;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ type: Number, nullable: true, description: 'Null: 7 days.' })
  maxDurationSeconds: number | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;
}

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
    @Inject(JobStarts) private readonly starts: JobStarts,
    @Inject(ScanReads) private readonly scans: ScanReads,
  ) {}

  @Post()
  @Permit('scanning', 'full')
  @ApiOperation({ operationId: 'createJob', summary: 'Define what to scan' })
  @ApiCreatedResponse({ type: JobView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: JobBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRecord> {
    const { name, description = '', labels = {}, networkId, targets, priority = 5 } = body;
    const { maxDurationSeconds = null } = body;
    const profiles = answer(profilesOf(body));
    const described = { name, description, labels: { ...labels }, networkId, targets };
    const request = { ...described, profiles, priority, maxDurationSeconds };
    const job = answer(await this.jobs.create(tenantId, request));
    void reply.header('location', `/api/v1/jobs/${job.id}`);
    return job;
  }

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listJobs', summary: 'The tenant’s jobs, newest first' })
  @ApiOkResponse(pageSchema(JobView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<JobRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.jobs.list(tenantId, after as [number, string] | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getJob', summary: 'One job' })
  @ApiOkResponse({ type: JobView })
  async find(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<JobRecord> {
    return answer(await this.jobs.find(tenantId, id));
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteJob', summary: 'Delete a job; its scans and findings stay' })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.jobs.remove(principal.tenantId, id, actorOf(principal)));
  }

  @Post(':id/start')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({ operationId: 'startJob', summary: 'Start a scan of the job' })
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
}

/** Every profile filled up, or the first one's refusal. */
function profilesOf({ profiles }: JobBody): Result<EngineProfile[]> {
  const resolved: EngineProfile[] = [];
  for (const [index, request] of profiles.entries()) {
    const profile = resolveProfile(request, `/profiles/${index}`);
    if (isRefusal(profile)) return profile;
    resolved.push(profile);
  }
  return resolved;
}
