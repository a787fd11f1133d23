import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter } from '../platform/http';
import { WaitingReads } from './waiting-reads';

class WaitingReasonView {
  @ApiProperty({ example: 'agents-busy' })
  code: string;

  @ApiProperty({ description: 'For people.' })
  reason: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  details: Record<string, unknown>;
}

/** Why a scan has parts that do not run yet. */
@ApiTags('scans')
@Controller('api/v1/scans')
export class WaitingController {
  constructor(@Inject(WaitingReads) private readonly waiting: WaitingReads) {}

  @Get(':id/waiting')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listWaitingReasons',
    summary: 'Why parts of the scan wait; empty when none does',
  })
  @ApiOkResponse({ type: WaitingReasonView, isArray: true })
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<WaitingReasonView[]> {
    return answer(await this.waiting.of(tenantId, id));
  }
}
