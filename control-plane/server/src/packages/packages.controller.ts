import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
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
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Refusal, RefusalError, type Result } from '../platform';
import {
  IdParameter,
  IfMatch,
  pageOf,
  PageQuery,
  pageSchema,
  takeAsStream,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { takeInArchive } from './archive';
import { MOST_CONTENT_BYTES, takeIn, type Content } from './intake';
import {
  EntryQuery,
  FetchBody,
  OverrideBody,
  PackagePatch,
  PackageVersionView,
  PackageView,
  PackageWordsQuery,
} from './package-views';
import type { PackageRecord, PackageVersionRecord } from './package-record';
import { PackageSources } from './package-sources';
import { Packages } from './packages';

const ZIP = 'application/zip';
const TYPES = ['application/xml', ZIP];

/** Takes in what is sent: nothing of it is read before it is known who sends it. */
type Taking = (entry: string | undefined) => () => Promise<Result<Content>>;

const ContentBody = createParamDecorator((_: unknown, context: ExecutionContext): Taking => {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof Readable) {
    const isArchive = headers['content-type']?.startsWith(ZIP) ?? false;
    return (entry) => () => (isArchive ? takeInArchive(body, entry) : takeIn(body));
  }
  const reason = `Send the content as ${TYPES.join(' or ')}, at most ${MOST_CONTENT_BYTES} bytes.`;
  throw new RefusalError(new Refusal('unsupported-media-type', 415, reason));
});

const TAKING = ['/api/v1/packages', '/api/v1/packages/:id/versions'];
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
    @Inject(PackageSources) private readonly sources: PackageSources,
  ) {}

  onModuleInit(): void {
    takeAsStream(this.host.httpAdapter.getInstance<FastifyInstance>(), TYPES, TAKING);
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
  @ApiConsumes(...TYPES)
  @ApiBody(XML)
  @ApiOperation({
    operationId: 'createPackage',
    summary:
      'Upload security content: a SCAP data stream, an XCCDF benchmark or OVAL definitions, or a zip archive with one, or with a benchmark and its definitions',
    description:
      'It is looked into before it is kept. 422 `content-refused` with the reason: scripts, remote references, entities, checks that are not in it, excess of any kind.',
  })
  @ApiCreatedResponse({ type: PackageView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() { name, description = '', entry }: PackageWordsQuery,
    @ContentBody() taking: Taking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    const words = { name, description, labels: {} };
    const made = answer(await this.packages.create(tenantId, words, taking(entry)));
    void reply.header('location', `/api/v1/packages/${made.id}`);
    return withEtag(reply, made);
  }

  @Post('from-url')
  @Permit('packages', 'full')
  @ApiOperation({
    operationId: 'fetchPackage',
    summary: 'Fetch security content, or a zip archive with it, from a URL',
    description:
      'Every redirect is looked at anew. 422 `content-unreachable` with the reason; else as for an upload. Afterwards it can be fetched again.',
  })
  @ApiCreatedResponse({ type: PackageView })
  async fetch(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { name, description = '', labels = {}, url, entry }: FetchBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    const made = answer(await this.sources.create(tenantId, { name, description, labels }, { url, entry }));
    void reply.header('location', `/api/v1/packages/${made.id}`);
    return withEtag(reply, made);
  }

  @Post(':id/refetch')
  @Permit('packages', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'refetchPackage',
    summary: 'Look at its URL again: what is there by now is a new version',
  })
  @ApiOkResponse({ type: PackageView })
  async refetch(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.sources.refetch(tenantId, id)));
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
  @ApiConsumes(...TYPES)
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
    @Query() { entry }: EntryQuery,
    @ContentBody() taking: Taking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.packages.renew(tenantId, id, taking(entry))));
  }

  @Put(':id/platform-override')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'overridePlatforms',
    summary: 'Let platforms count as given although the content says otherwise',
    description:
      'Such as content for Debian 11 on Debian 12. Makes a version with a dictionary of ours besides the content’s own; every result names the platforms. A further upload is without it.',
  })
  @ApiOkResponse({ type: PackageView })
  async override(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() { platforms, whenFileExists }: OverrideBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    const changed = await this.packages.override(tenantId, id, { platforms, whenFileExists });
    return withEtag(reply, answer(changed));
  }

  @Delete(':id/platform-override')
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'endPlatformOverride', summary: 'Take the content as it came again' })
  @ApiOkResponse({ type: PackageView })
  async endOverride(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    return withEtag(reply, answer(await this.packages.override(tenantId, id, null)));
  }

  @Delete(':id')
  @Permit('packages', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deletePackage',
    summary: 'Delete it with its versions; not while a profile, a job or a scan under way evaluates it',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.packages.remove(tenantId, id));
  }
}
