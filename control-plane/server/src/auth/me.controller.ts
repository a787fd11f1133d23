import { Body, Controller, Get, HttpCode, Inject, Patch, Put, Req } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { ValidateIf } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { answer, Refusal, RefusalError } from '../platform';
import { Name } from '../platform/http';
import { CurrentPrincipal, Own, type Principal } from './access';
import { LocaleName, Password, TypedPassword, Zone } from './account-fields';
import { Members } from './members';
import { AREAS, LEVELS, permissions, ROLES, type Role } from './permissions';
import { Tenants } from './tenants';
import { LOCALES, Users, type Locale } from './users';

const given = (name: string) => ValidateIf((body: Record<string, unknown>) => body[name] !== undefined);

export class UserTenantView {
  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  @ApiProperty()
  tenantName: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;
}

export class UserView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: LOCALES, enumName: 'Locale' })
  locale: Locale;

  @ApiProperty({ description: 'IANA time zone.', example: 'Asia/Taipei' })
  zone: string;

  @ApiProperty()
  fleetAdministrator: boolean;
}

class MeView {
  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  @ApiProperty()
  tenantName: string;

  @ApiProperty({ enum: ['user', 'token'] })
  kind: Principal['kind'];

  @ApiProperty({ format: 'uuid', description: 'Of the user or the token.' })
  id: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(AREAS.map((area) => [area, { type: 'string', enum: [...LEVELS] }])),
    required: [...AREAS],
    additionalProperties: false,
  })
  permissions: Readonly<Record<string, string>>;

  @ApiProperty({ type: UserView, nullable: true, description: 'Null for a token.' })
  user: UserView | null;

  @ApiProperty({ type: [UserTenantView], description: 'Where the user is a member; empty for a token.' })
  tenants: UserTenantView[];
}

class MeBody {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @given('name')
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ enum: LOCALES, enumName: 'Locale' })
  @given('locale')
  @LocaleName()
  locale?: Locale;

  @ApiPropertyOptional({ example: 'Asia/Taipei' })
  @given('zone')
  @Zone()
  zone?: string;
}

class PasswordBody {
  @TypedPassword()
  currentPassword: string;

  @Password()
  password: string;
}

/** Whoever is asking. */
@ApiTags('access')
@Controller('api/v1/me')
export class MeController {
  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(Tenants) private readonly tenants: Tenants,
    @Inject(Members) private readonly members: Members,
  ) {}

  @Get()
  @Own()
  @ApiOperation({ operationId: 'getMe', summary: 'Who you are, for which tenant, and with what rights' })
  @ApiOkResponse({ type: MeView })
  async me(@CurrentPrincipal() { tenantId, kind, id, role }: Principal): Promise<MeView> {
    const tenant = answer(await this.tenants.find(tenantId));
    const user = kind === 'user' ? viewOf(answer(await this.users.find(id))) : null;
    const tenants = user ? await this.users.tenantsOf(id) : [];
    const names = { tenantId, tenantName: tenant.name };
    return { ...names, kind, id, role, permissions: permissions[role], user, tenants };
  }

  @Patch()
  @Own()
  @ApiOperation({ operationId: 'updateMe', summary: 'Change your name, language or time zone' })
  @ApiOkResponse({ type: UserView })
  async change(@CurrentPrincipal() principal: Principal, @Body() body: MeBody): Promise<UserView> {
    onlyUsers(principal);
    await this.users.change(principal.id, body);
    return viewOf(answer(await this.users.find(principal.id)));
  }

  @Put('password')
  @Own()
  @HttpCode(204)
  @ApiOperation({ operationId: 'changePassword', summary: 'Change your password; your other sessions end' })
  @ApiNoContentResponse({ description: 'Changed.' })
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() { currentPassword, password }: PasswordBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    onlyUsers(principal);
    const session = request.sessionId ?? null;
    answer(await this.members.changePassword(principal.id, currentPassword, password, session));
  }
}

function onlyUsers({ kind }: Principal): void {
  if (kind !== 'user')
    throw new RefusalError(new Refusal('not-a-user', 403, 'A token has no account to change.'));
}

const viewOf = ({ id, email, name, locale, zone, fleetAdministrator }: UserView): UserView => ({
  ...{ id, email, name, locale, zone, fleetAdministrator },
});
