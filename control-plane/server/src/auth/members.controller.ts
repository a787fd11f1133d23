import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { answer } from '../platform';
import { IdParameter, Name, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { CurrentPrincipal, Open, Permit, type Principal } from './access';
import { Email, LocaleName, Password, Zone } from './account-fields';
import { Members, type InvitationRecord, type IssuedInvitation, type MemberRecord } from './members';
import { ROLES, type Role } from './permissions';
import { LOCALES, type Locale } from './users';

export class InviteBody {
  @Email()
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role: Role;
}

class RoleBody {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role: Role;
}

class AcceptBody {
  @ApiProperty({ type: String, maxLength: 100, description: 'The invitation’s secret.' })
  @IsString()
  @MaxLength(100)
  secret: string;

  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Lin Mei' })
  @Name(100)
  name: string;

  @Password()
  password: string;

  @ApiProperty({ enum: LOCALES, enumName: 'Locale' })
  @LocaleName()
  locale: Locale;

  @ApiProperty({ type: String, description: 'IANA time zone.', example: 'Asia/Taipei' })
  @Zone()
  zone: string;
}

class MemberView implements MemberRecord {
  @ApiProperty({ format: 'uuid', description: 'Of the user.' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ type: String, format: 'date-time' })
  since: Date;
}

class InvitationView implements InvitationRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: Date;
}

export class IssuedInvitationView extends InvitationView {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Goes to the person invited. Shown this once; null when the answer is repeated for an Idempotency-Key.',
  })
  secret: string | null;
}

class AcceptedView {
  @ApiProperty({ format: 'uuid', description: 'Of the user.' })
  id: string;
}

/** Who belongs to the tenant. */
@ApiTags('access')
@Controller('api/v1')
export class MembersController {
  constructor(@Inject(Members) private readonly members: Members) {}

  @Get('members')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'listMembers', summary: 'The tenant’s members' })
  @ApiOkResponse(pageSchema(MemberView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<MemberRecord>> {
    return answer(
      await pageOf(
        { list: 'members', shape: ['string'], of: (row: MemberRecord) => [row.id] },
        query,
        (after, fetch) => this.members.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get('members/:id')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'getMember', summary: 'One member' })
  @ApiOkResponse({ type: MemberView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<MemberRecord> {
    return answer(await this.members.find(tenantId, id));
  }

  @Patch('members/:id')
  @Permit('access', 'full')
  @ApiOperation({ operationId: 'changeMemberRole', summary: 'Give a member another role' })
  @ApiOkResponse({ type: MemberView })
  async change(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParameter,
    @Body() { role }: RoleBody,
  ): Promise<MemberRecord> {
    return answer(await this.members.changeRole(principal, id, role));
  }

  @Delete('members/:id')
  @Permit('access', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeMember',
    summary: 'Remove a member; their tokens open nothing any more',
  })
  @ApiNoContentResponse({ description: 'Removed.' })
  async remove(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.members.remove(principal, id));
  }

  @Get('invitations')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'listInvitations', summary: 'Invitations that nobody has taken yet' })
  @ApiOkResponse(pageSchema(InvitationView))
  async invitations(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<InvitationRecord>> {
    return answer(
      await pageOf(
        { list: 'invitations', shape: ['string'], of: (row: InvitationRecord) => [row.id] },
        query,
        (after, fetch) => this.members.invitations(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Post('invitations')
  @Permit('access', 'full')
  @ApiOperation({ operationId: 'inviteMember', summary: 'Invite somebody; the secret is shown once' })
  @ApiCreatedResponse({ type: IssuedInvitationView })
  async invite(
    @CurrentPrincipal() principal: Principal,
    @Body() { email, role }: InviteBody,
  ): Promise<IssuedInvitation> {
    return answer(await this.members.invite(principal, email, role));
  }

  @Delete('invitations/:id')
  @Permit('access', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawInvitation', summary: 'Withdraw an invitation' })
  @ApiNoContentResponse({ description: 'Withdrawn.' })
  async withdraw(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.members.withdraw(tenantId, id));
  }

  @Post('invitations/accept')
  @Open()
  @ApiOperation({
    operationId: 'acceptInvitation',
    summary: 'Become a member; a user gives their own password',
  })
  @ApiCreatedResponse({ type: AcceptedView })
  async accept(@Body() body: AcceptBody): Promise<AcceptedView> {
    return answer(await this.members.accept(body));
  }
}
