import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
  type ExecutionContext,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { BenchmarkSummary, ContentSummary, ProfileSummary } from '@scanfleet/readers';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Refusal, RefusalError } from '../platform';
import {
  Given,
  IdParameter,
  IfMatch,
  Name,
  pageOf,
  PageQuery,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { MOST_CONTENT_BYTES } from './intake';
import { Packages, type PackageRecord, type PackageVersionRecord } from './packages';

class PackageWordsQuery {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;
}

class PackagePatch {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ description: 'False: no profile can choose it any more.' })
  @Given()
  @IsBoolean()
  enabled?: boolean;
}

class ContentProfileView implements ProfileSummary {
  @ApiProperty()
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ type: 'integer', description: 'How many it selects.' })
  rules: number;
}

class BenchmarkView implements BenchmarkSummary {
  @ApiProperty()
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'As its author numbers it.' })
  version: string;

  @ApiProperty({ type: [String], description: 'CPE names of the systems it is for; none: any.' })
  platforms: string[];

  @ApiProperty({ type: 'integer' })
  rules: number;

  @ApiProperty({ type: [ContentProfileView] })
  profiles: ContentProfileView[];
}

class ContentView implements ContentSummary {
  @ApiProperty({ enum: ['data-stream', 'xccdf', 'oval'] })
  kind: ContentSummary['kind'];

  @ApiProperty({ type: [BenchmarkView] })
  benchmarks: BenchmarkView[];

  @ApiProperty({ type: 'integer', description: 'OVAL definitions in it.' })
  definitions: number;
}

class PackageVersionView implements PackageVersionRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'SHA-256 of the content, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: ContentView })
  content: ContentView;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

class PackageView implements PackageRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ format: 'uuid', description: 'Its newest version.' })
  versionId: string;

  @ApiProperty({ description: 'SHA-256 of that content, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: ContentView })
  content: ContentView;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;

  @ApiProperty({ type: Number, description: 'Its ETag.' })
  version: number;
}

/** The body as it comes: nothing of it is read before it is known who sends it. */
const ContentBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof Readable) return body;
  const reason = `Send the content as application/xml, at most ${MOST_CONTENT_BYTES} bytes.`;
  throw new RefusalError(new Refusal('unsupported-media-type', 415, reason));
});

const TAKING = new Set(['/api/v1/packages', '/api/v1/packages/:id/versions']);
const XML = {
  schema: { type: 'string' },
  examples: { 'data stream': { value: '<data-stream-collection>…</data-stream-collection>' } },
} as const;
const key = { list: 'packages', shape: ['string'] as const, of: (row: { id: string }) => [row.id] };

/** Security content: what jobs evaluate. */
@ApiTags('packages')
@Controller('api/v1/packages')
export class PackagesController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Packages) private readonly packages: Packages,
  ) {}

  /** Handed on as a stream: it may be long, and who sends it is known only later. No other route takes XML. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser('application/xml', (request, body, done) => {
      if (TAKING.has(request.routeOptions.url ?? '')) done(null, body);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'] ?? ''));
    });
  }

  @Get()
  @Permit('packages', 'read')
  @ApiOperation({
    operationId: 'listPackages',
    summary: 'Security packages with the benchmarks and profiles they offer',
  })
  @ApiOkResponse(pageSchema(PackageView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<PackageRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.packages.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Post()
  @Permit('packages', 'full')
  @ApiConsumes('application/xml')
  @ApiBody(XML)
  @ApiOperation({
    operationId: 'createPackage',
    summary: 'Upload security content: a SCAP data stream, an XCCDF benchmark or OVAL definitions',
    description:
      'It is looked into before it is kept. 422 `content-refused` with the reason: scripts, remote references, entities, checks that are not in it, excess of any kind.',
  })
  @ApiCreatedResponse({ type: PackageView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() { name, description = '' }: PackageWordsQuery,
    @ContentBody() content: Readable,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    const made = answer(await this.packages.create(tenantId, { name, description }, content));
    void reply.header('location', `/api/v1/packages/${made.id}`);
    return withEtag(reply, made);
  }

  @Get(':id')
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'getPackage', summary: 'One security package' })
  @ApiOkResponse({ type: PackageView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.packages.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('packages', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editPackage', summary: 'Rename, describe, switch on or off' })
  @ApiOkResponse({ type: PackageView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @IfMatch() expected: ExpectedVersion,
    @Body() body: PackagePatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.packages.edit(tenantId, id, { ...body }, expected)));
  }

  @Get(':id/versions')
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'listPackageVersions', summary: 'What it held and holds, newest first' })
  @ApiOkResponse(pageSchema(PackageVersionView))
  async versions(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: PageQuery,
  ): Promise<Page<PackageVersionRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        async (before, fetch) =>
          answer(await this.packages.versions(tenantId, id, before?.[0] as string | undefined, fetch)),
        (row) => row,
      ),
    );
  }

  @Post(':id/versions')
  @Permit('packages', 'full')
  @ApiConsumes('application/xml')
  @ApiBody(XML)
  @ApiOperation({
    operationId: 'renewPackage',
    summary: 'Upload its content anew; the same content again changes nothing',
    description: 'Profiles keep the version that they were saved with until they are saved again.',
  })
  @ApiCreatedResponse({ type: PackageView })
  async renew(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @ContentBody() content: Readable,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.packages.renew(tenantId, id, content)));
  }
}
