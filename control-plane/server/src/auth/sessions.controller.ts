import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answer } from '../platform';
import { IdParameter, pageSchema, type Page } from '../platform/http';
import { CurrentPrincipal, Open, Own, type Principal } from './access';
import { Email, TypedPassword } from './account-fields';
import { setSessionCookie } from './cookie';
import { UserTenantView, UserView } from './me.controller';
import { Sessions, type SessionRecord } from './sessions';
import { Users } from './users';

class LogInBody {
  @Email()
  email: string;

  @TypedPassword()
  password: string;
}

class LogInView {
  @ApiProperty({ type: UserView })
  user: UserView;

  @ApiProperty({ type: [UserTenantView], description: 'One of them goes into the header X-Tenant.' })
  tenants: UserTenantView[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Ends sooner after an hour without a request.',
  })
  endsAt: Date;
}

class SessionView implements SessionRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'To the minute.' })
  seenAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  endsAt: Date;

  @ApiProperty()
  address: string;

  @ApiProperty()
  userAgent: string;

  @ApiProperty({ description: 'Whether it is the one that asks.' })
  current: boolean;
}

/** Logging in with a browser, and out. */
@ApiTags('access')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Users) private readonly users: Users,
  ) {}

  @Post()
  @Open()
  @ApiOperation({ operationId: 'logIn', summary: 'Log in; the answer sets a cookie' })
  @ApiCreatedResponse({ type: LogInView, headers: { 'Set-Cookie': { schema: { type: 'string' } } } })
  async logIn(
    @Body() { email, password }: LogInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LogInView> {
    const agent = request.headers['user-agent'] ?? '';
    const { user, session, secret } = answer(await this.sessions.logIn(email, password, request.ip, agent));
    setSessionCookie(request, reply, secret);
    return { user, tenants: await this.users.tenantsOf(user.id), endsAt: session.endsAt };
  }

  @Get()
  @Own()
  @ApiOperation({ operationId: 'listSessions', summary: 'Your sessions, newest first' })
  @ApiOkResponse(pageSchema(SessionView))
  async list(
    @CurrentPrincipal() { id }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<Page<SessionView>> {
    const sessions = await this.sessions.list(id);
    const items = sessions.map((session) => ({ ...session, current: session.id === request.sessionId }));
    return { items, nextCursor: null };
  }

  @Delete('current')
  @Own()
  @HttpCode(204)
  @ApiOperation({ operationId: 'logOut', summary: 'Log out: this session ends' })
  @ApiNoContentResponse({ description: 'The session is over. With a token nothing happens.' })
  async logOut(
    @CurrentPrincipal() { id }: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (!request.sessionId) return;
    setSessionCookie(request, reply, null);
    await this.sessions.end(id, request.sessionId);
  }

  @Delete(':id')
  @Own()
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'End one of your sessions' })
  @ApiNoContentResponse({ description: 'The session is over.' })
  async end(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.sessions.end(principal.id, id));
  }
}
