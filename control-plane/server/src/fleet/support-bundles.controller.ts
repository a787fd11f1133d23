import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { IdParameter } from '../platform/http';
import { SupportBundles, type SupportBundleRecord } from './support-bundles';

class SupportBundleView implements SupportBundleRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'date-time' })
  askedAt: Date;

  @ApiProperty({ example: 'user 0192aaaa-0000-7000-8000-000000000001' })
  askedBy: string;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'Null: the agent has not sent it yet. One that is away for ten minutes does not.',
  })
  madeAt: Date | null;

  @ApiProperty({ type: Number, nullable: true })
  bytes: number | null;
}

/** What an agent says of itself for whoever looks into a trouble with it. */
@ApiTags('fleet')
@Controller('api/v1/agents/:id/support-bundle')
export class SupportBundlesController {
  constructor(@Inject(SupportBundles) private readonly bundles: SupportBundles) {}

  @Post()
  @HttpCode(202)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'askSupportBundle',
    summary: 'Ask an agent for a support bundle',
    description:
      'Versions, options without secrets, engines, slices held, spool, memory, and the last lines of its log. It comes through the agent’s session within seconds, and takes the place of the one before.',
  })
  @ApiAcceptedResponse({ type: SupportBundleView })
  async ask(
    @Param() { id }: IdParameter,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SupportBundleRecord> {
    return answer(await this.bundles.ask(id, actorOf(principal)));
  }

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getSupportBundle', summary: 'How far an agent’s support bundle is' })
  @ApiOkResponse({ type: SupportBundleView })
  async find(@Param() { id }: IdParameter): Promise<SupportBundleRecord> {
    return answer(await this.bundles.find(id));
  }

  @Get('content')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'downloadSupportBundle',
    summary: 'An agent’s support bundle',
    description: 'A gzipped JSON object. Refusal `bundle-not-there` while the agent has not sent it.',
  })
  @ApiProduces('application/gzip')
  @ApiOkResponse({ content: { 'application/gzip': { schema: { type: 'string', format: 'binary' } } } })
  async content(@Param() { id }: IdParameter, @Res() reply: FastifyReply): Promise<void> {
    const data = answer(await this.bundles.content(id));
    await reply
      .header('content-type', 'application/gzip')
      .header('content-disposition', `attachment; filename="agent-${id}.json.gz"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(data);
  }
}
