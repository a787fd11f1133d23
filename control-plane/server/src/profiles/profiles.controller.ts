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
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import {
  IdParameter,
  IfMatch,
  pageOf,
  PageQuery,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { NMAP_SCRIPTS } from './nmap-scripts';
import { ProfileBody, ProfilePatch } from './profile-request';
import { NamedProfileView } from './profile-view';
import { Profiles, type ProfileRecord } from './profiles';

class ScriptView {
  @ApiProperty()
  name: string;
}

const key = { list: 'profiles', shape: ['string'] as const, of: (row: ProfileRecord) => [row.id] };

/** What a scan can run. */
@ApiTags('profiles')
@ApiExtraModels(ScriptView)
@Controller('api/v1/profiles')
export class ProfilesController {
  constructor(@Inject(Profiles) private readonly profiles: Profiles) {}

  @Get()
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'listProfiles', summary: 'The built-in profiles, then the tenant’s own' })
  @ApiOkResponse(pageSchema(NamedProfileView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<ProfileRecord>> {
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.profiles.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get('nmap/scripts')
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'listNmapScripts', summary: 'The NSE scripts that a profile may name' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['items', 'nextCursor'],
      properties: {
        items: { type: 'array', items: { $ref: getSchemaPath(ScriptView) } },
        nextCursor: { type: 'string', nullable: true, description: 'Always null: the list is short.' },
      },
    },
  })
  scripts(): Page<ScriptView> {
    return { items: [...NMAP_SCRIPTS].map((name) => ({ name })), nextCursor: null };
  }

  @Post()
  @Permit('packages', 'full')
  @ApiOperation({ operationId: 'createProfile', summary: 'Make a profile of the tenant’s own' })
  @ApiCreatedResponse({ type: NamedProfileView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: ProfileBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileRecord> {
    const profile = answer(await this.profiles.create(tenantId, body));
    void reply.header('location', `/api/v1/profiles/${profile.id}`);
    return withEtag(reply, profile);
  }

  @Get(':id')
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'getProfile', summary: 'One profile' })
  @ApiOkResponse({ type: NamedProfileView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileRecord> {
    return withEtag(reply, answer(await this.profiles.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('packages', 'full')
  @Versioned()
  @ApiOperation({
    operationId: 'editProfile',
    summary: 'Change a profile of the tenant’s own',
    description:
      'Jobs that name it run the new options at their next start; scans that are under way keep theirs. 409 `built-in-profile` for a built-in one.',
  })
  @ApiOkResponse({ type: NamedProfileView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @IfMatch() expected: ExpectedVersion,
    @Body() body: ProfilePatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileRecord> {
    return withEtag(reply, answer(await this.profiles.edit(tenantId, id, body, expected)));
  }

  @Delete(':id')
  @Permit('packages', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteProfile',
    summary: 'Delete a profile of the tenant’s own',
    description:
      'Jobs that name it keep its options as their own. 409 `built-in-profile` for a built-in one.',
  })
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.profiles.remove(tenantId, id));
  }
}
