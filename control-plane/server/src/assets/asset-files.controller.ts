import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  HttpCode,
  Inject,
  Post,
  Query,
  StreamableFile,
  type ExecutionContext,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiTags,
  OmitType,
} from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsObject, IsUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Refusal, RefusalError } from '../platform';
import { csvHeader, csvOf } from './asset-csv';
import { AssetQuery } from './asset-fields';
import { AssetImport, MOST_IMPORTED, type ImportedRow, type ImportResult } from './asset-import';
import { Assets, type AssetFilter } from './assets';
import { filterOf } from './assets.controller';
import type { ImportOutcome } from './import-plan';

class ImportQuery {
  @ApiProperty({ format: 'uuid', description: 'The network that all of them are in.' })
  @IsUUID()
  networkId: string;
}

class ImportBody extends ImportQuery {
  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    maxItems: MOST_IMPORTED,
    description:
      'As in createAsset, each without networkId, and with id where it is known. What is left out stays.',
    example: [{ externalId: 'i-0a1', name: 'web-1', addresses: ['192.0.2.10'], tags: ['production'] }],
  })
  @IsArray()
  @ArrayMaxSize(MOST_IMPORTED)
  @IsObject({ each: true })
  assets: object[];
}

class ImportedRowView implements ImportedRow {
  @ApiProperty({ description: 'The line of the file, or the place in the list, from 1.' })
  row: number;

  @ApiProperty({ enum: ['created', 'updated', 'unchanged', 'refused'] })
  outcome: ImportOutcome;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  assetId: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused.', example: 'address-taken' })
  code: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The field at fault.', example: '/addresses/0' })
  path: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

class ImportView implements ImportResult {
  @ApiProperty()
  created: number;

  @ApiProperty()
  updated: number;

  @ApiProperty()
  unchanged: number;

  @ApiProperty()
  refused: number;

  @ApiProperty({ type: [ImportedRowView] })
  rows: ImportedRowView[];
}

class ExportQuery extends OmitType(AssetQuery, ['limit', 'cursor']) {}

/** The body as text: validation, which refuses carriage returns, is for JSON. */
const CsvText = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof body === 'string') return body;
  throw new RefusalError(
    new Refusal('unsupported-media-type', 415, 'Send the file as text/csv in UTF-8, at most 1 MiB.'),
  );
});

const EXPORT_BATCH = 1_000;

/** Whole inventories, in and out. */
@ApiTags('assets')
@Controller('api/v1/assets')
export class AssetFilesController {
  constructor(
    @Inject(Assets) private readonly assets: Assets,
    @Inject(AssetImport) private readonly imports: AssetImport,
  ) {}

  @Post('import')
  @Permit('assets', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importAssets',
    summary: 'Create and update machines, found by id, external id or address; answers for each of them',
  })
  @ApiOkResponse({ type: ImportView })
  async importJson(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { networkId, assets }: ImportBody,
  ): Promise<ImportResult> {
    const given = assets.map((fields, index) => ({ at: index + 1, fields }));
    return answer(await this.imports.run(tenantId, networkId, given));
  }

  @Post('import.csv')
  @Permit('assets', 'full')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', example: 'externalId,name,addresses\r\ni-0a1,web-1,192.0.2.10\r\n' } })
  @ApiOperation({
    operationId: 'importAssetsCsv',
    summary: 'The same from a CSV file, whose first line names its columns',
  })
  @ApiOkResponse({ type: ImportView })
  async importCsv(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() { networkId }: ImportQuery,
    @CsvText() text: string,
  ): Promise<ImportResult> {
    return answer(await this.imports.csv(tenantId, networkId, text));
  }

  @Get('export.csv')
  @Permit('assets', 'read')
  @ApiProduces('text/csv')
  @ApiOperation({
    operationId: 'exportAssetsCsv',
    summary: 'The machines as a CSV file that can be imported again; no cell begins as a formula does',
  })
  @ApiOkResponse({ description: 'CSV in UTF-8, every cell in quotes.', schema: { type: 'string' } })
  exportCsv(@CurrentPrincipal() { tenantId }: Principal, @Query() query: ExportQuery): StreamableFile {
    const lines = Readable.from(this.lines(tenantId, filterOf(query)));
    return new StreamableFile(lines, {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="assets.csv"',
    });
  }

  private async *lines(tenantId: string, filter: AssetFilter): AsyncGenerator<string> {
    yield csvHeader;
    for (let after: string | undefined; ;) {
      const assets = await this.assets.list(tenantId, filter, after, EXPORT_BATCH);
      if (assets.length > 0) yield assets.map(csvOf).join('');
      after = assets.at(-1)?.id;
      if (assets.length < EXPORT_BATCH) return;
    }
  }
}
