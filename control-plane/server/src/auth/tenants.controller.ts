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
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { answer } from '../platform';
import {
  IdParameter,
  IfMatch,
  Name,
  outdated,
  pageOf,
  PageQuery,
  pageSchema,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Page,
} from '../platform/http';
import { CurrentPrincipal, Permit, type Principal } from './access';
import { Members, type IssuedInvitation } from './members';
import { InviteBody, IssuedInvitationView } from './members.controller';
import { Tenants, type TenantRecord } from './tenants';

class TenantBody {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Example Ltd.' })
  @Name(100)
  name: string;
}

class TenantView implements TenantRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  suspendedAt: Date | null;

  @ApiProperty()
  version: number;
}

/** The customers' projects, as the fleet's administrator sees them. */
@ApiTags('fleet')
@Controller('api/v1/tenants')
export class TenantsController {
  constructor(
    @Inject(Tenants) private readonly tenants: Tenants,
    @Inject(Members) private readonly members: Members,
  ) {}

  @Post()
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'createTenant', summary: 'Make a tenant' })
  @ApiCreatedResponse({ type: TenantView })
  async create(
    @Body() { name }: TenantBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantRecord> {
    return withEtag(reply, answer(await this.tenants.create(name)));
  }

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listTenants', summary: 'Every tenant' })
  @ApiOkResponse(pageSchema(TenantView))
  async list(@Query() query: PageQuery): Promise<Page<TenantRecord>> {
    return answer(
      await pageOf(
        { list: 'tenants', shape: ['string'], of: (row: TenantRecord) => [row.id] },
        query,
        (after, fetch) => this.tenants.list(after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get(':id')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getTenant', summary: 'One tenant' })
  @ApiOkResponse({ type: TenantView })
  async find(
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantRecord> {
    return withEtag(reply, answer(await this.tenants.find(id)));
  }

  @Patch(':id')
  @Permit('fleet', 'full')
  @Versioned()
  @ApiOperation({ operationId: 'renameTenant', summary: 'Rename a tenant' })
  @ApiOkResponse({ type: TenantView })
  async rename(
    @Param() { id }: IdParameter,
    @Body() { name }: TenantBody,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantRecord> {
    return withEtag(
      reply,
      answer(await this.tenants.rename(id, name, (present) => outdated(expected, present))),
    );
  }

  @Post(':id/suspend')
  @Permit('fleet', 'full')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'suspendTenant',
    summary: 'Refuse the tenant’s members and tokens; what runs ends by itself',
  })
  @ApiOkResponse({ type: TenantView })
  async suspend(@Param() { id }: IdParameter): Promise<TenantRecord> {
    return answer(await this.tenants.suspend(id, true));
  }

  @Post(':id/unsuspend')
  @Permit('fleet', 'full')
  @HttpCode(200)
  @ApiOperation({ operationId: 'unsuspendTenant', summary: 'Let the tenant’s members and tokens in again' })
  @ApiOkResponse({ type: TenantView })
  async unsuspend(@Param() { id }: IdParameter): Promise<TenantRecord> {
    return answer(await this.tenants.suspend(id, false));
  }

  @Delete(':id')
  @Permit('fleet', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteTenant', summary: 'Delete a suspended tenant without jobs and scans' })
  @ApiNoContentResponse({ description: 'Deleted. Its part of the audit log stays.' })
  async delete(@Param() { id }: IdParameter): Promise<void> {
    answer(await this.tenants.delete(id));
  }

  @Post(':id/invitations')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'inviteToTenant',
    summary: 'Invite somebody to a tenant, such as its first administrator',
  })
  @ApiCreatedResponse({ type: IssuedInvitationView })
  async invite(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Body() { email, role }: InviteBody,
  ): Promise<IssuedInvitation> {
    answer(await this.tenants.find(id));
    return answer(await this.members.invite(principal, email, role, id));
  }
}
