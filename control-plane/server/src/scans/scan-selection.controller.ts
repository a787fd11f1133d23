import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { LeftOut, LeftTarget, PinnedName } from '../assets';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, notFound } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Quarantine, type QuarantineCode, type QuarantineKey, type QuarantineRecord } from './quarantine';
import { ScanReads } from './scan-reads';

const LEFT_OUT: readonly LeftOut[] = ['excluded', 'out of scope', 'unresolved', 'powered off'];
const CODES: readonly QuarantineCode[] = ['not-of-the-slice', 'excluded'];
const id = { format: 'uuid' } as const;

class LeftOutView implements LeftTarget {
  @ApiProperty({ description: 'An address, a range, a host name, or an asset’s name.' })
  target: string;

  @ApiProperty({ enum: LEFT_OUT, enumName: 'LeftOut' })
  disposition: LeftOut;

  @ApiProperty()
  reason: string;
}

class PinnedNameView implements PinnedName {
  @ApiProperty({ example: 'www.example.com' })
  name: string;

  @ApiProperty({ type: [String], description: 'What it was answered, once; none: nothing.' })
  addresses: readonly string[];

  @ApiProperty({
    ...id,
    type: String,
    nullable: true,
    description: 'Whose name it is; null: it was written.',
  })
  assetId: string | null;
}

class QuarantineView implements QuarantineRecord {
  @ApiProperty(id)
  sliceId: string;

  @ApiProperty({ description: 'Of the slice, when it was told.' })
  epoch: number;

  @ApiProperty({ description: 'Of the chunk that told it.', example: '7' })
  seq: string;

  @ApiProperty()
  address: string;

  @ApiProperty(id)
  agentId: string;

  @ApiProperty({ enum: CODES, enumName: 'QuarantineCode' })
  code: QuarantineCode;

  @ApiProperty()
  reason: string;

  @ApiProperty({ description: 'How many observations were told.' })
  observations: number;

  @ApiProperty({ description: 'The first of them, as JSON.', example: '{}' })
  body: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

type Numbered<T> = T & { readonly place: number };

const placeKey = (list: string) => ({
  list,
  shape: ['number'] as const,
  of: (row: Numbered<object>) => [row.place],
});

const quarantineKey = {
  list: 'quarantine',
  shape: ['string', 'number', 'string', 'string'] as const,
  of: ({ sliceId, epoch, seq, address }: QuarantineRecord) => [sliceId, epoch, seq, address],
};

/** What a scan was not about, and what was told about it all the same. */
@ApiTags('scans')
@Controller('api/v1/scans')
export class ScanSelectionController {
  constructor(
    @Inject(ScanReads) private readonly scans: ScanReads,
    @Inject(Quarantine) private readonly quarantined: Quarantine,
  ) {}

  @Get(':id/left-out')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listScanLeftOut',
    summary: 'Targets that were left out at the start, and why',
  })
  @ApiOkResponse(pageSchema(LeftOutView))
  leftOut(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id: scanId }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<LeftTarget>> {
    return this.selected(tenantId, scanId, 'left_out', query);
  }

  @Get(':id/names')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listScanNames',
    summary: 'Host names, and the addresses they were pinned to',
  })
  @ApiOkResponse(pageSchema(PinnedNameView))
  names(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id: scanId }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<PinnedName>> {
    return this.selected(tenantId, scanId, 'names', query);
  }

  @Get(':id/quarantine')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listScanQuarantine',
    summary: 'What agents told of addresses that they had no business with',
  })
  @ApiOkResponse(pageSchema(QuarantineView))
  async quarantine(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id: scanId }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<QuarantineRecord>> {
    await this.existing(tenantId, scanId);
    const find = (after: unknown, fetch: number) =>
      this.quarantined.list(tenantId, scanId, after as QuarantineKey | undefined, fetch);
    return answer(await pageOf(quarantineKey, query, find, (row) => row));
  }

  private async selected<K extends 'left_out' | 'names'>(
    tenantId: string,
    scanId: string,
    column: K,
    query: PageQuery,
  ): Promise<Page<K extends 'names' ? PinnedName : LeftTarget>> {
    await this.existing(tenantId, scanId);
    const find = async (after: unknown[] | undefined, fetch: number) => {
      const from = after === undefined ? 0 : (after[0] as number) + 1;
      const list = await this.scans.selection(tenantId, scanId, column, from, fetch);
      return list.map((entry, index) => ({ ...entry, place: from + index }));
    };
    const shown = ({ place: _place, ...entry }: Numbered<K extends 'names' ? PinnedName : LeftTarget>) =>
      entry as unknown as K extends 'names' ? PinnedName : LeftTarget;
    return answer(await pageOf(placeKey(column), query, find, shown));
  }

  private async existing(tenantId: string, scanId: string): Promise<void> {
    if (!(await this.scans.exists(tenantId, scanId))) answer(notFound('scan'));
  }
}
