import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Refusal } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { FindingCounts, type FindingTotals } from './finding-counts';
import {
  FindingLists,
  type FindingHistoryRow,
  type FindingRecord,
  type FindingSummary,
} from './finding-lists';
import { FindingCountsView, FindingHistoryView, FindingItem, FindingQuery, FindingView } from './finding.dto';
import { SEVERITIES } from './severity';

const HISTORY = {
  list: 'finding history',
  shape: ['string'] as const,
  of: (row: FindingHistoryRow) => [row.id],
};

/** What was found. */
@ApiTags('findings')
@Controller('api/v1/findings')
export class FindingsController {
  constructor(
    @Inject(FindingLists) private readonly findings: FindingLists,
    @Inject(FindingCounts) private readonly counts: FindingCounts,
  ) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listFindings',
    summary: 'Findings, gravest first unless sorted otherwise',
    description:
      'Within a severity, those first found last come first. Only combinations of filters and sort that an index serves are answered; others are refused with what is possible.',
  })
  @ApiOkResponse(pageSchema(FindingItem))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: FindingQuery,
  ): Promise<Page<FindingSummary>> {
    const { limit, cursor, minSeverity, ...filter } = query;
    if (minSeverity !== undefined && filter.severity !== undefined) answer(twice());
    const severity = filter.severity ?? (minSeverity && SEVERITIES.filter((one) => one >= minSeverity));
    const asked = { ...filter, severity: severity || undefined };
    return answer(await this.findings.list(tenantId, asked, { limit, ...(cursor && { cursor }) }));
  }

  @Get('counts')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'countFindings',
    summary: 'How many findings there are, by state and severity',
  })
  @ApiOkResponse({ type: FindingCountsView })
  async count(@CurrentPrincipal() { tenantId }: Principal): Promise<FindingTotals> {
    return this.counts.of(tenantId);
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

function twice(): Refusal {
  const reason = 'Give either severity or minSeverity.';
  return new Refusal('unsupported-filter', 400, reason, [
    { path: '/minSeverity', code: 'unsupported-filter', reason },
  ]);
}
