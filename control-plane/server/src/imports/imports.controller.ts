import { Controller, Inject, Param, Post, Query, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsIP, IsISO8601, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { LeftTarget } from '../assets';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter, takeAsStream } from '../platform/http';
import { FORMATS, type Format } from './imported-document';
import { Imports, type Imported } from './imports';
import { SentDocument, TYPES, type Sent } from './sent-document';

const ROUTE = '/api/v1/jobs/:id/imports';

class ImportQuery {
  @ApiProperty({ minLength: 1, maxLength: 200, description: 'Where the results were made, in your words.' })
  @IsString()
  @Length(1, 200)
  source: string;

  @ApiPropertyOptional({
    ...{ minimum: 0, maximum: 255 },
    description: 'Index into the job’s profiles. Not said: the first that such results can be of.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(255)
  profile?: number;

  @ApiPropertyOptional({
    description:
      'Of which system results of an evaluation are, where the document has no address or several.',
  })
  @IsOptional()
  @IsIP()
  address?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the tool looked, where the document does not tell (OVAL). Not said: now.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  measuredAt?: string;
}

class LeftOutAddressView {
  @ApiProperty()
  target: string;

  @ApiProperty({ enum: ['out of scope', 'excluded'] })
  disposition: string;

  @ApiProperty()
  reason: string;
}

class ImportedView implements Imported {
  @ApiProperty({ format: 'uuid' })
  scanId: string;

  @ApiProperty({ enum: FORMATS })
  format: Format;

  @ApiProperty({ type: 'integer', description: 'Systems whose results were taken.' })
  targets: number;

  @ApiProperty({ type: [LeftOutAddressView], description: 'Systems whose results were not taken, and why.' })
  leftOut: readonly LeftTarget[];

  @ApiProperty({ type: String, format: 'date-time' })
  measuredAt: Date;

  @ApiProperty({
    description: 'Why the document is not the whole of what its tool had to say; empty: it is.',
  })
  cut: string;
}

/** Results that were made elsewhere. */
@ApiTags('jobs')
@Controller('api/v1/jobs')
export class ImportsController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Imports) private readonly imports: Imports,
  ) {}

  onModuleInit(): void {
    takeAsStream(this.host.httpAdapter.getInstance<FastifyInstance>(), TYPES, [ROUTE]);
  }

  @Post(':id/imports')
  @Permit('scanning', 'full')
  @ApiConsumes(...TYPES)
  @ApiBody({ schema: { type: 'string' }, examples: { nmap: { value: '<nmaprun>…</nmaprun>' } } })
  @ApiOperation({
    operationId: 'importResults',
    summary: 'Take in results that were made elsewhere, as a scan of the job',
    description:
      'nmap’s XML, XCCDF or ARF results, or OVAL results, plain or gzip. Read with the readers that agents have, under the same limits. The scan goes through Loading and is processed like any; findings change as of when the tool looked. 409 `already-imported` for the same document again; 503 `busy` when too many are being read.',
  })
  @ApiCreatedResponse({ type: ImportedView, headers: { Location: { schema: { type: 'string' } } } })
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Query() { source, profile, address, measuredAt }: ImportQuery,
    @SentDocument() document: Sent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Imported> {
    const words = {
      source,
      profile,
      address,
      measuredAt: measuredAt === undefined ? undefined : new Date(measuredAt),
    };
    const made = answer(await this.imports.add(principal.tenantId, id, actorOf(principal), document, words));
    void reply.header('location', `/api/v1/scans/${made.scanId}`);
    return made;
  }
}
