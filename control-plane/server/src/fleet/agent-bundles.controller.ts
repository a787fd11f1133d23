import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches, ValidateIf } from 'class-validator';
import { Permit } from '../auth';
import { answer } from '../platform';
import { IdParameter } from '../platform/http';
import { AgentBundles } from './agent-bundles';
import { PoolView } from './pools.dto';
import type { PoolRecord } from './pools';

class AgentBundleView {
  @ApiProperty({ example: '0.2.0' })
  version: string;

  @ApiProperty({ description: 'Of its bytes, hex.' })
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;
}

class AgentBundlesView {
  @ApiProperty({ type: [AgentBundleView] })
  items: AgentBundleView[];
}

class AgentVersionBody {
  @ApiProperty({
    type: String,
    nullable: true,
    example: '0.2.0',
    description: 'One of the programs that are here. Null: agents stay as they are.',
  })
  @ValidateIf((_, value) => value !== null)
  @Matches(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)
  version: string | null;
}

/** Agents that update themselves. */
@ApiTags('fleet')
@Controller('api/v1')
export class AgentBundlesController {
  constructor(@Inject(AgentBundles) private readonly bundles: AgentBundles) {}

  @Get('agent-bundles')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'listAgentBundles',
    summary: 'Signed programs of the agent that are here',
    description: 'As they lie in the operator’s folder (`SCANFLEET_AGENT_BUNDLES`).',
  })
  @ApiOkResponse({ type: AgentBundlesView })
  async list(): Promise<AgentBundlesView> {
    const items = (await this.bundles.list()).map(({ version, sha256, bytes }) => ({
      version,
      sha256,
      bytes,
    }));
    return { items };
  }

  @Put('pools/:id/agent-version')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'setPoolAgentVersion',
    summary: 'Say which version a pool’s agents are to be',
    description:
      'Agents that were given an update key and are older fetch it, end what they hold, and start as it; one that does not work is given up, and the one before it comes back. Refusal: `agent-version-unknown`.',
  })
  @ApiOkResponse({ type: PoolView })
  async want(@Param() { id }: IdParameter, @Body() { version }: AgentVersionBody): Promise<PoolRecord> {
    return answer(await this.bundles.want(id, version));
  }
}
