import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsOptional, IsString, MaxLength } from 'class-validator';
import { answer } from '../platform';
import { pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { CurrentPrincipal, Permit, type Principal } from './access';
import { FLEET_CHAIN } from './audit-chain';
import { AuditReads, type AuditFilter, type AuditRecord, type AuditVerdict } from './audit-reads';

class AuditQuery extends PageQuery implements AuditFilter {
  @ApiPropertyOptional({ maxLength: 64, example: 'user 0197a0d4-0000-7000-8000-000000000001' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  actor?: string;

  @ApiPropertyOptional({ maxLength: 64, example: 'createJob' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  action?: string;

  @ApiPropertyOptional({ maxLength: 64, example: 'jobs 0197a0d4-0000-7000-8000-000000000001' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  subject?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  from?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  to?: Date;
}

class AuditView {
  @ApiProperty({ description: 'Counted from 1, without a gap.' })
  seq: number;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;

  @ApiProperty({ description: '`user <id>`, `token <id>`, `schedule <id>` or the name of a round.' })
  actor: string;

  @ApiProperty({ description: 'Where the request came from; empty when the control plane acted by itself.' })
  address: string;

  @ApiProperty({ description: 'For requests the operation’s id in this description.' })
  action: string;

  @ApiProperty()
  subject: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What was asked, without secrets.',
  })
  details: object;

  @ApiProperty()
  traceId: string;

  @ApiProperty()
  hash: string;
}

class VerdictView implements AuditVerdict {
  @ApiProperty()
  chain: string;

  @ApiProperty()
  rows: number;

  @ApiProperty()
  intact: boolean;

  @ApiProperty({ type: Number, nullable: true })
  firstBroken: number | null;

  @ApiProperty()
  reason: string;
}

/** Who changed what. */
@ApiTags('access')
@Controller('api/v1')
export class AuditController {
  constructor(@Inject(AuditReads) private readonly reads: AuditReads) {}

  @Get('audit')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'listAudit', summary: 'Every change in the tenant, newest first' })
  @ApiOkResponse(pageSchema(AuditView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: AuditQuery,
  ): Promise<Page<AuditView>> {
    return this.page(tenantId, query);
  }

  @Get('audit/verification')
  @Permit('access', 'read')
  @ApiOperation({
    operationId: 'verifyAudit',
    summary: 'Whether the tenant’s audit log is as it was written',
  })
  @ApiOkResponse({ type: VerdictView })
  verify(@CurrentPrincipal() { tenantId }: Principal): Promise<AuditVerdict> {
    return this.reads.verify(tenantId);
  }

  @Get('fleet/audit')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'listFleetAudit',
    summary: 'Log-ins and every change of the fleet, newest first',
  })
  @ApiOkResponse(pageSchema(AuditView))
  async listFleet(@Query() query: AuditQuery): Promise<Page<AuditView>> {
    return this.page(FLEET_CHAIN, query);
  }

  @Get('fleet/audit/verification')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'verifyFleetAudit',
    summary: 'Whether the fleet’s audit log is as it was written',
  })
  @ApiOkResponse({ type: VerdictView })
  verifyFleet(): Promise<AuditVerdict> {
    return this.reads.verify(FLEET_CHAIN);
  }

  private async page(chain: string, query: AuditQuery): Promise<Page<AuditView>> {
    return answer(
      await pageOf(
        { list: `audit ${chain}`, shape: ['number'], of: (row: AuditRecord) => [row.seq] },
        query,
        (before, fetch) => this.reads.list(chain, query, before?.[0] as number | undefined, fetch),
        (row) => ({ ...row, details: JSON.parse(row.details) as object }),
      ),
    );
  }
}
