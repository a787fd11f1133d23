import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, pageSchema, type Page } from '../platform/http';
import { FindingLists, type FindingRecord, type FindingSummary } from './finding-lists';
import { FindingItem, FindingQuery, FindingView } from './finding.dto';

/** What was found. */
@ApiTags('findings')
@Controller('api/v1/findings')
export class FindingsController {
  constructor(@Inject(FindingLists) private readonly findings: FindingLists) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listFindings',
    summary: 'Findings, gravest first',
    description: 'Within a severity, those first found last come first.',
  })
  @ApiOkResponse(pageSchema(FindingItem))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: FindingQuery,
  ): Promise<Page<FindingSummary>> {
    return answer(await this.findings.list(tenantId, query, query));
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getFinding', summary: 'One finding with everything that is known of it' })
  @ApiOkResponse({ type: FindingView })
  @ApiNotFoundResponse({ description: 'There is no such finding.' })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<FindingRecord> {
    return answer(await this.findings.find(tenantId, id));
  }
}
