import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, type Result } from '../platform';
import { IdParameter } from '../platform/http';
import { ScanReads, ScanView } from '../scans';
import { definitionOf } from './definition-request';
import { OneOffBody, ProfileTestBody, UnsavedTestBody } from './job-request';
import { OneOffs } from './one-offs';

const TEST =
  'A one-off scan that is not kept: it goes before others, for an hour at most, brings no findings, and is deleted an hour after its end. It counts against the quotas like any.';

const started = { type: ScanView, headers: { Location: { schema: { type: 'string' } } } } as const;

/** Scans that no job stands for. */
@Controller('api/v1')
export class OneOffsController {
  constructor(
    @Inject(OneOffs) private readonly oneOffs: OneOffs,
    @Inject(ScanReads) private readonly scans: ScanReads,
  ) {}

  @Post('scans')
  @ApiTags('scans')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startScan',
    summary: 'Scan something once, without a job',
    description:
      'Like the start of a job: same scope, quotas and findings. The scan’s `jobId` is null. With an Idempotency-Key a repeated request starts nothing.',
  })
  @ApiAcceptedResponse(started)
  async start(
    @CurrentPrincipal() by: Principal,
    @Body() body: OneOffBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScanView> {
    const { name, keep = true } = body;
    return this.answered(by, reply, await this.oneOffs.start(by, { name, kept: keep }, definitionOf(body)));
  }

  @Post('profiles/test-run')
  @ApiTags('profiles')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'testUnsavedProfile',
    summary: 'Try a profile on one address before it is saved',
    description: TEST,
  })
  @ApiAcceptedResponse(started)
  async testUnsaved(
    @CurrentPrincipal() by: Principal,
    @Body() { profile, ...target }: UnsavedTestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScanView> {
    return this.answered(by, reply, await this.oneOffs.testUnsaved(by, profile, target));
  }

  @Post('profiles/:id/test-run')
  @ApiTags('profiles')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'testProfile',
    summary: 'Try a profile on one address',
    description: TEST,
  })
  @ApiAcceptedResponse(started)
  async test(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Body() target: ProfileTestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScanView> {
    return this.answered(by, reply, await this.oneOffs.test(by, id, target));
  }

  private async answered(
    by: Principal,
    reply: FastifyReply,
    result: Result<{ id: string }>,
  ): Promise<ScanView> {
    const scan = answer(result);
    void reply.header('location', `/api/v1/scans/${scan.id}`);
    return answer(await this.scans.find(by.tenantId, scan.id));
  }
}
