import { Controller, Get, Inject, Res, type OnApplicationBootstrap } from '@nestjs/common';
import {
  ApiExcludeEndpoint,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open, Permit } from './auth';
import { Bell, Health, Metrics } from './platform';

class LiveView {
  @ApiProperty({ enum: ['live'] })
  status: 'live';
}

class ReadyView {
  @ApiProperty({ enum: ['ready', 'not ready'] })
  status: 'ready' | 'not ready';

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: ['up', 'down'] } })
  checks: Readonly<Record<string, 'up' | 'down'>>;
}

/** What those who run the control plane ask of it. */
@ApiTags('operation')
@Controller()
export class OperationsController implements OnApplicationBootstrap {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    this.health.check('bell', async () => {
      if (!this.bell.connected) throw new Error('not connected to NATS');
    });
  }

  @Get('api/v1/health/live')
  @Open()
  @ApiOperation({ operationId: 'getLiveness', summary: 'The process answers' })
  @ApiOkResponse({ type: LiveView })
  live(): LiveView {
    return { status: 'live' };
  }

  @Get('api/v1/health/ready')
  @Open()
  @ApiOperation({ operationId: 'getReadiness', summary: 'What this replica needs answers, too' })
  @ApiOkResponse({ type: ReadyView })
  @ApiResponse({ status: 503, description: 'Not ready.', type: ReadyView })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyView> {
    const { ready, checks } = await this.health.report();
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return { status: ready ? 'ready' : 'not ready', checks };
  }

  /** Where orchestrators look for it. */
  @Get('health/live')
  @Open()
  @ApiExcludeEndpoint()
  liveAtRoot(): LiveView {
    return this.live();
  }

  @Get('health/ready')
  @Open()
  @ApiExcludeEndpoint()
  readyAtRoot(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyView> {
    return this.ready(reply);
  }

  @Get('metrics')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getMetrics', summary: 'For Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply
      .header('content-type', this.metrics.contentType)
      .header('cache-control', 'no-store')
      .send(text);
  }
}
