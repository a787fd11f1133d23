import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, MaxLength } from 'class-validator';
import { answer } from '../platform';
import { IdParameter, Name, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { CurrentPrincipal, Permit, type Principal } from './access';
import { ROLES, type Role } from './permissions';
import { Tokens, type IssuedToken, type TokenRecord } from './tokens';

class TokenBody {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role: Role;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Null: never.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  expiresAt?: string | null;
}

class TokenView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'The token’s first characters.' })
  prefix: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The user whose token it is.' })
  ownerId: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  lastUsedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt: Date | null;
}

class IssuedTokenView extends TokenView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Shown this once; null when the answer is repeated for an Idempotency-Key.',
  })
  secret: string | null;
}

/** What machines use the API with. */
@ApiTags('access')
@Controller('api/v1')
export class TokensController {
  constructor(@Inject(Tokens) private readonly tokens: Tokens) {}

  @Post('tokens')
  @Permit('access', 'full')
  @ApiOperation({ operationId: 'createToken', summary: 'Make an API token; its secret is shown once' })
  @ApiCreatedResponse({ type: IssuedTokenView })
  async create(@CurrentPrincipal() principal: Principal, @Body() body: TokenBody): Promise<IssuedToken> {
    const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
    return answer(await this.tokens.create(principal, { name: body.name, role: body.role, expiresAt }));
  }

  @Get('tokens')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'listTokens', summary: 'The tenant’s API tokens' })
  @ApiOkResponse(pageSchema(TokenView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<TokenRecord>> {
    const key = { list: 'tokens', shape: ['string'] as const, of: (row: TokenRecord) => [row.id] };
    return answer(
      await pageOf(
        key,
        query,
        (after, fetch) => this.tokens.list(tenantId, after?.[0] as string | undefined, fetch),
        (row) => row,
      ),
    );
  }

  @Get('tokens/:id')
  @Permit('access', 'read')
  @ApiOperation({ operationId: 'getToken', summary: 'One API token' })
  @ApiOkResponse({ type: TokenView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<TokenRecord> {
    return answer(await this.tokens.find(tenantId, id));
  }

  @Delete('tokens/:id')
  @Permit('access', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke an API token, at once and for good' })
  @ApiNoContentResponse({ description: 'Revoked.' })
  async revoke(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.tokens.revoke(principal, id));
  }
}
