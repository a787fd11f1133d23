import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import {
  FindingLists,
  type FindingHistoryRow,
  type FindingRecord,
  type FindingSummary,
} from './finding-lists';
import { FindingHistoryView, FindingItem, FindingQuery, FindingView } from './finding.dto';

const HISTORY = {
  list: 'finding history',
  shape: ['string'] as const,
  of: (row: FindingHistoryRow) => [row.id],
};

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

  @Get(':id/history')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listFindingHistory', summary: 'Every move of the finding, oldest first' })
  @ApiOkResponse(pageSchema(FindingHistoryView))
  @ApiNotFoundResponse({ description: 'There is no such finding.' })
  async history(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<FindingHistoryRow>> {
    answer(await this.findings.find(tenantId, id));
    return answer(
      await pageOf(
        HISTORY,
        query,
        (after, fetch) =>
          this.findings.history(tenantId, id, (after?.[0] as string | undefined) ?? '0', fetch),
        (row) => row,
      ),
    );
  }
}
