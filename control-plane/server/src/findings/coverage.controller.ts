import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIP, IsOptional, IsUUID } from 'class-validator';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { PageQuery, pageSchema, SortBy, type Page } from '../platform/http';
import type { PortRanges } from './coverage';
import { coverageGrammar, CoverageLists, type CoverageFilter, type CoverageRow } from './coverage-lists';

class CoverageQuery extends PageQuery implements CoverageFilter {
  @ApiPropertyOptional({ description: 'Canonical IPv4 or IPv6 address.' })
  @IsOptional()
  @IsIP()
  address?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  scanId?: string;

  @SortBy(coverageGrammar)
  sort?: string;
}

class CoverageRangeView {
  @ApiProperty()
  first: number;

  @ApiProperty()
  last: number;
}

class CoveragePortsView {
  @ApiProperty({ description: 'tcp, udp, sctp or ip.' })
  protocol: string;

  @ApiProperty({ type: [CoverageRangeView], description: 'Inclusive.' })
  ranges: CoverageRangeView[];
}

class CoverageView implements CoverageRow {
  @ApiProperty()
  address: string;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty({ format: 'uuid', description: 'It may be deleted since.' })
  scanId: string;

  @ApiProperty({ description: 'Index into the scan’s profiles.' })
  profile: number;

  @ApiProperty({ type: String, format: 'date-time' })
  lookedAt: Date;

  @ApiProperty({ example: 'nmap' })
  tool: string;

  @ApiProperty({ example: '7.93' })
  toolVersion: string;

  @ApiProperty({ type: [CoveragePortsView] })
  ports: readonly PortRanges[];
}

/** What was really looked at: without a row here nothing counts as fixed. */
@ApiTags('findings')
@Controller('api/v1/coverage')
export class CoverageController {
  constructor(@Inject(CoverageLists) private readonly coverage: CoverageLists) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listCoverage',
    summary: 'Which targets were looked at, when, by which scan and tool',
  })
  @ApiOkResponse(pageSchema(CoverageView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: CoverageQuery,
  ): Promise<Page<CoverageRow>> {
    return answer(await this.coverage.list(tenantId, query, query));
  }
}
