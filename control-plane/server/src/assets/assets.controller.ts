import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import {
  IdParameter,
  IfMatch,
  invalid,
  outdated,
  pageOf,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { canonicalAddress } from './address';
import { AssetBody, AssetPatch, AssetQuery, AssetView } from './asset-fields';
import type { AssetRecord } from './asset-rows';
import { Assets } from './assets';

const key = { list: 'assets', shape: ['string'] as const, of: (row: AssetRecord) => [row.id] };

/** The machines of a tenant. */
@ApiTags('assets')
@Controller('api/v1/assets')
export class AssetsController {
  constructor(@Inject(Assets) private readonly assets: Assets) {}

  @Post()
  @Permit('assets', 'full')
  @ApiOperation({ operationId: 'createAsset', summary: 'Make a machine known' })
  @ApiCreatedResponse({ type: AssetView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { networkId, ...content }: AssetBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetRecord> {
    return withEtag(reply, answer(await this.assets.create(tenantId, networkId, content)));
  }

  @Get()
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listAssets', summary: 'The tenant’s machines' })
  @ApiOkResponse(pageSchema(AssetView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: AssetQuery,
  ): Promise<Page<AssetRecord>> {
    const filter = filterOf(query);
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.assets.list(tenantId, filter, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'getAsset', summary: 'One machine' })
  @ApiOkResponse({ type: AssetView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetRecord> {
    return withEtag(reply, answer(await this.assets.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('assets', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'editAsset', summary: 'Change what is known of a machine' })
  @ApiOkResponse({ type: AssetView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() patch: AssetPatch,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetRecord> {
    const edited = await this.assets.edit(tenantId, id, patch, (present) => outdated(expected, present));
    return withEtag(reply, answer(edited));
  }

  @Delete(':id')
  @Permit('assets', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteAsset', summary: 'Forget a machine; its findings stay' })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async delete(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.assets.remove(tenantId, id));
  }
}

/** The address in whichever way it is written. */
export function filterOf({
  networkId,
  tag,
  address,
  text,
}: Pick<AssetQuery, 'networkId' | 'tag' | 'address' | 'text'>) {
  const canonical = address === undefined ? undefined : canonicalAddress(address);
  if (address !== undefined && canonical === undefined)
    answer(invalid([{ path: '/address', code: 'malformed-address', reason: 'Not an IP address.' }]));
  return { networkId, tag, address: canonical, text };
}
