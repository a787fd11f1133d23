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
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, RefusalError } from '../platform';
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
import type { CredentialKind } from './credential.entity';
import { CredentialBody, CredentialPatch, KINDS, secretOf, wordsOf, wrongSecret } from './credential-request';
import { Credentials, type CredentialRecord } from './credentials';

const time = { type: String, format: 'date-time' } as const;

class CredentialView implements CredentialRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ enum: KINDS })
  kind: CredentialKind;

  @ApiProperty()
  userName: string;

  @ApiProperty({ type: 'integer' })
  port: number;

  @ApiProperty()
  sudo: boolean;

  @ApiProperty()
  trustFirstKey: boolean;

  @ApiProperty({ description: 'Of the public key, as ssh-keygen prints it; empty for a password.' })
  fingerprint: string;

  @ApiProperty({ type: Number, description: 'Its ETag.' })
  version: number;

  @ApiProperty(time)
  createdAt: Date;

  @ApiProperty(time)
  updatedAt: Date;

  @ApiProperty({ ...time, nullable: true, description: 'When it last went out with work.' })
  usedAt: Date | null;
}

const key = { list: 'credentials', shape: ['string'] as const, of: (row: CredentialRecord) => [row.id] };

/** What opens systems to agents. A secret goes in and never comes out. */
@ApiTags('credentials')
@Controller('api/v1/credentials')
export class CredentialsController {
  constructor(@Inject(Credentials) private readonly credentials: Credentials) {}

  @Get()
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listCredentials', summary: 'By which systems are entered' })
  @ApiOkResponse(pageSchema(CredentialView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<CredentialRecord>> {
    const find = (after: unknown[] | undefined, fetch: number) =>
      this.credentials.list(tenantId, after?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }

  @Post()
  @Permit('assets', 'full')
  @ApiOperation({
    operationId: 'createCredential',
    summary: 'Keep a key or a password for systems that are looked into over SSH',
    description:
      'The secret is sealed with a key that is not in the database, is never answered, and goes only to the agent that owns work which needs it, for as long as it owns it.',
  })
  @ApiCreatedResponse({ type: CredentialView })
  async create(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() body: CredentialBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CredentialRecord> {
    const secret = answer(secretOf(body.kind, body));
    const needed = body.kind === 'ssh-key' ? 'privateKey' : 'password';
    if (!secret)
      throw new RefusalError(wrongSecret(needed, `A credential of kind ${body.kind} needs a ${needed}.`));
    return withEtag(reply, answer(await this.credentials.create(tenantId, wordsOf(body), secret)));
  }

  @Get(':id')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'getCredential', summary: 'One credential, without its secret' })
  @ApiOkResponse({ type: CredentialView })
  async get(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CredentialRecord> {
    return withEtag(reply, answer(await this.credentials.find(tenantId, id)));
  }

  @Patch(':id')
  @Permit('assets', 'full')
  @Versioned()
  @ApiOperation({
    operationId: 'editCredential',
    summary: 'Change it; a secret that is not given stays. Its kind stays too.',
  })
  @ApiOkResponse({ type: CredentialView })
  async edit(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() body: CredentialPatch,
    @IfMatch() expected: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CredentialRecord> {
    const { kind } = answer(await this.credentials.find(tenantId, id));
    const secret = answer(secretOf(kind, body));
    const { privateKey: _, passphrase: __, password: ___, ...given } = body;
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return withEtag(reply, answer(await this.credentials.edit(tenantId, id, change, secret, expected)));
  }

  @Delete(':id')
  @Permit('assets', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteCredential', summary: 'Forget it; not while a job names it' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.credentials.remove(tenantId, id));
  }
}
