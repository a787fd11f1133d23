import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, LooksOnly, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter } from '../platform/http';
import { definitionOf } from './definition-request';
import { DryRunView } from './dry-run-view';
import { DryRuns } from './dry-runs';
import { DryRunBody } from './job-request';

const NOTHING = 'Nothing is written and no target is touched.';

/** What a start would do. */
@ApiTags('jobs')
@Controller('api/v1/jobs')
export class DryRunsController {
  constructor(@Inject(DryRuns) private readonly runs: DryRuns) {}

  @Post('dry-run')
  @Permit('scanning', 'full')
  @LooksOnly()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'dryRun',
    summary: 'What a job would scan, and how, before it is saved',
    description: `${NOTHING} What could not be saved is refused as it would be then.`,
  })
  @ApiOkResponse({ type: DryRunView })
  async unsaved(@CurrentPrincipal() { tenantId }: Principal, @Body() body: DryRunBody): Promise<DryRunView> {
    return answer(await this.runs.ofWords(tenantId, definitionOf(body)));
  }

  @Post(':id/dry-run')
  @Permit('scanning', 'full')
  @LooksOnly()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'dryRunJob',
    summary: 'What a job would scan, and how, if it started now',
    description: NOTHING,
  })
  @ApiOkResponse({ type: DryRunView })
  async saved(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<DryRunView> {
    return answer(await this.runs.ofJob(tenantId, id));
  }
}
