import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { ContentView, PackageView, type PackageRecord } from '../packages';
import { answer } from '../platform';
import { withEtag } from '../platform/http';
import { SystemContents, type OfferedContent } from './system-contents';

class ContentAgentView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

class SystemContentView implements OfferedContent {
  @ApiProperty({ description: 'SHA-256 of its bytes: what it is known by.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: [String], description: 'Where it lies on the agents’ systems.' })
  paths: readonly string[];

  @ApiProperty({ type: [ContentAgentView] })
  agents: readonly ContentAgentView[];

  @ApiProperty({
    enum: ['offered', 'fetching', 'refused'],
    description: 'fetching: its bytes are not here yet.',
  })
  state: OfferedContent['state'];

  @ApiProperty({ description: 'Why it is refused; empty: it is not.' })
  reason: string;

  @ApiProperty({
    type: ContentView,
    nullable: true,
    description: 'Benchmarks and profiles; null until offered.',
  })
  content: OfferedContent['content'];

  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'A package that has a version with these bytes.',
  })
  packageId: string | null;
}

class SystemContentsView {
  @ApiProperty({ type: [SystemContentView] })
  items: OfferedContent[];
}

class LookBody {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$', example: 'ab'.repeat(32) })
  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;
}

class AdoptBody {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$', example: 'ab'.repeat(32) })
  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;

  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ maxLength: 2_000, default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  description: string = '';
}

/** Security content that agents' systems came with. */
@ApiTags('packages')
@Controller('api/v1/system-content')
export class SystemContentController {
  constructor(@Inject(SystemContents) private readonly contents: SystemContents) {}

  @Get()
  @Permit('packages', 'read')
  @ApiOperation({
    operationId: 'listSystemContent',
    summary: 'Security content found on agents, such as a distribution’s SCAP Security Guide',
    description: 'Of the agents of the pools that serve the tenant’s networks.',
  })
  @ApiOkResponse({ type: SystemContentsView })
  async list(@CurrentPrincipal() { tenantId }: Principal): Promise<SystemContentsView> {
    return { items: await this.contents.offered(tenantId) };
  }

  @Post('looks')
  @Permit('packages', 'full')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'lookIntoSystemContent',
    summary: 'Have content of an agent fetched and looked into, so that its profiles are known',
    description:
      'Then `state` goes from known over fetching to offered, or to refused with the reason. Repeating it changes nothing.',
  })
  @ApiAcceptedResponse({ type: SystemContentView })
  async look(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { sha256 }: LookBody,
  ): Promise<OfferedContent> {
    return answer(await this.contents.request(tenantId, sha256));
  }

  @Post('packages')
  @Permit('packages', 'full')
  @ApiOperation({
    operationId: 'adoptSystemContent',
    summary: 'Make a security package of content found on agents',
    description: '409 `not-offered` while its bytes are not here, or where it is refused.',
  })
  @ApiCreatedResponse({ type: PackageView })
  async adopt(
    @CurrentPrincipal() { tenantId }: Principal,
    @Body() { sha256, name, description }: AdoptBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PackageRecord> {
    const made = answer(await this.contents.adopt(tenantId, sha256, { name, description }));
    void reply.header('location', `/api/v1/packages/${made.id}`);
    return withEtag(reply, made);
  }
}
